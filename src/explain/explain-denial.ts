import type { PolicyGraph } from '../graph/index.js';
import { findAction } from '../model/catalogue/index.js';
import {
  EXPLANATION_SCHEMA_VERSION,
  parseArn,
  POLICY_TYPE_NAMES,
  type Blocker,
  type DenialExplanation,
  type DenialReading,
  type Explanation,
} from '../model/index.js';
import type { Denial } from './denial/denial.js';
import { explain } from './explain.js';
import { actionOfOperation } from './denial/operation.js';
import { contextProblem } from './question/context.js';
import { QuestionError, type Question } from './question/index.js';
import { unmasked } from './question/unmask.js';
import { isSettled } from './denial/special-denials.js';
import { describeWhereToLook } from './denial/where-to-look.js';

/** What a denial says by itself: what kind of policy denied, where to look, and what cannot be ruled out. */
export function describeDenial(denial: Denial, comparison?: string): DenialExplanation {
  return {
    kind: 'denial',
    schemaVersion: EXPLANATION_SCHEMA_VERSION,
    denial: { ...readingOf(denial), ...(comparison !== undefined && { comparison }) },
  };
}

/**
 * A denial explained from the policies, and compared with what AWS says of it. Where it names nobody whom the graph
 * knows, or where no policy was behind it, what it says by itself.
 *
 * @param additions what the denial does not say, or says wrongly
 * @throws QuestionError where neither says who was denied what
 */
export function explainDenial(
  graph: PolicyGraph,
  denial: Denial,
  additions: Partial<Question> = {},
): Explanation | DenialExplanation {
  if (isSettled(denial)) return describeDenial(denial);
  const { question, remarks } = questionOf(graph, denial, additions);
  let explanation: Explanation;
  try {
    explanation = explain(graph, question);
  } catch (error) {
    // What the user wrote is the user's to mend; what AWS wrote still says something.
    if (!(error instanceof QuestionError) || additions.principal !== undefined) throw error;
    return describeDenial(denial, `${error.message} ${error.hint}`);
  }
  return {
    ...explanation,
    remarks: [...remarks, ...explanation.remarks],
    denial: { ...readingOf(denial), comparison: compare(denial, explanation) },
  };
}

interface DenialQuestion {
  readonly question: Question;
  readonly remarks: readonly string[];
}

function questionOf(graph: PolicyGraph, denial: Denial, additions: Partial<Question>): DenialQuestion {
  const principal = additions.principal ?? (denial.principal && unmasked(graph, denial.principal.text));
  const action = additions.action ?? denial.action;
  if (principal === undefined)
    throw new QuestionError('The denial does not say who was denied.', 'Give it with --principal.');
  if (action === undefined)
    throw new QuestionError('The denial does not say what was denied.', 'Give it with --action.');
  const { resource, remarks } = resourceOf(graph, denial, additions);
  const operation =
    denial.operation === undefined || denial.service === undefined
      ? undefined
      : actionOfOperation(denial.service, denial.operation);
  return {
    question: {
      principal,
      action,
      resource,
      context: { ...knownContext(denial), ...additions.context },
      ...(additions.resourceAccount !== undefined && { resourceAccount: additions.resourceAccount }),
      ...(operation !== undefined && { operation }),
    },
    remarks,
  };
}

/** AWS's own values are taken as they are, but for those that no request can hold. */
function knownContext({ context }: Denial): Question['context'] {
  return Object.fromEntries(
    Object.entries(context).filter(([key, values]) => contextProblem(key, values) === undefined),
  );
}

function resourceOf(
  graph: PolicyGraph,
  denial: Denial,
  additions: Partial<Question>,
): { readonly resource: string; readonly remarks: readonly string[] } {
  if (additions.resource !== undefined) return { resource: additions.resource, remarks: [] };
  // AWS names something even for actions that take no resource, such as `role/` for iam:ListRoles.
  if (findAction(additions.action ?? denial.action ?? '')?.resourceTypes.length === 0)
    return { resource: '*', remarks: [] };
  const text = denial.resource;
  if (text === undefined) {
    return {
      resource: '*',
      remarks: [
        'The denial names no resource, so this is about any. Give the one that is meant with --resource.',
      ],
    };
  }
  const known = withPath(graph, unmasked(graph, text));
  if (known === '*' || parseArn(known) !== undefined) return { resource: known, remarks: [] };
  return {
    resource: '*',
    remarks: [`The denial names '${text}', which is not an ARN. Give the ARN that is meant with --resource.`],
  };
}

/** Older messages of IAM have the name of a role or user and not its path, which only the account tells. */
function withPath(graph: PolicyGraph, text: string): string {
  const arn = parseArn(text);
  const account = graph.account(arn?.account ?? '');
  const [type, name, ...more] = arn?.resource.split('/') ?? [];
  if (arn?.service !== 'iam' || account === undefined || more.length > 0 || graph.entity(text)) return text;
  const entities = type === 'role' ? account.roles : type === 'user' ? account.users : [];
  return entities.find((entity) => entity.name === name)?.arn ?? text;
}

function readingOf(denial: Denial): DenialReading {
  const { form, kind, principal, action, resource, operation, policyArn } = denial;
  const policyType = denial.through ?? denial.policyType;
  return {
    form,
    decision: kind,
    ...(principal && { principal: principal.text }),
    ...(action !== undefined && { action }),
    ...(resource !== undefined && { resource }),
    ...(operation !== undefined && { operation }),
    ...(policyType && { policyType }),
    ...(policyArn !== undefined && { policyArn }),
    whereToLook: describeWhereToLook(denial),
  };
}

/** Whether the policies say what AWS said, and what it means where they do not. */
function compare(denial: Denial, { blockers, possible }: Explanation): string {
  const policyType = denial.through ?? denial.policyType;
  const named = policyType && `a ${POLICY_TYPE_NAMES[policyType]}`.replace(/^a i/, 'an i');
  const said = named === undefined ? 'AWS does not say which policy denied' : `AWS names ${named}`;
  const agreeing = blockers.find((blocker) => blocker.policyType === policyType && agrees(denial, blocker));
  if (agreeing) {
    const same = denial.policyArn !== undefined && agreeing.statement?.owner === denial.policyArn;
    const more =
      blockers.length > 1 ? ' AWS names one type even if several stop a request; all of them are here.' : '';
    return `${said}, and the policies say so too${same ? ': it is the same policy' : ''}.${more}`;
  }
  if (policyType === 'session' || policyType === 'vpc-endpoint')
    return `${said}, which is not part of a snapshot. ${describeWhereToLook(denial).slice(1, 3).join(' ')}`;
  if (possible.length === 1 && possible[0] === 'allowed') {
    return `${said}, and by these policies the request is allowed. They may have changed since, the request may have held other context keys, or a session policy or a VPC endpoint policy denied it.`;
  }
  if (named === undefined) return `${said}. What follows is from the policies.`;
  return `${said}, and by these policies something else stops the request. They may have changed since, or the request held other context keys than these.`;
}

function agrees({ kind }: Denial, { decision }: Blocker): boolean {
  return kind === 'unknown' || kind === decision;
}
