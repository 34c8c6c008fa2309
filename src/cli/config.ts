import { readFile } from 'node:fs/promises';
import { closest, distance } from 'fastest-levenshtein';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type Pair } from 'yaml';
import { isAccountId } from '../model/index.js';
import { UserError } from './errors.js';
import { FAIL_ON, type FailOn } from './fail-on.js';

export const CONFIG_FILE = 'iamlint.config.yaml';

export interface Config {
  readonly failOn?: FailOn;
  readonly trustedAccounts: readonly string[];
  /** Ids of rules that are off. */
  readonly rulesOff: ReadonlySet<string>;
}

const NO_CONFIG: Config = { trustedAccounts: [], rulesOff: new Set() };

/**
 * Reads the configuration. Without `path` the default file is read if it is there.
 *
 * @throws UserError naming the file, the line and the nearest known name.
 */
export async function readConfig(path: string | undefined, ruleIds: readonly string[]): Promise<Config> {
  const file = path ?? CONFIG_FILE;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (path === undefined && isMissing(error)) return NO_CONFIG;
    throw new UserError(`The configuration ${file} could not be read.`, 'Check the path after --config.');
  }
  return parseConfig(text, file, ruleIds);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

const KEYS = ['failOn', 'trustedAccounts', 'rules'] as const;

export function parseConfig(text: string, file: string, ruleIds: readonly string[]): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const at = (node: Node | null | undefined) => `${file}:${lines.linePos(node?.range?.[0] ?? 0).line}`;
  const fail = (node: Node | null | undefined, message: string, hint: string): never => {
    throw new UserError(`${at(node)}: ${message}`, hint);
  };
  const [syntax] = document.errors;
  if (syntax) {
    const place = `${file}:${lines.linePos(syntax.pos[0]).line}`;
    throw new UserError(`${place}: ${syntax.message.split('\n')[0] ?? ''}`, 'The configuration is YAML.');
  }
  const root = document.contents;
  if (root === null) return NO_CONFIG;
  if (!isMap<Node, Node>(root))
    return fail(root, 'the configuration is a map of keys.', `Known keys: ${KEYS.join(', ')}.`);

  let failOn: FailOn | undefined;
  const trustedAccounts: string[] = [];
  const rulesOff = new Set<string>();
  for (const pair of root.items) {
    const key = keyOf(pair);
    const { value } = pair;
    switch (key) {
      case 'failOn': {
        const given = isScalar(value) ? String(value.value) : '';
        failOn = FAIL_ON.find((level) => level === given);
        if (failOn === undefined) fail(value, `failOn is '${given}'.`, didYouMean(given, FAIL_ON));
        break;
      }
      case 'trustedAccounts':
        if (!isSeq<Node>(value)) {
          fail(
            value ?? pair.key,
            'trustedAccounts is a list of account ids.',
            'Write each in quotes on a line of its own.',
          );
        } else {
          for (const item of value.items) {
            // Unquoted, an id with a leading zero is a number to YAML; what is written is what counts.
            const id = isScalar(item) ? (item.source ?? '') : '';
            if (!isAccountId(id))
              fail(item, `'${id}' is not an account id of twelve digits.`, 'Write ids in quotes.');
            trustedAccounts.push(id);
          }
        }
        break;
      case 'rules':
        if (!isMap<Node, Node>(value)) {
          fail(
            value ?? pair.key,
            'rules is a map of rule ids.',
            "For example: rules: { 'trust/no-account-root': off }",
          );
        } else {
          for (const rule of value.items) {
            const id = keyOf(rule);
            if (!ruleIds.includes(id)) fail(rule.key, `there is no rule '${id}'.`, didYouMean(id, ruleIds));
            const setting = isScalar(rule.value) ? String(rule.value.value) : '';
            if (setting === 'off') rulesOff.add(id);
            else if (setting !== 'on')
              fail(rule.value ?? rule.key, `'${id}' is '${setting}'.`, "Write 'on' or 'off'.");
          }
        }
        break;
      default:
        fail(pair.key, `there is no key '${key}'.`, didYouMean(key, KEYS));
    }
  }
  return { ...(failOn !== undefined && { failOn }), trustedAccounts, rulesOff };
}

function keyOf(pair: Pair<Node, Node | null>): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

/** The nearest known name, or all of them where none is near. */
export function didYouMean(given: string, known: readonly string[]): string {
  const nearest = closest(given, known);
  return distance(given, nearest) <= Math.max(2, given.length / 3)
    ? `Did you mean '${nearest}'?`
    : `Known: ${known.join(', ')}.`;
}
