import type { CompiledStatement } from '../evaluator/index.js';
import type { ActionClass } from './actions.js';
import type { TextBudget } from './automaton.js';
import { conditionArnPattern, resourcePattern, shapePattern, type Pattern } from './pattern.js';
import { STRANGER } from './requesters.js';
import { representatives, type PatternSet } from './representatives.js';
import { hasVariable, instances, resourceValues } from './instances.js';
import { listOf } from './list-of.js';

export interface Resources {
  readonly resources: readonly string[];
  readonly isComplete: boolean;
}

/** The resources of an action class, one of each class that the Resource elements can tell apart. */
export class ResourceClasses {
  private readonly sets: readonly PatternSet[];
  /** What conditions compare with the Region and the account that a resource's ARN tells. */
  private readonly regions: readonly string[];
  private readonly accounts: readonly string[];
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
      if (!known.has(text)) known.set(text, resourcePattern(text));
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
    const valuesUnder = (keys: readonly string[]) => {
      const values = statements.flatMap(({ terms }) =>
        terms.conditions
          .filter(({ key }) => keys.includes(key))
          .flatMap(({ condition }) =>
            condition.values.flatMap(({ value }) => instances(value, variableValues)),
          ),
      );
      return [...new Set(values)];
    };
    this.sets = [...distinct.values()].map((texts) => texts.flatMap((text) => listOf(patternOf(text))));
    this.regions = valuesUnder(REGION_KEYS);
    this.accounts = valuesUnder(ACCOUNT_KEYS);
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
    const shape = format.split(':');
    const regions = placesOf(shape[REGION], ['us-east-1'], this.regions, REGIONS);
    const accounts = placesOf(shape[ACCOUNT], [this.home], this.accounts, [STRANGER]);
    const derived = [
      ...regions.told.map((region) => shape.with(REGION, region)),
      ...accounts.told.map((account) => shape.with(ACCOUNT, account)),
    ];
    const within = shapePattern(format, HAS_PLAIN_IDS.test(format));
    const found = representatives(
      within,
      [...this.sets, ...derived.map((fields) => listOf(conditionArnPattern(fields.join(':'))))],
      this.budget,
      {
        samples: samples(shape, regions.examples, accounts.examples),
        except: notMeantBy(format),
      },
    );
    const result = { resources: found.texts, isComplete: found.isComplete };
    this.known.set(format, result);
    return result;
  }
}

const REGION = 3;
const ACCOUNT = 4;

/**
 * The Regions, or the accounts, that ARNs of a shape can be in: examples, and what conditions tell apart.
 *
 * @param field of the shape: `*` where its ARNs differ
 */
function placesOf(
  field: string | undefined,
  own: readonly string[],
  told: readonly string[],
  others: readonly string[],
): { readonly examples: readonly string[]; readonly told: readonly string[] } {
  if (field !== '*') return { examples: listOf(field), told: [] };
  if (told.length === 0) return { examples: own, told };
  return { examples: [...own, ...told.filter((text) => !/[*?]/.test(text)), ...others], told };
}

/** ARNs of a shape, with names that read well. */
function samples(
  shape: readonly string[],
  regions: readonly string[],
  accounts: readonly string[],
): readonly string[] {
  const names = ['example', 'other'].map((word) =>
    shape.slice(ACCOUNT + 1).map((field) => field.replaceAll('*', word)),
  );
  return names.flatMap((name) =>
    regions.flatMap((region) =>
      accounts.map((account) => [...shape.slice(0, REGION), region, account, ...name].join(':')),
    ),
  );
}

/** Regions that no condition is likely to name all of. */
const REGIONS = ['eu-central-1', 'ap-southeast-2', 'sa-east-1'];

const REGION_KEYS = ['aws:requestedregion'];
const ACCOUNT_KEYS = ['aws:resourceaccount', 's3:resourceaccount'];

/** Keys whose values the evaluator takes from the ARN of the resource, where that tells. */
export const RESOURCE_KEYS: ReadonlySet<string> = new Set([...REGION_KEYS, ...ACCOUNT_KEYS]);

/** EC2 makes its ids itself, from letters and digits, and has more types of resources than any other service. */
const HAS_PLAIN_IDS = /^arn:[^:]+:ec2:/;

/** The name of a bucket holds no slash: what does is an object. */
function notMeantBy(format: string): readonly Pattern[] {
  return BUCKET.test(format) ? [shapePattern(`${format}/*`)] : [];
}

const BUCKET = /^arn:[^:]+:s3:::\*$/;
