import { describe, expect, it } from 'vitest';
import { repeatedKeys } from '../../src/model/index.js';
import fc from '../support/properties.js';

describe('keys that stand in their object before', () => {
  it.each([
    ['{"Effect": "Deny", "Effect": "Allow"}', [{ key: 'Effect', offset: 19 }]],
    ['{"a": [{"b": 1}, {"b": 1, "c": {}, "b": 2}]}', [{ key: 'b', offset: 35 }]],
    ['{"a": 1, "\\u0061": 2}', [{ key: 'a', offset: 9 }]],
    ['{"a" : "a", "a"\n: {"__proto__": 1, "__proto__": 2}, "a":3}', ['a', '__proto__', 'a']],
  ])('are found in %s', (text, expected) => {
    const found = [...repeatedKeys(text)];
    expect(typeof expected[0] === 'string' ? found.map(({ key }) => key) : found).toEqual(expected);
  });

  it.each([
    '{"a": "a", "b": ["a", "a"], "c": {"a": {"a": 1}}}',
    '[{"a": 1}, {"a": 1}]',
    '{"\\"": "{\\"a\\":", "a": "\\\\", "b": "a"}',
    '"a:a"',
    '{}',
  ])('are not in %s', (text) => {
    expect([...repeatedKeys(text)]).toEqual([]);
  });

  it('are in no text that was written from a value, however it is indented', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(3), (value, indent) => {
        expect([...repeatedKeys(JSON.stringify(value, null, indent))]).toEqual([]);
      }),
    );
  });
});
