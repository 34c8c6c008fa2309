import { describe, expect, it } from 'vitest';
import { renderAccess } from '../../reports/access/index.js';
import { whatCan, whoCan } from '../../src/explain/index.js';
import { PolicyGraph } from '../../src/graph/index.js';
import { normalize } from '../../src/normalizers/index.js';
import { snapshotText } from '../../src/snapshot/index.js';
import { whatCanIn, whoCanIn } from '../support/access.js';
import type { AccountExample } from '../support/account-example.js';
import { hostileWorld } from '../support/hostile-world.js';
import { allow, arn, deny, document, embedded } from '../support/identities.js';

const OBJECT = 'arn:aws:s3:::data/a';
const ifMFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const example: AccountExample = {
  UserDetailList: [
    { Arn: arn('user/ann'), GroupList: ['readers'] },
    { Arn: arn('user/bob'), GroupList: ['readers'] },
    {
      Arn: arn('user/eve'),
      UserPolicyList: [
        embedded('own', { ...allow('s3:*', 'arn:aws:s3:::data/*', ifMFA), Sid: 'WithMFA' }),
        embedded('secret', deny('s3:*', 'arn:aws:s3:::data/secret/*')),
      ],
    },
  ],
  GroupDetailList: [
    {
      Arn: arn('group/readers'),
      GroupPolicyList: [embedded('Read', { ...allow('s3:GetObject', 'arn:aws:s3:::data/*'), Sid: 'Read' })],
    },
  ],
  RoleDetailList: [
    {
      Arn: arn('role/app'),
      RolePolicyList: [embedded('own', allow('s3:GetObject', OBJECT))],
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { Service: 'ec2.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    },
  ],
  Buckets: [{ Name: 'data', ObjectOwnership: 'BucketOwnerEnforced' }],
};
const flat = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('the answer to who-can as text', () => {
  const text = renderAccess('text', whoCanIn(example, 's3:GetObject', OBJECT));

  it('says first how many and who', () => {
    expect(flat(text)).toMatch(
      /^s3:GetObject on data\/a: 4 principals can: role\/app, the root user of 111122223333, user\/ann and 1 more\. 1 principal can under conditions: user\/eve\. Policies let in from outside: ec2\.amazonaws\.com\./,
    );
  });

  it('puts those together who can by the same statement, with its place in the file', () => {
    expect(flat(text)).toMatch(
      /user\/ann, user\/bob by identity-based policies --> identity-based policy 'Read' of group\/readers, statement 'Read' \(example\.json:\d+:\d+\)/,
    );
  });

  it('says under which conditions, and by which role', () => {
    expect(text).toContain('if Bool aws:MultiFactorAuthPresent true\n');
    expect(text).toContain('  ec2.amazonaws.com\n    by assuming role/app\n');
  });

  it('says that nobody can, and of several actions who can do all', () => {
    const several = flat(renderAccess('text', whoCanIn(example, ['s3:GetObject', 's3:PutObject'], OBJECT)));
    expect(several).toContain(
      'All of these actions, certain or not: 2 principals, the root user of 111122223333 and user/eve.',
    );
    const machine = 'arn:aws:ec2:us-east-1:999999999999:instance/i-1';
    const nobody = renderAccess('text', whoCanIn(example, 'ec2:StartInstances', machine));
    expect(nobody).toContain('No principal of the accounts that were read can.');
  });

  it('says what was not read', () => {
    const unread = renderAccess(
      'text',
      whoCanIn({ ...example, Organization: 'unread' }, 's3:GetObject', OBJECT),
    );
    expect(unread).toContain('Can as far as was read');
    expect(unread).toContain('  - Not read in full: the service control policies of 111122223333.');
  });
});

describe('the answer to what-can as text', () => {
  const text = renderAccess('text', whatCanIn(example, 'eve'));

  it('says first of which services, and then on what, under which conditions, and what is excepted', () => {
    expect(text).toMatch(/^user\/eve: It can perform actions of 1 service: s3\./);
    expect(text).toContain('s3: *\n  on arn:aws:s3:::data/*\n');
    expect(text).toContain('if Bool aws:MultiFactorAuthPresent true\n');
    expect(flat(text)).toContain(
      "except on arn:aws:s3:::data/secret/*: identity-based policy 'secret', statement 1 (example.json:",
    );
  });

  it('says that a principal can do nothing', () => {
    const nothing = renderAccess('text', whatCanIn({ UserDetailList: [{ Arn: arn('user/ann') }] }, 'ann'));
    expect(nothing).toContain('It can do nothing');
  });
});

describe('both answers', () => {
  it('have all of it as JSON', () => {
    for (const answer of [whoCanIn(example, 's3:GetObject', OBJECT), whatCanIn(example, 'eve')])
      expect(JSON.parse(renderAccess('json', answer))).toEqual(JSON.parse(JSON.stringify(answer)));
  });

  it('show nobody what a stranger hid in a name', () => {
    const graph = new PolicyGraph(normalize(snapshotText({ ...hostileWorld(), coverageGaps: [] })));
    const answers = [
      whoCan(graph, { actions: ['s3:GetObject', 's3:ListAllMyBuckets'], resource: 'arn:aws:s3:::*' }),
      whoCan(graph, { actions: ['sts:AssumeRole'], resource: '*' }),
    ];
    for (const answer of answers) expect(renderAccess('text', answer)).not.toMatch(/[^\P{C}\n]/u);
    for (const { arn: principal } of graph.accounts.flatMap((account) => graph.entities(account))) {
      let text = '';
      try {
        text = renderAccess('text', whatCan(graph, principal));
      } catch (error) {
        expect(error).toHaveProperty('hint');
      }
      expect(text).not.toMatch(/[^\P{C}\n]/u);
    }
  });
});
