import { applicableStatements } from '../../src/evaluator/index.js';
import { USUAL_CONTEXT, type PolicyGraph } from '../../src/graph/index.js';
import type { Account, Entity, PolicyDocument, Statement } from '../../src/model/index.js';
import { defineRule, includesAction, namesEverybody } from '../../src/linter/index.js';

/** Who can do neither can never mend the policy again. */
const BUCKET_ACTIONS = ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'];
const KEY_ACTION = 'kms:PutKeyPolicy';

export default defineRule({
  meta: {
    id: 'deny/no-owner-lock-out',
    description: 'Disallow resource-based policies that nobody of the account can change any more',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['resource-based'],
    remediation:
      'Exempt those who administer the resource, by aws:PrincipalArn, or deny less than the policy itself.',
    references: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html',
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
    ],
    messages: {
      bucket:
        'This deny locks out everybody, those who administer the bucket included: no user or role can change or delete the policy. The way back is the root user of the account, or the task S3UnlockBucketPolicy of sts:AssumeRoot.',
      key: 'This deny locks out everybody, the administrators of the key and the root user included: nobody can change the key policy. The way back is a case with AWS Support.',
    },
  },
  *checkDocument(document, { graph, finding }) {
    for (const statement of document.statements) {
      if (statement.effect !== 'Deny') continue;
      const at = statement.action?.values[0] ?? statement.token;
      const isBucket = includesAll(statement, BUCKET_ACTIONS) && isAboutBucket(statement);
      if (isBucket && (deniesEverybody(statement) || deniesAdministrators(graph, document))) {
        yield finding('bucket', { at, document });
        return;
      }
      if (isBucket || !namesKeys(statement) || !includesAll(statement, [KEY_ACTION])) continue;
      if (deniesEverybody(statement)) yield finding('key', { at, document });
    }
  },
});

function includesAll({ action }: Statement, actions: readonly string[]): boolean {
  return actions.every((one) => includesAction(action, one));
}

/** Whether a bucket itself is among the resources, and not its objects alone. */
function isAboutBucket({ resource }: Statement): boolean {
  return resource?.values.some(({ value }) => /^arn:[a-z-]+:s3:::[^/]+$/.test(value)) ?? false;
}

function namesKeys({ action }: Statement): boolean {
  return action !== undefined && action.values.some(({ value }) => value.toLowerCase().startsWith('kms:'));
}

function deniesEverybody({ principal, conditions }: Statement): boolean {
  return (
    principal !== undefined && !principal.negated && namesEverybody(principal) && conditions.length === 0
  );
}

/** Whether the policy denies both actions for certain to each of those whose own policies allow one of them. */
function deniesAdministrators(graph: PolicyGraph, document: PolicyDocument): boolean {
  const account = graph.account(graph.accountOf(document));
  if (account === undefined || graph.bucket(document.owner) === undefined) return false;
  const administrators = bucketAdministrators(graph, account);
  return (
    administrators.length > 0 &&
    administrators.every((entity) =>
      BUCKET_ACTIONS.every((action) => {
        const request = { principal: entity, action, resource: document.owner, context: USUAL_CONTEXT };
        return applicableStatements(request, [document]).some(({ effect }) => effect === 'Deny');
      }),
    )
  );
}

const administratorsByAccount = new WeakMap<Account, readonly Entity[]>();

/** Users and roles with a policy that allows to change the policies of buckets. */
function bucketAdministrators(graph: PolicyGraph, account: Account): readonly Entity[] {
  const known = administratorsByAccount.get(account);
  if (known) return known;
  const administrators = graph
    .entities(account)
    .filter((entity) =>
      graph.effectivePolicies(entity).identity.some(({ document }) => document.statements.some(allowsChange)),
    );
  administratorsByAccount.set(account, administrators);
  return administrators;
}

function allowsChange({ effect, action }: Statement): boolean {
  return effect === 'Allow' && BUCKET_ACTIONS.some((one) => includesAction(action, one));
}
