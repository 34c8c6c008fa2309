import { describe, expect, it } from 'vitest';
import {
  actionCovers,
  actionIntersects,
  arnCovers,
  arnIntersects,
  covers,
  intersects,
} from '../../src/prover/index.js';
import fc from '../support/properties.js';
import { resourceOracle } from '../support/resource-oracle.js';

/** Backtracking, from the definition. */
function matches(pattern: string, text: string): boolean {
  const [first, rest] = [pattern[0], pattern.slice(1)];
  if (first === undefined) return text === '';
  if (first === '*') return matches(rest, text) || (text !== '' && matches(pattern, text.slice(1)));
  return text !== '' && (first === '?' || first === text[0]) && matches(rest, text.slice(1));
}

function textsOver(alphabet: string, longest: number): readonly string[] {
  const texts = [''];
  for (let from = 0, length = 0; length < longest; length += 1) {
    const until = texts.length;
    for (; from < until; from += 1) for (const letter of alphabet) texts.push((texts[from] ?? '') + letter);
  }
  return texts;
}

/** `z` stands for every letter that is in neither pattern. */
const TEXTS = textsOver('abz', 8);

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '*', '?'), maxLength: 5 });

describe('patterns of * and ?', () => {
  it('are covered exactly where no text tells them apart', () => {
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        expect(covers(a, b)).toBe(TEXTS.every((text) => !matches(b, text) || matches(a, text)));
      }),
      { numRuns: 600 },
    );
  });

  it('are not compared where that would take too long', () => {
    const [pattern, text] = [`${'*a'.repeat(1_500)}*b`, 'a'.repeat(2_000)];
    expect(covers(pattern, text)).toBeUndefined();
    expect(intersects(text, pattern)).toBeUndefined();
  });

  it('meet exactly where a text matches both', () => {
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        expect(intersects(a, b)).toBe(TEXTS.some((text) => matches(a, text) && matches(b, text)));
      }),
      { numRuns: 600 },
    );
  });
});

/** Fields of the Region, the account and the resource, over a small alphabet in which `z` is every other letter. */
const field = fc.constantFrom('', 'a', '?', '*', 'a*', '*a');
const resource = fc.string({ unit: fc.constantFrom('a', ':', '*', '?'), maxLength: 2 });
const arnPattern = fc.tuple(field, field, resource).map((fields) => `arn:aws:s3:${fields.join(':')}`);
const ARNS = textsOver('az:', 9)
  .filter((text) => text.split(':').length > 2)
  .map((text) => `arn:aws:s3:${text}`);

function tester(pattern: string): (arn: string) => boolean {
  const oracle = resourceOracle(pattern);
  return (arn) => oracle.test(arn);
}

describe('resource patterns', () => {
  it('are covered exactly where no ARN tells them apart', () => {
    fc.assert(
      fc.property(arnPattern, arnPattern, (a, b) => {
        const [matchesA, matchesB] = [tester(a), tester(b)];
        expect(arnCovers(a, b)).toBe(ARNS.every((arn) => !matchesB(arn) || matchesA(arn)));
      }),
      { numRuns: 400 },
    );
  });

  it('meet exactly where an ARN matches both', () => {
    fc.assert(
      fc.property(arnPattern, arnPattern, (a, b) => {
        const [matchesA, matchesB] = [tester(a), tester(b)];
        expect(arnIntersects(a, b)).toBe(ARNS.some((arn) => matchesA(arn) && matchesB(arn)));
      }),
      { numRuns: 400 },
    );
  });

  it('complete an ARN of fewer than six fields', () => {
    expect(arnCovers('arn:aws:sqs', 'arn:aws:sqs:*:*:*')).toBe(true);
    expect(arnCovers('arn:aws:sqs:*:*:*', 'arn:aws:sqs')).toBe(true);
    expect(arnCovers('arn:aws:sqs', 'arn:aws:sns:*:*:*')).toBe(false);
  });

  it('are compared within a field too', () => {
    expect(arnCovers('arn:aws:sqs:?*:*:x', 'arn:aws:sqs:*a:*:x')).toBe(true);
    expect(arnCovers('arn:aws:sqs:*a:*:x', 'arn:aws:sqs:?*:*:x')).toBe(false);
  });

  it('tell a bucket from its objects', () => {
    expect(arnIntersects('arn:aws:s3:::example', 'arn:aws:s3:::example/*')).toBe(false);
    expect(arnCovers('arn:aws:s3:::example*', 'arn:aws:s3:::example/*')).toBe(true);
    expect(arnCovers('arn:aws:s3:::example/*', 'arn:aws:s3:::example*')).toBe(false);
  });

  it('are nothing without a literal service or without an ARN', () => {
    expect(arnIntersects('arn:aws:s*:::a', '*')).toBe(false);
    expect(arnIntersects('example', '*')).toBe(false);
    expect(arnIntersects('', '*')).toBe(false);
    expect(arnIntersects('**', '*')).toBe(true);
    expect(arnIntersects('arn:aws', '*')).toBe(false);
    expect(arnCovers('example', 'arn:aws:s3:::a')).toBe(false);
    expect(arnCovers('arn:aws:s3:::a', 'example')).toBe(true);
  });

  it('cover whatever a policy variable holds only with a star or the same variable', () => {
    const home = 'arn:aws:s3:::home/${aws:username}/x';
    expect(arnCovers('arn:aws:s3:::home/*', home)).toBe(true);
    expect(arnCovers(home, home)).toBe(true);
    expect(arnCovers('arn:aws:s3:::home/?/x', home)).toBe(false);
    expect(arnCovers('arn:aws:s3:::home/${aws:userid}/x', home)).toBe(false);
    expect(arnCovers(home, 'arn:aws:s3:::home/alice/x')).toBe(false);
    expect(arnCovers('arn:aws:s3:*:${aws:username}:x', '*')).toBe(false);
  });

  it('meet whatever a policy variable can hold', () => {
    expect(arnIntersects('arn:aws:s3:::home/${aws:username}/x', 'arn:aws:s3:::home/alice/*')).toBe(true);
    expect(arnIntersects('arn:aws:s3:::home/${aws:username}/x', 'arn:aws:s3:::other/*')).toBe(false);
    expect(arnIntersects('arn:aws:s3:::${*}', 'arn:aws:s3:::a')).toBe(false);
    expect(arnIntersects('arn:aws:s3:::${*}', 'arn:aws:s3:::?')).toBe(true);
  });
});

describe('action patterns', () => {
  it('are compared without regard to case', () => {
    expect(actionCovers('S3:Get*', 's3:getobject')).toBe(true);
    expect(actionIntersects('S3:*Object', 's3:getO*')).toBe(true);
    expect(actionCovers('s3:Get*', 's3:*Object')).toBe(false);
  });

  it('stand for one service, or for all of them as a whole', () => {
    expect(actionCovers('*', 'iam:PassRole')).toBe(true);
    expect(actionCovers('*:*', '*')).toBe(true);
    expect(actionCovers('s3:*', '*')).toBe(false);
    expect(actionIntersects('s*:Get*', 's3:GetObject')).toBe(false);
    expect(actionIntersects('GetObject', '*')).toBe(false);
    expect(actionCovers('s3:*', 'GetObject')).toBe(true);
    expect(actionCovers('GetObject', 's3:*')).toBe(false);
    expect(actionIntersects('s3:*', 'sqs:*')).toBe(false);
  });
});

describe('patterns that are made to be hard', () => {
  it('are given up on, and not guessed at', () => {
    const tail = '?'.repeat(30);
    expect(covers(`?*a${tail}`, `*ba${tail}`)).toBeUndefined();
    expect(intersects('*a'.repeat(5000), '*b'.repeat(5000))).toBeUndefined();
  });

  it('are decided where they only look so', () => {
    expect(covers('?*a', '*ba')).toBe(true);
    expect(covers('?*?a', '*ba')).toBe(false);
    expect(covers('?*a?', '*b*a?')).toBe(true);
    expect(covers('a?b*c', 'a*bb*c')).toBe(false);
    expect(intersects('a*b*a', '*b*a*')).toBe(true);
    expect(covers(`*${'a?'.repeat(400)}*`, `*${'a?'.repeat(400)}b`)).toBe(true);
    expect(covers('*a'.repeat(2000), '*b'.repeat(2000))).toBeUndefined();
  });

  it('are decided where a star settles it', () => {
    expect(covers('*', '*a?'.repeat(3000))).toBe(true);
    expect(covers('*'.repeat(10_000), '?'.repeat(3000))).toBe(true);
  });
});
