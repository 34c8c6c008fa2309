import { isAlias, isMap, isScalar, isSeq, parseDocument, type Alias, type Node } from 'yaml';
import type { JsonValue, Path, PolicyError, SourceText } from '../model/index.js';
import { Lines } from './lines.js';
import { positioned } from './source-text.js';

/** What a YAML text holds, with the place of every value. */
export interface YamlText {
  /** Undefined where there are errors. */
  readonly value: JsonValue | undefined;
  readonly source: SourceText;
  readonly errors: readonly PolicyError[];
}

/**
 * Reads one YAML document. A number is the text that is written, so that an account id keeps its zeros. Never throws:
 * what is wrong is among the errors.
 */
export function readYaml(text: string, uri: string): YamlText {
  const reader = new YamlReader();
  const source = positioned(uri, () => ({
    lines: new Lines(text),
    base: 0,
    rangeOf: (path, part) => {
      const [start, end] = reader.rangeOf(path, part);
      // To the parser a block goes on up to the next line that is not part of it.
      return [start, start + text.slice(start, end).trimEnd().length];
    },
  }));
  const failed = (offset: number, message: string): YamlText => ({
    value: undefined,
    source,
    errors: [{ message, location: source.locateOffset(offset) }],
  });

  const tooDeep = deepNestingAt(text);
  if (tooDeep !== undefined) return failed(tooDeep, 'This nests more deeply than any policy does.');
  const document = parseDocument<Node>(text, {
    schema: 'failsafe',
    customTags: ['null', 'bool'],
    prettyErrors: false,
    logLevel: 'error',
  });
  const [first] = [...document.errors, ...document.warnings];
  if (first) return failed(first.pos[0], `This is not valid YAML: ${first.message}.`);
  const value = reader.read(document.contents);
  const { problem } = reader;
  return problem ? failed(problem.node.range?.[0] ?? 0, problem.message) : { value, source, errors: [] };
}

/** The YAML parser calls itself for each level, and aborts the process at some thousands. */
const MAX_DEPTH = 400;

/**
 * Where a YAML text may nest too deeply: by the columns at which its lines start, since each level of a block takes
 * one, or by its brackets. Quotes do not count, since an apostrophe in a sentence looks like one.
 */
function deepNestingAt(text: string): number | undefined {
  let depth = 0;
  let margin = 0;
  let inMargin = true;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '\n') {
      inMargin = true;
      margin = 0;
    } else if (inMargin) {
      inMargin = character === ' ' || character === '-' || character === '?';
      if (++margin > MAX_DEPTH) return at;
    }
    if (character === '{' || character === '[') {
      if (++depth > MAX_DEPTH) return at;
    } else if ((character === '}' || character === ']') && depth > 0) depth--;
  }
  return undefined;
}

/** Aliases let a few lines stand for more values than any memory holds. */
const MOST_VALUES = 10_000_000;

interface Anchored {
  readonly value: JsonValue;
  /** How many values it is, those of aliases in it included. */
  readonly size: number;
}

/** Makes plain values of the nodes of a document. What an alias repeats is the same object each time. */
class YamlReader {
  problem: { readonly node: Node; readonly message: string } | undefined;
  private root: Node | null = null;
  private size = 0;
  private readonly anchors = new Map<string, Node>();
  private readonly anchored = new Map<Node, Anchored>();
  private readonly targets = new Map<Node, Node>();

  read(root: Node | null): JsonValue {
    this.root = root;
    return this.value(root);
  }

  rangeOf(path: Path, part: 'key' | 'value'): readonly [number, number] {
    let node = this.root;
    let range = node?.range;
    for (const [index, step] of path.entries()) {
      const holder = node && (this.targets.get(node) ?? node);
      if (isMap<Node, Node | null>(holder)) {
        const pair = holder.items.find(({ key }) => keyText(key) === step);
        if (pair === undefined) break;
        node = pair.value;
        range = (part === 'key' && index === path.length - 1) || node === null ? pair.key.range : node.range;
      } else if (isSeq<Node>(holder) && typeof step === 'number') {
        node = holder.items[step] ?? null;
        if (node === null) break;
        range = node.range;
      } else break;
    }
    return [range?.[0] ?? 0, range?.[1] ?? 0];
  }

  private value(node: Node | null): JsonValue {
    this.size++;
    if (node === null) return null;
    if (isAlias(node)) return this.repeated(node);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
    if (node.anchor === undefined) return this.plain(node);
    this.anchors.set(node.anchor, node);
    const before = this.size;
    const value = this.plain(node);
    this.anchored.set(node, { value, size: this.size - before });
    return value;
  }

  private plain(node: Node): JsonValue {
    if (isMap<Node, Node | null>(node)) {
      return Object.fromEntries(node.items.map(({ key, value }) => [this.key(key), this.value(value)]));
    }
    if (isSeq<Node | null>(node)) return node.items.map((item) => this.value(item));
    const value: unknown = isScalar(node) ? node.value : null;
    return typeof value === 'string' || typeof value === 'boolean' ? value : null;
  }

  private key(node: Node): string {
    const text = keyText(node);
    if (text === undefined) this.fail(node, 'The key of a map is a text.');
    return text ?? '';
  }

  private repeated(alias: Alias): JsonValue {
    const target = this.anchors.get(alias.source);
    const anchored = target && this.anchored.get(target);
    if (target === undefined || anchored === undefined) {
      this.fail(alias, `'*${alias.source}' repeats '&${alias.source}', which does not stand before it.`);
      return null;
    }
    this.targets.set(alias, target);
    this.size += anchored.size;
    if (this.size > MOST_VALUES) this.fail(alias, 'With all that it repeats, the file is too large.');
    return anchored.value;
  }

  private fail(node: Node, message: string): void {
    this.problem ??= { node, message };
  }
}

function keyText(node: Node): string | undefined {
  return isScalar(node) ? String(node.value) : undefined;
}
