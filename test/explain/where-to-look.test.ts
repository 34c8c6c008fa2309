import { describe, expect, it } from 'vitest';
import { POLICY_TYPES, POLICY_TYPE_NAMES } from '../../src/model/index.js';
import { describeWhereToLook, parseDenial, type Denial } from '../../src/explain/index.js';

const USER = 'arn:aws:iam::111122223333:user/ann';
const SESSION = 'arn:aws:sts::111122223333:assumed-role/deploy/ci';
const ANYTHING_ELSE = /cannot be ruled out: /;

function denial(text: string): Denial {
  const parsed = parseDenial(text);
  if (parsed === undefined) throw new Error(`no denial: ${text}`);
  return parsed;
}
const lines = (text: string) => describeWhereToLook(denial(text));
const denied = (who: string, action: string, resource: string, why: string) =>
  lines(`User: ${who} is not authorized to perform: ${action} on resource: ${resource}${why}`);
const readObject = (why: string, who = USER) => denied(who, 's3:GetObject', '"arn:aws:s3:::logs/a.gz"', why);

describe('a denial by a policy type', () => {
  it.each(POLICY_TYPES)('names the %s policy first and does not count it among the rest', (type) => {
    const name = POLICY_TYPE_NAMES[type];
    const explicit = readObject(` with an explicit deny in a ${name}`, SESSION);
    expect(explicit[0]).toContain(`Deny statement in ${name.startsWith('i') ? 'an' : 'a'} ${name}`);
    const implicit = readObject(` because no ${name} allows the s3:GetObject action`, SESSION);
    expect(implicit[0]).toBe(`No ${name} allows s3:GetObject: an Allow is missing.`);
    for (const text of [explicit, implicit]) {
      expect(text.at(-1)).toMatch(/AWS names one policy type even if several deny/);
      expect(text.at(-1)?.split(ANYTHING_ELSE)[1]).not.toContain(name.replace(/ policy$/, ''));
    }
  });

  it('gives the ARN of the policy that AWS names', () => {
    const policy = 'arn:aws:organizations::999900001111:policy/o-1/service_control_policy/p-1';
    const text = readObject(` with an explicit deny in a service control policy: ${policy}`);
    expect(text).toContain(`AWS names the policy: ${policy}`);
  });

  it('says of service control policies that every level has to allow, and that no policy of the account can help', () => {
    const implicit = readObject(' because no service control policy allows the s3:GetObject action');
    expect(implicit.join(' ')).toContain('Every level must allow the action');
    const explicit = readObject(' with an explicit deny in a service control policy');
    expect(explicit.join(' ')).toContain('No policy inside the account can help');
  });

  it('looks behind a VPC endpoint policy that denies through another type', () => {
    const text = readObject(
      ' with an explicit deny in a VPC endpoint policy transitively through a service control policy',
    ).join(' ');
    expect(text).toContain('The VPC endpoint policy denies only because a service control policy does');
    expect(text).toContain('Service control policies');
    expect(text.split(ANYTHING_ELSE)[1]).not.toMatch(/endpoint|service control/);
  });

  it('names the VPC endpoint that an event came through', () => {
    const event = {
      eventSource: 's3.amazonaws.com',
      eventName: 'GetObject',
      errorCode: 'VpceAccessDenied',
      errorMessage: 'The request was denied due to a VPC endpoint policy',
      vpcEndpointId: 'vpce-0a1b2c3d',
    };
    const text = lines(JSON.stringify(event));
    expect(text[0]).toBe(
      'The cause is a VPC endpoint policy: a Deny in it, or an Allow for s3:GetObject that is missing.',
    );
    expect(text[1]).toContain('vpce-0a1b2c3d');
  });

  it('says that it does not know a new policy type', () => {
    const text = readObject(' with an explicit deny in a declarative policy');
    expect(text[0]).toContain('a type of policy that iamlint does not know');
    expect(text[0]).toContain('declarative policy');
  });
});

describe('what cannot be ruled out', () => {
  const open = (text: readonly string[]) => text.at(-1)?.split(ANYTHING_ELSE)[1] ?? '';

  it('has session policies for a session and not for a user', () => {
    expect(open(readObject(' with an explicit deny', SESSION))).toContain('session policies');
    expect(open(readObject(' with an explicit deny', USER))).not.toContain('session policies');
  });

  it('has no policy of an account for somebody anonymous', () => {
    expect(open(readObject('', 'anonymous'))).toBe(
      'resource-based policies, resource control policies and a VPC endpoint policy.',
    );
  });

  it('has service control policies and no identity-based ones for a root user', () => {
    const text = open(readObject('', 'arn:aws:iam::111122223333:root'));
    expect(text).toContain('service control policies');
    expect(text).not.toContain('identity-based');
  });

  it('has the role trust policy where a role is assumed, and both sides are named', () => {
    const text = denied(USER, 'sts:AssumeRole', 'arn:aws:iam::444455556666:role/audit', '');
    expect(open(text)).toContain('the role trust policy');
    expect(text.join(' ')).toContain('A role that does not exist gives the same error');
    expect(open(readObject(''))).not.toContain('role trust');
  });

  it('has no resource control policies for a service they do not reach, and no resource for an action without one', () => {
    const instance = 'arn:aws:ec2:eu-west-1:111122223333:instance/*';
    expect(open(denied(USER, 'ec2:RunInstances', instance, ''))).not.toContain('resource control');
    expect(open(denied(USER, 'ec2:DescribeInstances', '*', ''))).not.toContain('resource-based');
    expect(open(denied(USER, 'kms:Decrypt', '*', ''))).toContain('resource control');
  });
});

describe('what a message may hide', () => {
  it('is IgnorePublicAcls behind a missing Allow of a bucket policy', () => {
    const text = readObject(' because no resource-based policy allows the s3:GetObject action').join(' ');
    expect(text).toContain('IgnorePublicAcls');
    expect(text).not.toContain('RestrictPublicBuckets');
  });

  it('is RestrictPublicBuckets behind a Deny of a bucket policy', () => {
    expect(readObject(' with an explicit deny in a resource-based policy').join(' ')).toContain(
      'RestrictPublicBuckets',
    );
  });

  it('is nothing of S3 for another service', () => {
    const text = denied(USER, 'sns:Publish', '*', ' with an explicit deny in a resource-based policy');
    expect(text.join(' ')).not.toContain('Block Public Access');
  });

  it('is another organization, a directory bucket or a foreign VPC endpoint behind a plain Access Denied', () => {
    const text = lines(
      'An error occurred (AccessDenied) when calling the GetObject operation: Access Denied',
    ).join(' ');
    expect(text).toMatch(/another organization.*directory bucket.*VPC endpoint of another account/);
    expect(text).toContain('any policy type may be the cause');
  });
});

describe('a denial that no policy made', () => {
  const upload = (why: string) => denied(USER, 's3:PutObject', '"arn:aws:s3:::logs/a.gz"', why);

  it.each([
    [
      'BlockPublicAcls',
      upload(' because public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public Access.'),
    ],
    [
      'BlockPublicPolicy',
      upload(
        ' because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.',
      ),
    ],
    [
      'SSE-C',
      upload(
        ' because this bucket has blocked upload requests that specify Server Side Encryption with Customer provided keys (SSE-C).',
      ),
    ],
    ['another account', lines('AccessDeniedException: Cross-account pass role is not allowed.')],
    [
      'authorizer',
      lines('{"Message":"User is not authorized to access this resource with an explicit deny"}'),
    ],
  ])('says %s and suspects no policy', (word, text) => {
    expect(text[0]).toContain(word);
    expect(text.join(' ')).not.toMatch(ANYTHING_ELSE);
  });
});

describe('other denials', () => {
  it('of KMS list its three causes', () => {
    const text = lines(
      'User: x is not authorized to perform: kms:Decrypt on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access',
    );
    expect(text[0]).toContain('3 possible causes');
    expect(text.slice(1, 4).join(' ')).toMatch(/does not exist.*does not let the principal in.*has a Deny/);
  });

  it('of a web identity look at the role trust policy, and at nothing that needs an account', () => {
    const text = lines('Not authorized to perform sts:AssumeRoleWithWebIdentity').join(' ');
    expect(text).toContain('role trust policy');
    expect(text.split(ANYTHING_ELSE)[1]).not.toMatch(/identity-based|service control/);
  });

  it('of Organizations send to the management account', () => {
    const text = lines("AccessDeniedException: You don't have permissions to access this resource.").join(
      ' ',
    );
    expect(text).toContain('management account');
  });

  it('of Amazon SQS name both sides', () => {
    const text = lines(
      'AccessDenied: Access to the resource https://sqs.eu-west-1.amazonaws.com/444455556666/orders is denied.',
    ).join(' ');
    expect(text).toContain('arn:aws:sqs:eu-west-1:444455556666:orders');
    expect(text).toMatch(/identity-based policies of the caller and at the queue policy/);
  });

  it("with AWS's own words quote them and do not guess", () => {
    const text = lines('AccessDenied: MultiFactorAuthentication failed with invalid MFA one time pass code.');
    expect(text[0]).toContain('"MultiFactorAuthentication failed with invalid MFA one time pass code."');
    expect(text.join(' ')).not.toMatch(ANYTHING_ELSE);
  });

  it('with an encoded part say how to decode it, and from where in CloudTrail', () => {
    const errorMessage = `You are not authorized to perform this operation. Encoded authorization failure message: ${'a1'.repeat(40)}`;
    expect(lines(errorMessage).join(' ')).toContain('aws sts decode-authorization-message');
    const event = {
      eventSource: 'ec2.amazonaws.com',
      eventName: 'RunInstances',
      errorCode: 'Client.UnauthorizedOperation',
      errorMessage,
    };
    expect(lines(JSON.stringify(event)).join(' ')).toContain('CloudTrail cuts long messages');
  });

  it('that were decoded give the statement that matched', () => {
    const decoded = {
      allowed: false,
      explicitDeny: true,
      matchedStatements: { items: [{ statementId: 'DenyOutsideEurope' }] },
      context: { action: 'ec2:RunInstances' },
    };
    expect(lines(JSON.stringify(decoded)).join(' ')).toContain(
      'The statement that matched: DenyOutsideEurope.',
    );
  });
});
