import { describe, expect, it } from 'vitest';
import { defineRule, lint } from '../../src/linter/index.js';
import { excerptLines } from '../../reports/excerpt.js';
import { PolicyGraph } from '../../src/graph/index.js';
import type { AccountExample } from '../support/account-example.js';
import { inventory, lintAccount, lintPolicy } from '../support/rules.js';

const everyAction = defineRule({
  meta: {
    id: 'test/every-action',
    description: 'Reports every action',
    severity: 'low',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation: 'None.',
    references: [],
    messages: { action: "'{action}' is here." },
  },
  *checkStatement(statement, document, { finding }) {
    for (const at of statement.action?.values ?? []) {
      yield finding('action', { at, document, data: { action: at.value } });
    }
  },
});

const statement = (sid: string | undefined, ...actions: string[]) => ({
  ...(sid !== undefined && { Sid: sid }),
  Effect: 'Allow',
  Action: actions,
  Resource: '*',
});
const fingerprints = (text: string) =>
  lintPolicy(text, 'identity-based', everyAction).map(
    ({ fingerprint, message }) => `${message} ${fingerprint}`,
  );
const policy = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });

describe('a fingerprint', () => {
  const base = policy(statement('Read', 's3:GetObject'), statement(undefined, 's3:PutObject'));

  it('outlives reformatting', () => {
    expect(fingerprints(JSON.stringify(JSON.parse(base), null, 8))).toEqual(fingerprints(base));
  });

  it.each([
    [
      'before',
      policy(
        statement('New', 'ec2:*'),
        statement('Read', 's3:GetObject'),
        statement(undefined, 's3:PutObject'),
      ),
    ],
    [
      'after',
      policy(
        statement('Read', 's3:GetObject'),
        statement(undefined, 's3:PutObject'),
        statement('New', 'ec2:*'),
      ),
    ],
  ])('outlives an unrelated statement %s', (_, edited) => {
    expect(fingerprints(edited)).toEqual(expect.arrayContaining(fingerprints(base)));
  });

  it('outlives another order of statements and another case of the action', () => {
    const edited = policy(statement(undefined, 's3:PutObject'), statement('Read', 'S3:getobject'));
    const hashes = (lines: readonly string[]) => lines.map((line) => line.split(' ').at(-1)).sort();
    expect(hashes(fingerprints(edited))).toEqual(hashes(fingerprints(base)));
  });

  it('tells equal elements of one policy apart', () => {
    const twice = fingerprints(policy(statement(undefined, 's3:*'), statement(undefined, 's3:*')));
    expect(new Set(twice).size).toBe(2);
  });
});

const attachedTwice: AccountExample = {
  RoleDetailList: ['A', 'B'].map((name) => ({
    Arn: `arn:aws:iam::111122223333:role/${name}`,
    AttachedManagedPolicies: [{ PolicyArn: 'arn:aws:iam::111122223333:policy/p' }],
  })),
  Policies: [
    {
      Arn: 'arn:aws:iam::111122223333:policy/p',
      PolicyVersionList: [{ Document: { Statement: statement('S', 's3:*') } }],
    },
  ],
};

describe('the subject of a finding', () => {
  it('is each identity that holds the policy, with one cause and different fingerprints', () => {
    const findings = lintAccount(attachedTwice, everyAction);
    expect(findings.map(({ subject, account }) => [subject, account])).toEqual([
      ['arn:aws:iam::111122223333:role/A', '111122223333'],
      ['arn:aws:iam::111122223333:role/B', '111122223333'],
    ]);
    expect(new Set(findings.map(({ cause }) => cause)).size).toBe(1);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  it('is never a service-linked role, which nobody can change', () => {
    const linked = 'arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS';
    const [first] = attachedTwice.RoleDetailList ?? [];
    expect(
      lintAccount({ ...attachedTwice, RoleDetailList: [{ ...first, Arn: linked }] }, everyAction),
    ).toEqual([]);
  });

  it('is nobody for a policy that is attached to nothing', () => {
    expect(lintAccount({ ...attachedTwice, RoleDetailList: [] }, everyAction)).toEqual([]);
  });

  it('is the file for a policy that belongs to no account', () => {
    expect(lintPolicy(policy(statement('S', 's3:*')), 'identity-based', everyAction)[0]?.subject).toBe(
      'example.json',
    );
  });
});

describe('findings', () => {
  it('show the lines that the offending token stands on', () => {
    const [finding] = lintPolicy(
      JSON.stringify({ Statement: statement('S', 's3:*') }, null, 2),
      'identity-based',
      everyAction,
    );
    expect(finding?.locations[0].excerpt).toEqual(['      "s3:*"']);
    expect(finding?.locations[0].location.span.start).toMatchObject({ line: 6, column: 6 });
  });

  it.each([0, 150, 390, 410, 5_000])(
    'show the token of a one-line policy that stands behind %i characters',
    (padding) => {
      const text = JSON.stringify({ Id: 'x'.repeat(padding), Statement: statement('S', 's3:*') });
      const [finding] = lintPolicy(text, 'identity-based', everyAction);
      const [line] = finding ? excerptLines(finding.locations[0], 80) : [];
      expect(line?.source.slice(line.marks.indexOf('^'), line.marks.length)).toBe('"s3:*"');
    },
  );

  it('come in the same order from the same accounts', () => {
    const run = () => lint(new PolicyGraph(inventory(attachedTwice)), [everyAction]);
    expect(JSON.stringify(run())).toBe(JSON.stringify(run()));
  });

  it('point into a policy that is kept as a string at the characters of the string', () => {
    const text = JSON.stringify({
      RoleDetailList: [
        {
          Arn: 'arn:aws:iam::111122223333:role/R',
          RolePolicyList: [
            {
              PolicyName: 'p',
              PolicyDocument: '{\n "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}',
            },
          ],
        },
      ],
    });
    const [finding] = lintAccount(text, everyAction);
    const span = finding?.locations[0].location.span;
    expect(text.slice(span?.start.offset, span?.end.offset)).toBe('\\"s3:*\\"');
  });
});

describe('a rule about conditions', () => {
  const everyKey = defineRule({
    meta: { ...everyAction.meta, id: 'test/every-key', messages: { key: "'{key}' is here." } },
    *checkConditions({ conditions, token }, document, { finding }) {
      yield finding('key', {
        at: token,
        document,
        data: { key: conditions.map(({ key }) => key.value).join() },
      });
    },
  });

  it('is asked about the statements that have some, in documents of its types', () => {
    const conditional = {
      ...statement('Own', 's3:GetObject'),
      Condition: { Bool: { 'aws:SecureTransport': true } },
    };
    const text = policy(statement('Read', 's3:GetObject'), conditional, {
      ...statement('None', 's3:*'),
      Condition: {},
    });
    expect(lintPolicy(text, 'identity-based', everyKey).map(({ message }) => message)).toEqual([
      "'aws:SecureTransport' is here.",
    ]);
    expect(lintPolicy(text, 'session', everyKey)).toEqual([]);
  });
});
