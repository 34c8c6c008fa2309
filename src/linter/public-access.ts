import { isEveryAction, type PolicyGraph } from '../graph/index.js';
import { parseArn, type PolicyDocument, type Statement } from '../model/index.js';
import { callerLimit, deniesOn, keepsStrangersOut, namesEverybody } from './callers.js';
import { requires } from './requirements.js';

/**
 * Whether a statement of a resource-based policy lets in everybody: no condition of it, no Deny beside it and no
 * resource control policy says who. Whether S3 then keeps strangers out by itself is another question.
 */
export function isPublic(graph: PolicyGraph, document: PolicyDocument, statement: Statement): boolean {
  const { effect, principal } = statement;
  if (effect !== 'Allow' || !principal || !namesEverybody(principal)) return false;
  if (callerLimit(statement) !== 'none' || FLAGS.some((key) => requires(statement, key, isTrue)))
    return false;
  return !deniesOn(graph, document).some((deny) => keepsStrangersOut(deny, statement));
}

/** Where these are true, the caller is a service of AWS, or sits in the network of a file system's mount target. */
const FLAGS = ['aws:PrincipalIsAWSService', 'elasticfilesystem:AccessedViaMountTarget'];

function isTrue(value: string): boolean {
  return value.toLowerCase() === 'true';
}

/** Whether a statement makes a bucket policy one that S3 calls public: fixed values alone keep it from that. */
export function isPublicToS3(statement: Statement): boolean {
  const { effect, principal } = statement;
  return (
    effect === 'Allow' &&
    principal !== undefined &&
    namesEverybody(principal) &&
    callerLimit(statement) !== 'fixed'
  );
}

/** Whether a statement of a policy file is a bucket's: by its actions, or where they tell nothing by its resources. */
export function isAboutBucket({ action, resource }: Statement): boolean {
  if (!action) return false;
  if (!action.negated && action.values.some(({ value }) => value.toLowerCase().startsWith('s3:')))
    return true;
  const tellsNothing = action.negated || action.values.some(({ value }) => isEveryAction(value));
  return tellsNothing && (resource?.values.some(({ value }) => parseArn(value)?.service === 's3') ?? false);
}
