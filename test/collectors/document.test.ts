import { expect, it } from 'vitest';
import { policyDocument } from '../../src/collectors/document.js';

it('a policy document is decoded, as IAM gives it', () => {
  expect(policyDocument(encodeURIComponent('{"Version":"2012-10-17"}'))).toEqual({ Version: '2012-10-17' });
});

it.each([undefined, null, '', 7, {}])('is not there where the answer has %j for it', (value) => {
  expect(policyDocument(value)).toBeUndefined();
});
