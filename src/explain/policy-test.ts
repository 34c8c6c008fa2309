import { evaluate, parseRequester } from '../evaluator/index.js';
import { policiesFor, type PolicyGraph, type RequestPolicies } from '../graph/index.js';
import { catalogueDate, findAction, nearestAction } from '../model/catalogue/index.js';
import {
  parseArn,
  Token,
  type ApplicablePolicies,
  type Evaluation,
  type PolicyError,
  type PolicyTestCase,
  type PolicyTestFile,
  type PolicyTestResult,
  type PolicyTestRun,
  type Request,
  type StatementTrace,
} from '../model/index.js';
import { reasonFor } from './policy-test-reason.js';

/** Runs the cases of a file. Those without policies of their own take them from `graph`. */
export function runPolicyTests(file: PolicyTestFile, graph?: PolicyGraph): PolicyTestRun {
  const results: PolicyTestResult[] = [];
  const errors = [...file.errors];
  for (const test of file.cases) {
    const question = questionOf(test, graph);
    if ('message' in question) errors.push(question);
    else results.push(run(test, question));
  }
  return { uri: file.uri, results, errors };
}

interface Question {
  readonly request: Request;
  readonly policies: ApplicablePolicies;
}

function questionOf(test: PolicyTestCase, graph: PolicyGraph | undefined): Question | PolicyError {
  const request = requestOf(test);
  if ('message' in request) return request;
  const management = test.managementAccount !== undefined && { managementAccount: test.managementAccount };
  if (test.policies) return { request, policies: { ...test.policies, ...management } };
  if (graph === undefined) {
    return errorAt(test.token, 'The case has no policies, and no snapshot was given to take them from.');
  }
  const known = policiesFor(graph, request);
  if (isMissing(graph, known)) {
    const message = `'${test.principal.value}' is not in the snapshot, though its account is.`;
    return errorAt(test.principal, message);
  }
  return {
    request: { ...known.request, context: withoutUnknown(known.request.context, test) },
    policies: { ...known.policies, ...management },
  };
}

function requestOf(test: PolicyTestCase): Request | PolicyError {
  const principal = parseRequester(test.principal.value);
  if (principal === undefined) {
    const message =
      `'${test.principal.value}' is not a principal: neither the ARN of a user, a role, a session, a federated ` +
      `user, an identity provider or an account's root user, nor the host name of a service, nor 'anonymous'.`;
    return errorAt(test.principal, message);
  }
  const { action, resource, context, unknownKeys, resourceAccount } = test;
  return {
    principal,
    action: action.value,
    resource: resource.value,
    context,
    unknownKeys,
    ...(resourceAccount !== undefined && { resourceAccount }),
  };
}

/** Whether the principal is a user or role of an account that was read, and was not there. */
function isMissing(graph: PolicyGraph, { entity, request: { principal } }: RequestPolicies): boolean {
  if (entity !== undefined || (principal.kind !== 'user' && principal.kind !== 'role')) return false;
  return graph.account(parseArn(principal.arn)?.account ?? '') !== undefined;
}

/** What the snapshot tells of a key does not count where the case has it as unknown. */
function withoutUnknown(
  context: Request['context'],
  { context: given, unknownKeys }: PolicyTestCase,
): Request['context'] {
  const unknown = new Set(unknownKeys.map((key) => key.toLowerCase()));
  return Object.fromEntries(
    Object.entries(context).filter(([key]) => key in given || !unknown.has(key.toLowerCase())),
  );
}

function run(test: PolicyTestCase, { request, policies }: Question): PolicyTestResult {
  const evaluation = inPlace(test, evaluate(request, policies, { unknown: 'absent' }));
  const passed = isExpected(test, evaluation, policies);
  return {
    test,
    evaluation,
    passed,
    ...(!passed && { reason: reasonFor(test, evaluation) }),
    remarks: remarksOn(test.action.value),
  };
}

/** The evaluation with every statement where it stands in this very case. */
function inPlace({ places }: PolicyTestCase, evaluation: Evaluation): Evaluation {
  const moved = (traced: StatementTrace): StatementTrace => {
    const { document, statement } = traced;
    const place = places.get(document);
    if (place === undefined || place === document.token.path) return traced;
    const path = [...place, ...statement.token.path.slice(document.token.path.length)];
    return { ...traced, statement: { ...statement, token: new Token('', path, document.source) } };
  };
  const trace = evaluation.trace.map((layer) => ({ ...layer, statements: layer.statements.map(moved) }));
  return { ...evaluation, trace };
}

/** A decision that hangs on a policy that was not read is not known to be the expected one. */
function isExpected(
  { expect }: PolicyTestCase,
  { decision, possible, assumptions }: Evaluation,
  { unknownTypes = [] }: ApplicablePolicies,
): boolean {
  const hangsOnUnread = unknownTypes.some((type) => assumptions.some(({ key }) => key === type));
  return hangsOnUnread ? possible.every((one) => expect.includes(one)) : expect.includes(decision);
}

function remarksOn(action: string): readonly string[] {
  if (findAction(action)) return [];
  const nearest = nearestAction(action);
  const hint = nearest === undefined ? '' : ` Did you mean '${nearest}'?`;
  return [`There is no action '${action}' in AWS's reference of ${catalogueDate()}.${hint}`];
}

function errorAt({ location }: Token, message: string): PolicyError {
  return { message, location };
}
