import { describe, expect, it } from 'vitest';
import { policyDocument } from '../../src/collectors/document.js';

const document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::a+b/100%25/*' }],
};

describe('a policy document', () => {
  it('is decoded where it is URL-encoded', () => {
    expect(policyDocument(encodeURIComponent(JSON.stringify(document)))).toEqual(document);
  });

  it('is not decoded where it is JSON already, though it holds percent signs', () => {
    expect(policyDocument(JSON.stringify(document, undefined, 2))).toEqual(document);
  });

  it('keeps a plus sign, which RFC 3986 does not use for a space', () => {
    const encoded = encodeURIComponent(JSON.stringify(document)).replaceAll('%2B', '+');
    expect(policyDocument(encoded)).toEqual(document);
  });

  it('keeps the order of its keys', () => {
    const text = '{"Statement":[],"Version":"2012-10-17","Id":"x"}';
    expect(JSON.stringify(policyDocument(encodeURIComponent(text)))).toBe(text);
  });

  it.each(['{"Version":"a","Version":"b"}', '{"Statement":[{"Effect":"Deny","Effect":"Allow"}]}'])(
    'with a key twice stays text, for one of the two would be lost: %s',
    (text) => {
      expect(policyDocument(text)).toBe(text);
      expect(policyDocument(encodeURIComponent(text))).toBe(text);
    },
  );

  it('with the same key in two statements is an object', () => {
    const text = '{"Statement":[{"Effect":"Deny"},{"Effect":"Deny"}]}';
    expect(policyDocument(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['{"Statement": [', '{"Statement": ['],
    ['%7B%22Statement%22', '{"Statement"'],
    ['100% not JSON', '100% not JSON'],
    ['[1, 2]', '[1, 2]'],
    ['"text"', '"text"'],
  ])('that is no JSON object stays text, decoded where that is possible: %s', (text, expected) => {
    expect(policyDocument(text)).toBe(expected);
  });

  it('nested deeper than any parser goes stays text', () => {
    const deep = `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    expect(policyDocument(deep)).toBe(deep);
  });

  it.each([undefined, null, '', 7, {}])('is not there where the answer has %j for it', (value) => {
    expect(policyDocument(value)).toBeUndefined();
  });
});
