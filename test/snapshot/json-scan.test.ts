import { describe, expect, it } from 'vitest';
import { topLevelValues, valueAt } from '../../src/snapshot/json-scan.js';
import fc from '../support/properties.js';

const spaces = fc.constantFrom('', ' ', '\n', '\r\n', '\t  ');

describe('the values that stand one after another', () => {
  it('are cut where JSON.parse would end each of them', () => {
    const containers = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));
    fc.assert(
      fc.property(fc.array(fc.tuple(containers, fc.nat(4), spaces)), (values) => {
        const text = values
          .map(([value, indent, space]) => JSON.stringify(value, null, indent) + space)
          .join('');
        const read = topLevelValues(text).map(
          ({ start, end }) => JSON.parse(text.slice(start, end)) as unknown,
        );
        expect(read).toEqual(values.map(([value]) => JSON.parse(JSON.stringify(value)) as unknown));
      }),
    );
  });

  it('cover a text that is no JSON, and come to an end', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', ' ', 'a', '1', '\n') }),
        (text) => {
          const ranges = topLevelValues(text);
          const covered = ranges.map(({ start, end }) => text.slice(start, end)).join('');
          expect(covered.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
        },
      ),
    );
  });
});

describe('the place of a value', () => {
  it('is where the value is written', () => {
    const paths = fc.array(fc.oneof(fc.constantFrom('a', 'b"c', '\\'), fc.nat(2)), { maxLength: 4 });
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.record({ a: tie('node'), 'b"c': tie('node'), '\\': tie('node') }),
        fc.tuple(tie('node'), tie('node'), tie('node')),
      ),
    })).node;
    fc.assert(
      fc.property(tree, paths, fc.nat(3), (value, path, indent) => {
        const text = JSON.stringify(value, null, indent);
        const { start, end } = valueAt(text, { start: 0, end: text.length }, path);
        expect(JSON.parse(text.slice(start, end))).toEqual(nearest(value, path));
      }),
    );
  });

  it('is that of the last of two with one name, as JSON.parse has it', () => {
    const text = '{"a":1,"a":2}';
    expect(valueAt(text, { start: 0, end: text.length }, ['a'])).toEqual({ start: 11, end: 12 });
  });
});

function nearest(value: unknown, path: readonly (string | number)[]): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value) !== (typeof step === 'number')) return value;
  return nearest((value as Record<string | number, unknown>)[step], rest);
}
