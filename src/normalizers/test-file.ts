import { closest, distance } from 'fastest-levenshtein';
import {
  deepNestingAt,
  isAccountId,
  parseArn,
  repeatedKeys,
  Token,
  type ApplicablePolicies,
  type Decision,
  type JsonValue,
  type Path,
  type PolicyDocument,
  type PolicyError,
  type PolicyTestCase,
  type PolicyTestFile,
  type PolicyType,
  type SourceText,
} from '../model/index.js';
import { parseJson, readPolicy, type PolicyOrigin } from './policy.js';
import { sourceText } from './source-text.js';
import { readYaml, type YamlText } from './yaml-text.js';

const FILE_KEYS = ['cases'];
const CASE_KEYS = [
  'name',
  'principal',
  'action',
  'resource',
  'context',
  'unknown',
  'policies',
  'resourceAccount',
  'managementAccount',
  'expect',
];
const POLICY_KEYS = [
  'identity',
  'permissionsBoundary',
  'session',
  'serviceControl',
  'resourceControl',
  'resource',
  'vpcEndpoint',
];
const DECISIONS: readonly Decision[] = ['allowed', 'explicitDeny', 'implicitDeny'];

/**
 * Reads a file of policy test cases, YAML or JSON. Never throws: what is wrong, in the file or in a policy of it, is
 * among the errors.
 */
export function readTestFile(text: string, uri: string): PolicyTestFile {
  const { value, source, errors } = readData(text, uri);
  if (value === undefined || errors.length > 0) return { uri, cases: [], errors };
  const reader = new TestFileReader(source);
  return { uri, cases: reader.cases(value), errors: reader.errors };
}

/** JSON is YAML, and read many times as fast. */
function readData(text: string, uri: string): YamlText {
  if (!text.trimStart().startsWith('{') || deepNestingAt(text) !== undefined) return readYaml(text, uri);
  const source = sourceText({ uri, text: () => text });
  const error = (offset: number, message: string) => ({ message, location: source.locateOffset(offset) });
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    const syntax = uri.endsWith('.json') ? parseJson(text).error : undefined;
    if (syntax === undefined) return readYaml(text, uri);
    const message = `The file is not valid JSON: ${syntax.message}.`;
    return { value: undefined, source, errors: [error(syntax.offset, message)] };
  }
  const errors = Array.from(repeatedKeys(text), ({ offset, key }) =>
    error(offset, `'${key}' stands twice in the same map.`),
  );
  return { value, source, errors };
}

type JsonMap = { readonly [key: string]: JsonValue };

class TestFileReader {
  readonly errors: PolicyError[] = [];
  /** Policies by what they say. The same few stand in most cases of a file, and to read and compile them takes long. */
  private readonly documents = new Map<string, PolicyDocument>();

  /** Of the policies of the case that is being read. */
  private places = new Map<PolicyDocument, Path>();

  constructor(private readonly source: SourceText) {}

  cases(file: JsonValue): readonly PolicyTestCase[] {
    if (!isMap(file)) {
      this.error([], "A test file is a map with the key 'cases'.");
      return [];
    }
    this.knownKeys(file, FILE_KEYS, [], 'a test file');
    const cases = this.required(file, 'cases', [], 'The file');
    if (cases === undefined) return [];
    if (!isList(cases)) this.error(['cases'], 'cases is a list.');
    else if (cases.length === 0) this.error(['cases'], 'There is no case, so there is nothing to test.');
    else return cases.flatMap((one, index) => this.case(one, ['cases', index]) ?? []);
    return [];
  }

  private case(value: JsonValue, path: Path): PolicyTestCase | undefined {
    if (!isMap(value)) {
      this.error(path, 'A case is a map.');
      return undefined;
    }
    const errorsBefore = this.errors.length;
    this.places = new Map();
    this.knownKeys(value, CASE_KEYS, path, 'a case');
    const name = this.text(value, 'name', path);
    const principal = this.text(value, 'principal', path);
    const action = this.text(value, 'action', path);
    const resource = this.resource(value, path);
    const context = this.context(value['context'], [...path, 'context']);
    const unknownKeys = this.unknownKeys(value['unknown'], [...path, 'unknown']);
    const resourceAccount = this.account(value, 'resourceAccount', path);
    const managementAccount = this.account(value, 'managementAccount', path);
    const policies = this.policies(value['policies'], [...path, 'policies'], action ?? '');
    const expect = this.expected(value, path);
    if (this.errors.length > errorsBefore) return undefined;
    if (name === undefined || principal === undefined || action === undefined) return undefined;
    if (resource === undefined || expect === undefined) return undefined;
    const token = (text: string, key: string) => new Token(text, [...path, key], this.source);
    return {
      name,
      token: new Token('', path, this.source),
      principal: token(principal, 'principal'),
      action: token(action, 'action'),
      resource: token(resource, 'resource'),
      context,
      unknownKeys,
      ...(resourceAccount !== undefined && { resourceAccount }),
      ...(managementAccount !== undefined && { managementAccount }),
      ...(policies && { policies }),
      places: this.places,
      expect,
    };
  }

  private resource(value: JsonMap, path: Path): string | undefined {
    const resource = this.text(value, 'resource', path);
    if (resource === undefined || resource === '*' || parseArn(resource)) return resource;
    this.error([...path, 'resource'], `'${resource}' is not an ARN, and not '*' for every resource.`);
    return undefined;
  }

  private context(value: JsonValue | undefined, path: Path): Record<string, readonly string[]> {
    if (value === undefined) return {};
    if (!isMap(value)) {
      this.error(path, 'context is a map of context keys.');
      return {};
    }
    const spellings = new Map<string, string>();
    for (const key of Object.keys(value)) {
      const earlier = spellings.get(key.toLowerCase());
      if (earlier === undefined) spellings.set(key.toLowerCase(), key);
      else this.error([...path, key], `'${key}' is the same context key as '${earlier}'.`, 'key');
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, values]) => [key, this.contextValues(values, [...path, key], key)]),
    );
  }

  /** Text, as IAM compares it. */
  private contextValues(value: JsonValue, path: Path, key: string): readonly string[] {
    const message = `'${key}' is a text, a number, a boolean, or a list of these.`;
    if (!isList(value)) {
      if (isScalar(value)) return [String(value)];
      this.error(path, message);
      return [];
    }
    return value.flatMap((item, index) => {
      if (isScalar(item)) return [String(item)];
      this.error([...path, index], message);
      return [];
    });
  }

  private unknownKeys(value: JsonValue | undefined, path: Path): readonly string[] {
    if (value === undefined) return [];
    if (isList(value) && value.every((item) => typeof item === 'string')) return value;
    this.error(path, 'unknown is a list of context keys.');
    return [];
  }

  private account(value: JsonMap, key: string, path: Path): string | undefined {
    const account = value[key];
    if (account === undefined || (typeof account === 'string' && isAccountId(account))) return account;
    this.error([...path, key], `${key} is an account id of twelve digits, in quotes.`);
    return undefined;
  }

  private expected(value: JsonMap, path: Path): readonly [Decision, ...Decision[]] | undefined {
    const expect = this.required(value, 'expect', path, 'The case');
    if (expect === undefined) return undefined;
    const at = [...path, 'expect'];
    if (!isList(expect)) {
      const decision = this.decision(expect, at);
      return decision && [decision];
    }
    if (expect.length === 0)
      this.error(at, `expect is empty; it is ${DECISIONS.join(', ')} or several of them.`);
    const [first, ...others] = expect.flatMap((item, index) => this.decision(item, [...at, index]) ?? []);
    return first && [first, ...others];
  }

  private decision(value: JsonValue, path: Path): Decision | undefined {
    const decision = DECISIONS.find((known) => known === value);
    if (decision) return decision;
    const written = isScalar(value) ? String(value) : 'that';
    this.error(path, `'${written}' is not a decision.${suggestion(written, DECISIONS)}`);
    return undefined;
  }

  private policies(value: JsonValue | undefined, path: Path, action: string): ApplicablePolicies | undefined {
    if (value === undefined) return undefined;
    if (!isMap(value)) {
      this.error(path, `policies is a map of policy types: ${POLICY_KEYS.join(', ')}.`);
      return undefined;
    }
    this.knownKeys(value, POLICY_KEYS, path, 'policies');
    const one = (key: string, type: PolicyType) =>
      value[key] === undefined ? undefined : this.policy(value[key], [...path, key], type, key);
    const list = (key: string, type: PolicyType) =>
      value[key] === undefined ? undefined : this.list(value[key], [...path, key], type, key);
    const levels = (key: string, type: PolicyType) =>
      value[key] === undefined ? undefined : this.levels(value[key], [...path, key], type, key);
    const permissionsBoundary = one('permissionsBoundary', 'permissions-boundary');
    const session = list('session', 'session');
    const serviceControl = levels('serviceControl', 'service-control');
    const resourceControl = levels('resourceControl', 'resource-control');
    const resource = one('resource', isSts(action) ? 'role-trust' : 'resource-based');
    const vpcEndpoint = one('vpcEndpoint', 'vpc-endpoint');
    return {
      identity: list('identity', 'identity-based') ?? [],
      ...(permissionsBoundary && { permissionsBoundary }),
      ...(session && { session }),
      ...(serviceControl && { serviceControl }),
      ...(resourceControl && { resourceControl }),
      ...(resource && { resource }),
      ...(vpcEndpoint && { vpcEndpoint }),
    };
  }

  private levels(
    value: JsonValue,
    path: Path,
    type: PolicyType,
    name: string,
  ): PolicyDocument[][] | undefined {
    if (isList(value) && value.every(isList)) {
      return value.map((level, index) => this.list(level, [...path, index], type, `${name}[${index}]`) ?? []);
    }
    this.error(path, `${name} is a list of levels from the root to the account, each a list of policies.`);
    return undefined;
  }

  private list(value: JsonValue, path: Path, type: PolicyType, name: string): PolicyDocument[] | undefined {
    if (!isList(value)) {
      this.error(path, `${name} is a list of policies.`);
      return undefined;
    }
    return value.flatMap(
      (item, index) => this.policy(item, [...path, index], type, `${name}[${index}]`) ?? [],
    );
  }

  private policy(value: JsonValue, path: Path, type: PolicyType, name: string): PolicyDocument | undefined {
    if (!isMap(value)) {
      this.error(path, 'A policy is a map, with the JSON or YAML of the policy itself.');
      return undefined;
    }
    const origin: PolicyOrigin = { type, owner: this.source.uri, name };
    const text = JSON.stringify([origin, value]);
    const document = this.documents.get(text) ?? readPolicy(value, this.source, path, origin);
    if (document.errors.length === 0) this.documents.set(text, document);
    else this.errors.push(...document.errors);
    this.places.set(document, path);
    return document;
  }

  private text(value: JsonMap, key: string, path: Path): string | undefined {
    const text = this.required(value, key, path, 'The case');
    if (text === undefined || (typeof text === 'string' && text !== '')) return text;
    this.error([...path, key], `${key} is a text.`);
    return undefined;
  }

  private required(value: JsonMap, key: string, path: Path, what: string): JsonValue | undefined {
    const found = value[key];
    if (found === undefined) this.error(path, `${what} has no '${key}'.`);
    return found;
  }

  private knownKeys(value: JsonMap, known: readonly string[], path: Path, what: string): void {
    for (const key of Object.keys(value)) {
      if (known.includes(key)) continue;
      this.error([...path, key], `There is no key '${key}' in ${what}.${suggestion(key, known)}`, 'key');
    }
  }

  private error(path: Path, message: string, part: 'key' | 'value' = 'value'): void {
    this.errors.push({ message, location: this.source.locate(path, part) });
  }
}

function suggestion(given: string, known: readonly string[]): string {
  const nearest = closest(given, known);
  return distance(given, nearest) <= Math.max(2, given.length / 3)
    ? ` Did you mean '${nearest}'?`
    : ` Known: ${known.join(', ')}.`;
}

/** The resources of STS are roles, and what they have is a trust policy. */
function isSts(action: string): boolean {
  return action.toLowerCase().startsWith('sts:');
}

function isMap(value: JsonValue): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isScalar(value: JsonValue): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
