import { describe, expect, it } from 'vitest';
import {
  describeDenial,
  explainDenial,
  parseDenial,
  QuestionError,
  type Question,
} from '../../src/explain/index.js';
import { PolicyGraph } from '../../src/graph/index.js';
import type { AccountExample } from '../support/account-example.js';
import { allow, arn, deny, document, embedded } from '../support/identities.js';
import { inventory } from '../support/rules.js';

const trust = document({
  Effect: 'Allow',
  Principal: { Service: 'ec2.amazonaws.com' },
  Action: 'sts:AssumeRole',
});
const SCP = 'arn:aws:organizations::999900001111:policy/o-example/service_control_policy/p-noruns';
const example: AccountExample = {
  UserDetailList: [
    {
      Arn: arn('user/ann'),
      UserPolicyList: [embedded('own', allow('*'), { ...deny('iam:PassRole'), Sid: 'NoPass' })],
    },
    { Arn: 'arn:aws:iam::444455553333:user/bob' },
  ],
  RoleDetailList: [
    {
      Arn: arn('role/app/web'),
      AssumeRolePolicyDocument: trust,
      RolePolicyList: [embedded('own', allow('s3:*'))],
    },
  ],
  Organization: {
    MasterAccountId: '999900001111',
    Accounts: ['111122223333', '444455553333'],
    Policies: [{ Name: 'NoRuns', TargetIds: ['111122223333'], Content: document(deny('ec2:RunInstances')) }],
  },
};
const graph = new PolicyGraph(inventory(example));

function denialIn(text: string) {
  const denial = parseDenial(text);
  if (denial === undefined) throw new Error('no denial');
  return denial;
}

function explained(text: string, additions?: Partial<Question>) {
  const explanation = explainDenial(graph, denialIn(text), additions);
  if (explanation.kind !== 'request') throw new Error(explanation.denial.comparison ?? 'not explained');
  return explanation;
}

const INSTANCE = 'arn:aws:ec2:us-east-1:111122223333:instance/*';
const runs = `User: ${arn('user/ann')} is not authorized to perform: ec2:RunInstances on resource: ${INSTANCE}`;

describe('a denial explained from the policies', () => {
  it('agrees with AWS where both name the same policy', () => {
    const { decision, denial, blockers } = explained(
      `${runs} with an explicit deny in a service control policy: ${SCP}`,
    );
    expect(decision).toBe('explicitDeny');
    expect(blockers[0]?.statement?.owner).toBe(SCP);
    expect(denial).toMatchObject({ policyType: 'service-control', policyArn: SCP });
    expect(denial?.comparison).toBe(
      'AWS names a service control policy, and the policies say so too: it is the same policy.',
    );
  });

  it('says so where the policies have another cause', () => {
    const { denial } = explained(
      `${runs} because no identity-based policy allows the ec2:RunInstances action`,
    );
    expect(denial?.comparison).toMatch(
      /^AWS names an identity-based policy, and by these policies something else stops the request/,
    );
  });

  it('never calls a denied request allowed without a word on why that may be', () => {
    const { decision, denial } = explained(
      `User: ${arn('user/ann')} is not authorized to perform: s3:ListAllMyBuckets with an explicit deny in an identity-based policy`,
    );
    expect(decision).toBe('allowed');
    expect(denial?.comparison).toContain(
      'by these policies the request is allowed. They may have changed since',
    );
  });

  it('points elsewhere where AWS names a policy that no snapshot holds', () => {
    const { denial } = explained(
      'User: arn:aws:sts::111122223333:assumed-role/web/i-0abc is not authorized to perform: s3:ListAllMyBuckets because no session policy allows the s3:ListAllMyBuckets action',
    );
    expect(denial?.comparison).toMatch(
      /^AWS names a session policy, which is not part of a snapshot\. A session policy comes with the session/,
    );
  });

  it('finds the account that was hidden', () => {
    const hidden = (text: string) =>
      explained(
        `User: ${text} is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:us-east-1:********3333:instance/*`,
      );
    expect(hidden('arn:aws:iam::********3333:user/ann').request).toMatchObject({
      principal: arn('user/ann'),
    });
    expect(hidden('arn:aws:iam::********3333:user/bob').request.principal).toBe(
      'arn:aws:iam::444455553333:user/bob',
    );
    expect(hidden('arn:aws:sts::********3333:assumed-role/web/i-1').request.principalAccount).toBe(
      '111122223333',
    );
  });

  it('tells the operation that was called from the action that failed', () => {
    const { related } = explained(
      `An error occurred (UnauthorizedOperation) when calling the RunInstances operation: User: ${arn('user/ann')} is not authorized to perform: iam:PassRole on resource: ${arn('role/app/web')} with an explicit deny in an identity-based policy`,
    );
    expect(related.find(({ relation }) => relation === 'operation')).toMatchObject({
      action: 'ec2:RunInstances',
      possible: ['explicitDeny'],
    });
    expect(related.map(({ action }) => action)).not.toContain('iam:PassRole');
  });

  it('takes the context of a CloudTrail event, and of a decoded message', () => {
    const event = {
      eventSource: 'iam.amazonaws.com',
      eventName: 'ListRoles',
      errorCode: 'AccessDenied',
      errorMessage: `User: ${arn('user/ann')} is not authorized to perform: iam:ListRoles`,
      userIdentity: { type: 'IAMUser', arn: arn('user/ann'), accountId: '111122223333', userName: 'ann' },
      sourceIPAddress: '203.0.113.7',
      awsRegion: 'us-east-1',
    };
    expect(explained(JSON.stringify(event)).request.context).toMatchObject({
      'aws:SourceIp': ['203.0.113.7'],
    });
    const decoded = {
      allowed: false,
      explicitDeny: true,
      context: {
        principal: { id: 'AIDAANN', arn: arn('user/ann') },
        action: 'ec2:RunInstances',
        resource: INSTANCE,
        conditions: { items: [{ key: 'ec2:Region', values: { items: [{ value: 'us-east-1' }] } }] },
      },
    };
    expect(explained(JSON.stringify(decoded))).toMatchObject({
      decision: 'explicitDeny',
      denial: { form: 'decoded' },
    });
  });

  it('leaves out values of AWS that no request can hold', () => {
    const denial = {
      ...denialIn(runs),
      context: { 'aws:MultiFactorAuthPresent': ['perhaps'], 'ec2:Region': ['us-east-1'] },
    };
    const explanation = explainDenial(graph, denial);
    expect(explanation).toMatchObject({
      kind: 'request',
      request: { context: { 'ec2:Region': ['us-east-1'] } },
    });
  });

  it('knows the resources that older messages name', () => {
    const { request } = explained(
      `User: ${arn('user/ann')} is not authorized to perform: iam:PassRole on resource: role web`,
    );
    expect(request.resource).toBe(arn('role/app/web'));
  });

  it('takes from the user what the denial does not say', () => {
    expect(() =>
      explained('An error occurred (AccessDenied) when calling the GetObject operation: Access Denied'),
    ).toThrow(QuestionError);
    const { request } = explained(
      'An error occurred (AccessDenied) when calling the GetObject operation: Access Denied',
      {
        principal: 'ann',
        resource: 'arn:aws:s3:::b/x',
      },
    );
    expect(request).toMatchObject({ action: 's3:GetObject', resource: 'arn:aws:s3:::b/x' });
  });
});

describe('a denial that has to speak for itself', () => {
  const stranger = `User: ${arn('user/gone')} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/x" because no identity-based policy allows the s3:GetObject action`;

  it('is one of somebody who is not in the snapshot', () => {
    const explanation = explainDenial(graph, denialIn(stranger));
    expect(explanation).toMatchObject({
      kind: 'denial',
      denial: {
        principal: arn('user/gone'),
        comparison: expect.stringContaining('111122223333 has no user/gone.') as string,
      },
    });
    expect(() => explainDenial(graph, denialIn(stranger), { principal: 'gonne' })).toThrow(QuestionError);
  });

  it('is one that no policy was behind', () => {
    const explanation = explainDenial(
      graph,
      denialIn(
        `User: ${arn('user/ann')} is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::b" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
      ),
    );
    expect(explanation.kind).toBe('denial');
  });

  it('says what kind of policy denied, where to look, and what cannot be ruled out', () => {
    const { denial } = describeDenial(denialIn(stranger));
    expect(denial).toMatchObject({
      decision: 'implicitDeny',
      policyType: 'identity-based',
      action: 's3:GetObject',
    });
    expect(denial.whereToLook.join(' ')).toContain('cannot be ruled out');
    expect(denial.comparison).toBeUndefined();
  });
});
