import { describe, expect, it } from 'vitest';
import noCutOffAccount from '../../../lint-rules/bucket/no-cut-off-account.js';
import noHalfGrant from '../../../lint-rules/bucket/no-half-grant.js';
import noPointlessAclCondition from '../../../lint-rules/bucket/no-pointless-acl-condition.js';
import requireBucketAndObjects from '../../../lint-rules/bucket/require-bucket-and-objects.js';
import requireOwnerControl from '../../../lint-rules/bucket/require-owner-control.js';
import requireSecureTransport from '../../../lint-rules/bucket/require-secure-transport.js';
import type { Rule } from '../../../src/linter/index.js';
import type { AccountExample } from '../../support/account-example.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

type BucketExample = NonNullable<AccountExample['Buckets']>[number];
const OWN = '111122223333';
const OTHER = '444455556666';
const BUCKET = 'arn:aws:s3:::b';
const OBJECTS = `${BUCKET}/*`;

const policy = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements as never[] });
const allow = (more: object = {}) => ({
  Effect: 'Allow',
  Principal: { AWS: OTHER },
  Action: 's3:PutObject',
  Resource: OBJECTS,
  ...more,
});
const findingsOf = (rule: Rule, bucket: Partial<BucketExample>, more: AccountExample = {}) =>
  lintAccount({ Buckets: [{ Name: 'b', AccountId: OWN, ...bucket }], ...more }, rule);
const messagesOf = (...args: Parameters<typeof findingsOf>) =>
  findingsOf(...args).map(({ messageId }) => messageId);
const inFile = (rule: Rule, ...statements: object[]) =>
  lintPolicy(policy(...statements), 'resource-based', rule);

describe('bucket/require-secure-transport', () => {
  const http = { Bool: { 'aws:SecureTransport': 'false' } };
  const deny = (more: object = {}) => ({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [BUCKET, OBJECTS],
    Condition: http,
    ...more,
  });
  const messages = (...statements: object[]) =>
    messagesOf(requireSecureTransport, { Policy: policy(...statements) });

  it.each([
    ['one statement', [deny()]],
    ['one statement for every bucket', [deny({ Resource: '*', Principal: { AWS: '*' }, Action: '*' })]],
    [
      'a statement for the bucket and one for its objects',
      [deny({ Resource: BUCKET }), deny({ Resource: OBJECTS })],
    ],
    ['a pattern for both', [deny({ Resource: `${BUCKET}*` })]],
    ['BoolIfExists', [deny({ Condition: { BoolIfExists: { 'AWS:SecureTransport': ['false'] } } })]],
    [
      'a statement that spares services, which use TLS',
      [
        deny({
          Condition: { Bool: { 'aws:SecureTransport': 'false', 'aws:PrincipalIsAWSService': 'false' } },
        }),
      ],
    ],
  ])('is silent on %s', (_, statements) => {
    expect(messages(...statements)).toEqual([]);
  });

  it.each([
    ['the objects', { Resource: BUCKET }],
    ['the bucket', { Resource: OBJECTS }],
    ['actions', { Action: ['s3:GetObject', 's3:PutObject'] }],
  ])('finds a Deny that leaves out %s', (_, more) => {
    expect(messages(deny(more))).toEqual(['part']);
  });

  it.each([
    ['some principals', { Principal: { AWS: OTHER } }],
    ['all but some principals', { Principal: undefined, NotPrincipal: { AWS: OTHER } }],
    ['some networks', { Condition: { ...http, NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }],
    ['requests with TLS', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
    ['nobody', { Effect: 'Allow' }],
  ])('does not take a Deny for %s for one', (_, more) => {
    expect(messages(deny(more))).toEqual(['missing']);
  });

  it('is about buckets without a policy, and not about those whose policy was not read', () => {
    expect(messagesOf(requireSecureTransport, { Policy: null })).toEqual(['missing']);
    expect(messagesOf(requireSecureTransport, { Policy: undefined as never })).toEqual([]);
    expect(messagesOf(requireSecureTransport, { Policy: '{' })).toEqual([]);
  });

  it('counts a resource control policy', () => {
    const Organization = {
      MasterAccountId: '999900009999',
      Accounts: [OWN],
      Policies: [
        {
          Name: 'TLS',
          Type: 'RESOURCE_CONTROL_POLICY',
          Content: policy(deny({ Resource: '*' })),
          TargetIds: ['r-root'],
        },
      ],
    };
    expect(messagesOf(requireSecureTransport, { Policy: null }, { Organization })).toEqual([]);
    expect(messagesOf(requireSecureTransport, { Policy: policy(allow()) }, { Organization })).toEqual([]);
  });

  it('judges files by the buckets that they name', () => {
    expect(inFile(requireSecureTransport, allow())).toMatchObject([
      { messageId: 'missing', confidence: 'low' },
    ]);
    expect(inFile(requireSecureTransport, allow(), deny())).toEqual([]);
    expect(inFile(requireSecureTransport, deny({ Resource: OBJECTS }))).toMatchObject([
      { messageId: 'part' },
    ]);
    const point = 'arn:aws:s3:us-east-1:111122223333:accesspoint/a/object/*';
    expect(inFile(requireSecureTransport, allow({ Resource: point }))).toEqual([]);
    const queue = { Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:us-east-1:111122223333:q' };
    expect(inFile(requireSecureTransport, allow(queue))).toEqual([]);
  });
});

describe('bucket/no-cut-off-account', () => {
  const PublicAccessBlock = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  };
  const open = allow({ Principal: '*', Action: 's3:GetObject' });
  const findings = (statements: object[], more: Partial<BucketExample> = {}) =>
    findingsOf(noCutOffAccount, {
      PublicAccessBlock,
      PolicyStatus: { IsPublic: true },
      Policy: policy(...statements),
      ...more,
    });

  it('underlines the public statement and shows who is cut off', () => {
    const [found] = findings([allow(), { ...open, Principal: { AWS: '*' } }]);
    expect(found).toMatchObject({ messageId: 'statement', confidence: 'high' });
    expect(found?.locations.map(({ location }) => location.path.slice(2).join('.'))).toEqual([
      '1.Principal.AWS',
      '0.Principal.AWS',
    ]);
    const [others] = findings([allow(), { ...open, Principal: undefined, NotPrincipal: { AWS: OWN } }]);
    expect(others?.locations[0].location.path.at(-1)).toBe('NotPrincipal');
  });

  it('is less certain where S3 has not said that the policy is public', () => {
    const more = { PolicyStatus: undefined as never };
    expect(findings([allow(), open], more)).toMatchObject([{ messageId: 'statement', confidence: 'medium' }]);
    const deny = {
      ...open,
      Effect: 'Deny',
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
    };
    expect(findings([allow(), open, deny], more)).toEqual([]);
    expect(findings([allow(), open, deny])).toHaveLength(1);
    expect(findings([allow()], more)).toEqual([]);
  });

  it('finds a grant that cuts itself off by a wildcard', () => {
    const Condition = { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${OTHER}:role/*` } };
    expect(findings([{ ...open, Condition }])).toMatchObject([{ messageId: 'wildcard' }]);
  });

  it.each<[string, object[], Partial<BucketExample>]>([
    ['S3 does not call the policy public', [allow(), open], { PolicyStatus: { IsPublic: false } }],
    ['nothing is restricted', [allow(), open], { PublicAccessBlock: null }],
    ['no other account is named', [open, allow({ Principal: { AWS: OWN } })], {}],
    ['nothing but services is named', [allow({ Principal: { Service: 'cloudtrail.amazonaws.com' } })], {}],
  ])('is silent where %s', (_, statements, more) => {
    expect(findings(statements, more)).toEqual([]);
  });

  it('does not take denies for grants', () => {
    expect(findings([allow({ Effect: 'Deny' }), open])).toEqual([]);
    expect(
      findings([allow({ Principal: undefined, NotPrincipal: { AWS: OTHER }, Effect: 'Deny' }), open]),
    ).toEqual([]);
  });

  it('is not about files', () => {
    expect(inFile(noCutOffAccount, allow(), open)).toEqual([]);
  });
});

describe('bucket/require-bucket-and-objects', () => {
  const wide = (more: object = {}) => allow({ Action: 's3:*', Resource: BUCKET, ...more });
  const messages = (...statements: object[]) =>
    inFile(requireBucketAndObjects, ...statements)
      .map(({ messageId }) => messageId)
      .sort();

  it('tells which half is missing, allowed or denied', () => {
    expect(messages(wide())).toEqual(['bucketOnly']);
    expect(messages(wide({ Resource: OBJECTS, Action: ['*'] }))).toEqual(['objectsOnly']);
    const [found] = inFile(requireBucketAndObjects, wide({ Effect: 'Deny' }));
    expect(found?.message).toMatch(/^None of the objects is denied here/);
  });

  it.each([
    ['both in one statement', [wide({ Resource: [BUCKET, OBJECTS] })]],
    ['a pattern for both', [wide({ Resource: [BUCKET, `${BUCKET}*`] })]],
    ['both in two statements alike', [wide(), wide({ Resource: OBJECTS })]],
    ['some of the objects', [wide({ Resource: [BUCKET, `${BUCKET}/logs/*`] })]],
    ['a prefix', [wide({ Resource: `${BUCKET}/logs/*` })]],
    ['everything but', [wide({ Resource: undefined, NotResource: BUCKET })]],
    ['the rest by NotResource', [wide(), wide({ Resource: undefined, NotResource: 'arn:aws:s3:::c' })]],
    ['single actions', [wide({ Action: ['s3:ListBucket', 's3:Get*'] })]],
    ['all but some actions', [wide({ Action: undefined, NotAction: 's3:*' })]],
    ['an access point', [wide({ Resource: 'arn:aws:s3:us-east-1:111122223333:accesspoint' })]],
    ['plain HTTP', [wide({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })]],
    ['other services', [wide({ Action: '*', Resource: 'arn:aws:sqs:us-east-1:111122223333:q' })]],
  ])('is silent on %s', (_, statements) => {
    expect(messages(...statements)).toEqual([]);
  });

  it('does not take statements for others, or under other conditions, for the other half', () => {
    expect(messages(wide(), wide({ Resource: OBJECTS, Principal: { AWS: OWN } }))).toEqual([
      'bucketOnly',
      'objectsOnly',
    ]);
    const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
    expect(messages(wide(), wide({ Resource: OBJECTS, Condition }))).toEqual(['bucketOnly', 'objectsOnly']);
  });
});

describe('bucket/no-pointless-acl-condition', () => {
  const messages = (statement: object, ObjectOwnership: string | null = 'BucketOwnerEnforced') =>
    messagesOf(noPointlessAclCondition, { ObjectOwnership, Policy: policy(statement) });
  const asking = (operator: string, ...values: string[]) => ({ [operator]: { 'S3:x-amz-acl': values } });

  it.each([
    ['pointless', allow({ Condition: asking('StringEquals', 'bucket-owner-full-control') })],
    ['failing', allow({ Condition: asking('StringLike', 'public-*') })],
    [
      'pointless',
      allow({ Effect: 'Deny', Condition: asking('StringNotEquals', 'bucket-owner-full-control') }),
    ],
    ['failing', allow({ Effect: 'Deny', Condition: asking('StringNotEqualsIfExists', 'private') })],
  ])('finds what is %s', (messageId, statement) => {
    expect(messages(statement)).toEqual([messageId]);
  });

  it.each([
    [
      'lists are not disabled',
      allow({ Condition: asking('StringEquals', 'private') }),
      'BucketOwnerPreferred',
    ],
    ['the setting is not there', allow({ Condition: asking('StringEquals', 'private') }), null],
    [
      'an Allow takes uploads without a list',
      allow({ Condition: asking('StringEqualsIfExists', 'private') }),
    ],
    [
      'a Deny is about some lists',
      allow({ Effect: 'Deny', Condition: asking('StringEquals', 'public-read') }),
    ],
    ['an Allow leaves out some lists', allow({ Condition: asking('StringNotEquals', 'public-read') })],
    ['there is another condition', allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
  ])('is silent where %s', (_, statement, ownership?: string | null) => {
    expect(messages(statement, ownership)).toEqual([]);
  });

  it('is not about files, of which nobody knows the setting', () => {
    expect(inFile(noPointlessAclCondition, allow({ Condition: asking('StringEquals', 'private') }))).toEqual(
      [],
    );
  });
});

describe('bucket/require-owner-control', () => {
  const full = { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } };
  const messages = (statements: object[], ObjectOwnership: string | null = 'BucketOwnerPreferred') =>
    messagesOf(requireOwnerControl, { ObjectOwnership, Policy: policy(...statements) });

  it.each(['BucketOwnerPreferred', 'ObjectWriter', null])('finds uploads under %s', (ownership) => {
    expect(messages([allow({ Action: 's3:Put*' })], ownership)).toEqual(['kept']);
  });

  it('is not silenced by another list, nor by a Deny of something else', () => {
    const other = { StringEquals: { 's3:x-amz-acl': ['bucket-owner-full-control', 'private'] } };
    expect(messages([allow({ Condition: other })])).toEqual(['kept']);
    const deny = allow({
      Effect: 'Deny',
      Principal: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    expect(messages([allow(), deny])).toEqual(['kept']);
  });

  it.each([
    ['the list is asked for', [allow({ Condition: full })]],
    [
      'a Deny asks for it',
      [allow(), allow({ Effect: 'Deny', Principal: '*', Condition: { StringNotEquals: full.StringEquals } })],
    ],
    ['others may read only', [allow({ Action: 's3:GetObject' })]],
    ['the account itself uploads', [allow({ Principal: { AWS: OWN } })]],
    ['load balancers do', [allow({ Principal: { AWS: 'arn:aws:iam::127311923021:root' } })]],
    ['services do', [allow({ Principal: { Service: 'cloudtrail.amazonaws.com' } })]],
  ])('is silent where %s', (_, statements) => {
    expect(messages(statements)).toEqual([]);
  });

  it('is silent where lists are disabled, or nobody knows', () => {
    expect(messages([allow()], 'BucketOwnerEnforced')).toEqual([]);
    expect(messagesOf(requireOwnerControl, { Policy: policy(allow()) })).toEqual([]);
    expect(inFile(requireOwnerControl, allow())).toEqual([]);
  });
});

describe('bucket/no-half-grant', () => {
  const ROLE = `arn:aws:iam::${OTHER}:role/import`;
  const holding = (statement: object | undefined): AccountExample => ({
    Accounts: [{ AccountId: OWN }, { AccountId: OTHER }],
    RoleDetailList: [
      { Arn: `arn:aws:iam::${OTHER}:role/other` },
      {
        Arn: ROLE,
        RolePolicyList: [{ PolicyName: 'Own', ...(statement && { PolicyDocument: policy(statement) }) }],
      },
    ],
  });
  const messages = (AWS: string, statement: object | undefined, more: object = {}) =>
    messagesOf(noHalfGrant, { Policy: policy(allow({ Principal: { AWS }, ...more })) }, holding(statement));
  const put = { Effect: 'Allow', Action: 's3:PutObject', Resource: '*' };

  it.each([
    ['other actions', { ...put, Action: 's3:Get*' }],
    ['other resources', { ...put, Resource: 'arn:aws:s3:::c/*' }],
    ['nothing', { ...put, Effect: 'Deny' }],
  ])('finds that %s are allowed on the other side', (_, statement) => {
    expect(messages(ROLE, statement)).toEqual(['entity']);
    expect(messages(OTHER, statement)).toEqual(['account']);
  });

  it.each([
    ['the same', put],
    ['more', { ...put, Action: '*' }],
    ['some of it', { ...put, Action: 's3:Put*', Resource: `${BUCKET}/in/*` }],
    ['what was not read', undefined],
  ])('is silent where the other side allows %s', (_, statement) => {
    expect(messages(ROLE, statement)).toEqual([]);
    expect(messages(`arn:aws:iam::${OTHER}:root`, statement)).toEqual([]);
  });

  it('says what NotAction leaves', () => {
    const more = { Action: undefined, NotAction: 's3:PutObject' };
    const [found] = findingsOf(
      noHalfGrant,
      { Policy: policy(allow({ ...more, Principal: { AWS: ROLE } })) },
      holding({ ...put, Resource: 'arn:aws:s3:::c' }),
    );
    expect(found?.message).toContain('for everything but s3:PutObject');
  });

  it('is not about accounts and roles that nobody has read, nor about the own account', () => {
    expect(messages('777788889999', put)).toEqual([]);
    expect(messages(`arn:aws:iam::${OTHER}:role/gone`, put)).toEqual([]);
    expect(messages(OWN, put)).toEqual([]);
    expect(inFile(noHalfGrant, allow())).toEqual([]);
  });
});
