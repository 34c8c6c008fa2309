import type {
  ConditionTrace,
  LayerTrace,
  PolicyTestResult,
  PolicyTestRun,
  StatementTrace,
  Token,
} from '../../src/model/index.js';

/** The results for programs, in the order of the files and of their cases, with all that led to each decision. */
export function renderJson(runs: readonly PolicyTestRun[]): string {
  return `${JSON.stringify({ cases: runs.flatMap(({ results }) => results.map(caseJson)) }, undefined, 2)}\n`;
}

function caseJson({ test, evaluation, passed, reason, remarks }: PolicyTestResult): object {
  const [expected, ...others] = test.expect;
  const { decision, possible, assumptions, trace } = evaluation;
  return {
    name: test.name,
    location: place(test.token),
    expect: others.length === 0 ? expected : test.expect,
    decision,
    ...(possible.length > 1 && { possible, assumptions }),
    passed,
    ...(reason !== undefined && { reason }),
    ...(remarks.length > 0 && { remarks }),
    trace: trace.map(layerJson),
  };
}

function layerJson({ policyType, level, outcome, reason, statements }: LayerTrace): object {
  return {
    policyType,
    ...(level !== undefined && { level }),
    outcome,
    reason,
    statements: statements.map(statementJson),
  };
}

function statementJson(trace: StatementTrace): object {
  const { document, statement, applies, reason, unknownKeys, conditions } = trace;
  return {
    policy: document.name,
    index: statement.index,
    ...(statement.sid && { sid: statement.sid.value }),
    effect: statement.effect,
    location: place(statement.token),
    applies,
    reason,
    ...(unknownKeys.length > 0 && { unknownKeys }),
    ...(conditions.length > 0 && { conditions: conditions.map(conditionJson) }),
  };
}

/** `given` is what the request holds; absent where it does not hold the key or that is not known. */
function conditionJson({ condition, values, result }: ConditionTrace): object {
  return {
    operator: condition.operator.value,
    key: condition.key.value,
    values: condition.values.map(({ value }) => value),
    ...(values && { given: values }),
    result,
  };
}

function place({ location: { source, span } }: Token): object {
  return { source, line: span.start.line, column: span.start.column };
}
