import { describe, expect, it } from 'vitest';
import noAccessControlList from '../../../lint-rules/bucket/no-access-control-list.js';
import noExternalAcl from '../../../lint-rules/bucket/no-external-acl.js';
import noPublicAcl from '../../../lint-rules/bucket/no-public-acl.js';
import requireAccountPublicAccessBlock from '../../../lint-rules/bucket/require-account-public-access-block.js';
import requirePublicAccessBlock from '../../../lint-rules/bucket/require-public-access-block.js';
import type { AccountExample } from '../../support/account-example.js';
import { lintAccount } from '../../support/rules.js';
import type { Rule } from '../../../src/linter/index.js';

type BucketExample = NonNullable<AccountExample['Buckets']>[number];
const ACCOUNT = '111122223333';
const OWNER = 'canonical-id-of-the-owner';
const block = (on: boolean) => ({
  BlockPublicAcls: on,
  IgnorePublicAcls: on,
  BlockPublicPolicy: on,
  RestrictPublicBuckets: on,
});
/** What could not be read. */
const unread = undefined as never;

const findingsOf = (rule: Rule, bucket: Partial<BucketExample>, more: AccountExample = {}) =>
  lintAccount({ Buckets: [{ Name: 'b', AccountId: ACCOUNT, ...bucket }], ...more }, rule);
const messagesOf = (...args: Parameters<typeof findingsOf>) =>
  findingsOf(...args).map(({ messageId }) => messageId);
const inAccount = (PublicAccessBlock: ReturnType<typeof block> | null): AccountExample => ({
  Accounts: [{ AccountId: ACCOUNT, PublicAccessBlock }],
});

type Grant = NonNullable<BucketExample['Acl']>['Grants'][number];
const group = (name: string): Grant => ({
  Grantee: { Type: 'Group', URI: `http://acs.amazonaws.com/groups/${name}` },
  Permission: 'READ',
});
const user = (ID: string): Grant => ({ Grantee: { Type: 'CanonicalUser', ID }, Permission: 'FULL_CONTROL' });
const acl = (...Grants: Grant[]) => ({ Acl: { OwnerId: OWNER, Grants } });
const everybody = acl(user(OWNER), group('global/AllUsers'));

describe('bucket/no-public-acl', () => {
  it('underlines the grant', () => {
    const [found] = findingsOf(noPublicAcl, everybody);
    expect(found).toMatchObject({ messageId: 'everybody', severity: 'critical', subject: 'arn:aws:s3:::b' });
    expect(found?.locations[0].location.path).toEqual(['Acl', 'Grants', 1]);
  });

  it('knows that authenticated users are those of every account', () => {
    expect(messagesOf(noPublicAcl, acl(group('global/AuthenticatedUsers')))).toEqual(['anyAccount']);
  });

  it.each<[string, Partial<BucketExample>, AccountExample]>([
    ['lists are disabled', { ...everybody, ObjectOwnership: 'BucketOwnerEnforced' }, {}],
    ['the bucket ignores them', { ...everybody, PublicAccessBlock: block(true) }, {}],
    ['the account ignores them', everybody, inAccount(block(true))],
    ['S3 delivers logs', acl(group('s3/LogDelivery')), {}],
    ['another account is meant', acl(user('other')), {}],
    ['nobody is named', acl({ Grantee: { Type: 'AmazonCustomerByEmail' }, Permission: 'READ' }), {}],
    ['the list was not read', {}, {}],
  ])('is silent where %s', (_, bucket, more) => {
    expect(messagesOf(noPublicAcl, bucket, more)).toEqual([]);
  });

  it('is not silenced by settings that keep new grants out only, nor by unread ones', () => {
    const PublicAccessBlock = { ...block(false), BlockPublicAcls: true };
    expect(messagesOf(noPublicAcl, { ...everybody, PublicAccessBlock })).toEqual(['everybody']);
    expect(messagesOf(noPublicAcl, { ...everybody, PublicAccessBlock: unread })).toEqual(['everybody']);
  });
});

describe('bucket/no-external-acl', () => {
  it('is about canonical ids that belong to no audited account', () => {
    expect(messagesOf(noExternalAcl, acl(user(OWNER), user('other'), group('global/AllUsers')))).toEqual([
      'stranger',
    ]);
  });

  it.each<[string, Partial<BucketExample>]>([
    ['lists are disabled', { ...acl(user('other')), ObjectOwnership: 'BucketOwnerEnforced' }],
    ['CloudFront writes logs', acl(user('c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0'))],
    ['the owner is not known', { Acl: { Grants: [user('other')] } }],
  ])('is silent where %s', (_, bucket) => {
    expect(messagesOf(noExternalAcl, bucket)).toEqual([]);
  });
});

describe('bucket/no-access-control-list', () => {
  it.each([
    ['ObjectWriter', 'writer'],
    ['BucketOwnerPreferred', 'preferred'],
    [null, 'writer'],
  ])('finds the object ownership %s', (ObjectOwnership, messageId) => {
    expect(messagesOf(noAccessControlList, { ObjectOwnership })).toEqual([messageId]);
  });

  it('is silent where lists are disabled, or the setting was not read', () => {
    expect(messagesOf(noAccessControlList, { ObjectOwnership: 'BucketOwnerEnforced' })).toEqual([]);
    expect(messagesOf(noAccessControlList, {})).toEqual([]);
  });

  it('leaves lists that let others in to the rules on those', () => {
    expect(messagesOf(noAccessControlList, { ObjectOwnership: null, ...everybody })).toEqual([]);
    expect(messagesOf(noAccessControlList, { ObjectOwnership: null, ...acl(user(OWNER)) })).toEqual([
      'writer',
    ]);
  });
});

describe('bucket/require-public-access-block', () => {
  it('names what is off', () => {
    const [found] = findingsOf(requirePublicAccessBlock, {
      PublicAccessBlock: { ...block(true), BlockPublicPolicy: false, RestrictPublicBuckets: false },
    });
    expect(found?.message).toContain('BlockPublicPolicy and RestrictPublicBuckets on');
    expect(found?.message).not.toContain('BlockPublicAcls');
  });

  it('adds up the settings of the bucket and of the account', () => {
    const PublicAccessBlock = { ...block(true), BlockPublicAcls: false };
    const above = inAccount({ ...block(false), BlockPublicAcls: true });
    expect(messagesOf(requirePublicAccessBlock, { PublicAccessBlock }, above)).toEqual([]);
  });

  it('says nothing where what was not read may be on', () => {
    expect(messagesOf(requirePublicAccessBlock, { PublicAccessBlock: unread })).toEqual([]);
    const above = { Accounts: [{ AccountId: ACCOUNT, PublicAccessBlock: unread }] };
    expect(messagesOf(requirePublicAccessBlock, { PublicAccessBlock: block(false) }, above)).toEqual([]);
  });
});

describe('bucket/require-account-public-access-block', () => {
  it('is about the account', () => {
    const findings = findingsOf(requireAccountPublicAccessBlock, {}, inAccount(null));
    expect(findings).toMatchObject([{ account: ACCOUNT, subject: `arn:aws:iam::${ACCOUNT}:root` }]);
  });

  it('is silent where all is on, nothing was read, or there is no bucket', () => {
    expect(messagesOf(requireAccountPublicAccessBlock, {}, inAccount(block(true)))).toEqual([]);
    const above = { Accounts: [{ AccountId: ACCOUNT, PublicAccessBlock: unread }] };
    expect(messagesOf(requireAccountPublicAccessBlock, {}, above)).toEqual([]);
    expect(lintAccount(inAccount(null), requireAccountPublicAccessBlock)).toEqual([]);
  });
});
