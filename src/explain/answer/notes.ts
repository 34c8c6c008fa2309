import { accountOf, isTrustAction, serviceHosts } from '../../graph/index.js';
import { findAction, nearestAction } from '../../model/catalogue/index.js';
import {
  accountNamedBy,
  listing,
  parseArn,
  type Evaluation,
  type LayerTrace,
  type Note,
  type Role,
} from '../../model/index.js';
import { bucketNotes } from './bucket-notes.js';
import { consolesCalling } from './related.js';
import { judge, situationOf, type Situation } from './situation.js';
import { accountName, policyName, principalName, shortName, statementName, upperFirst } from './words.js';

/** What is worth knowing beside the decision, as a colleague would add it. */
export function notesOf(situation: Situation, { trace, possible }: Evaluation): readonly Note[] {
  return [
    ...trustNotes(situation, trace),
    ...passRoleNotes(situation),
    ...bucketNotes(situation, possible),
    ...consoleNotes(situation),
    ...misspeltDenies(situation, trace),
  ];
}

function roleOf({ graph, request }: Situation): Role | undefined {
  const entity = graph.entity(request.resource);
  return entity?.kind === 'role' ? entity : undefined;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts */
function trustNotes(situation: Situation, trace: readonly LayerTrace[]): readonly Note[] {
  const { graph, request } = situation;
  const role = roleOf(situation);
  const account = accountOf(request.principal);
  if (role?.trustPolicy === undefined || !isTrustAction(request.action)) return [];
  const note = (text: string): Note => ({ topic: 'trust', text });
  const statements = role.trustPolicy.statements.filter(({ effect }) => effect === 'Allow');
  const trusted = statements
    .flatMap(({ principal }) => principal?.values ?? [])
    .map(({ token }) => token.value);
  const notes: Note[] = [];
  const asAccount = trusted.find((value) => account !== undefined && accountNamedBy(value) === account);
  const bypassed = trace.some(({ reason }) => reason === 'bypassedByResourcePolicy');
  if (account !== undefined && account !== role.account) {
    notes.push(
      note(
        `${principalName(request.principal)} is in ${accountName(graph, account)} and the role in ${accountName(graph, role.account)}: the role trust policy and an identity-based policy of the caller both have to allow it.`,
      ),
    );
  } else if (bypassed) {
    notes.push(
      note(
        `The role trust policy names ${principalName(request.principal)} itself, so no identity-based policy has to allow ${request.action}. Taking it away there changes nothing; a Deny would.`,
      ),
    );
  } else if (asAccount !== undefined) {
    notes.push(
      note(
        `The role trust policy names ${asAccount}, which is the whole account and not its root user. It leaves the choice to the account's identity-based policies: whoever they allow ${request.action} on the role gets in.`,
      ),
    );
  }
  const deleted = trusted.filter((value) => /^A(?:IDA|ROA)[A-Z0-9]+$/.test(value));
  if (deleted.length > 0) {
    notes.push(
      note(
        `${listing(deleted)} in the role trust policy ${deleted.length === 1 ? 'is what IAM leaves' : 'are what IAM leaves'} of a principal that was deleted. A new one of the same name is not trusted.`,
      ),
    );
  }
  return notes;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
function passRoleNotes(situation: Situation): readonly Note[] {
  const { request } = situation;
  const role = roleOf(situation);
  if (request.action !== 'iam:PassRole' || role?.trustPolicy === undefined) return [];
  const hosts = [...new Set(serviceHosts(role.trustPolicy.statements))];
  const name = shortName(role.arn);
  const [given] =
    Object.entries(request.context).find(([key]) => key.toLowerCase() === 'iam:passedtoservice')?.[1] ?? [];
  if (hosts.length === 0)
    return [{ topic: 'pass-role', text: `${name} trusts no service, so none could use it.` }];
  const text =
    given !== undefined && !hosts.includes(given)
      ? `${given} could not use ${name}: its role trust policy trusts ${listing(hosts)} alone.`
      : `${name} trusts ${listing(hosts)}: passed to any other service it is of no use.`;
  return [{ topic: 'pass-role', text }];
}

/** An action that nobody calls on purpose: a console does, for a page that the user opened. */
function consoleNotes({ graph, request }: Situation): readonly Note[] {
  const operations = [...new Set(consolesCalling(request.action))];
  if (operations.length === 0) return [];
  const allowed = operations.filter((action) => {
    const { possible } = judge(
      situationOf(graph, { ...request, action, resource: anyResource(request.resource) }),
    );
    return possible.includes('allowed');
  });
  const who = principalName(request.principal);
  const pages =
    allowed.length > 0
      ? `those of ${listing(allowed)}, which ${who} may perform`
      : `those of ${listing(operations)}`;
  return [
    {
      topic: 'console',
      text: `Console pages call ${request.action} on their own, among them ${pages}. From the CLI or an SDK the operation may well work without it.`,
    },
  ];
}

function anyResource(resource: string): string {
  return parseArn(resource) === undefined ? '*' : resource;
}

/** A Deny that would stop the request, if it only named the action as AWS spells it. */
function misspeltDenies({ request }: Situation, trace: readonly LayerTrace[]): readonly Note[] {
  return trace
    .flatMap(({ statements }) => statements)
    .filter(({ statement, reason }) => statement.effect === 'Deny' && reason === 'actionNotMatched')
    .flatMap(({ statement, document }) =>
      (statement.action?.values ?? [])
        .filter(({ value }) => !/[*?]/.test(value) && findAction(value) === undefined)
        .filter(({ value }) => nearestAction(value) === request.action)
        .map(({ value }): Note => ({
          topic: 'misspelt-deny',
          text: `${upperFirst(statementName(statement, document))} of ${policyName(document)} denies '${value}', which is no action of AWS. If ${request.action} was meant, nothing denies it.`,
        })),
    );
}
