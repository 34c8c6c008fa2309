import { parse, printParseErrorCode, visit, type ParseError } from 'jsonc-parser';
import { distance } from 'fastest-levenshtein';
import type {
  Condition,
  Element,
  JsonValue,
  Path,
  PolicyDocument,
  PolicyError,
  PolicyType,
  PrincipalElement,
  PrincipalKind,
  PrincipalValue,
  RawDocument,
  SourceText,
  Statement,
} from '../model/index.js';
import { deepNestingAt, repeatedKeys, Token, TYPES_WITH_PRINCIPAL } from '../model/index.js';
import { embeddedText, sourceText } from './source-text.js';

export interface PolicyOrigin {
  readonly type: PolicyType;
  /** See {@link PolicyDocument.owner}. */
  readonly owner: string;
  readonly name: string;
}

/** Parses a policy that is a text of its own, such as a file. Never throws: what is wrong is among the errors. */
export function parsePolicy(text: string, uri: string, origin: PolicyOrigin): PolicyDocument {
  return readText(text, sourceText({ uri, text: () => text }), origin);
}

/** Parses the policy that stands at `path` of an entity's text. */
export function readPolicy(
  raw: RawDocument,
  source: SourceText,
  path: Path,
  origin: PolicyOrigin,
): PolicyDocument {
  return typeof raw === 'string'
    ? readText(raw, embeddedText(source, path, raw), origin)
    : new LazyDocument(raw, source, path, origin);
}

function readText(text: string, source: SourceText, origin: PolicyOrigin): PolicyDocument {
  return new LazyDocument(text, source, [], origin);
}

type Content = Pick<PolicyDocument, 'version' | 'statements' | 'errors'>;

/** A document whose content is read when somebody looks: a question about a few principals needs few documents. */
class LazyDocument implements PolicyDocument {
  readonly type: PolicyType;
  readonly owner: string;
  readonly name: string;
  readonly token: Token;
  readonly size = () => textOf(this.#raw).replaceAll(/\s/g, '').length;
  declare readonly version: PolicyDocument['version'];
  declare readonly statements: PolicyDocument['statements'];
  declare readonly errors: PolicyDocument['errors'];
  readonly #raw: RawDocument;
  readonly #path: Path;
  #known: Content | undefined;

  constructor(
    raw: RawDocument,
    readonly source: SourceText,
    path: Path,
    { type, owner, name }: PolicyOrigin,
  ) {
    this.type = type;
    this.owner = owner;
    this.name = name;
    this.token = new Token('', path, source);
    this.#raw = raw;
    this.#path = path;
    Object.defineProperties(this, LazyDocument.#contentProperties);
  }

  get #content(): Content {
    return (this.#known ??= readContent(this.#raw, new PolicyReader(this.source, this.#path, this)));
  }

  /**
   * Properties of each document rather than of the class, so that `{ ...document, statements }` has all of them; and
   * the same functions for each, since to the engine objects with accessors of their own have nothing in common.
   */
  static readonly #contentProperties: PropertyDescriptorMap & ThisType<LazyDocument> = {
    version: {
      enumerable: true,
      get() {
        return this.#content.version;
      },
    },
    statements: {
      enumerable: true,
      get() {
        return this.#content.statements;
      },
    },
    errors: {
      enumerable: true,
      get() {
        return this.#content.errors;
      },
    },
  };
}

function textOf(raw: RawDocument): string {
  return typeof raw === 'string' ? raw : JSON.stringify(raw);
}

function readContent(raw: RawDocument, reader: PolicyReader): Content {
  return typeof raw === 'string' ? readContentOfText(raw, reader) : reader.read(raw);
}

function readContentOfText(text: string, reader: PolicyReader): Content {
  const tooDeep = deepNestingAt(text);
  if (tooDeep !== undefined) {
    reader.errorAt(tooDeep, 'This nests more deeply than any policy does.');
    return reader.read(undefined);
  }
  const syntaxErrors: ParseError[] = [];
  visit(
    text,
    { onError: (error, offset, length) => syntaxErrors.push({ error, offset, length }) },
    { disallowComments: true },
  );
  const [first] = syntaxErrors;
  const value = first === undefined ? parsedJson(text) : undefined;
  if (value === undefined) {
    reader.errorAt(first?.offset ?? 0, `The policy is not valid JSON: ${syntaxMessage(first)}.`);
    return reader.read(undefined);
  }
  for (const { offset, key } of repeatedKeys(text)) {
    reader.errorAt(offset, `'${key}' stands twice in the same object; IAM would see only one of them.`);
  }
  return reader.read(value);
}

/** Unlike the parser that finds the place of an error, this one takes a key `__proto__` for a key like any other. */
function parsedJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** The value of a JSON text, or the first place at which it is none. */
export function parseJson(text: string): {
  readonly value?: JsonValue;
  readonly error?: { readonly offset: number; readonly message: string };
} {
  const syntaxErrors: ParseError[] = [];
  const value = parse(text, syntaxErrors, { disallowComments: true }) as JsonValue | undefined;
  const [first] = syntaxErrors;
  return first !== undefined || value === undefined
    ? { error: { offset: first?.offset ?? 0, message: syntaxMessage(first) } }
    : { value };
}

function syntaxMessage(error: ParseError | undefined): string {
  if (error === undefined) return 'it is empty';
  const words = printParseErrorCode(error.error)
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.replace(/^invalid symbol$/, 'unexpected character');
}

type JsonObject = { readonly [key: string]: JsonValue };
type Scalar = string | number | boolean;

const DOCUMENT_ELEMENTS = ['Version', 'Id', 'Statement'];
const STATEMENT_ELEMENTS = [
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
];
const PRINCIPAL_KINDS: readonly PrincipalKind[] = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

/**
 * Reads one document by the grammar of IAM.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
class PolicyReader {
  private readonly errors: PolicyError[] = [];

  constructor(
    private readonly source: SourceText,
    private readonly path: Path,
    private readonly origin: PolicyOrigin,
  ) {}

  read(value: JsonValue | undefined): Content {
    let version: Token | undefined;
    const statements: Statement[] = [];
    if (value !== undefined && !isObject(value)) {
      this.error(this.path, 'value', 'A policy is a JSON object, and this is not one.');
    } else if (value !== undefined) {
      this.knownKeys(value, DOCUMENT_ELEMENTS, this.path, 'an element of a policy');
      version = this.version(value['Version']);
      statements.push(...this.statements(value['Statement']));
    }
    return { version, statements, errors: this.errors };
  }

  /** An error at an offset of the text rather than at a value. */
  errorAt(offset: number, message: string): void {
    this.errors.push({ message, location: this.source.locateOffset(offset) });
  }

  private error(path: Path, part: 'key' | 'value', message: string): void {
    // Worked out only when somebody looks, like the position of any token.
    const source = this.source;
    this.errors.push({
      message,
      get location() {
        return source.locate(path, part);
      },
    });
  }

  private version(value: JsonValue | undefined): Token | undefined {
    if (value === undefined) return undefined;
    if (value !== '2012-10-17' && value !== '2008-10-17') {
      this.error(
        [...this.path, 'Version'],
        'value',
        "Version is '2012-10-17' or '2008-10-17' and nothing else.",
      );
    }
    return typeof value === 'string'
      ? new Token(value, this.path, this.source, 'value', 'Version')
      : undefined;
  }

  private statements(value: JsonValue | undefined): Statement[] {
    const path = [...this.path, 'Statement'];
    if (value === undefined) {
      this.error(this.path, 'value', 'The policy has no Statement.');
      return [];
    }
    if (isObject(value)) return this.statement(value, 0, path);
    if (!isList(value)) {
      this.error(path, 'value', 'Statement is an object or a list of objects.');
      return [];
    }
    return value.flatMap((item, index) => {
      if (isObject(item)) return this.statement(item, index, [...path, index]);
      this.error([...path, index], 'value', 'A statement is a JSON object.');
      return [];
    });
  }

  /** One statement, or none where it has an error. */
  private statement(value: JsonObject, index: number, path: Path): Statement[] {
    const errorsBefore = this.errors.length;
    this.knownKeys(value, STATEMENT_ELEMENTS, path, 'an element of a statement');
    const sid = value['Sid'];
    if (sid !== undefined && typeof sid !== 'string')
      this.error([...path, 'Sid'], 'value', 'A Sid is a string.');
    const effect = this.effect(value['Effect'], path);
    const action = this.element(value, 'Action', 'NotAction', path);
    if (action === undefined) this.missing(value, 'Action', 'NotAction', path);
    const resource = this.element(value, 'Resource', 'NotResource', path);
    if (this.origin.type === 'role-trust') {
      if (resource) {
        this.error(
          resource.key.path,
          'key',
          'A role trust policy has no Resource: the role itself is the resource.',
        );
      }
    } else if (resource === undefined && this.origin.type !== 'resource-based') {
      this.missing(value, 'Resource', 'NotResource', path);
    }
    const principal = this.principal(value, path);
    const conditions = this.conditions(value['Condition'], [...path, 'Condition']);
    if (this.errors.length > errorsBefore || effect === undefined) return [];
    return [
      {
        index,
        sid: typeof sid === 'string' ? new Token(sid, path, this.source, 'value', 'Sid') : undefined,
        effect,
        token: new Token('', path, this.source),
        action,
        resource,
        principal,
        conditions,
      },
    ];
  }

  private effect(value: JsonValue | undefined, path: Path): 'Allow' | 'Deny' | undefined {
    if (value === 'Allow' || value === 'Deny') return value;
    if (value === undefined) this.error(path, 'value', 'The statement has no Effect.');
    else this.error([...path, 'Effect'], 'value', "Effect is 'Allow' or 'Deny', spelt exactly so.");
    return undefined;
  }

  private element(statement: JsonObject, name: string, negatedName: string, path: Path): Element | undefined {
    const key = this.oneOf(statement, name, negatedName, path);
    const value = key === undefined ? undefined : statement[key];
    if (key === undefined || value === undefined) return undefined;
    return {
      key: new Token(key, path, this.source, 'key', key),
      negated: key === negatedName,
      values: this.strings(value, path, key),
    };
  }

  private principal(statement: JsonObject, path: Path): PrincipalElement | undefined {
    const key = this.oneOf(statement, 'Principal', 'NotPrincipal', path);
    const value = key === undefined ? undefined : statement[key];
    const wanted = TYPES_WITH_PRINCIPAL.has(this.origin.type);
    if (key === undefined || value === undefined) {
      if (wanted) this.missing(statement, 'Principal', 'NotPrincipal', path);
      return undefined;
    }
    const at = [...path, key];
    if (!wanted) {
      this.error(
        at,
        'key',
        `${key} has no place in this type of policy: it applies to whom it is attached to.`,
      );
    }
    const values: PrincipalValue[] = [];
    if (value === '*') {
      values.push({ kind: '*', token: new Token('*', at, this.source) });
    } else if (isObject(value)) {
      this.knownKeys(value, PRINCIPAL_KINDS, at, 'a kind of principal');
      for (const kind of PRINCIPAL_KINDS) {
        const list = value[kind];
        if (list === undefined) continue;
        for (const token of this.strings(list, at, kind)) values.push({ kind, token });
      }
    } else {
      this.error(at, 'value', `${key} is "*" or an object such as { "AWS": … }.`);
    }
    return { key: new Token(key, at, this.source, 'key'), negated: key === 'NotPrincipal', values };
  }

  private conditions(value: JsonValue | undefined, path: Path): Condition[] {
    if (value === undefined) return [];
    if (!isObject(value)) {
      this.error(path, 'value', 'Condition is an object of condition operators.');
      return [];
    }
    return Object.entries(value).flatMap(([operator, keys]) => {
      const at = [...path, operator];
      if (!isObject(keys)) {
        this.error(at, 'value', `'${operator}' holds an object of condition keys.`);
        return [];
      }
      return Object.entries(keys).map(([key, values]) => ({
        operator: new Token(operator, at, this.source, 'key'),
        key: new Token(key, at, this.source, 'key', key),
        values: this.scalars(values, at, key),
      }));
    });
  }

  /** Which of two names that exclude each other the statement uses. */
  private oneOf(statement: JsonObject, name: string, other: string, path: Path): string | undefined {
    if (statement[name] === undefined) return statement[other] === undefined ? undefined : other;
    if (statement[other] !== undefined) {
      this.error([...path, other], 'key', `A statement has ${name} or ${other}, never both.`);
    }
    return name;
  }

  private missing(statement: JsonObject, name: string, other: string, path: Path): void {
    this.error(
      path,
      'value',
      `The statement has neither ${name} nor ${other}.${suggestion(statement, [name, other])}`,
    );
  }

  private knownKeys(value: JsonObject, known: readonly string[], path: Path, what: string): void {
    for (const key of Object.keys(value)) {
      if (known.includes(key)) continue;
      const nearest = known.find(
        (name) => name.toLowerCase() === key.toLowerCase() || distance(name, key) <= 2,
      );
      const hint = nearest === undefined ? '' : ` Did you mean '${nearest}'?`;
      this.error([...path, key], 'key', `'${key}' is not ${what}.${hint}`);
    }
  }

  /** The strings at `name` of what `path` leads to: one, or a list. */
  private strings(value: JsonValue, path: Path, name: string): Token[] {
    return this.items(
      value,
      path,
      name,
      (item): item is string => typeof item === 'string',
      `${name} holds strings and nothing else.`,
    );
  }

  private scalars(value: JsonValue, path: Path, name: string): Token[] {
    return this.items(value, path, name, isScalar, `'${name}' is compared to strings, numbers or booleans.`);
  }

  private items(
    value: JsonValue,
    path: Path,
    name: string,
    fits: (item: JsonValue) => item is Scalar,
    message: string,
  ): Token[] {
    if (!isList(value)) {
      if (fits(value)) return [new Token(String(value), path, this.source, 'value', name)];
      this.error([...path, name], 'value', message);
      return [];
    }
    const list = [...path, name];
    return value.flatMap((item, index) => {
      if (fits(item)) return [new Token(String(item), list, this.source, 'value', index)];
      this.error([...list, index], 'value', message);
      return [];
    });
  }
}

function suggestion(statement: JsonObject, names: readonly string[]): string {
  const keys = Object.keys(statement).filter((key) => !STATEMENT_ELEMENTS.includes(key));
  const near = keys.find((key) => names.some((name) => distance(name.toLowerCase(), key.toLowerCase()) <= 2));
  return near === undefined ? '' : ` '${near}' is not one of them.`;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isScalar(value: JsonValue): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/**
 * What a policy without a context most likely is: its elements tell. A role trust policy names principals and no
 * resource, and is about actions of STS; a resource-based policy names principals, and for all services but ECR
 * resources as well.
 */
export function guessPolicyType(text: string): PolicyType {
  const value = deepNestingAt(text) === undefined ? (parse(text) as JsonValue | undefined) : undefined;
  const list = value !== undefined && isObject(value) ? value['Statement'] : undefined;
  const statements = (list === undefined ? [] : isList(list) ? list : [list]).filter(isObject);
  const some = (...elements: readonly string[]) =>
    statements.some((statement) => elements.some((element) => statement[element] !== undefined));
  if (!some('Principal', 'NotPrincipal')) return 'identity-based';
  const isAboutRepository = statements.some(({ Action = [] }) =>
    [Action].flat().some((action) => typeof action === 'string' && /^ecr(-public)?:/i.test(action)),
  );
  return some('Resource', 'NotResource') || isAboutRepository ? 'resource-based' : 'role-trust';
}
