import { describe, expect, it } from 'vitest';
import withoutTag from '../../../lint-rules/validity/no-condition-key-without-tag.js';
import duplicate from '../../../lint-rules/validity/no-duplicate-condition-key.js';
import malformed from '../../../lint-rules/validity/no-malformed-condition-key.js';
import unknownGlobal from '../../../lint-rules/validity/no-unknown-global-condition-key.js';
import unknownOfService from '../../../lint-rules/validity/no-unknown-service-condition-key.js';
import unsupported from '../../../lint-rules/validity/no-unsupported-condition-key.js';
import type { Rule } from '../../../src/linter/index.js';
import { allowIf, denyIf, underlined } from '../../support/conditions.js';
import {
  allowAllBut,
  arn,
  attached,
  awsManaged,
  boundedBy,
  document,
  managed,
} from '../../support/identities.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

const KEY_RULES = { withoutTag, malformed, unknownGlobal, unknownOfService };

/** What each rule on the form of a key says of one. */
const onKey = (key: string) =>
  Object.entries(KEY_RULES).flatMap(([name, rule]) =>
    underlined(rule, allowIf({ StringEquals: { [key]: 'x' } })).map((found) => `${name}: ${found}`),
  );

describe('a condition key', () => {
  it.each([
    ['aws:PrincipleOrgID', 'unknownGlobal: misspelt aws:PrincipleOrgID'],
    ['aws:ARN', 'unknownGlobal: misspelt aws:ARN'],
    ['aws:SomethingElseAltogether', 'unknownGlobal: unknown aws:SomethingElseAltogether'],
    ['s3:prefixx', 'unknownOfService: misspelt s3:prefixx'],
    ['S3:prefixx', 'unknownOfService: misspelt S3:prefixx'],
    ['s3:Altogether', 'unknownOfService: unknown s3:Altogether'],
    ['dynamdb:LeadingKeys', 'unknownOfService: misspelt dynamdb:LeadingKeys'],
    ['awss:SourceIp', 'unknownOfService: misspelt awss:SourceIp'],
    ['frobnicate:key', 'unknownOfService: unknown frobnicate:key'],
    ['__proto__:constructor', 'unknownOfService: unknown __proto__:constructor'],
    ['SourceIp', 'malformed: misspelt SourceIp'],
    ['frobnicate', 'malformed: malformed frobnicate'],
    [':sub', 'malformed: malformed :sub'],
    ['s3:', 'malformed: malformed s3:'],
    ['aws: SourceIp', 'malformed: misspelt aws: SourceIp'],
    ['aws:ResourceTag', 'withoutTag: missing aws:ResourceTag'],
    ['aws:requesttag/', 'withoutTag: missing aws:requesttag/'],
    ['iam:ResourceTag', 'withoutTag: missing iam:ResourceTag'],
    ['s3:ExistingObjectTag', 'withoutTag: missing s3:ExistingObjectTag'],
  ])('%s is reported once', (key, found) => {
    expect(onKey(key)).toEqual([found]);
  });

  it.each([
    'aws:SourceIp',
    'AWS:sourceip',
    'aws:PrincipalTag/cost center',
    'aws:SignInSessionArn',
    's3:prefix',
    'S3:Prefix',
    'kms:EncryptionContext:aws:s3:arn',
    'token.actions.githubusercontent.com:sub',
    'oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub',
    'SAML:aud',
    'cognito-identity.amazonaws.com:amr',
    'ec2:SourceInstanceArn',
  ])('%s is one', (key) => {
    expect(onKey(key)).toEqual([]);
  });
});

describe('one key twice under an operator', () => {
  it.each<[string, Parameters<typeof allowIf>[0], readonly string[]]>([
    ['in two cases', { StringLike: { 's3:prefix': 'a', 'S3:PREFIX': 'b' } }, ['duplicate S3:PREFIX']],
    ['under two operators', { StringLike: { 's3:prefix': 'a' }, StringNotLike: { 's3:Prefix': 'b' } }, []],
    ['with two tags', { StringLike: { 'aws:ResourceTag/a': 'a', 'aws:ResourceTag/b': 'b' } }, []],
  ])('%s', (_, conditions, found) => {
    expect(underlined(duplicate, allowIf(conditions))).toEqual(found);
  });
});

describe('a key that the actions do not carry', () => {
  const withKey = (key: string, Action: string | readonly string[]) =>
    underlined(unsupported, allowIf({ StringEquals: { [key]: 'x' } }, { Action }));

  it.each<[string, string | readonly string[]]>([
    ['s3:prefix', 's3:GetObject'],
    ['s3:prefix', ['s3:GetObject', 's3:PutObject*']],
    ['S3:PREFIX', 'S3:getobject'],
    ['s3:prefix', 'sqs:*'],
    ['iam:PassedToService', ['iam:CreateRole', 'iam:AttachRolePolicy']],
    ['aws:RequestTag/team', 'iam:ListRoles'],
    ['aws:TagKeys', 'iam:ListRoles'],
  ])('%s with %s', (key, action) => {
    expect(withKey(key, action)).toEqual([`unsupported ${key}`]);
  });

  it.each<[string, string | readonly string[]]>([
    ['s3:prefix', 's3:ListBucket'],
    ['s3:prefix', 's3:*'],
    ['s3:prefix', []],
    ['s3:prefix', '*'],
    ['s3:prefix', ['s3:GetObject', 's3:List*']],
    ['s3:prefix', ['s3:GetObject', 's3:FrobnicateObject']],
    ['s3:frobnicate', 's3:GetObject'],
    ['ec2:SourceInstanceARN', 's3:GetObject'],
    ['aws:SourceIp', 's3:GetObject'],
    ['aws:ResourceTag/team', 'iam:ListRoles'],
    ['aws:RequestTag/team', 'ec2:CreateTags'],
    ['deepracer:UserToken', 'deepracer:CreateCar'],
  ])('but not %s with %s', (key, action) => {
    expect(withKey(key, action)).toEqual([]);
  });

  it('is not looked for under NotAction, nor under Null', () => {
    const Condition = { StringEquals: { 's3:prefix': 'x' } };
    expect(underlined(unsupported, { ...allowAllBut('s3:GetObject'), Condition })).toEqual([]);
    expect(
      underlined(unsupported, denyIf({ Null: { 's3:prefix': 'true' } }, { Action: 's3:GetObject' })),
    ).toEqual([]);
  });

  it.each([
    [allowIf, 'StringEquals', 'keeps the statement from allowing anything'],
    [allowIf, 'StringNotEquals', 'limits nothing'],
    [allowIf, 'ForAllValues:StringEquals', 'limits nothing'],
    [denyIf, 'StringEquals', 'keeps the statement from denying anything'],
    [denyIf, 'StringEqualsIfExists', 'exempts nothing from the deny'],
  ])('comes with what it does (%#)', (statement, operator, consequence) => {
    const policy = document(statement({ [operator]: { 's3:prefix': 'x' } }, { Action: 's3:GetObject' }));
    expect(lintPolicy(policy, 'identity-based', unsupported)[0]?.message).toContain(consequence);
  });
});

describe('whose text a policy is', () => {
  const findings = (rule: Rule, Arn: string, bounded: boolean, holds: boolean) =>
    lintAccount(
      {
        RoleDetailList: [{ Arn: arn('role/R'), ...(bounded && boundedBy('P')), ...(holds && attached(Arn)) }],
        Policies: [{ ...managed('P', allowIf({ StringEquals: { 'aws:Sourcelp': 'x' } })), Arn }],
      },
      rule,
    ).map(({ subject }) => subject);
  const ours = arn('policy/P');

  it.each<[string, string, boolean, boolean, readonly string[]]>([
    ['attached: that of whoever has it', ours, false, true, [arn('role/R')]],
    ['a permissions boundary', ours, true, false, [ours]],
    ['both: reported where it is attached', ours, true, true, [arn('role/R')]],
    ['of AWS: nobody here can mend it', awsManaged('P'), false, true, []],
    ['of nobody', ours, false, false, []],
  ])('%s', (_, policy, bounded, holds, subjects) => {
    expect(findings(unknownGlobal, policy, bounded, holds)).toEqual(subjects);
  });

  it.each(Object.entries({ ...KEY_RULES, duplicate, unsupported }))('goes for %s', (_, rule) => {
    const conditions = { StringEquals: { 's3:prefix': 'x', SourceIp: 'x', 'S3:prefix': 'x' } };
    const statement = allowIf(conditions, { Action: 's3:GetObject' });
    const example = {
      RoleDetailList: [{ Arn: arn('role/R'), ...attached(awsManaged('P')) }],
      Policies: [{ ...managed('P', statement), Arn: awsManaged('P') }],
    };
    expect(lintAccount(example, rule)).toEqual([]);
  });
});
