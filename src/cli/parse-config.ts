import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type Pair } from 'yaml';
import { isAccountId } from '../model/index.js';
import { NO_CONFIG, type Config } from './config.js';
import { didYouMean } from './did-you-mean.js';
import { UserError } from './errors.js';
import { FAIL_ON, type FailOn } from './fail-on.js';

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
