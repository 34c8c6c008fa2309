import { describe, expect, it } from 'vitest';
import type { Steps } from '../../src/evaluator/glob.js';
import { compileResource, resourceMatches, resourceName } from '../../src/evaluator/resource.js';
import fc from '../support/properties.js';
import { resourceOracle } from '../support/resource-oracle.js';

function matches(pattern: string, text: string, completes = true): boolean {
  return resourceMatches(compileResource([{ text: pattern, literal: false }], completes), resourceName(text));
}

describe('a value of a Resource element', () => {
  it('is compared field by field, with the last * of a field going on past colons', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 3 });
    const pattern = fc
      .tuple(field, field, fc.string({ unit: fc.constantFrom('a', ':', '*', '?'), maxLength: 5 }))
      .map((fields) => `arn:aws:s3:${fields.join(':')}`);
    const text = fc
      .string({ unit: fc.constantFrom('a', 'b', ':', ':'), maxLength: 9 })
      .map((text) => `arn:aws:s3:${text}`);
    fc.assert(
      fc.property(pattern, text, (pattern, text) => {
        expect(matches(pattern, text)).toBe(text.split(':').length > 5 && resourceOracle(pattern).test(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('is everything or an ARN with a literal service', () => {
    expect(matches('*', 'anything')).toBe(true);
    expect(matches('**', 'arn:aws:s3:::a')).toBe(true);
    expect(matches('', 'arn:aws:s3:::a')).toBe(false);
    expect(matches('a*', 'arn:aws:s3:::a')).toBe(false);
    expect(matches('arn', 'arn:aws:s3:::a')).toBe(false);
    expect(matches('arn:aws', 'arn:aws:s3:::a')).toBe(false);
    expect(matches('arn:aws:s?:::a', 'arn:aws:s3:::a')).toBe(false);
    expect(matches('arn:*:s3:::a', 'arn:aws-cn:s3:::a')).toBe(true);
  });

  it('is completed only where the type of policy has it so', () => {
    expect(matches('arn:aws:sqs', 'arn:aws:sqs:eu-west-1:111122223333:queue')).toBe(true);
    expect(matches('arn:aws:sqs', 'arn:aws:sqs:eu-west-1:111122223333:queue', false)).toBe(false);
  });

  it('does not match a request without a resource', () => {
    expect(matches('arn:aws:sqs:*:*:*', '*')).toBe(false);
    expect(matches('arn:aws:sqs', 'arn:aws:sqs')).toBe(false);
  });

  it('takes no more than a few steps for each character', () => {
    const text = `arn:aws:s3:::${'a/'.repeat(5000)}`;
    for (const pattern of [`arn:aws:s3:::${'*a'.repeat(5000)}`, `arn:aws:s3:*:*:${'*a*?'.repeat(2500)}b*`]) {
      const steps: Steps = { count: 0 };
      resourceMatches(compileResource([{ text: pattern, literal: false }], true), resourceName(text), steps);
      expect(steps.count).toBeLessThan(40 * text.length);
    }
  });
});
