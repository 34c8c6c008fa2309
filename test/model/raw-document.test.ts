import { describe, expect, it } from 'vitest';
import { rawDocument } from '../../src/model/index.js';

const document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::a+b/100%25/*' }],
};

describe('a policy document', () => {
  it('is decoded where it is URL-encoded', () => {
    expect(rawDocument(encodeURIComponent(JSON.stringify(document)))).toEqual(document);
  });

  it('is not decoded where it is JSON already, though it holds percent signs', () => {
    expect(rawDocument(JSON.stringify(document, undefined, 2))).toEqual(document);
  });

  it('keeps a plus sign, which RFC 3986 does not use for a space', () => {
    const encoded = encodeURIComponent(JSON.stringify(document)).replaceAll('%2B', '+');
    expect(rawDocument(encoded)).toEqual(document);
  });

  it('keeps the order of its keys', () => {
    const text = '{"Statement":[],"Version":"2012-10-17","Id":"x"}';
    expect(JSON.stringify(rawDocument(encodeURIComponent(text)))).toBe(text);
  });

  it.each(['{"Version":"a","Version":"b"}', '{"Statement":[{"Effect":"Deny","Effect":"Allow"}]}'])(
    'with a key twice stays text, for one of the two would be lost: %s',
    (text) => {
      expect(rawDocument(text)).toBe(text);
      expect(rawDocument(encodeURIComponent(text))).toBe(text);
    },
  );

  it('with the same key in two statements is an object', () => {
    const text = '{"Statement":[{"Effect":"Deny"},{"Effect":"Deny"}]}';
    expect(rawDocument(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['{"Statement": [', '{"Statement": ['],
    ['%7B%22Statement%22', '{"Statement"'],
    ['{"Statement": "100%25"', '{"Statement": "100%25"'],
    ['100% not JSON', '100% not JSON'],
    ['[1, 2]', '[1, 2]'],
    ['"text"', '"text"'],
  ])('that is no JSON object stays text, decoded where that is possible: %s', (text, expected) => {
    expect(rawDocument(text)).toBe(expected);
  });

  it('nested deeper than any parser goes stays text', () => {
    const deep = `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    expect(rawDocument(deep)).toBe(deep);
  });
});
