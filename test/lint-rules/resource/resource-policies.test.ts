import { describe, expect, it } from 'vitest';
import noAllowNotPrincipal from '../../../lint-rules/resource/no-allow-not-principal.js';
import noDeletedPrincipal from '../../../lint-rules/resource/no-deleted-principal.js';
import noDeniedService from '../../../lint-rules/resource/no-denied-service.js';
import noExternalPrincipal from '../../../lint-rules/resource/no-external-principal.js';
import noPublicPrincipal from '../../../lint-rules/resource/no-public-principal.js';
import noWildcardAction from '../../../lint-rules/resource/no-wildcard-action.js';
import requireAccountInKeyPolicy from '../../../lint-rules/resource/require-account-in-key-policy.js';
import requireSourceAccount from '../../../lint-rules/resource/require-source-account.js';
import requireSourceCondition from '../../../lint-rules/resource/require-source-condition.js';
import type { Rule } from '../../../src/linter/index.js';
import type { AccountExample } from '../../support/account-example.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

const QUEUE = 'arn:aws:sqs:us-east-1:111122223333:orders';
const OWN = '111122223333';
const FOREIGN = '444455556666';

const allow = (more: object = {}) => ({
  Effect: 'Allow',
  Principal: '*',
  Action: 'sqs:SendMessage',
  Resource: QUEUE,
  ...more,
});
const policy = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements as never[] });
const findingsOf = (rule: Rule, ...statements: object[]) =>
  lintPolicy(policy(...statements), 'resource-based', rule);
const messagesOf = (rule: Rule, ...statements: object[]) =>
  findingsOf(rule, ...statements).map(({ messageId }) => messageId);
const underlined = (rule: Rule, ...statements: object[]) =>
  findingsOf(rule, ...statements).map(({ locations }) => locations[0].location.path.slice(1).join('.'));

const BLOCKED = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
const bucketMessages = (rule: Rule, statement: object, bucket: object = {}, more: AccountExample = {}) =>
  lintAccount(
    {
      Buckets: [
        {
          Name: 'b',
          AccountId: OWN,
          Policy: policy(allow({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*', ...statement })),
          ...bucket,
        },
      ],
      ...more,
    },
    rule,
  ).map(({ messageId }) => messageId);

describe('resource/no-public-principal', () => {
  it.each([
    ['a topic', { Action: 'sns:Publish', Resource: 'arn:aws:sns:us-east-1:111122223333:t' }],
    ['a key', { Principal: { AWS: ['*'] }, Action: 'kms:*', Resource: '*' }],
    ['a secret', { Action: 'secretsmanager:GetSecretValue', Resource: '*' }],
    ['a repository', { Action: 'ecr:BatchGetImage', Resource: undefined }],
    ['a function', { Action: 'lambda:InvokeFunction', Resource: 'arn:aws:lambda:us-east-1:1:function:f' }],
    ['a file system', { Action: 'elasticfilesystem:ClientMount', Resource: '*' }],
    ['a domain', { Action: 'es:*', Resource: 'arn:aws:es:us-east-1:111122223333:domain/d/*' }],
    ['a vault', { Action: 'glacier:*', Resource: '*' }],
  ])('is about %s', (_, more) => {
    expect(findingsOf(noPublicPrincipal, allow(more))).toMatchObject([
      { messageId: 'open', severity: 'critical', confidence: 'high' },
    ]);
  });

  it('underlines the star', () => {
    expect(underlined(noPublicPrincipal, allow({ Principal: { AWS: [OWN, '*'] } }))).toEqual([
      '0.Principal.AWS.1',
    ]);
    const others = { Principal: undefined, NotPrincipal: { AWS: OWN } };
    expect(underlined(noPublicPrincipal, allow(others))).toEqual(['0.NotPrincipal']);
  });

  it.each([
    ['an organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
    ['a topic', { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:us-east-1:111122223333:*' } }],
    ['a bucket, whose name is one in the world', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:uploads' } }],
    ['an account that uses a key', { StringEquals: { 'kms:CallerAccount': OWN } }],
    ['services of AWS', { Bool: { 'aws:PrincipalIsAWSService': 'true' } }],
    ['a mount target', { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } }],
    ['a network', { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] } }],
    ['an endpoint', { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }],
    ['a VPC of Lattice', { StringEquals: { 'vpc-lattice-svcs:SourceVpc': 'vpc-1a2b3c4d' } }],
  ])('is silent where a condition asks for %s', (_, Condition) => {
    expect(messagesOf(noPublicPrincipal, allow({ Condition }))).toEqual([]);
  });

  it.each([
    ['a referer', { StringLike: { 'aws:Referer': 'https://example.com/*' } }],
    ['TLS', { Bool: { 'aws:SecureTransport': 'true' } }],
    ['any bucket', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } }],
    ['a bucket by the start of its name', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::uploads-*' } }],
    ['a topic of any account', { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:orders' } }],
    ['an organization, if there is one', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
    ['a service in between', { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } }],
    ['the whole internet', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
    ['a signature', { StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } }],
    ['a protocol called NONE', { StringEquals: { 'sns:Protocol': 'NONE' } }],
  ])('is not silenced by a condition on %s', (_, Condition) => {
    expect(messagesOf(noPublicPrincipal, allow({ Condition }))).toEqual(['condition']);
  });

  it('is less certain of an API, before which there may be more than its policy', () => {
    const api = allow({ Action: 'execute-api:Invoke', Resource: 'execute-api:/*' });
    expect(findingsOf(noPublicPrincipal, api)).toMatchObject([{ confidence: 'medium' }]);
  });

  it('says what NotAction leaves', () => {
    const [found] = findingsOf(noPublicPrincipal, allow({ Action: undefined, NotAction: 'sqs:DeleteQueue' }));
    expect(found?.message).toContain('everything but sqs:DeleteQueue');
  });

  it('is silent where a Deny keeps all others out, and not where it keeps out some', () => {
    const outside = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
    const deny = allow({ Effect: 'Deny', Action: 'sqs:*', Condition: outside });
    expect(messagesOf(noPublicPrincipal, allow(), deny)).toEqual([]);
    expect(messagesOf(noPublicPrincipal, allow(), { ...deny, Action: 'sqs:ReceiveMessage' })).toEqual([
      'open',
    ]);
  });

  it('leaves buckets to their own rule, with or without a wildcard for the action', () => {
    expect(bucketMessages(noPublicPrincipal, {})).toEqual([]);
    expect(messagesOf(noPublicPrincipal, allow({ Action: 'S3:GetObject' }))).toEqual([]);
    expect(messagesOf(noPublicPrincipal, allow({ Action: '*', Resource: 'arn:aws:s3:::b' }))).toEqual([]);
    expect(messagesOf(noPublicPrincipal, allow({ Action: '*' }))).toEqual(['open']);
  });

  it('is not about named principals, services and denies', () => {
    expect(messagesOf(noPublicPrincipal, allow({ Principal: { AWS: FOREIGN } }))).toEqual([]);
    expect(messagesOf(noPublicPrincipal, allow({ Principal: { Service: 'sns.amazonaws.com' } }))).toEqual([]);
    expect(messagesOf(noPublicPrincipal, allow({ Effect: 'Deny' }))).toEqual([]);
  });
});

describe('resource/no-allow-not-principal', () => {
  const others = { Principal: undefined, NotPrincipal: { AWS: OWN } };
  const limited = { ...others, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } };

  it('is about statements that something else limits', () => {
    expect(underlined(noAllowNotPrincipal, allow(limited))).toEqual(['0.NotPrincipal']);
    expect(bucketMessages(noAllowNotPrincipal, others, { PublicAccessBlock: BLOCKED })).toEqual([
      'everybodyElse',
    ]);
    const account = { Accounts: [{ AccountId: OWN, PublicAccessBlock: BLOCKED }] };
    expect(bucketMessages(noAllowNotPrincipal, others, {}, account)).toEqual(['everybodyElse']);
  });

  it('leaves public ones to the rules on those', () => {
    expect(messagesOf(noAllowNotPrincipal, allow(others))).toEqual([]);
    expect(bucketMessages(noAllowNotPrincipal, others)).toEqual([]);
  });

  it('is about VPC endpoints, where nothing else says so', () => {
    expect(lintPolicy(policy(allow(others)), 'vpc-endpoint', noAllowNotPrincipal)).toHaveLength(1);
  });

  it('is not about a Deny, nor about Principal', () => {
    expect(messagesOf(noAllowNotPrincipal, allow({ ...limited, Effect: 'Deny' }))).toEqual([]);
    expect(messagesOf(noAllowNotPrincipal, allow())).toEqual([]);
  });
});

describe('resource/no-external-principal', () => {
  const organization = { MasterAccountId: '999900009999', Accounts: [OWN] };
  const messages = (statement: object, more: AccountExample = {}) =>
    bucketMessages(noExternalPrincipal, statement, {}, { Organization: organization, ...more });

  it.each([
    ['an account', FOREIGN],
    ['its root', `arn:aws:iam::${FOREIGN}:root`],
    ['a role', `arn:aws:iam::${FOREIGN}:role/r`],
    ['a session', `arn:aws:sts::${FOREIGN}:assumed-role/r/s`],
  ])('is about %s', (_, AWS) => {
    expect(messages({ Principal: { AWS: [OWN, AWS] } })).toEqual(['foreign']);
  });

  it('is less certain where the organization was not read', () => {
    expect(messages({ Principal: { AWS: FOREIGN } }, { Organization: 'unread' })).toEqual([
      'organizationUnread',
    ]);
  });

  it.each([
    ['of the organization', '999900009999'],
    ['of the account', OWN],
    ['from which load balancers deliver', 'arn:aws:iam::033677994240:root'],
    ['of CloudFront', 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1'],
  ])('is silent on principals %s', (_, AWS) => {
    expect(messages({ Principal: { AWS } })).toEqual([]);
  });

  it('is silent where a condition asks for the organization, and not where for TLS', () => {
    const asking = (Condition: object) => messages({ Principal: { AWS: FOREIGN }, Condition });
    expect(asking({ StringEquals: { 'aws:PrincipalOrgID': 'o-example' } })).toEqual([]);
    expect(asking({ Bool: { 'aws:SecureTransport': 'true' } })).toEqual(['foreign']);
  });

  it('is silent on trusted accounts, and on files, which belong to nobody', () => {
    expect(messages({ Principal: { AWS: FOREIGN } }, { TrustedAccounts: [FOREIGN] })).toEqual([]);
    expect(messagesOf(noExternalPrincipal, allow({ Principal: { AWS: FOREIGN } }))).toEqual([]);
  });
});

describe('resource/require-source-condition', () => {
  const by = (Service: string | string[], Condition?: object) =>
    allow({ Principal: { Service }, ...(Condition && { Condition }) });

  it('underlines each service', () => {
    expect(underlined(requireSourceCondition, by(['sns.amazonaws.com', 's3.amazonaws.com']))).toEqual([
      '0.Principal.Service.0',
      '0.Principal.Service.1',
    ]);
  });

  it.each([
    ['sns.amazonaws.com', 'high'],
    ['logs.us-east-1.amazonaws.com', 'high'],
    ['logs.us-gov-west-1.amazonaws.com', 'high'],
    ['CloudTrail.amazonaws.com', 'high'],
    ['alexa-appkit.amazon.com', 'low'],
  ])('knows whether %s says its source', (service, confidence) => {
    expect(findingsOf(requireSourceCondition, by(service))).toMatchObject([
      { messageId: 'missing', confidence },
    ]);
  });

  it.each([
    ['an account', { StringEquals: { 'aws:SourceAccount': OWN } }],
    ['a resource', { ArnLike: { 'AWS:SourceArn': `arn:aws:sns:us-east-1:${OWN}:*` } }],
    ['a bucket', { ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::uploads' } }],
    ['an organization', { StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } }],
    ['an owner', { StringEquals: { 'aws:SourceOwner': OWN } }],
    ['a skill', { StringEquals: { 'lambda:EventSourceToken': 'amzn1.ask.skill.1' } }],
    [
      'a trail',
      { StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:*:${OWN}:trail/*` } },
    ],
  ])('is silent on a condition on %s', (_, condition) => {
    expect(messagesOf(requireSourceCondition, by('sns.amazonaws.com', condition))).toEqual([]);
  });

  it.each([
    ['a referer', { StringEquals: { 'aws:Referer': OWN } }],
    ['any resource', { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } }],
    ['the account, if it is told', { StringEqualsIfExists: { 'aws:SourceAccount': OWN } }],
    [
      'any trail',
      { StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': 'arn:aws:cloudtrail:*:*:trail/*' } },
    ],
  ])('is not silenced by a condition on %s', (_, condition) => {
    expect(messagesOf(requireSourceCondition, by('sns.amazonaws.com', condition))).toEqual(['weak']);
  });

  it('is silent where a Deny keeps out calls for others', () => {
    const deny = allow({
      Effect: 'Deny',
      Condition: {
        StringNotEquals: { 'aws:SourceAccount': OWN },
        Bool: { 'aws:PrincipalIsAWSService': 'true' },
      },
    });
    expect(messagesOf(requireSourceCondition, by('sns.amazonaws.com'), deny)).toEqual([]);
  });

  it('is not about other principals, NotPrincipal and denies', () => {
    expect(messagesOf(requireSourceCondition, allow({ Principal: { AWS: FOREIGN } }))).toEqual([]);
    const others = { Principal: undefined, NotPrincipal: { Service: 'sns.amazonaws.com' } };
    expect(messagesOf(requireSourceCondition, allow(others))).toEqual([]);
    expect(messagesOf(requireSourceCondition, { ...by('sns.amazonaws.com'), Effect: 'Deny' })).toEqual([]);
  });
});

describe('resource/require-source-account', () => {
  const by = (Condition: object, more: object = {}) =>
    allow({ Principal: { Service: 's3.amazonaws.com' }, Condition, ...more });
  const bucket = { ArnLike: { 'aws:SourceArn': ['arn:aws:s3:::uploads'] } };

  it('underlines the ARN', () => {
    expect(underlined(requireSourceAccount, by(bucket))).toEqual(['0.Condition.ArnLike.aws:SourceArn.0']);
    expect(
      messagesOf(requireSourceAccount, by({ ArnLike: { 'AWS:sourcearn': 'arn:aws:s3:*:*:uploads' } })),
    ).toEqual(['missing']);
  });

  it.each([
    ['the account is asked for', by({ ...bucket, StringEquals: { 'aws:SourceAccount': OWN } })],
    ['the organization is asked for', by({ ...bucket, StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } })],
    [
      'the ARN has an account',
      by({ ArnLike: { 'aws:SourceArn': `arn:aws:s3:us-east-1:${OWN}:accesspoint/a` } }),
    ],
    ['the ARN is not a bucket', by({ ArnLike: { 'aws:SourceArn': `arn:aws:sns:us-east-1:${OWN}:t` } })],
    ['there is no source', by({ Bool: { 'aws:SecureTransport': 'true' } })],
    [
      'a variable tells the bucket',
      by({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::${aws:PrincipalTag/b}' } }),
    ],
    ['no service is let in', by(bucket, { Principal: { AWS: OWN } })],
    ['others are denied', by(bucket, { Effect: 'Deny' })],
    [
      'the principal is negated',
      by(bucket, { Principal: undefined, NotPrincipal: { Service: 's3.amazonaws.com' } }),
    ],
  ])('is silent where %s', (_, statement) => {
    expect(messagesOf(requireSourceAccount, statement)).toEqual([]);
  });

  it('is silent where a Deny asks for the account', () => {
    const deny = allow({
      Effect: 'Deny',
      Condition: { StringNotEqualsIfExists: { 'AWS:SourceAccount': OWN } },
    });
    expect(messagesOf(requireSourceAccount, by(bucket), deny)).toEqual([]);
    const tls = allow({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
    expect(messagesOf(requireSourceAccount, by(bucket), tls)).toEqual(['missing']);
  });
});

describe('resource/no-deleted-principal', () => {
  it.each(['AIDACKCEVSQ6C2EXAMPLE', 'AROACKCEVSQ6C2EXAMPLE'])('finds %s', (AWS) => {
    expect(messagesOf(noDeletedPrincipal, allow({ Principal: { AWS: [OWN, AWS] } }))).toEqual(['deleted']);
  });

  it.each([
    ['an account', { AWS: OWN }],
    ['a group', { AWS: 'AGPACKCEVSQ6C2EXAMPLE' }],
    ['a canonical user', { CanonicalUser: 'AIDACKCEVSQ6C2EXAMPLE' }],
    ['a word', { AWS: 'AROA' }],
  ])('is silent on %s', (_, Principal) => {
    expect(messagesOf(noDeletedPrincipal, allow({ Principal }))).toEqual([]);
  });

  it('needs a principal', () => {
    expect(messagesOf(noDeletedPrincipal, allow({ Principal: undefined }))).toEqual([]);
  });
});

describe('resource/no-wildcard-action', () => {
  const role = { AWS: `arn:aws:iam::${OWN}:role/r` };

  it.each(['*', 'sqs:*', '*:*', 'SQS:**'])('finds %s', (Action) => {
    expect(
      messagesOf(noWildcardAction, allow({ Principal: role, Action: ['sqs:SendMessage', Action] })),
    ).toEqual(['wildcard']);
  });

  it.each([
    ['single actions', { Principal: role, Action: ['sqs:SendMessage', 'sqs:Receive*'] }],
    ['its own account', { Principal: { AWS: OWN }, Action: 'sqs:*' }],
    ['everybody, which is worse', { Action: 'sqs:*' }],
    [
      'an account, of which nobody knows whether it is its own',
      {
        Principal: { AWS: OWN },
        Action: 's3:*',
        Resource: 'arn:aws:s3:::b',
      },
    ],
    ['nobody', { Effect: 'Deny', Principal: role, Action: 'sqs:*' }],
  ])('is silent where a statement allows %s', (_, more) => {
    expect(messagesOf(noWildcardAction, allow(more))).toEqual([]);
  });

  it('knows the owner of a bucket from the account, and that of a key from its policy', () => {
    expect(bucketMessages(noWildcardAction, { Principal: { AWS: OWN }, Action: 's3:*' })).toEqual([]);
    expect(bucketMessages(noWildcardAction, { Principal: { AWS: FOREIGN }, Action: 's3:*' })).toEqual([
      'wildcard',
    ]);
    const key = (AWS: string, Action = 'kms:*') => allow({ Principal: { AWS }, Action, Resource: '*' });
    expect(messagesOf(noWildcardAction, key(OWN))).toEqual([]);
    expect(messagesOf(noWildcardAction, key(OWN), key(FOREIGN))).toEqual([]);
    expect(
      messagesOf(noWildcardAction, key(OWN, 'kms:PutKeyPolicy'), key(`arn:aws:iam::${OWN}:role/r`)),
    ).toEqual(['wildcard']);
  });

  it('takes no NotPrincipal for an owner', () => {
    const others = { Principal: undefined, NotPrincipal: { AWS: OWN }, Resource: '*', Action: 'kms:*' };
    const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
    expect(messagesOf(noWildcardAction, allow({ ...others, Condition }))).toEqual([]);
    const unread = allow({ Principal: role, Resource: undefined, Action: 'ecr:*' });
    expect(messagesOf(noWildcardAction, unread)).toEqual(['wildcard']);
  });
});

describe('resource/require-account-in-key-policy', () => {
  const key = (AWS: string, Action: string | string[], more: object = {}) =>
    allow({ Principal: { AWS }, Action, Resource: '*', ...more });
  const role = `arn:aws:iam::${OWN}:role/r`;

  it('tells what is lost', () => {
    expect(messagesOf(requireAccountInKeyPolicy, key(role, 'kms:*'))).toEqual(['notDelegated']);
    expect(messagesOf(requireAccountInKeyPolicy, key(role, ['kms:Decrypt', 'kms:Get*']))).toEqual([
      'unmanageable',
    ]);
    expect(messagesOf(requireAccountInKeyPolicy, key(OWN, 'kms:Decrypt'))).toEqual(['unmanageable']);
    expect(messagesOf(requireAccountInKeyPolicy, key(OWN, 'kms:*', { Effect: 'Deny' }))).toEqual([
      'unmanageable',
    ]);
  });

  it.each([
    ['the account is allowed to change the policy', key(OWN, 'kms:Put*')],
    ['its root is', key(`arn:aws:iam::${OWN}:root`, 'kms:*')],
    [
      'everybody of the account is',
      key('*', 'kms:*', { Condition: { StringEquals: { 'kms:CallerAccount': OWN } } }),
    ],
    [
      'everybody is by account',
      key('*', 'kms:*', { Condition: { StringEquals: { 'aws:PrincipalAccount': OWN } } }),
    ],
  ])('is silent where %s', (_, statement) => {
    expect(messagesOf(requireAccountInKeyPolicy, statement, key(role, 'kms:Decrypt'))).toEqual([]);
  });

  it('is about keys only', () => {
    expect(messagesOf(requireAccountInKeyPolicy, allow())).toEqual([]);
    expect(messagesOf(requireAccountInKeyPolicy, key(role, '*'))).toEqual([]);
    expect(messagesOf(requireAccountInKeyPolicy, key(role, ['kms:Decrypt', 's3:GetObject']))).toEqual([]);
  });

  it('takes no NotPrincipal for an account', () => {
    const others = allow({
      Principal: undefined,
      NotPrincipal: { AWS: role },
      Action: 'kms:*',
      Resource: '*',
    });
    expect(messagesOf(requireAccountInKeyPolicy, others)).toEqual(['notDelegated']);
  });
});

describe('resource/no-denied-service', () => {
  const service = allow({ Principal: { Service: ['sns.amazonaws.com'] } });
  const deny = (more: object = {}) =>
    allow({
      Effect: 'Deny',
      Action: 'sqs:*',
      Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
      ...more,
    });

  it('underlines the condition and shows the Allow', () => {
    expect(underlined(noDeniedService, service, deny())).toEqual([
      '1.Condition.StringNotEquals.aws:SourceVpce',
    ]);
    const [found] = findingsOf(noDeniedService, service, deny());
    expect(found?.locations[1]?.label).toBe('allowed here');
  });

  it.each([
    [
      'spares services',
      {
        Condition: {
          StringNotEquals: { 'aws:SourceVpce': 'v' },
          Bool: { 'aws:PrincipalIsAWSService': 'false' },
        },
      },
    ],
    ['is about other actions', { Action: 'sqs:ReceiveMessage' }],
    ['is about other resources', { Resource: `${QUEUE}-2` }],
    ['is for named principals', { Principal: { AWS: FOREIGN } }],
    ['is not about strangers', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    ['is none', { Effect: 'Allow' }],
    ['has no principal', { Principal: undefined }],
  ])('is silent where the Deny %s', (_, more) => {
    expect(messagesOf(noDeniedService, service, deny(more))).toEqual([]);
  });

  it('is silent where no service is let in', () => {
    expect(messagesOf(noDeniedService, allow({ Principal: { AWS: OWN } }), deny())).toEqual([]);
    const others = allow({ Principal: undefined, NotPrincipal: { Service: 'sns.amazonaws.com' } });
    expect(messagesOf(noDeniedService, others, deny())).toEqual([]);
    expect(messagesOf(noDeniedService, allow({ Principal: undefined }), deny())).toEqual([]);
  });
});
