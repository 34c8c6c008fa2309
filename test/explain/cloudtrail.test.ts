import { describe, expect, it } from 'vitest';
import { parseDenial } from '../../src/explain/index.js';

const session = {
  type: 'AssumedRole',
  principalId: 'AROAIDPPEZS35WEXAMPLE:ci',
  arn: 'arn:aws:sts::111122223333:assumed-role/deploy/ci',
  accountId: '111122223333',
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: 'AROAIDPPEZS35WEXAMPLE',
      arn: 'arn:aws:iam::111122223333:role/pipelines/deploy',
      accountId: '111122223333',
      userName: 'deploy',
    },
    webIdFederationData: {
      federatedProvider: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
      attributes: {},
    },
    attributes: { creationDate: '2026-01-19T12:21:12Z', mfaAuthenticated: 'false' },
  },
};

const user = {
  type: 'IAMUser',
  principalId: 'AIDAJ45Q7YFFAREXAMPLE',
  arn: 'arn:aws:iam::111122223333:user/team/ann',
  accountId: '111122223333',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  userName: 'ann',
};

/** The shape of the example in AWS's user guide, with what a test is about in place of its values. */
const event = (values: object) => ({
  eventVersion: '1.11',
  userIdentity: session,
  eventTime: '2026-01-19T12:21:42Z',
  eventSource: 'ec2.amazonaws.com',
  eventName: 'RunInstances',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '203.0.113.7',
  userAgent: 'aws-cli/2.31.0',
  errorCode: 'AccessDenied',
  requestParameters: null,
  responseElements: null,
  requestID: '899003b8-abc4-42bb-ad95-0c3740c37400',
  eventID: '7c6e3d04-0c3b-42f2-8589-826c0826c000',
  recipientAccountId: '111122223333',
  ...values,
});
const parse = (value: unknown) => parseDenial(JSON.stringify(value));
const parseEvent = (values: object) => parse(event(values));

const launch = {
  errorCode: 'Client.UnauthorizedOperation',
  errorMessage:
    'You are not authorized to perform this operation. User: arn:aws:sts::111122223333:assumed-role/deploy/ci is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/web because no identity-based policy allows the iam:PassRole action. Encoded authorization failure message: XQ_jqde5rHje6j9P-qke7-HNpHWzSWvxYobhcCPSpfOm',
};

describe('a CloudTrail event', () => {
  it('takes what failed from the message and what was called from the event', () => {
    expect(parseEvent(launch)).toMatchObject({
      form: 'cloudtrail',
      kind: 'implicitDeny',
      policyType: 'identity-based',
      principal: { arn: 'arn:aws:sts::111122223333:assumed-role/deploy/ci' },
      action: 'iam:PassRole',
      resource: 'arn:aws:iam::111122223333:role/web',
      operation: 'RunInstances',
      service: 'ec2',
      encodedMessage: 'XQ_jqde5rHje6j9P-qke7-HNpHWzSWvxYobhcCPSpfOm',
      requestId: '899003b8-abc4-42bb-ad95-0c3740c37400',
    });
  });

  it('gives the context keys of a role session, with the role itself as the principal', () => {
    expect(parseEvent(launch)?.context).toEqual({
      'aws:CurrentTime': ['2026-01-19T12:21:42Z'],
      'aws:EpochTime': ['1768825302'],
      'aws:FederatedProvider': [
        'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
      ],
      'aws:MultiFactorAuthPresent': ['false'],
      'aws:PrincipalAccount': ['111122223333'],
      'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/pipelines/deploy'],
      'aws:PrincipalType': ['AssumedRole'],
      'aws:RequestedRegion': ['eu-west-1'],
      'aws:SourceIp': ['203.0.113.7'],
      'aws:TokenIssueTime': ['2026-01-19T12:21:12Z'],
      'aws:UserAgent': ['aws-cli/2.31.0'],
      'aws:userid': ['AROAIDPPEZS35WEXAMPLE:ci'],
    });
  });

  it('gives no MFA key for a user with an access key, who has none', () => {
    const context = parseEvent({ userIdentity: user })?.context ?? {};
    expect(context).toMatchObject({ 'aws:username': ['ann'], 'aws:PrincipalArn': [user.arn] });
    expect(context).not.toHaveProperty('aws:MultiFactorAuthPresent');
    expect(context).not.toHaveProperty('aws:TokenIssueTime');
  });

  it('gives the private address under its own key for a request through a VPC endpoint', () => {
    const context =
      parseEvent({
        sourceIPAddress: '10.0.0.12',
        vpcEndpointId: 'vpce-0a1b2c3d4e5f',
        vpcEndpointAccountId: '444455556666',
        tlsDetails: { tlsVersion: 'TLSv1.3' },
      })?.context ?? {};
    expect(context).toMatchObject({
      'aws:SourceVpce': ['vpce-0a1b2c3d4e5f'],
      'aws:VpcSourceIp': ['10.0.0.12'],
      'aws:VpceAccount': ['444455556666'],
      'aws:SecureTransport': ['true'],
    });
    expect(context).not.toHaveProperty('aws:SourceIp');
  });

  it.each(['cloudformation.amazonaws.com', 'AWS Internal', ''])(
    'gives no address for a call that %j made',
    (sourceIPAddress) => {
      const context = parseEvent({ sourceIPAddress, userAgent: sourceIPAddress })?.context ?? {};
      expect(context).not.toHaveProperty('aws:SourceIp');
      expect(context).not.toHaveProperty('aws:UserAgent');
    },
  );

  it('gives an IPv6 address', () => {
    expect(parseEvent({ sourceIPAddress: '2001:db8::1:2' })?.context).toMatchObject({
      'aws:SourceIp': ['2001:db8::1:2'],
    });
  });

  it('gives what AssumeRole was called with', () => {
    const denial = parseEvent({
      eventSource: 'sts.amazonaws.com',
      eventName: 'AssumeRole',
      userIdentity: user,
      requestParameters: {
        roleArn: 'arn:aws:iam::444455556666:role/audit',
        roleSessionName: 'nightly',
        externalId: 'x-17',
      },
    });
    expect(denial).toMatchObject({
      action: 'sts:AssumeRole',
      resource: 'arn:aws:iam::444455556666:role/audit',
      special: 'bare',
      context: { 'sts:ExternalId': ['x-17'], 'sts:RoleSessionName': ['nightly'] },
    });
  });

  it('knows the VPC endpoint policy of a network activity event', () => {
    const denial = parseEvent({
      userIdentity: { type: 'AWSAccount', principalId: 'AKIAIOSFODNN7EXAMPLE', accountId: '777788889999' },
      eventSource: 'kms.amazonaws.com',
      eventName: 'ListKeys',
      errorCode: 'VpceAccessDenied',
      errorMessage: 'The request was denied due to a VPC endpoint policy',
      vpcEndpointId: 'vpce-EXAMPLE08c1b6b9b7',
      vpcEndpointAccountId: '123456789012',
    });
    expect(denial).toMatchObject({
      policyType: 'vpc-endpoint',
      special: undefined,
      kind: 'unknown',
      action: 'kms:ListKeys',
      principal: { text: 'AKIAIOSFODNN7EXAMPLE', arn: undefined },
    });
    expect(denial?.context).not.toHaveProperty('aws:userid');
  });
});

describe('the principal of an event', () => {
  it.each([
    ['a user', user, user.arn],
    ['a session', session, session.arn],
    [
      'the root user',
      { type: 'Root', arn: 'arn:aws:iam::111122223333:root' },
      'arn:aws:iam::111122223333:root',
    ],
    ['a service', { type: 'AWSService', invokedBy: 'config.amazonaws.com' }, 'config.amazonaws.com'],
    [
      'another account',
      { type: 'AWSAccount', principalId: 'AROAEXAMPLE:s', accountId: '444455556666' },
      'AROAEXAMPLE:s',
    ],
    ['nobody known', { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' }, 'anonymous'],
    [
      'a web identity',
      { type: 'WebIdentityUser', principalId: 'accounts.example.com:aud:sub', userName: 'sub' },
      'accounts.example.com:aud:sub',
    ],
  ])('is %s', (_, userIdentity, text) => {
    expect(parseEvent({ userIdentity })?.principal?.text).toBe(text);
  });

  it('is the one of the event where the message hides it', () => {
    const errorMessage =
      'User: arn:aws:sts::********3333:assumed-role/deploy/ci is not authorized to perform: ec2:RunInstances with an explicit deny';
    expect(parseEvent({ errorMessage })?.principal).toEqual({
      text: session.arn,
      arn: session.arn,
      masked: false,
    });
  });
});

describe('the action of an event', () => {
  it.each([
    ['ec2.amazonaws.com', 'RunInstances', 'ec2:RunInstances'],
    ['monitoring.amazonaws.com', 'PutMetricAlarm', 'cloudwatch:PutMetricAlarm'],
    ['email.amazonaws.com', 'SendEmail', 'ses:SendEmail'],
    ['tagging.amazonaws.com', 'GetResources', 'tag:GetResources'],
    ['cloudcontrolapi.amazonaws.com', 'CreateResource', 'cloudformation:CreateResource'],
    ['runtime.sagemaker.amazonaws.com', 'InvokeEndpoint', 'sagemaker:InvokeEndpoint'],
    ['sts.amazonaws.com.cn', 'AssumeRole', 'sts:AssumeRole'],
    ['lambda.amazonaws.com', 'CreateFunction20150331', 'lambda:CreateFunction'],
    ['lambda.amazonaws.com', 'UpdateFunctionCode20150331v2', 'lambda:UpdateFunctionCode'],
    ['lambda.amazonaws.com', 'Invoke', 'lambda:InvokeFunction'],
    ['cloudfront.amazonaws.com', 'CreateDistribution2020_05_31', 'cloudfront:CreateDistribution'],
    ['apigateway.amazonaws.com', 'CreateRestApi', 'apigateway:POST'],
    ['apigateway.amazonaws.com', 'GetRestApis', 'apigateway:GET'],
    ['s3.amazonaws.com', 'ListBuckets', 's3:ListAllMyBuckets'],
    ['s3.amazonaws.com', 'ListObjects', 's3:ListBucket'],
    ['s3.amazonaws.com', 'HeadObject', 's3:GetObject'],
    ['s3.amazonaws.com', 'CreateMultipartUpload', 's3:PutObject'],
    ['s3.amazonaws.com', 'GetBucketEncryption', 's3:GetEncryptionConfiguration'],
    ['s3.amazonaws.com', 'GetBucketLifecycle', 's3:GetLifecycleConfiguration'],
    ['s3.amazonaws.com', 'GetBucketAccelerateConfiguration', 's3:GetAccelerateConfiguration'],
    ['s3.amazonaws.com', 'PutBucketVersioning', 's3:PutBucketVersioning'],
    ['iam.amazonaws.com', 'AThingNotInTheCatalogue', 'iam:AThingNotInTheCatalogue'],
    ['newservice.amazonaws.com', 'GetThing', 'newservice:GetThing'],
    ['constructor.amazonaws.com', '__proto__', 'constructor:__proto__'],
  ])('%s %s is %s', (eventSource, eventName, action) => {
    expect(parseEvent({ eventSource, eventName })?.action).toBe(action);
  });
});

describe('the resource of an event', () => {
  it.each([
    [
      'the object, and not its bucket',
      {
        eventSource: 's3.amazonaws.com',
        eventName: 'GetObject',
        resources: [
          { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::logs/2026/a.gz' },
          { accountId: '111122223333', type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::logs' },
        ],
      },
      'arn:aws:s3:::logs/2026/a.gz',
    ],
    [
      'the key that the event lists',
      {
        eventSource: 'kms.amazonaws.com',
        eventName: 'Decrypt',
        resources: [{ accountId: '111122223333', ARN: 'arn:aws:kms:eu-west-1:111122223333:key/0a' }],
      },
      'arn:aws:kms:eu-west-1:111122223333:key/0a',
    ],
    [
      'a bucket by name',
      {
        eventSource: 's3.amazonaws.com',
        eventName: 'GetBucketPolicy',
        requestParameters: { bucketName: 'logs' },
      },
      'arn:aws:s3:::logs',
    ],
    [
      'a role by name',
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'AttachRolePolicy',
        requestParameters: { policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess', roleName: 'web' },
      },
      'arn:aws:iam::111122223333:role/web',
    ],
    [
      'a user in China',
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'GetUser',
        awsRegion: 'cn-north-1',
        userIdentity: { type: 'AWSAccount', accountId: '111122223333' },
        requestParameters: { userName: 'ann' },
      },
      'arn:aws-cn:iam::111122223333:user/ann',
    ],
    [
      'a secret by ARN',
      {
        eventSource: 'secretsmanager.amazonaws.com',
        eventName: 'GetSecretValue',
        requestParameters: { secretId: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-a1b2c3' },
      },
      'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-a1b2c3',
    ],
    [
      'a queue by URL',
      {
        eventSource: 'sqs.amazonaws.com',
        eventName: 'SendMessage',
        requestParameters: { queueUrl: 'https://sqs.eu-west-1.amazonaws.com/444455556666/orders' },
      },
      'arn:aws:sqs:eu-west-1:444455556666:orders',
    ],
    [
      'a table by name',
      {
        eventSource: 'dynamodb.amazonaws.com',
        eventName: 'GetItem',
        requestParameters: { tableName: 'orders' },
      },
      'arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
    ],
    [
      'nothing where another action failed than the one that was called',
      {
        eventSource: 's3.amazonaws.com',
        eventName: 'GetObject',
        errorMessage:
          'User: x is not authorized to perform: kms:Decrypt on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access',
        resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::logs/a.gz' }],
      },
      undefined,
    ],
    ['nothing where the event does not tell', { requestParameters: { instanceType: 't3.micro' } }, undefined],
    [
      'nothing where it tells of two',
      {
        eventSource: 'lambda.amazonaws.com',
        requestParameters: {
          a: 'arn:aws:lambda:eu-west-1:111122223333:function:a',
          b: 'arn:aws:lambda:eu-west-1:111122223333:function:b',
        },
      },
      undefined,
    ],
  ])('is %s', (_, values, resource) => {
    expect(parseEvent(values)?.resource).toBe(resource);
  });
});

describe('where an event comes from', () => {
  const denied = event(launch);
  const allowed = event({ errorCode: undefined });

  it.each([
    ['Records, after others that were allowed', { Records: [allowed, allowed, denied] }],
    ['a list', [allowed, denied]],
    [
      'LookupEvents',
      {
        Events: [
          {
            EventId: '7c6e3d04',
            EventName: 'RunInstances',
            EventSource: 'ec2.amazonaws.com',
            CloudTrailEvent: JSON.stringify(denied),
          },
        ],
      },
    ],
    ['EventBridge', { 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.ec2', detail: denied }],
    ['CloudWatch Logs', { events: [{ logStreamName: 's', message: JSON.stringify(denied) }] }],
    ['SNS around EventBridge', { Records: [{ Sns: { Message: JSON.stringify({ detail: denied }) } }] }],
    ['CloudTrail Lake', { QueryResultRows: [[{ eventJson: JSON.stringify(denied) }]] }],
  ])('may be %s', (_, value) => {
    expect(parse(value)).toEqual(parse(denied));
    expect(parse(value)).toMatchObject({ form: 'cloudtrail', action: 'iam:PassRole' });
  });

  it('may start with a byte order mark and be indented', () => {
    expect(parseDenial(`\ufeff\n${JSON.stringify(denied, null, 4)}\n`)).toEqual(parse(denied));
  });

  it('is no denial where every event was allowed, whatever words are in it', () => {
    const said = event({ errorCode: undefined, requestParameters: { note: 'AccessDenied: Access Denied' } });
    expect(parse({ Records: [allowed, said] })).toBeUndefined();
  });

  it('is no denial where the call failed for another reason', () => {
    expect(parseEvent({ errorCode: 'ThrottlingException', errorMessage: 'Rate exceeded' })).toBeUndefined();
  });

  it('is read as text where it was cut off', () => {
    expect(parseDenial(JSON.stringify(denied).slice(0, -40))).toMatchObject({
      form: 'message',
      action: 'iam:PassRole',
    });
  });
});
