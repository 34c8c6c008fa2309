import { describe, expect, it } from 'vitest';
import { siblingNames } from '../../src/snapshot/file-names.js';
import fc from '../support/properties.js';
import { hostileName } from './hostile-snapshot.js';

const nameOf = (name: string) => siblingNames([name])[0];

describe('the name of a file', () => {
  it.each([
    ['App-1_x+y=z,a@b', 'App-1_x+y=z,a@b'],
    ['token.actions.githubusercontent.com', 'token.actions.githubusercontent.com'],
    ['a/b', 'a%2Fb'],
    ['..', '%2E%2E'],
    ['.hidden', '%2Ehidden'],
    ['ends.', 'ends%2E'],
    ['App.json', 'App%2Ejson'],
    ['App.JSON', 'App%2EJSON'],
    ['100%', '100%25'],
    ['~', '%7E'],
    ['C:\\x', 'C%3A%5Cx'],
    ['役', '%E5%BD%B9'],
    ['\u202eexe', '%E2%80%AEexe'],
    ['line\n', 'line%0A'],
    ['con', '%63on'],
    ['NUL', '%4EUL'],
    ['com1.backup', '%63om1.backup'],
    ['console', 'console'],
    ['', '%'],
  ])('of %j is %s', (name, expected) => {
    expect(nameOf(name)).toBe(expected);
  });

  it('is cut where it is longer than a disk takes, and still its own', () => {
    const long = 'x'.repeat(300);
    const [first, second] = siblingNames([long, `${long}y`]);
    expect(first).toMatch(/^x{180}~[0-9a-f]{16}$/);
    expect(second).not.toBe(first);
    expect(nameOf('角'.repeat(100))).toMatch(/^(?:%E8%A7%92)+~[0-9a-f]{16}$/);
  });

  it('tells apart what differs in case alone, and leaves its neighbours as they are', () => {
    const [upper, lower, other] = siblingNames(['App', 'app', 'Other']);
    expect(upper).toMatch(/^App~[0-9a-f]{16}$/);
    expect(lower).toMatch(/^app~[0-9a-f]{16}$/);
    expect(other).toBe('Other');
    expect(siblingNames(['app', 'App'])).toEqual([lower, upper]);
    const halves = siblingNames(['\ud800', '\udfff']);
    expect(siblingNames(['\udfff', '\ud800'])).toEqual(halves.toReversed());
  });

  it('tells apart what a server sends twice, and what is taken already', () => {
    expect(siblingNames(['App', 'App'])[1]).toMatch(/^App~[0-9a-f]{16}~2$/);
    expect(siblingNames(['Organization'], ['organization'])[0]).toMatch(/^Organization~[0-9a-f]{16}$/);
  });

  it('is safe on every disk, and never the same for two', () => {
    fc.assert(
      fc.property(fc.array(hostileName, { maxLength: 20 }), (names) => {
        const files = siblingNames(names).map((name) => `${name}.json`);
        expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(names.length);
        for (const file of files) {
          expect(file).toMatch(/^[A-Za-z0-9+=,@_%~-][A-Za-z0-9+=,@_%~.-]*$/);
          expect(file.length).toBeLessThanOrEqual(255);
          expect(file).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)\./i);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
