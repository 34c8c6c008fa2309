import { describe, expect, it } from 'vitest';
import { parseDenial, type Denial } from '../../src/explain/index.js';

/** Where a message was seen, the message, and what it says. */
type Sample = readonly [from: string, message: string, said: Partial<Denial>];

const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html';
const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html';
const BLOG = 'https://aws.amazon.com/blogs/security/enhanced-access-denied-error-messages-with-policy-arns';

const known = (arn: string) => ({ text: arn, arn, masked: false });
const masked = (text: string) => ({ text, arn: undefined, masked: true });
const named = (text: string) => ({ text, arn: undefined, masked: false });

const john = known('arn:aws:iam::123456789012:user/John');
const otherJohn = known('arn:aws:iam::777788889999:user/John');
const mary = known('arn:aws:iam::123456789012:user/MaryMajor');
const otherMary = known('arn:aws:iam::777788889999:user/MaryMajor');
const object = 'arn:aws:s3:::amzn-s3-demo-bucket1/object-name';

const policyTypes: readonly Sample[] = [
  [
    IAM,
    `User: arn:aws:iam::777788889999:user/John is not authorized to perform:
codecommit:ListRepositories because no service control policy allows the codecommit:ListRespositories action`,
    {
      kind: 'implicitDeny',
      policyType: 'service-control',
      principal: otherJohn,
      action: 'codecommit:ListRepositories',
      resource: undefined,
    },
  ],
  [
    IAM,
    `User: arn:aws:iam::777788889999:user/John is not authorized to perform:
codecommit:ListRepositories with an explicit deny in a service control policy`,
    { kind: 'explicitDeny', policyType: 'service-control', principal: otherJohn, policyArn: undefined },
  ],
  [
    IAM,
    `User: arn:aws:iam::123456789012:user/John is not authorized to perform:
secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:123456789012:secret:* with an explicit deny in a resource control policy`,
    {
      kind: 'explicitDeny',
      policyType: 'resource-control',
      action: 'secretsmanager:GetSecretValue',
      resource: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:*',
    },
  ],
  [
    IAM,
    `User: arn:aws:iam::123456789012:user/John is not authorized to perform:
codecommit:ListRepositories because no VPC endpoint policy allows the codecommit:ListRepositories action`,
    { kind: 'implicitDeny', policyType: 'vpc-endpoint', principal: john },
  ],
  [
    IAM,
    `User: arn:aws:iam::123456789012:user/John is not authorized to perform:
codedeploy:ListDeployments on resource: arn:aws:codedeploy:us-east-1:123456789012:deploymentgroup:* with an explicit deny in a VPC endpoint policy`,
    {
      kind: 'explicitDeny',
      policyType: 'vpc-endpoint',
      resource: 'arn:aws:codedeploy:us-east-1:123456789012:deploymentgroup:*',
    },
  ],
  [
    IAM,
    `User: arn:aws:iam::123456789012:user/John is not authorized to perform:
codedeploy:ListDeployments on resource: arn:aws:codedeploy:us-east-1:123456789012:deploymentgroup:* because no permissions boundary allows the codedeploy:ListDeployments action`,
    { kind: 'implicitDeny', policyType: 'permissions-boundary', action: 'codedeploy:ListDeployments' },
  ],
  [
    IAM,
    `User: arn:aws:iam::777788889999:user/John is not authorized to perform:
sagemaker:ListModels with an explicit deny in a permissions boundary`,
    { kind: 'explicitDeny', policyType: 'permissions-boundary', action: 'sagemaker:ListModels' },
  ],
  [
    IAM,
    `User: arn:aws:iam::123456789012:user/John is not authorized to perform:
codecommit:ListRepositories because no session policy allows the codecommit:ListRepositories action`,
    { kind: 'implicitDeny', policyType: 'session' },
  ],
  [
    `${IAM} (with AWS's slip of the pen)`,
    `User: arn:aws:iam::123456789012:user/John is not authorized to perform:
codedeploy:ListDeployments on resource: arn:aws:codedeploy:us-east-1:123456789012:deploymentgroup:* with an explicit deny in a sessions policy`,
    { kind: 'explicitDeny', policyType: 'session', statedReason: undefined },
  ],
  [
    IAM,
    `User: arn:aws:iam::123456789012:user/John is not authorized to perform:
secretsmanager:GetSecretValue because no resource-based policy allows the secretsmanager:GetSecretValue action`,
    { kind: 'implicitDeny', policyType: 'resource-based' },
  ],
  [
    IAM,
    `User: arn:aws:iam::123456789012:user/John is not authorized to perform:
secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:123456789012:secret:* with an explicit deny in a resource-based policy`,
    { kind: 'explicitDeny', policyType: 'resource-based' },
  ],
  [
    IAM,
    `User: arn:aws:iam::123456789012:user/John is not authorized to perform:
sts:AssumeRole because no role trust policy allows the sts:AssumeRole action`,
    { kind: 'implicitDeny', policyType: 'role-trust', action: 'sts:AssumeRole', special: undefined },
  ],
  [
    'https://github.com/awsdocs/iam-user-guide (an older edition, with a slip of the pen)',
    `User: arn:aws:iam::123456789012:user/JohnDoe is not authorized to perform: 
  sts:AssumeRole because the role trust policy allows the sts:AssumeRole action`,
    { kind: 'implicitDeny', policyType: 'role-trust', action: 'sts:AssumeRole' },
  ],
  [
    IAM,
    `User: arn:aws:iam::777788889999:user/John is not authorized to perform:
sts:AssumeRole with an explicit deny in the role trust policy`,
    { kind: 'explicitDeny', policyType: 'role-trust' },
  ],
  [
    IAM,
    `User: arn:aws:iam::123456789012:role/HR is not authorized to perform:
codecommit:ListRepositories because no identity-based policy allows the codecommit:ListRepositories action`,
    {
      kind: 'implicitDeny',
      policyType: 'identity-based',
      principal: known('arn:aws:iam::123456789012:role/HR'),
    },
  ],
  [
    IAM,
    `User: arn:aws:iam::123456789012:role/HR is not authorized to perform:
codedeploy:ListDeployments on resource: arn:aws:codedeploy:us-east-1:123456789012:deploymentgroup:* with an explicit deny in an identity-based policy`,
    { kind: 'explicitDeny', policyType: 'identity-based' },
  ],
  [
    IAM,
    `User: arn:aws:sts::111122223333:assumed-role/role-name/role-session-name is not authorized to perform: 
SNS:Publish on resource: arn:aws:sns:us-east-1:444455556666:role-name-2 
with an explicit deny in a VPC endpoint policy transitively through a service control policy`,
    {
      kind: 'explicitDeny',
      policyType: 'vpc-endpoint',
      through: 'service-control',
      action: 'sns:Publish',
      resource: 'arn:aws:sns:us-east-1:444455556666:role-name-2',
    },
  ],
];

const storage: readonly Sample[] = [
  [
    S3,
    `An error occurred (AccessDenied) when calling the GetObject operation:
User: arn:aws:iam::777788889999:user/MaryMajor is not authorized to perform:
s3:GetObject on resource: "arn:aws:s3:::amzn-s3-demo-bucket1/object-name"
with an explicit deny in a resource control policy`,
    {
      operation: 'GetObject',
      kind: 'explicitDeny',
      policyType: 'resource-control',
      principal: otherMary,
      action: 's3:GetObject',
      resource: object,
    },
  ],
  [
    S3,
    `User: arn:aws:iam::123456789012:user/MaryMajor is not authorized to perform:
s3:GetObject on resource: "arn:aws:s3:::amzn-s3-demo-bucket1/object-name" with
an explicit deny in a session policy`,
    { kind: 'explicitDeny', policyType: 'session', resource: object },
  ],
  [
    S3,
    `User: arn:aws:iam::123456789012:user/MaryMajor is not authorized to perform:
s3:GetObject on resource: "arn:aws:s3:::amzn-s3-demo-bucket1/object-name"
because no permissions boundary allows the s3:GetObject action`,
    { kind: 'implicitDeny', policyType: 'permissions-boundary', resource: object },
  ],
  [
    S3,
    `An error occurred (AccessDenied) when calling the CopyObject operation:
User: arn:aws:sts::123456789012:user/MaryMajor is not authorized to
perform: s3:CopyObject on resource: "arn:aws:s3:::amzn-s3-demo-bucket1/object-name"
because public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public Access.`,
    {
      special: 'blockPublicAcls',
      kind: 'unknown',
      policyType: undefined,
      operation: 'CopyObject',
      resource: object,
    },
  ],
  [
    S3,
    `An error occurred (AccessDenied) when calling the PutBucketPolicy operation:
User: arn:aws:sts::123456789012:user/MaryMajor is not authorized to
perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::amzn-s3-demo-bucket1/object-name"
because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
    { special: 'blockPublicPolicy', action: 's3:PutBucketPolicy' },
  ],
  [
    S3,
    `An error occurred (AccessDenied) when calling the PutObject operation:
User: arn:aws:iam::123456789012:user/MaryMajor  is not
authorized to perform: s3:PutObject on resource:
"arn:aws:s3:::amzn-s3-demo-bucket1/object-name" because this
bucket has blocked upload requests that specify
Server Side Encryption with Customer provided keys (SSE-C).
Please specify a different server-side encryption type`,
    { special: 'sseCustomerKey', principal: mary, action: 's3:PutObject', resource: object },
  ],
  [
    'an object whose key has spaces, after the form of the S3 User Guide',
    'User: arn:aws:iam::123456789012:user/MaryMajor is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::amzn-s3-demo-bucket1/annual report (final).pdf" because no identity-based policy allows the s3:GetObject action',
    { resource: 'arn:aws:s3:::amzn-s3-demo-bucket1/annual report (final).pdf', policyType: 'identity-based' },
  ],
  [
    'https://github.com/noobaa/noobaa-core/issues/10060',
    'An error occurred (AccessDenied) when calling the ListObjectsV2 operation: User: arn:aws:iam::<account-ID>:user/<username> is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::<bucket=-name>" with an explicit deny in a resource-based policy',
    {
      operation: 'ListObjectsV2',
      action: 's3:ListBucket',
      principal: masked('arn:aws:iam::<account-ID>:user/<username>'),
      resource: 'arn:aws:s3:::<bucket=-name>',
      policyType: 'resource-based',
    },
  ],
  [
    'https://github.com/aws/aws-sdk-ruby/issues/3222',
    '<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>7BMJM8PWV1J1FNEH</RequestId><HostId>TW2qeJptLnLL7+0pKGRgdR+t5T/GKN362KnA1JuYa83s+Y0YsVEeIxGoiUK+pCQIRwhNsDNC1ws=</HostId></Error>',
    { special: 'bare', requestId: '7BMJM8PWV1J1FNEH', action: undefined, statedReason: undefined },
  ],
  [
    'https://github.com/nccgroup/ScoutSuite/issues/727',
    'Failed to get bucket policy for testyuhong: An error occurred (AccessDenied) when calling the GetBucketPolicy operation: Access Denied',
    { special: 'bare', service: 's3', operation: 'GetBucketPolicy', action: 's3:GetBucketPolicy' },
  ],
  [
    'https://www.fixdevs.com/blog/aws-s3-access-denied',
    'botocore.exceptions.ClientError: An error occurred (403) when calling the HeadObject operation: Forbidden',
    { special: 'bare', operation: 'HeadObject', action: 's3:GetObject' },
  ],
  [
    'https://github.com/adcreare/cloudformation/issues/4',
    'Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; Request ID: 25B458BA4187FD7E; S3 Extended Request ID: TBye2b7LH/9DPlbprRidritbD8iwMjtdAbwEbsu9TYcw8OmdUSpASS7BkK0iOZBemfxXBhcOBtg=)',
    { special: 'bare', service: 's3', requestId: '25B458BA4187FD7E' },
  ],
  [
    'https://github.com/aws/aws-toolkit-jetbrains/issues/3129',
    'software.amazon.awssdk.services.s3.model.S3Exception: Access Denied (Service: S3, Status Code: 403, Request ID: G7WJJ5HW0BBZB1WR, Extended Request ID: ZsA5Pqk/2wCqJz/pLC/WhgQVm7rI0iQ/efh3Qp7A0EU7fCK//3nbVh+q4xBMuVi7eVK966F59og=)\n\tat software.amazon.awssdk.protocols.xml.internal.unmarshall.AwsXmlPredicatedResponseHandler.handleErrorResponse(AwsXmlPredicatedResponseHandler.java:156)',
    { special: 'bare', service: 's3', requestId: 'G7WJJ5HW0BBZB1WR' },
  ],
  [
    'https://github.com/bzhanglab/PepQuery/issues/84',
    'com.amazonaws.services.s3.model.AmazonS3Exception: Forbidden (Service: Amazon S3; Status Code: 403; Erro\nr Code: 403 Forbidden; Request ID: 8SV7S6VZTXYQZQMW; S3 Extended Request ID: jBOlcq5nC2yamRgjgmnAMReRdjH\nqMTnc1ZHGqrbl+Q7qXZBSy1ppDbmb+Tto6zVkESQChlB4RUs=; Proxy: null)',
    { special: 'bare', service: 's3', requestId: '8SV7S6VZTXYQZQMW' },
  ],
];

const policyArns: readonly Sample[] = [
  [
    BLOG,
    'An error occurred (AccessDenied) when calling the ListRoles operation: User: arn:aws:iam::123456789012:user/Matt is not authorized to perform: iam:ListRoles on resource: arn:aws:iam::123456789012:role/* with an explicit deny in a service control policy: arn:aws:organizations::987654321098:policy/o-qv5af4abcd/service_control_policy/p-2kgnabcd',
    {
      operation: 'ListRoles',
      action: 'iam:ListRoles',
      resource: 'arn:aws:iam::123456789012:role/*',
      policyType: 'service-control',
      policyArn: 'arn:aws:organizations::987654321098:policy/o-qv5af4abcd/service_control_policy/p-2kgnabcd',
    },
  ],
  [
    `${BLOG} (the ARN inside a longer message)`,
    'aws: [ERROR]: An error occurred (AccessDenied) when calling the GetRole operation: User: arn:aws-us-gov:iam::123456789012:user/Matt is not authorized to perform: iam:GetRole on resource: role Admin with an explicit deny in an identity-based policy: arn:aws-us-gov:iam::123456789012:policy/DenyRoles. (Service: Iam, Status Code: 403, Request ID: 6bcc1ed4-f323-4db4-86fa-5e23b5df90ae) (SDK Attempt Count: 1)',
    {
      policyArn: 'arn:aws-us-gov:iam::123456789012:policy/DenyRoles',
      resource: 'arn:aws-us-gov:iam::123456789012:role/Admin',
      requestId: '6bcc1ed4-f323-4db4-86fa-5e23b5df90ae',
      service: 'iam',
    },
  ],
  [
    'a permissions boundary of AWS, after the form of the AWS Security Blog',
    'User: arn:aws:sts::111122223333:assumed-role/dev/ann is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::111122223333:user/x with an explicit deny in a permissions boundary: arn:aws:iam::aws:policy/job-function/ViewOnlyAccess',
    {
      policyType: 'permissions-boundary',
      policyArn: 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess',
    },
  ],
  [
    'a resource control policy, after the form of the AWS Security Blog',
    'User: arn:aws:iam::123456789012:user/Matt is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/k" with an explicit deny in a resource control policy: arn:aws:organizations::987654321098:policy/o-qv5af4abcd/resource_control_policy/p-1234abcd',
    {
      policyType: 'resource-control',
      resource: 'arn:aws:s3:::b/k',
      policyArn: 'arn:aws:organizations::987654321098:policy/o-qv5af4abcd/resource_control_policy/p-1234abcd',
    },
  ],
  [
    'a session policy cut by a terminal in the middle of its ARN, lines of equal length',
    `User: arn:aws:sts::111122223333:assumed-role/dev/ann is not author
ized to perform: ec2:RunInstances on resource: arn:aws:ec2:eu-west
-1:111122223333:instance/* with an explicit deny in a session poli
cy: arn:aws:iam::111122223333:policy/team-a/sessions/narrowed-acce
ss`,
    {
      principal: known('arn:aws:sts::111122223333:assumed-role/dev/ann'),
      resource: 'arn:aws:ec2:eu-west-1:111122223333:instance/*',
      policyType: 'session',
      policyArn: 'arn:aws:iam::111122223333:policy/team-a/sessions/narrowed-access',
    },
  ],
];

const encoded =
  'XQ_jqde5rHje6j9P-qke7-HNpHWzSWvxYobhcCPSpfOmLTkOylRBKd0eE4Xx4U_E_ldKR9tvnBpWYTze099CuiTFCVNOgC0ak83nVxE33wnOdmD-NH2GudDwuySmkEbTiBiMkyr0iRCmQqJMQLVvd0TH_Vx7kqDx1M1yKTRwOs7saSO6e_jTHFziPsTy8AkJF6kx2x0B3ywr7oX78ev9T-ga_dQ_A7m9Xw9a4ebMbzc';

const compute: readonly Sample[] = [
  [
    'https://repost.aws/knowledge-center/organizations-troubleshoot-explicit-deny-scp',
    `"You are not authorized to perform this operation. User: arn:aws:sts::999888777666:assumed-role/ReadOnly/Tom is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:us-east-1:999888777666:instance/* with an explicit deny in a service control policy. Encoded authorization failure message: ${encoded}"`,
    {
      principal: known('arn:aws:sts::999888777666:assumed-role/ReadOnly/Tom'),
      action: 'ec2:RunInstances',
      resource: 'arn:aws:ec2:us-east-1:999888777666:instance/*',
      policyType: 'service-control',
      encodedMessage: encoded,
      service: 'ec2',
    },
  ],
  [
    'https://github.com/hashicorp/terraform-provider-aws/issues/29710',
    '╷\n│ Error: creating EC2 Instance: UnauthorizedOperation: You are not authorized to perform this operation. Encoded authorization failure message: <ENCODED MESSAGE>\n│ \tstatus code: 403, request id: 1550870c-6e0b-4fac-ba19-1da46fef7f17\n╵',
    {
      special: 'bare',
      service: 'ec2',
      encodedMessage: undefined,
      requestId: '1550870c-6e0b-4fac-ba19-1da46fef7f17',
      statedReason: undefined,
    },
  ],
  [
    'https://github.com/QT-DevOps/DevOpsIssues/issues/202 (shortened)',
    `* aws_instance.apache: Error launching source instance: UnauthorizedOperation: You are not authorized to perform this op
eration. Encoded authorization failure message: y9SN8pDcYUETrkaVexi6nw1Erhzr88Kfc_vC5igSEjdSa0kPB7OUUntqdF-am3-B6XAuWj0c
hkC64nkNoHiQxsAYEPd6V7KTwPECF6Biri0G4zFtgmB15vfmcVbywFnBytwfValklrZQbBjp1KGVGMLjhxrRIhyRfa__zK6fxA02o0qqyId-KZyfJLolUawH
Xi0_LEWhz4K1vjfeWbUmiDh03BYRRwglLZ40U_6hxK7xO71QJadcRrbLVttzMsEQFBmoHvwU1E58dtIIEPnOo1_M7VT1dzP5sdCUJWLHQ25kTwc6e0aWLQ
        status code: 403, request id: 389b6cd3-8f8e-4a13-a098-f6247a69d12b

Terraform does not automatically rollback in the face of errors.`,
    {
      special: 'bare',
      encodedMessage:
        'y9SN8pDcYUETrkaVexi6nw1Erhzr88Kfc_vC5igSEjdSa0kPB7OUUntqdF-am3-B6XAuWj0chkC64nkNoHiQxsAYEPd6V7KTwPECF6Biri0G4zFtgmB15vfmcVbywFnBytwfValklrZQbBjp1KGVGMLjhxrRIhyRfa__zK6fxA02o0qqyId-KZyfJLolUawHXi0_LEWhz4K1vjfeWbUmiDh03BYRRwglLZ40U_6hxK7xO71QJadcRrbLVttzMsEQFBmoHvwU1E58dtIIEPnOo1_M7VT1dzP5sdCUJWLHQ25kTwc6e0aWLQ',
      requestId: '389b6cd3-8f8e-4a13-a098-f6247a69d12b',
    },
  ],
  [
    'https://github.com/CheckPointSW/Cuckoo-AWS/issues/21',
    'ClientError: An error occurred (UnauthorizedOperation) when calling the RunInstances operation: You are not authorized to perform this operation. Encoded authorization failure message:',
    { special: 'bare', operation: 'RunInstances', action: 'ec2:RunInstances', encodedMessage: undefined },
  ],
  [
    'https://github.com/eksctl-io/eksctl/issues/365',
    '2018-12-29T00:04:53Z [✖]  AWS::EC2::EIP/NATIP: CREATE_FAILED – "API: ec2:describeAddresses You are not authorized to perform this operation."',
    { special: 'bare', service: 'ec2', operation: 'describeAddresses', action: 'ec2:DescribeAddresses' },
  ],
  [
    'https://github.com/StreisandEffect/streisand/issues/1618',
    '<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not authorized to perform this operation.</Message></Error></Errors><RequestID>a1c6396c-f067-4e6b-bc27-aeebaf780b68</RequestID></Response>',
    { special: 'bare', service: 'ec2', requestId: 'a1c6396c-f067-4e6b-bc27-aeebaf780b68' },
  ],
  [
    'https://github.com/tensult/cloud-reports/issues/74 (AWS SDK for JavaScript)',
    `[ERROR] aws.ec2.EC2InstancesCollector failed UnauthorizedOperation: You are not authorized to perform this operation.
    at Request.extractError (/home/ec2-user/cloud-reports/node_modules/aws-sdk/lib/services/ec2.js:50:35)
  message: 'You are not authorized to perform this operation.',
  code: 'UnauthorizedOperation',
  requestId: 'd2678875-0aff-4926-8c8b-e87f170c0000'`,
    { special: 'bare', service: 'ec2', requestId: 'd2678875-0aff-4926-8c8b-e87f170c0000' },
  ],
  [
    'https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/2900 (inside JSON, Chinese Region)',
    '{"level":"error","ts":1669735499.2716851,"msg":"Reconciler error","error":"UnauthorizedOperation: You are not authorized to perform this operation.\\n\\tstatus code: 403, request id: cfd950a2-bea6-4d83-83b8-83a7f1d9af88"}',
    { special: 'bare', service: 'ec2', requestId: 'cfd950a2-bea6-4d83-83b8-83a7f1d9af88' },
  ],
  [
    'https://github.com/pepperize/cdk-autoscaling-gitlab-runner/issues/769',
    'Jan  4 20:10:30 ip-REDACTED gitlab-runner: #033[31;1mERROR: Error creating machine: Error in driver during machine creation: Error request spot instance: UnauthorizedOperation: You are not authorized to perform this operation. User: arn:aws-us-gov:sts::REDACTED:assumed-role/GitLabRunnerStack-GitlabRunnerManagerRole2F9BC927-REDACTED/i-REDACTED is not authorized to perform: ec2:RequestSpotInstances on resource: arn:aws-us-gov:ec2:us-gov-west-1:REDACTED:subnet/subnet-REDACTED because no identity-based policy allows the ec2:RequestSpotInstances action. ',
    {
      principal: masked(
        'arn:aws-us-gov:sts::REDACTED:assumed-role/GitLabRunnerStack-GitlabRunnerManagerRole2F9BC927-REDACTED/i-REDACTED',
      ),
      action: 'ec2:RequestSpotInstances',
      resource: 'arn:aws-us-gov:ec2:us-gov-west-1:REDACTED:subnet/subnet-REDACTED',
      policyType: 'identity-based',
    },
  ],
];

const wrapped: readonly Sample[] = [
  [
    'https://github.com/alphagov/govuk-infrastructure/pull/2439 (AWS SDK for Go v2)',
    'operation error Bedrock: PutModelInvocationLoggingConfiguration, https response error StatusCode: 403, User: arn:aws:sts::210287912431:assumed-role/terraform-cloud/terraform-run-h7rD1XcGWxHMDCG7 is not authorized to perform: iam:PassRole on resource: arn:aws:iam::210287912431:role/govuk-chat-bedrock-access-role because no identity-based policy allows the iam:PassRole action',
    {
      operation: 'PutModelInvocationLoggingConfiguration',
      service: 'bedrock',
      action: 'iam:PassRole',
      resource: 'arn:aws:iam::210287912431:role/govuk-chat-bedrock-access-role',
      kind: 'implicitDeny',
    },
  ],
  [
    'https://github.com/kubernetes/test-infra/pull/31358 (AWS SDK for Go v1, inside JSON)',
    '{"msg":"Error sweeping resources.CloudFormationStacks: AccessDenied: User: arn:aws:sts::855606814420:assumed-role/node-e2e-tests/78763061-48ca-4f02-bedd-e1169634fe50 is not authorized to perform: cloudformation:ListStacks on resource: arn:aws:cloudformation:ap-northeast-1:855606814420:stack/*/* because no identity-based policy allows the cloudformation:ListStacks action\\n\\tstatus code: 403, request id: b4cd46bf-f38d-4a18-9e34-b2448414658b","severity":"error"}',
    {
      action: 'cloudformation:ListStacks',
      resource: 'arn:aws:cloudformation:ap-northeast-1:855606814420:stack/*/*',
      requestId: 'b4cd46bf-f38d-4a18-9e34-b2448414658b',
    },
  ],
  [
    'https://github.com/terraform-aws-modules/terraform-aws-eks/pull/3422 (Chinese Region)',
    '"error":"creating instance profile, adding role \\"staging\\" to instance profile \\"staging-eks\\", AccessDenied: User: arn:aws-cn:sts::XXX:assumed-role/KarpenterController-20250716132851685200000005/1752742098653173128 is not authorized to perform: iam:PassRole on resource: arn:aws-cn:iam::XXX:role/staging-cn-nw-1-kpt-eks-node-group-20250716100915634200000001 because no identity-based policy allows the iam:PassRole action\\n\\tstatus code: 403, request id: 0bce511a-7372-4cdb-9585-3415f44102bc"}',
    {
      principal: masked(
        'arn:aws-cn:sts::XXX:assumed-role/KarpenterController-20250716132851685200000005/1752742098653173128',
      ),
      resource: 'arn:aws-cn:iam::XXX:role/staging-cn-nw-1-kpt-eks-node-group-20250716100915634200000001',
    },
  ],
  [
    'https://github.com/aws/aws-sdk/issues/140 (the response itself)',
    `b'{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"User: arn:aws:iam::1xxxxxxxxxx2:user/secAuditUser is not authorized to perform: cloudformation:ListResources on resource: arn:aws:cloudformation:ap-south-1:1xxxxxxxxxx2:resource/* because no identity-based policy allows the cloudformation:ListResources action"}'`,
    {
      principal: masked('arn:aws:iam::1xxxxxxxxxx2:user/secAuditUser'),
      action: 'cloudformation:ListResources',
    },
  ],
  [
    'https://github.com/nebari-dev/nebari/issues/2152 (Terraform, masked)',
    `[terraform]: │ Error: error creating role: UnauthorizedOperation: You are not authorized to perform this operation. User: arn:aws:iam::***:user/**** is not authorized to perform: ec2:CreateRole on resource: ***
 because no permissions boundary allows the ec2:CreateRole action.
[terraform]: │  status code: 403, request id: 6bcc1ed4-f323-4db4-86fa-5e23b5df90ae`,
    {
      principal: masked('arn:aws:iam::***:user/****'),
      action: 'ec2:CreateRole',
      resource: '***',
      policyType: 'permissions-boundary',
    },
  ],
  [
    'https://github.com/amzn/selling-partner-api-models/issues/891 (AWS SDK for Java v1, an ARN cut short)',
    'User: arn:aws:iam::*:user/gudsen is not authorized to perform: sts:AssumeRole on resource: aws:iam::*:role/gudsen_role (Service: AWSSecurityTokenService; Status Code: 403; Error Code: AccessDenied; Request ID: b59b74ae-9126-4975-8a87-c987e092da76)',
    {
      principal: masked('arn:aws:iam::*:user/gudsen'),
      resource: 'aws:iam::*:role/gudsen_role',
      service: 'sts',
      requestId: 'b59b74ae-9126-4975-8a87-c987e092da76',
      kind: 'unknown',
    },
  ],
  [
    'https://github.com/aws-solutions/quota-monitor-for-aws/issues/86 (CloudFormation)',
    'API: iam:CreateRole User: arn:aws:sts::{accountid}:assumed-role/{role}/jrykowski is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::{accountid}:role/limitmonitor-limitCheckSt-LimitMonitorRole-1M8F2ZHBM59NZ with an explicit deny',
    {
      operation: 'CreateRole',
      service: 'iam',
      kind: 'explicitDeny',
      policyType: undefined,
      resource: 'arn:aws:iam::{accountid}:role/limitmonitor-limitCheckSt-LimitMonitorRole-1M8F2ZHBM59NZ',
    },
  ],
  [
    'https://github.com/aws-amplify/amplify-backend/pull/2258 (a validation error around a denial)',
    'Error: Stack <stack> failed: ValidationError: User: <user-arn> is not authorized to perform: ssm:GetParameters on resource: <resource-arn> because no identity-based policy allows the ssm:GetParameters action',
    { principal: named('<user-arn>'), action: 'ssm:GetParameters', resource: '<resource-arn>' },
  ],
  [
    'a CDK table cut in the middle of an account ID, after aws cdk bootstrap',
    `CDKToolkit |  2/12 | CREATE_FAILED        | AWS::ECR::Repository  | ContainerAssetsRepository
Resource handler returned message: "User: arn:aws:iam::753387532736:user/terraform is not authorized to perform: ecr:CreateRepository on resource: arn:aws:ecr:us-east-1:75338753
2736:repository/cdk-hnb659fds-container-assets-753387532736-us-east-1 because no identity-based policy allows the ecr:CreateRepository action (Service: Ecr, Status Code: 400, Request ID: 0a1b2c3d-0000-4444-8888-121212121212)" (RequestToken: x, HandlerErrorCode: AccessDenied)`,
    {
      resource:
        'arn:aws:ecr:us-east-1:753387532736:repository/cdk-hnb659fds-container-assets-753387532736-us-east-1',
      service: 'ecr',
      policyType: 'identity-based',
    },
  ],
  [
    'a principal and a quoted bucket cut by a terminal, after aws cdk bootstrap',
    `Resource handler returned message: "User: arn:aws:sts::523221107702:assumed-role/AWSRes
ervedSSO_ps-Admin-predef_3b0aa053c0ce074d/someone@example.com is not authorized to perf
orm: s3:PutBucketPublicAccessBlock on resource: "arn:aws:s3:::cdk-hnb659fds-assets-52322
1107702-ap-northeast-2" with an explicit deny in a service control policy (Service: S3,
Status Code: 403)"`,
    {
      principal: known(
        'arn:aws:sts::523221107702:assumed-role/AWSReservedSSO_ps-Admin-predef_3b0aa053c0ce074d/someone@example.com',
      ),
      action: 's3:PutBucketPublicAccessBlock',
      resource: 'arn:aws:s3:::cdk-hnb659fds-assets-523221107702-ap-northeast-2',
      policyType: 'service-control',
      service: 's3',
    },
  ],
  [
    'a blog that sets each part as a paragraph of its own',
    `An error occurred (AccessDeniedException)
when calling the RegisterTaskDefinition operation:

User: arn:aws:sts::000....

is not authorized to perform: iam:PassRole on resource:
    arn:aws:iam::00000000000:role/ecsTaskExecutionRole

because no identity-based policy allows the iam:PassRole action`,
    {
      operation: 'RegisterTaskDefinition',
      action: 'iam:PassRole',
      resource: 'arn:aws:iam::00000000000:role/ecsTaskExecutionRole',
      policyType: 'identity-based',
    },
  ],
  [
    'an ARN cut after a slash, with nothing behind it',
    `com.amazonaws.services.lambda.model.AWSLambdaException: User: arn:aws:iam::111111111111:user/test
is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111111111111:role/service-role/
Lambda-role
`,
    { resource: 'arn:aws:iam::111111111111:role/service-role/Lambda-role', kind: 'unknown' },
  ],
  [
    'Terraform, with its own lines behind the message',
    `╷
│ Error: creating IAM Role (app): operation error IAM: CreateRole, https response error StatusCode: 403, RequestID: 1a2b3c4d, api error AccessDenied: User: arn:aws:sts::622994489535:assumed-role/infra/gha-1 is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::622994489535:role/app
│ 
│   with module.identity.aws_iam_role.x,
│   on ../../modules/identity/main.tf line 1, in resource "aws_iam_role" "x":
╵`,
    {
      operation: 'CreateRole',
      service: 'iam',
      resource: 'arn:aws:iam::622994489535:role/app',
      requestId: '1a2b3c4d',
      kind: 'unknown',
    },
  ],
  [
    'the AWS CLI after retries, in colour',
    '\u001b[31mAn error occurred (AccessDeniedException) when calling the Decrypt operation (reached max retries: 4): User: arn:aws:iam::111122223333:user/ann is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/0ae02ac0-f97c-4ee6-ac4b-e746e42e1681 because no resource-based policy allows the kms:Decrypt action\u001b[0m',
    {
      operation: 'Decrypt',
      resource: 'arn:aws:kms:eu-west-1:111122223333:key/0ae02ac0-f97c-4ee6-ac4b-e746e42e1681',
      policyType: 'resource-based',
    },
  ],
  [
    'an HTML page of a console',
    'User: arn:aws:iam::111122223333:user/ann is not authorized to perform: s3:ListBucket on resource: &quot;arn:aws:s3:::logs&quot; because no identity-based policy allows the s3:ListBucket action',
    { resource: 'arn:aws:s3:::logs', policyType: 'identity-based' },
  ],
];

const oldForms: readonly Sample[] = [
  [
    'https://github.com/cloud-custodian/cloud-custodian/issues/4736',
    'botocore.exceptions.ClientError: An error occurred (AccessDeniedException) when calling the GetFunction operation: User: arn:aws:iam::1111111111:user/USERNAME is not authorized to perform: lambda:GetFunction on resource: arn:aws:lambda:us-east-1:11111111111:function:custodian-s3-deny-public-object-acl-realtime with an explicit deny',
    { kind: 'explicitDeny', policyType: undefined, action: 'lambda:GetFunction' },
  ],
  [
    'https://github.com/alphagov/gsp/pull/990',
    'API: iam:UpdateRole User: arn:aws:sts::011571571136:assumed-role/sandbox-service-operator/1581603874295411240 is not authorized to perform: iam:UpdateRole on resource: role svcop-sandbox-sandbox-main-testsvcacc',
    {
      action: 'iam:UpdateRole',
      resource: 'arn:aws:iam::011571571136:role/svcop-sandbox-sandbox-main-testsvcacc',
    },
  ],
  [
    'a role by name, cut between the two words',
    'User: arn:aws:iam::111122223333:user/ann is not authorized to perform: iam:GetRole on resource: role\nadmin because no identity-based policy allows the iam:GetRole action',
    { resource: 'arn:aws:iam::111122223333:role/admin' },
  ],
  [
    'an instance profile by name',
    'User: arn:aws:iam::123456789102:user/k8s-admin is not authorized to perform: iam:RemoveRoleFromInstanceProfile on resource: instance profile eksctl-eksops-qNlJ2ojEWOdP because no identity-based policy allows the iam:RemoveRoleFromInstanceProfile action (Service: Iam, Status Code: 403)',
    { resource: 'arn:aws:iam::123456789102:instance-profile/eksctl-eksops-qNlJ2ojEWOdP' },
  ],
  [
    'an access key, which has no ARN',
    'User: arn:aws:iam::111122223333:user/ann is not authorized to perform: iam:UpdateAccessKey on resource: access key AKIAIOSFODNN7EXAMPLE',
    { resource: 'access key AKIAIOSFODNN7EXAMPLE', action: 'iam:UpdateAccessKey' },
  ],
  [
    'https://github.com/GSA/datagov-ssb/pull/166 (a policy and its version)',
    'User: ssb-solr-broker is not authorized to perform: iam:GetPolicyVersion on resource: policy solr-ecs-tasks version v1 because no identity-based policy allows the iam:GetPolicyVersion action',
    { principal: named('ssb-solr-broker'), resource: 'policy solr-ecs-tasks version v1' },
  ],
  [
    'https://github.com/GSA/datagov-ssb/pull/166 (a name in place of an ARN)',
    'Error: AccessDeniedException: User: ssb-solr-broker is not authorized to perform: logs:PutRetentionPolicy on resource: /aws/lambda/solr-restarts:log-stream: because no identity-based policy allows the logs:PutRetentionPolicy action',
    { resource: '/aws/lambda/solr-restarts:log-stream:', policyType: 'identity-based' },
  ],
  [
    'https://github.com/ministryofjustice/cloud-platform/issues/531 (all users)',
    `User: arn:aws:iam::880656497252:user/JesusLaiz is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::880656497252:user/
https://docs.aws.amazon.com/ses/latest/DeveloperGuide/smtp-credentials.html`,
    { resource: 'arn:aws:iam::880656497252:user/' },
  ],
  [
    'https://github.com/ministryofjustice/analytical-platform/issues/6944 (Amazon SES)',
    "smtplib.SMTPDataError: (554, b\"Access denied: User `arn:aws:iam::381491960855:user/mwaa-ses' is not authorized to perform `ses:SendRawEmail' on resource `arn:aws:ses:eu-west-2:381491960855:identity/jacob.woffenden@justice.gov.uk'\")",
    {
      principal: known('arn:aws:iam::381491960855:user/mwaa-ses'),
      action: 'ses:SendRawEmail',
      resource: 'arn:aws:ses:eu-west-2:381491960855:identity/jacob.woffenden@justice.gov.uk',
    },
  ],
  [
    'https://github.com/OpenPipe/OpenPipe/pull/688',
    'creating IAM Policy (deploy-pl-prod): AccessDenied: User: deploy-pl-prod is not authorized to perform: iam:CreatePolicy  because no identity-based policy allows the iam:CreatePolicy action',
    { principal: named('deploy-pl-prod'), action: 'iam:CreatePolicy', kind: 'implicitDeny' },
  ],
  [
    'https://github.com/aws/aws-cli/issues/5592 (no "User:")',
    "ClientError('An error occurred (AccessDeniedException) when calling the GetAuthorizationToken operation: GlueJobRunnerSession is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action')",
    { principal: named('GlueJobRunnerSession'), action: 'ecr:GetAuthorizationToken', resource: '*' },
  ],
  [
    'https://github.com/aws/aws-cli/issues/6274 (AWS IoT Greengrass)',
    'An error occurred (AccessDeniedException) when calling the CreateComponentVersion operation: User: arn:aws:iam::456012345600:user/Administrator is not authorized to perform: null',
    {
      principal: known('arn:aws:iam::456012345600:user/Administrator'),
      action: undefined,
      operation: 'CreateComponentVersion',
      special: 'bare',
    },
  ],
];

const services: readonly Sample[] = [
  [
    'https://github.com/ASFHyP3/hyp3/issues/2283 (Amazon API Gateway)',
    '{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-west-2:********2543:vd2gh6uqw3/api/GET/"}',
    {
      principal: named('anonymous'),
      action: 'execute-api:Invoke',
      resource: 'arn:aws:execute-api:us-west-2:********2543:vd2gh6uqw3/api/GET/',
    },
  ],
  [
    'https://repost.aws/knowledge-center/api-gateway-403-error-lambda-authorizer (a resource policy with a Deny)',
    '{"message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********3333:abcd1234/test/GET/ with an explicit deny"}',
    { kind: 'explicitDeny', resource: 'arn:aws:execute-api:us-east-1:********3333:abcd1234/test/GET/' },
  ],
  [
    'https://repost.aws/knowledge-center/api-gateway-403-error-lambda-authorizer',
    '{"Message":"User is not authorized to access this resource with an explicit deny"}',
    { special: 'apiAuthorizer', kind: 'explicitDeny', principal: undefined },
  ],
  [
    'https://repost.aws/knowledge-center/api-gateway-403-error-lambda-authorizer (no policy allows the method)',
    '{"Message":"User is not authorized to access this resource"}',
    { special: 'apiAuthorizer', kind: 'implicitDeny' },
  ],
  [
    'AWS KMS through another service, after the API reference of PutDataExportConfiguration',
    'An error occurred (AccessDeniedException) when calling the PutDataExportConfiguration operation: User: arn:aws:sts::750784792897:assumed-role/PublisherRole/session is not authorized to perform: kms:DescribeKey on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access (Service: S3Tables, Status Code: 403, Request ID: 86f5d9f9-62a6-4af9-8177-69edbb2992f4) (SDK Attempt Count: 1)',
    {
      action: 'kms:DescribeKey',
      resource: undefined,
      kind: 'unknown',
      causes: ['resourceDoesNotExist', 'noResourcePolicyAllows', 'resourcePolicyDenies'],
      service: 's3tables',
    },
  ],
  [
    'the Amazon Verified Permissions User Guide, on customer managed keys',
    'Service or caller is not authorized to use the provided AWS KMS key, because the resource\ndoes not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access',
    { causes: ['resourceDoesNotExist', 'noResourcePolicyAllows', 'resourcePolicyDenies'] },
  ],
  [
    'https://github.com/aws-actions/configure-aws-credentials/issues/1100 (GitHub Actions)',
    'Error: Could not assume role with OIDC: Not authorized to perform sts:AssumeRoleWithWebIdentity',
    { special: 'federatedTrust', action: 'sts:AssumeRoleWithWebIdentity', principal: undefined },
  ],
  [
    'https://github.com/jeremydaly/serverless-cloudside-plugin/issues/5 (Amazon SQS, no queue)',
    '{ "message": "Access to the resource https://sqs.eu-west-1.amazonaws.com/ is denied.", "code": "AccessDenied", "requestId": "c9f0405b-1901-57f2-a692-15f24b967222", "statusCode": 403 }',
    {
      special: 'queue',
      service: 'sqs',
      resource: undefined,
      requestId: 'c9f0405b-1901-57f2-a692-15f24b967222',
    },
  ],
  [
    'https://github.com/boto/boto3/issues/1821 (the old host name)',
    'botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the CreateQueue operation: Access to the resource https://eu-west-1.queue.amazonaws.com/ is denied.',
    { special: 'queue', operation: 'CreateQueue', action: 'sqs:CreateQueue' },
  ],
  [
    'Amazon SQS with the URL of a queue in China, cut by a terminal',
    'An error occurred (AccessDenied) when calling the SendMessage operation: Access to the resource https://sqs.cn-north-1.amazo\nnaws.com.cn/111122223333/orders is denied.',
    { resource: 'arn:aws-cn:sqs:cn-north-1:111122223333:orders', action: 'sqs:SendMessage' },
  ],
  [
    'https://github.com/fabric8io/kubernetes-alexa/issues/6',
    'Caused by: org.apache.maven.plugin.MojoExecutionException: Cross-account pass role is not allowed. (Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException; Request ID: eff138a0-8f7c-11e8-82c4-f1740d8acf2d)',
    { special: 'crossAccountPassRole', action: 'iam:PassRole', service: 'lambda' },
  ],
  [
    'AWS Organizations through Terraform, no operation named',
    "Error: listing Organizations Accounts for parent (r-117h) and descendants: AccessDeniedException: You don't have permissions to access this resource.",
    { special: 'organizations', service: 'organizations' },
  ],
  [
    'https://github.com/aws-samples/aws-iam-access-key-auto-rotation/issues/10',
    "aws: [ERROR]: An error occurred (AccessDeniedException) when calling the ListAccounts operation: You don't have permissions to access this resource.",
    { special: 'organizations', action: 'organizations:ListAccounts' },
  ],
  [
    'https://github.com/sam701/awstools/issues/31 (a denial in words of its own)',
    'ERROR: AccessDenied: MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
    {
      special: 'bare',
      statedReason:
        'MultiFactorAuthentication failed, unable to validate MFA code. Please verify your MFA serial number is valid and associated with this user.',
    },
  ],
  [
    'https://github.com/prowler-cloud/prowler/issues/1573',
    'An error occurred (AccessDeniedException) when calling the GetFunctionUrlConfig operation: Unable to determine service/operation name to be authorized',
    {
      special: 'bare',
      operation: 'GetFunctionUrlConfig',
      statedReason: 'Unable to determine service/operation name to be authorized',
    },
  ],
  [
    'https://github.com/appleboy/lambda-action/issues/18 (no message at all)',
    '2020/10/25 00:44:49 AccessDeniedException: \n\tstatus code: 403, request id: 3b0efa8d-e5b9-44d1-b5e9-4d8b4f7ab97c',
    { special: 'bare', statedReason: undefined, requestId: '3b0efa8d-e5b9-44d1-b5e9-4d8b4f7ab97c' },
  ],
  [
    'a policy type that did not exist when this was written',
    'User: arn:aws:iam::111122223333:user/ann is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:us-east-1:111122223333:instance/* with an explicit deny in a declarative policy.',
    {
      kind: 'explicitDeny',
      policyType: undefined,
      statedReason: 'with an explicit deny in a declarative policy',
    },
  ],
  [
    'the end of a message, from a log that keeps only so much',
    '…on resource: arn:aws:logs:us-east-1:111122223333:log-group:/app because no service control policy allows the logs:TagResource action',
    { policyType: 'service-control', kind: 'implicitDeny', action: 'logs:TagResource' },
  ],
  [
    'two messages in one log: the first counts',
    `AccessDenied: User: arn:aws:iam::111122223333:user/a is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::111122223333:user/first
AccessDenied: User: arn:aws:iam::111122223333:user/b is not authorized to perform: iam:ListRoles on resource: arn:aws:iam::111122223333:role/ with an explicit deny in a session policy`,
    {
      principal: known('arn:aws:iam::111122223333:user/a'),
      resource: 'arn:aws:iam::111122223333:user/first',
      kind: 'unknown',
      policyType: undefined,
    },
  ],
];

describe.each([
  ['a policy type', policyTypes],
  ['Amazon S3', storage],
  ['the ARN of a policy', policyArns],
  ['Amazon EC2', compute],
  ['tools and line wraps', wrapped],
  ['older forms', oldForms],
  ['other services', services],
])('a message with %s', (_, samples) => {
  it.each(samples)('%s', (_, message, said) => {
    expect(parseDenial(message)).toMatchObject({ form: 'message', context: {}, ...said });
  });
});

describe('a message wrapped at every width', () => {
  const message =
    'An error occurred (UnauthorizedOperation) when calling the RunInstances operation: User: arn:aws:sts::111122223333:assumed-role/deploy/ci is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:eu-west-1:111122223333:instance/* with an explicit deny in a service control policy: arn:aws:organizations::999900001111:policy/o-qv5af4abcd/service_control_policy/p-2kgnabcd';
  const inLinesOf = (width: number) =>
    Array.from({ length: Math.ceil(message.length / width) }, (_, line) =>
      message.slice(line * width, (line + 1) * width),
    ).join('\n');

  it('says the same', () => {
    const whole = parseDenial(message);
    for (let width = 40; width <= 200; width++) {
      expect([width, parseDenial(inLinesOf(width))]).toEqual([width, whole]);
    }
  });
});

describe('what is no denial', () => {
  it.each([
    [
      'throttling',
      'An error occurred (ThrottlingException) when calling the ListRoles operation: Rate exceeded',
    ],
    [
      'an expired token',
      'An error occurred (ExpiredToken) when calling the GetCallerIdentity operation: The security token included in the request is expired',
    ],
    [
      'an invalid token',
      'operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 123456a9-fbc1-40ed-b8d8-513d0133ba7f, api error InvalidClientTokenId: The security token included in the request is invalid.',
    ],
    ['a missing signature', '{"message":"Missing Authentication Token"}'],
    [
      'a wrong signature',
      'An error occurred (SignatureDoesNotMatch) when calling the ListBuckets operation: The request signature we calculated does not match the signature you provided.',
    ],
    [
      'a validation error',
      'An error occurred (ValidationError) when calling the CreateStack operation: Template format error: YAML not well-formed.',
    ],
    [
      'a malformed policy',
      'Partition "aws" is not valid for resource "arn:aws:cognito-idp:us-gov-west-1:111111111111:userpool/x". (Service: AmazonIdentityManagement; Status Code: 400; Error Code: MalformedPolicyDocument; Request ID: b8a67e60-2c72-4478-97f0-2fd86e020b4a)',
    ],
    [
      'an image that is not shared',
      'API: ec2:RunInstances Not authorized for images: [ami-0dbbd6f952e12feba]',
    ],
    [
      'no credentials',
      'Unable to locate credentials. You can configure credentials by running "aws configure".',
    ],
    [
      'no provider',
      'An error occurred (InvalidIdentityToken): No OpenIDConnect provider found in your account',
    ],
    ['a registry token', 'denied: Your authorization token has expired. Reauthenticate and try again.'],
    [
      'a bucket that is not there',
      '<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message></Error>',
    ],
    ['a database', "ERROR 1045 (28000): Access denied for user 'root'@'localhost' (using password: YES)"],
    [
      'Azure',
      'Status=403 Code="AuthorizationFailure" Message="This request is not authorized to perform this operation."',
    ],
    [
      'Azure with an identity',
      "The client 'x' with object id 'x' does not have authorization to perform action 'Microsoft.Resources/read'",
    ],
    ['ssh', 'ec2-user@10.0.0.1: Permission denied (publickey).'],
    [
      'Kubernetes',
      'Error from server (Forbidden): pods is forbidden: User "system:anonymous" cannot list resource "pods"',
    ],
    ['another program', "You don't have permissions to access this resource or you are not logged in!"],
    ['a policy', '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}'],
    ['nothing', ''],
    ['whitespace', ' \n\t'],
    ['prose', 'I have AdministratorAccess, why can I not launch an instance?'],
  ])('%s', (_, text) => {
    expect(parseDenial(text)).toBeUndefined();
  });
});
