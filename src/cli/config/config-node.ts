import type { JsonValue, Location, Path, SourceText } from '../../model/index.js';
import { didYouMean } from '../did-you-mean.js';
import { UserError } from '../errors.js';

/** A value of the configuration with its place, so that every error names the line. */
export class ConfigNode {
  constructor(
    readonly value: JsonValue,
    readonly source: SourceText,
    readonly path: Path = [],
  ) {}

  get location(): Location {
    return this.source.locate(this.path, 'value');
  }

  /** @throws UserError for whatever is wrong with the value, or with the key that leads to it. */
  fail(message: string, hint: string, part: 'key' | 'value' = 'value'): never {
    const { source, span } = this.source.locate(this.path, part);
    throw new UserError(`${source}:${span.start.line}: ${message}`, hint);
  }

  /** What a map holds, by key; undefined where the value is no map. */
  entries(): readonly (readonly [string, ConfigNode])[] | undefined {
    const { value } = this;
    if (typeof value !== 'object' || value === null || isList(value)) return undefined;
    return Object.entries(value).map(([key, item]) => [key, this.below(key, item)]);
  }

  /** What a list holds; undefined where the value is no list. */
  items(): readonly ConfigNode[] | undefined {
    return isList(this.value) ? this.value.map((item, index) => this.below(index, item)) : undefined;
  }

  /** What is written, also of a number; empty for what is no scalar. */
  text(): string {
    return typeof this.value === 'string' || typeof this.value === 'boolean' ? String(this.value) : '';
  }

  /** The value where it is one of `known`; `what` names it in the error. */
  oneOf<Known extends string>(what: string, known: readonly Known[]): Known {
    const text = this.text();
    return known.find((item) => item === text) ?? this.fail(`${what} is '${text}'.`, didYouMean(text, known));
  }

  unknownKey(key: string, known: readonly string[]): never {
    return this.fail(`there is no key '${key}'.`, didYouMean(key, known), 'key');
  }

  private below(step: string | number, value: JsonValue): ConfigNode {
    return new ConfigNode(value, this.source, [...this.path, step]);
  }
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
