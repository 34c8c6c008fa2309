import { closest, distance } from 'fastest-levenshtein';
import { parseRequester } from '../../evaluator/index.js';
import type { PolicyGraph } from '../../graph/index.js';
import { isAccountId, parseArn, type Entity, type Requester } from '../../model/index.js';
import { QuestionError } from './question-error.js';

/**
 * The principal that a text names: whatever {@link parseRequester} takes, or the name of a user or role (`A-san`,
 * `user/A-san`) where the graph has one of that name.
 *
 * @throws QuestionError where the text names nobody, several, or somebody whom a known account does not have
 */
export function resolvePrincipal(graph: PolicyGraph, text: string): Requester {
  const named = parseArn(text) === undefined ? entitiesNamed(graph, text) : [];
  const [only, ...others] = named;
  if (only && others.length === 0) return requesterOf(only);
  if (only) {
    throw new QuestionError(
      `'${text}' is the name of several principals.`,
      `Give the ARN: ${named.map(({ arn }) => arn).join(', ')}.`,
    );
  }
  const requester = parseRequester(text);
  if (requester === undefined || !isPlausible(requester)) throw notAPrincipal(graph, text);
  checkExists(graph, text, requester);
  return requester;
}

function requesterOf(entity: Entity): Requester {
  return entity.kind === 'user'
    ? { kind: 'user', arn: entity.arn }
    : { kind: 'role', arn: entity.arn, serviceLinked: entity.serviceLinked };
}

function entitiesNamed(graph: PolicyGraph, text: string): readonly Entity[] {
  return allEntities(graph).filter(({ arn, name }) => name === text || parseArn(arn)?.resource === text);
}

function allEntities(graph: PolicyGraph): readonly Entity[] {
  return graph.accounts.flatMap((account) => graph.entities(account));
}

/** The parser takes every host name for that of a service, and a user may be called `first.last`. */
function isPlausible(requester: Requester): boolean {
  if (requester.kind === 'service') return /\.amazon(aws)?\.com(\.cn)?$/.test(requester.service);
  return !('arn' in requester) || isAccountId(parseArn(requester.arn)?.account ?? '');
}

function notAPrincipal(graph: PolicyGraph, text: string): QuestionError {
  const arn = parseArn(text);
  if (arn?.service === 'iam' && arn.resource.startsWith('group/')) {
    const group = graph.identity(text);
    const [member] = group ? graph.incoming(group.arn, 'member-of') : [];
    return new QuestionError(
      `${text} is a group, and a group makes no requests.`,
      member ? `Ask for one of its members, such as ${member.from}.` : 'Ask for one of its members.',
    );
  }
  return new QuestionError(
    arn ? `${text} is not the ARN of a principal.` : `'${text}' is not a principal.`,
    nearestHint(graph, text) ??
      'Give the ARN of a user, a role or a session, a name in the snapshot, or a service such as lambda.amazonaws.com.',
  );
}

/** Whether a known account has the user or role. Of other accounts, nobody knows. */
function checkExists(graph: PolicyGraph, text: string, requester: Requester): void {
  if (requester.kind !== 'user' && requester.kind !== 'role') return;
  const arn = parseArn(requester.arn);
  const account = graph.account(arn?.account ?? '');
  if (arn === undefined || account === undefined) return;
  const [type, ...path] = arn.resource.split('/');
  const exists =
    type === 'assumed-role'
      ? account.roles.some(({ name }) => name === path[0])
      : graph.entity(requester.arn) !== undefined;
  if (exists) return;
  const name = type === 'assumed-role' ? `role/${path[0] ?? ''}` : arn.resource;
  throw new QuestionError(
    `${account.id} has no ${name}.`,
    nearestHint(graph, text) ?? 'Check the name, and whether the snapshot is older than the principal.',
  );
}

/** The principal whose name is nearest, of the same kind and in the same account where the text tells these. */
function nearestHint(graph: PolicyGraph, text: string): string | undefined {
  const name = lastName(text);
  const arn = parseArn(text);
  const account = graph.account(arn?.account ?? '');
  const kind = KINDS[arn?.resource.split('/', 1)[0] ?? ''];
  const candidates = (account ? graph.entities(account) : allEntities(graph)).filter(
    (entity) => kind === undefined || entity.kind === kind,
  );
  if (candidates.length === 0 || name === '') return undefined;
  const nearest = closest(
    name.toLowerCase(),
    candidates.map((entity) => entity.name.toLowerCase()),
  );
  const entity = candidates.find((candidate) => candidate.name.toLowerCase() === nearest);
  return entity && isNear(name, nearest) ? `Did you mean ${entity.arn}?` : undefined;
}

const KINDS: Readonly<Record<string, Entity['kind']>> = {
  user: 'user',
  role: 'role',
  'assumed-role': 'role',
};

/** A session is called as it likes: the name that counts is its role's. */
function lastName(text: string): string {
  const path = (parseArn(text)?.resource ?? text).split('/');
  return (path[0] === 'assumed-role' ? path[1] : path.at(-1)) ?? '';
}

function isNear(given: string, known: string): boolean {
  return distance(given.toLowerCase(), known) <= Math.max(2, given.length / 3);
}
