import { catalogueDate, nearestAction, nearestService } from '../../model/catalogue/index.js';
import { listing, parseArn } from '../../model/index.js';
import { unaskable } from '../../prover/index.js';
import { QuestionError } from '../question/index.js';

/** The access that a claim says is not granted. */
export interface ClaimedAccess {
  /** Values as in an Action element. */
  readonly actions: readonly string[];
  /** Values as in a Resource element; absent where any resource counts. */
  readonly resources?: readonly string[];
}

/**
 * Checks that the patterns can stand in a policy, and gives what is odd about them but may be meant: actions that AWS
 * does not have, and resources that none of the actions is about.
 *
 * @throws QuestionError for an action without a service, a resource that is no ARN, and a policy variable
 */
export function checkClaimedAccess({ actions, resources = [] }: ClaimedAccess): readonly string[] {
  const wrongAction = actions.find((action) => !/^(?:\*(?::\*)?|[^:\s*?]+:[^:\s]+)$/.test(action));
  if (wrongAction !== undefined) {
    throw new QuestionError(
      `'${wrongAction}' is not an action.`,
      'Write actions as in a policy: iam:PassRole, s3:Put*, or * for all.',
    );
  }
  const wrongResource = resources.find((resource) => resource !== '*' && parseArn(resource) === undefined);
  if (wrongResource !== undefined) {
    throw new QuestionError(
      `'${wrongResource}' is not the ARN of a resource.`,
      'Write resources as in a policy: arn:aws:s3:::logs/*, or * for all.',
    );
  }
  const variable = resources.find((resource) => resource.includes('${'));
  if (variable !== undefined) {
    throw new QuestionError(
      `'${variable}' has a policy variable, and a claim is about resources that are the same for everybody.`,
      'Write * in its place.',
    );
  }
  const odd = unaskable({ actions, resources });
  return [
    ...odd.actions.map(unknownAction),
    ...odd.resources.map((resource) => noResourceOf(actions, resource)),
  ];
}

function unknownAction(action: string): string {
  const [service = ''] = action.split(':', 1);
  const nearest = nearestAction(action) ?? nearestService(service);
  const suggestion = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  return `AWS has no action ${action}, by its reference of ${catalogueDate()}.${suggestion} It is judged as it is written.`;
}

function noResourceOf(actions: readonly string[], resource: string): string {
  return `No request for ${listing(actions)} is about ${resource}, by AWS's reference of ${catalogueDate()}.`;
}
