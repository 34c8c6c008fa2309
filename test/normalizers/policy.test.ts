import { describe, expect, it } from 'vitest';
import type { PolicyType } from '../../src/model/index.js';
import { guessPolicyType, parsePolicy } from '../../src/normalizers/index.js';

function parse(text: string, type: PolicyType = 'identity-based') {
  return parsePolicy(text, 'policy.json', { type, owner: 'policy.json', name: 'policy.json' });
}

function errors(text: string, type: PolicyType = 'identity-based') {
  return parse(text, type).errors.map(({ message, location }) => {
    const { line, column } = location.span.start;
    return `${line}:${column} ${message}`;
  });
}

describe('a valid policy', () => {
  const text = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Read",
      "Effect": "Allow",
      "NotAction": ["iam:*", "sts:*"],
      "Resource": "*",
      "Condition": { "Bool": { "aws:SecureTransport": true }, "NumericLessThan": { "s3:max-keys": [10, "20"] } }
    }
  ]
}`;

  it('has all that it holds in a copy too', () => {
    const document = parse(text);
    expect({ ...document, statements: [] }.version?.value).toBe('2012-10-17');
    expect({ ...document, owner: 'other' }.statements).toBe(document.statements);
    expect({ ...parse('{'), owner: 'other' }.errors).toHaveLength(1);
  });

  it('gives every scalar its value and its place', () => {
    const { statements, version } = parse(text);
    const [statement] = statements;
    expect(version?.value).toBe('2012-10-17');
    expect(statement?.sid?.value).toBe('Read');
    expect(statement?.action?.negated).toBe(true);
    const tokens = statement?.action?.values ?? [];
    expect(tokens.map(({ value }) => value)).toEqual(['iam:*', 'sts:*']);
    const span = tokens[1]?.location.span;
    expect(text.slice(span?.start.offset, span?.end.offset)).toBe('"sts:*"');
    expect(span?.start).toMatchObject({ line: 7, column: 29 });
  });

  it('points at the key of an element where the key is meant', () => {
    const span = parse(text).statements[0]?.action?.key.location.span;
    expect(text.slice(span?.start.offset, span?.end.offset)).toBe('"NotAction"');
  });

  it('reads booleans and numbers of conditions as IAM does, as strings', () => {
    const conditions = parse(text).statements[0]?.conditions ?? [];
    expect(
      conditions.map(({ operator, key, values }) => [operator.value, key.value, values.map((v) => v.value)]),
    ).toEqual([
      ['Bool', 'aws:SecureTransport', ['true']],
      ['NumericLessThan', 's3:max-keys', ['10', '20']],
    ]);
  });

  it('may have one statement without a list', () => {
    expect(parse('{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}').statements).toHaveLength(1);
  });

  it('has the same positions whatever the line ends', () => {
    const location = parse(text.replaceAll('\n', '\r\n')).statements[0]?.action?.values[1]?.location;
    expect(location?.span.start).toMatchObject({ line: 7, column: 29 });
  });
});

describe('a text that is no policy', () => {
  it.each([
    ['', '1:0 The policy is not valid JSON: value expected.'],
    ['{"Statement": [', '1:15 The policy is not valid JSON: close bracket expected.'],
    ['[]', '1:0 A policy is a JSON object, and this is not one.'],
    ['"Allow"', '1:0 A policy is a JSON object, and this is not one.'],
    ['{"Version":"2012-10-17"}', '1:0 The policy has no Statement.'],
    [
      '{"Version":"2012-10-18","Statement":[]}',
      "1:11 Version is '2012-10-17' or '2008-10-17' and nothing else.",
    ],
    [
      '{"statement":[],"Statement":[]}',
      "1:1 'statement' is not an element of a policy. Did you mean 'Statement'?",
    ],
    ['{"Statement":["x"]}', '1:14 A statement is a JSON object.'],
    [
      '{"Statement":[{"Effect":"allow","Action":"*","Resource":"*"}]}',
      "1:24 Effect is 'Allow' or 'Deny', spelt exactly so.",
    ],
    ['{"Statement":[{"Action":"*","Resource":"*"}]}', '1:14 The statement has no Effect.'],
    [
      '{"Statement":[{"Effect":"Allow","Action":7,"Resource":"*"}]}',
      '1:41 Action holds strings and nothing else.',
    ],
    [
      '{"Statement":[{"Effect":"Allow","Action":"*","NotAction":"*","Resource":"*"}]}',
      '1:45 A statement has Action or NotAction, never both.',
    ],
    [
      '{"Statement":[{"Effect":"Allow","Action":"*"}]}',
      '1:14 The statement has neither Resource nor NotResource.',
    ],
    [
      '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}]}',
      '1:60 Principal has no place in this type of policy: it applies to whom it is attached to.',
    ],
    [
      '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":true}}]}',
      "1:80 'Bool' holds an object of condition keys.",
    ],
  ])('%s is an error at the offending place', (text, message) => {
    expect(errors(text)).toContain(message);
  });

  it('hides nothing behind a key that a parser could take for its own', () => {
    expect(errors('{"Version":"2012-10-17","__proto__":{"Statement":[]}}')).toEqual([
      "1:24 '__proto__' is not an element of a policy.",
      '1:0 The policy has no Statement.',
    ]);
  });

  it('may nest as deeply as an attacker likes', () => {
    const text = `{"Statement":{"Effect":"Allow","Action":${'['.repeat(200_000)}`;
    expect(errors(text)).toEqual(['1:138 This nests more deeply than any policy does.']);
    expect(guessPolicyType(text)).toBe('identity-based');
  });

  it('names a key that stands twice, of which a parser would drop one without a word', () => {
    const text = '{"Statement":[{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}]}';
    expect(errors(text)).toEqual([
      "1:31 'Effect' stands twice in the same object; IAM would see only one of them.",
    ]);
  });

  it('keeps the valid statements beside an invalid one', () => {
    const text =
      '{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"},{"Effect":"Deny","Resource":"*"}]}';
    const document = parse(text);
    expect(document.statements.map(({ index }) => index)).toEqual([0]);
    expect(document.errors).toHaveLength(1);
  });
});

describe('what the policy type asks for', () => {
  it('a role trust policy names a principal and no resource', () => {
    const statement = {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'ec2.amazonaws.com' },
    };
    expect(errors(JSON.stringify({ Statement: statement }), 'role-trust')).toEqual([]);
    expect(errors(JSON.stringify({ Statement: { ...statement, Resource: '*' } }), 'role-trust')).toHaveLength(
      1,
    );
    expect(
      errors(JSON.stringify({ Statement: { ...statement, Principal: undefined } }), 'role-trust'),
    ).toHaveLength(1);
  });

  it('a misspelt kind of principal is named', () => {
    const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Principal: { Aws: '*' } };
    expect(errors(JSON.stringify({ Statement: statement }), 'resource-based')).toEqual([
      "1:83 'Aws' is not a kind of principal. Did you mean 'AWS'?",
    ]);
  });
});

describe('the type of a file without a context', () => {
  it.each<[string, PolicyType]>([
    ['{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}', 'identity-based'],
    ['{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":"*"}}', 'role-trust'],
    [
      '{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*","NotPrincipal":{"AWS":"1"}}]}',
      'resource-based',
    ],
    ['{"Statement":[{"Effect":"Allow","Action":["ecr:BatchGetImage"],"Principal":"*"}]}', 'resource-based'],
    ['{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":"*"', 'role-trust'],
    ['not JSON', 'identity-based'],
  ])('%s is %s', (text, type) => {
    expect(guessPolicyType(text)).toBe(type);
  });
});
