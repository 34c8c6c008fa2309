import { describe, expect, it } from 'vitest';
import type { PolicyTestCase, Token } from '../../src/model/index.js';
import { readTestFile } from '../../src/normalizers/test-file.js';

const YAML = `# What A-san may do
cases:
  - name: the boundary wins
    principal: arn:aws:iam::111122223333:user/A-san
    action: ec2:RunInstances
    resource: "*"
    context: { "aws:PrincipalTag/team": [blue], "s3:max-keys": 10, "aws:SecureTransport": true }
    unknown: ["aws:MultiFactorAuthPresent"]
    policies:
      identity:
        - Version: 2012-10-17
          Statement:
            - Sid: All
              Effect: Allow
              Action: ["*"]
              Resource: "*"
      permissionsBoundary:
        Statement: { Effect: Deny, Action: "ec2:*", Resource: "*" }
      serviceControl: [[], [{ Statement: { Effect: Allow, Action: "*", Resource: "*" } }]]
    resourceAccount: 012345678901
    managementAccount: "999900001111"
    expect: [explicitDeny, implicitDeny]
`;

function read(text: string, uri = 'cases.yaml') {
  return readTestFile(text, uri);
}

function onlyCase(text: string): PolicyTestCase {
  const { cases, errors } = read(text);
  expect(errors).toEqual([]);
  const [first] = cases;
  if (!first || cases.length > 1) throw new Error(`${cases.length} cases`);
  return first;
}

/** `line:column message` of every error. */
function errorsIn(text: string, uri?: string) {
  return read(text, uri).errors.map(({ message, location: { span } }) => {
    return `${span.start.line}:${span.start.column} ${message}`;
  });
}

function textAt(text: string, token: Token | undefined) {
  const span = token?.location.span;
  return text.slice(span?.start.offset, span?.end.offset);
}

/** A case of YAML with the lines in place of those that it has by default; undefined leaves one out. */
function caseWith(lines: Readonly<Record<string, string | undefined>>): string {
  const all: typeof lines = {
    name: 'x',
    principal: 'arn:aws:iam::111122223333:user/A-san',
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::b/k',
    expect: 'allowed',
    ...lines,
  };
  return `cases:\n  - ${Object.entries(all)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]))
    .join('\n    ')}\n`;
}

const ALLOW_ALL = '{ Statement: { Effect: Allow, Action: "*", Resource: "*" } }';

describe('a case', () => {
  it('has everything that is written, with its place', () => {
    const one = onlyCase(YAML);
    expect(one.name).toBe('the boundary wins');
    expect(one.expect).toEqual(['explicitDeny', 'implicitDeny']);
    expect(one.resourceAccount).toBe('012345678901');
    expect(one.managementAccount).toBe('999900001111');
    expect(one.unknownKeys).toEqual(['aws:MultiFactorAuthPresent']);
    expect(one.token.location.span.start).toMatchObject({ line: 3, column: 4 });
    expect(one.principal.location).toMatchObject({ source: 'cases.yaml', span: { start: { line: 4 } } });
    expect(textAt(YAML, one.action)).toBe('ec2:RunInstances');
  });

  it('has a context of text, as IAM compares it', () => {
    expect(onlyCase(YAML).context).toEqual({
      'aws:PrincipalTag/team': ['blue'],
      's3:max-keys': ['10'],
      'aws:SecureTransport': ['true'],
    });
  });

  it('has policies whose statements and elements are found in the file', () => {
    const { policies } = onlyCase(YAML);
    const [statement] = policies?.identity[0]?.statements ?? [];
    expect(textAt(YAML, statement?.token)).toBe(
      YAML.slice(YAML.indexOf('Sid: All'), YAML.indexOf('\n      permissionsBoundary')),
    );
    expect(textAt(YAML, statement?.action?.key)).toBe('Action');
    expect(textAt(YAML, statement?.action?.values[0])).toBe('"*"');
    expect(policies?.identity[0]?.source.lines(13, 14)).toEqual([
      '            - Sid: All',
      '              Effect: Allow',
    ]);
  });

  it('has each policy in its type, under the name of its place', () => {
    const { policies } = onlyCase(YAML);
    const documents = [
      ...(policies?.identity ?? []),
      ...(policies?.permissionsBoundary ? [policies.permissionsBoundary] : []),
      ...(policies?.serviceControl ?? []).flat(),
    ];
    expect(documents.map(({ type, name }) => `${type} ${name}`)).toEqual([
      'identity-based identity[0]',
      'permissions-boundary permissionsBoundary',
      'service-control serviceControl[1][0]',
    ]);
    expect(policies?.serviceControl).toHaveLength(2);
    expect(policies?.session).toBeUndefined();
  });

  it('has no policies where a snapshot has to supply them, and not one identity-based one where others are given', () => {
    expect(onlyCase(caseWith({})).policies).toBeUndefined();
    expect(onlyCase(caseWith({ policies: `{ vpcEndpoint: ${trust('s3:*')} }` })).policies).toMatchObject({
      identity: [],
      vpcEndpoint: { type: 'vpc-endpoint' },
    });
  });

  it.each([
    ['sts:AssumeRole', 'role-trust'],
    ['STS:AssumeRoleWithSAML', 'role-trust'],
    ['sts:TagSession', 'role-trust'],
    ['s3:GetObject', 'resource-based'],
  ])('with %s has a %s policy as that of its resource', (action, type) => {
    const one = onlyCase(caseWith({ action, policies: `{ resource: ${trust(action)} }` }));
    expect(one.policies?.resource?.type).toBe(type);
  });

  it('is the same in JSON', () => {
    const json = JSON.stringify(
      {
        cases: [
          {
            name: 'the boundary wins',
            principal: 'arn:aws:iam::111122223333:user/A-san',
            action: 'ec2:RunInstances',
            resource: '*',
            context: { 'aws:PrincipalTag/team': 'blue', 's3:max-keys': [10], 'aws:SecureTransport': true },
            policies: {
              identity: [{ Statement: { Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*' } }],
            },
            expect: 'allowed',
          },
        ],
      },
      undefined,
      2,
    );
    const one = onlyCase(json);
    expect(one.context).toEqual(onlyCase(YAML).context);
    expect(textAt(json, one.action)).toBe('"ec2:RunInstances"');
    expect(textAt(json, one.policies?.identity[0]?.statements[0]?.sid)).toBe('"All"');
    expect(one.expect).toEqual(['allowed']);
  });
});

function trust(action: string): string {
  return `{ Statement: { Effect: Allow, Principal: "*", Action: ${JSON.stringify(action)}${
    action.toLowerCase().startsWith('sts:') ? '' : ', Resource: "*"'
  } } }`;
}

describe('policies that say the same', () => {
  const text = `cases:
  - name: first
    principal: anonymous
    action: s3:GetObject
    resource: "*"
    policies:
      identity: [&all ${ALLOW_ALL}]
    expect: allowed
  - name: second
    principal: anonymous
    action: s3:GetObject
    resource: "*"
    policies:
      identity: [*all]
    expect: allowed
  - name: third
    principal: anonymous
    action: s3:GetObject
    resource: "*"
    policies:
      identity:
        - ${ALLOW_ALL}
    expect: allowed
`;

  it('are one document, which each case has at a place of its own', () => {
    const { cases, errors } = read(text);
    expect(errors).toEqual([]);
    const documents = cases.map(({ policies }) => policies?.identity[0]);
    expect(new Set(documents).size).toBe(1);
    const places = cases.map(({ places }) => [...places.values()][0] ?? []);
    expect(places.map((path) => documents[0]?.source.locate(path, 'value').span.start.line)).toEqual([
      7, 14, 22,
    ]);
  });

  it('are found where the anchor stands, below the alias', () => {
    const { cases } = read(text);
    const source = cases[1]?.token.source;
    const path = ['cases', 1, 'policies', 'identity', 0, 'Statement', 'Action'];
    expect(source?.locate(path, 'value').span.start.line).toBe(7);
  });
});

describe('what is no test file', () => {
  it.each([
    ['nothing', '', "1:0 A test file is a map with the key 'cases'."],
    ['a text', 'hello', "1:0 A test file is a map with the key 'cases'."],
    ['no cases', '{}', "1:0 The file has no 'cases'."],
    ['an empty list', '{"cases": []}', '1:10 There is no case, so there is nothing to test.'],
    ['a map of cases', 'cases:\n  a: b', '2:2 cases is a list.'],
    ['a case that is no map', 'cases:\n  - s3:GetObject', '2:4 A case is a map.'],
    ['two documents', 'cases: []\n---\ncases: []', '2:0 This is not valid YAML: '],
    ['bad YAML', 'cases:\n  - a: b\n c: d', '3:0 This is not valid YAML: '],
    ['a tag', 'cases: !Ref x', '1:7 This is not valid YAML: Unresolved tag: !Ref.'],
    ['a key twice in YAML', 'cases: []\ncases: []', '2:0 This is not valid YAML: Map keys must be unique.'],
    ['a key twice in JSON', '{"cases": [],\n "cases": []}', "2:1 'cases' stands twice in the same map."],
    ['an alias of nothing', 'cases: *none', "1:7 '*none' repeats '&none', which does not stand before it."],
    ['an alias of itself', 'cases: &a [*a]', "1:11 '*a' repeats '&a', which does not stand before it."],
  ])('%s', (_, text, error) => {
    const { cases } = read(text);
    expect(cases).toEqual([]);
    expect(errorsIn(text)).toEqual([expect.stringContaining(error)]);
  });

  it('of JSON that is cut off says so in words of JSON', () => {
    expect(errorsIn('{"cases": [\n', 'cases.json')).toEqual([
      expect.stringContaining('2:0 The file is not valid JSON: '),
    ]);
  });

  it.each([
    ['YAML in flow style', `cases: ${'['.repeat(100_000)}`],
    ['YAML in block style', `cases:\n  ${'- '.repeat(100_000)}`],
    [
      'lines further and further in',
      Array.from({ length: 5000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
    ],
    ['JSON', `{"cases": ${'['.repeat(100_000)}`],
  ])('%s that nests without end is an error, not a crash', (_, text) => {
    expect(errorsIn(text)).toEqual([expect.stringContaining('nests more deeply than any policy does')]);
  });

  it('that a few aliases make larger than memory is an error, not a crash', () => {
    const lines = Array.from({ length: 30 }, (_, at) => `- &a${at + 1} [${`*a${at}, `.repeat(9)}]`);
    const text = ['- &a0 [x]', ...lines].join('\n');
    expect(errorsIn(text)).toEqual([expect.stringContaining('the file is too large')]);
  });
});

describe('what is wrong with a case', () => {
  it.each<[string, Record<string, string>, string]>([
    ['an unknown key', { acton: 'x' }, "7:4 There is no key 'acton' in a case. Did you mean 'action'?"],
    [
      'a key like no other',
      { 'x-reason': 'x' },
      "7:4 There is no key 'x-reason' in a case. Known: name, principal, action, resource, context, unknown, " +
        'policies, resourceAccount, managementAccount, expect.',
    ],
    ['a name that is none', { name: '[x]' }, '2:10 name is a text.'],
    ['an empty principal', { principal: '""' }, '3:15 principal is a text.'],
    [
      'a resource that is no ARN',
      { resource: 'b/k' },
      "5:14 'b/k' is not an ARN, and not '*' for every resource.",
    ],
    [
      'a misspelt decision',
      { expect: 'explictDeny' },
      "6:12 'explictDeny' is not a decision. Did you mean 'explicitDeny'?",
    ],
    [
      'a decision in a list',
      { expect: '[allowed, denied]' },
      "6:22 'denied' is not a decision. Known: allowed, explicitDeny, implicitDeny.",
    ],
    [
      'no decision',
      { expect: '[]' },
      '6:12 expect is empty; it is allowed, explicitDeny, implicitDeny or several of them.',
    ],
    [
      'an account that is none',
      { resourceAccount: '12' },
      '7:21 resourceAccount is an account id of twelve digits, in quotes.',
    ],
    ['a context that is a list', { context: '[a]' }, '7:13 context is a map of context keys.'],
    [
      'a map in the context',
      { context: '{ a: { b: c } }' },
      "7:18 'a' is a text, a number, a boolean, or a list of these.",
    ],
    [
      'an empty value in the context',
      { context: '{ a: [b, ~] }' },
      "7:22 'a' is a text, a number, a boolean, or a list of these.",
    ],
    [
      'a context key twice',
      { context: '{ "aws:A": 1, "AWS:a": 2 }' },
      "7:27 'AWS:a' is the same context key as 'aws:A'.",
    ],
    ['one unknown key', { unknown: 'aws:A' }, '7:13 unknown is a list of context keys.'],
    [
      'a list of policies',
      { policies: '[]' },
      '7:14 policies is a map of policy types: identity, permissionsBoundary, session, serviceControl, resourceControl, resource, vpcEndpoint.',
    ],
    [
      'an unknown type of policy',
      { policies: '{ idntity: [] }' },
      "7:16 There is no key 'idntity' in policies. Did you mean 'identity'?",
    ],
    [
      'identity without a list',
      { policies: `{ identity: ${ALLOW_ALL} }` },
      '7:26 identity is a list of policies.',
    ],
    [
      'a boundary in a list',
      { policies: `{ permissionsBoundary: [${ALLOW_ALL}] }` },
      '7:37 A policy is a map, with the JSON or YAML of the policy itself.',
    ],
    [
      'a policy as text',
      { policies: '{ session: ["{}"] }' },
      '7:26 A policy is a map, with the JSON or YAML of the policy itself.',
    ],
    [
      'SCPs without levels',
      { policies: `{ serviceControl: [${ALLOW_ALL}] }` },
      '7:32 serviceControl is a list of levels from the root to the account, each a list of policies.',
    ],
    [
      'a policy with an error',
      {
        policies:
          '{ identity: [{ Statement: { Efect: Allow, Effect: Allow, Action: "*", Resource: "*" } }] }',
      },
      "7:42 'Efect' is not an element of a statement. Did you mean 'Effect'?",
    ],
    [
      'a policy of the wrong type',
      { policies: `{ identity: [${trust('s3:*')}] }` },
      '7:57 Principal has no place in this type of policy: it applies to whom it is attached to.',
    ],
  ])('%s', (_, lines, error) => {
    expect(errorsIn(caseWith(lines))).toEqual([error]);
  });

  it.each(['name', 'principal', 'action', 'resource', 'expect'])('no %s', (key) => {
    expect(errorsIn(caseWith({ [key]: undefined }))).toEqual([`2:4 The case has no '${key}'.`]);
  });

  it('keeps the others from nothing', () => {
    const { cases, errors } = read(`${caseWith({})}${caseWith({ expect: 'no' }).replace('cases:\n', '')}`);
    expect(cases).toHaveLength(1);
    expect(errors).toHaveLength(1);
  });

  it('is said at every place, also where policies say the same', () => {
    const bad = caseWith({ policies: '{ identity: [{}] }' });
    const text = `${bad}${bad.replace('cases:\n', '')}`;
    expect(errorsIn(text)).toEqual([
      '7:27 The policy has no Statement.',
      '13:27 The policy has no Statement.',
    ]);
  });
});
