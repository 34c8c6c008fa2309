import { parseTemplate, type CompiledStatement } from '../evaluator/index.js';
import type { ActionClass } from './actions.js';
import type { TextBudget } from './automaton.js';
import { instances } from './context-keys.js';
import { conditionArnPattern, resourcePattern, type Pattern } from './pattern.js';
import { arnCovers, arnIntersects } from './patterns.js';
import { representatives, type PatternSet } from './representatives.js';

export interface Resources {
  readonly resources: readonly string[];
  readonly isComplete: boolean;
}

/** The resources of an action class, one of each class that the Resource elements can tell apart. */
export class ResourceClasses {
  private readonly sets: readonly PatternSet[];
  private readonly known = new Map<string, Resources>();

  /** @param scope values as in a Resource element that have to be told apart as well */
  constructor(
    statements: readonly CompiledStatement[],
    variableValues: ReadonlyMap<string, readonly string[]>,
    scope: readonly string[],
    private readonly home: string,
    private readonly budget: TextBudget,
  ) {
    const known = new Map<string, Pattern | undefined>();
    const patternOf = (text: string) => {
      if (!known.has(text))
        known.set(
          text,
          resourcePattern(text, () => undefined),
        );
      return known.get(text);
    };
    const elements = [...statements.map(({ statement }) => resourceValues(statement)), scope];
    // One instance of a template at a time: each is a set of its own.
    const sets = elements.flatMap((values) => {
      const plain = values.filter((value) => !hasVariable(value));
      const templates = values.filter(hasVariable).flatMap((value) => instances(value, variableValues));
      return [plain, ...templates.map((text) => [text])];
    });
    const distinct = new Map(
      sets
        .filter((texts) => !texts.some((text) => /^\*+$/.test(text)))
        .map((texts) => [[...texts].sort().join('\n'), texts]),
    );
    this.sets = [...distinct.values()].map((texts) => texts.flatMap((text) => patternOf(text) ?? []));
  }

  of({ formats, isWithoutResource }: ActionClass): Resources {
    const found = formats.map((format) => this.ofFormat(format));
    const resources = found.flatMap((one) => one.resources);
    return {
      resources: [...new Set([...resources, ...(isWithoutResource ? ['*'] : [])])],
      isComplete: found.every(({ isComplete }) => isComplete),
    };
  }

  private ofFormat(format: string): Resources {
    const known = this.known.get(format);
    if (known) return known;
    const within = conditionArnPattern(format, HAS_PLAIN_IDS.test(format));
    const found = within
      ? representatives(within, this.sets, this.budget, {
          samples: samples(format, this.home),
          except: notMeantBy(format),
        })
      : { texts: [], isComplete: false };
    const result = { resources: found.texts, isComplete: found.isComplete };
    this.known.set(format, result);
    return result;
  }
}

/** EC2 makes its ids itself, from letters and digits, and has more types of resources than any other service. */
const HAS_PLAIN_IDS = /^arn:[^:]+:ec2:/;

/** The name of a bucket holds no slash: what does is an object. */
function notMeantBy(format: string): readonly Pattern[] {
  const object = BUCKET.test(format) ? conditionArnPattern(`${format}/*`) : undefined;
  return object ? [object] : [];
}

const BUCKET = /^arn:[^:]+:s3:::\*$/;

function resourceValues({ resource }: CompiledStatement['statement']): readonly string[] {
  return resource?.values.map(({ value }) => value) ?? [];
}

/** ARNs of a shape, in an account that is likely the reader's own. */
function samples(format: string, home: string): readonly string[] {
  const [arn = '', partition = '', service = '', region = '', account = '', ...rest] = format.split(':');
  const leading = [
    arn,
    partition,
    service,
    region === '*' ? 'us-east-1' : region,
    account === '*' ? home : account,
  ];
  const resource = rest.join(':');
  return ['example', 'other'].map((word) => [...leading, resource.replaceAll('*', word)].join(':'));
}

/**
 * Whether every value with a policy variable is compared with nothing that only some values of the variable would
 * match, so that one value can speak for all.
 */
export function variablesAreFollowed(
  statements: readonly CompiledStatement[],
  scope: readonly string[] = [],
): boolean {
  const resources = new Set([...statements.flatMap(({ statement }) => resourceValues(statement)), ...scope]);
  const templates = [...resources].filter(hasVariable);
  const resourcesFit = templates.every((template) =>
    [...resources].every(
      (other) =>
        other === template || arnCovers(other, template) === true || arnIntersects(other, template) === false,
    ),
  );
  const conditions = statements.flatMap(({ terms }) => terms.conditions);
  return (
    resourcesFit &&
    conditions.every(
      ({ key, condition }) =>
        !condition.values.some(({ value }) => hasVariable(value)) ||
        conditions.every(
          (other) =>
            other.key !== key ||
            other.condition.values.every(
              ({ value }) => condition.values.some((own) => own.value === value) || value === '*',
            ),
        ),
    )
  );
}

export function hasVariable(value: string): boolean {
  return parseTemplate(value)?.some((part) => 'key' in part) ?? false;
}
