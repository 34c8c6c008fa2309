import { describe, expect, it } from 'vitest';
import { renderComparison } from '../../reports/claim/index.js';
import { comparePolicies, comparePrincipals, explain, type ComparedSide } from '../../src/explain/index.js';
import { PolicyGraph } from '../../src/graph/index.js';
import type { Comparison, JsonValue, UserDetail } from '../../src/model/index.js';
import type { AccountExample } from '../support/account-example.js';
import { allow, arn, deny, document, embedded, type StatementExample } from '../support/identities.js';
import { policy } from '../support/policies.js';
import { inventory } from '../support/rules.js';

function verdicts({ newAccess, lostAccess }: Comparison) {
  return [newAccess.verdict, lostAccess.verdict];
}

const compare = (before: readonly object[], after: readonly object[]) =>
  comparePolicies(policy([...before], 'identity-based', 'old'), policy([...after], 'identity-based', 'new'));

describe('two policies', () => {
  it('that say the same in other words are the same', () => {
    const comparison = compare(
      [allow(['s3:GetObject', 's3:PutObject'])],
      [allow('s3:PutObject'), allow('S3:getobject')],
    );
    expect(verdicts(comparison)).toEqual(['proved', 'proved']);
    expect(comparison.answer).toBe('Both sides allow the same requests.');
  });

  it('of which the new one allows more', () => {
    const { answer, newAccess } = compare(
      [allow('s3:GetObject')],
      [allow(['s3:GetObject', 's3:DeleteObject'])],
    );
    expect(answer).toBe('It grants new access: s3:DeleteObject. It takes away no access.');
    expect(newAccess.witnesses).toMatchObject([
      {
        request: { action: 's3:DeleteObject', context: {}, absentKeys: [] },
        actions: ['s3:DeleteObject'],
        grants: [
          { policy: 'new', index: 0, effect: 'Allow', locations: [{ location: { source: 'new.json' } }] },
        ],
        denials: [],
      },
    ]);
  });

  it('of which the new one allows less, by a Deny that is named', () => {
    const keep = deny('s3:Delete*', '*', { Sid: 'Keep' });
    const { answer, lostAccess } = compare([allow('s3:*')], [allow('s3:*'), keep]);
    expect(answer).toMatch(/^It takes away access: \d+ actions of s3:\*\. It grants no new access\.$/);
    for (const { grants, denials } of lostAccess.witnesses) {
      expect(grants).toMatchObject([{ policy: 'old' }]);
      expect(denials).toMatchObject([{ policy: 'new', sid: 'Keep', effect: 'Deny' }]);
    }
  });

  it('of which each allows something that the other does not', () => {
    const { answer } = compare([allow('s3:GetObject')], [allow('s3:PutObject')]);
    expect(answer).toBe('It grants new access: s3:PutObject. It takes away access: s3:GetObject.');
  });

  it('that differ in a condition alone, with the keys of the request that shows it', () => {
    const office = { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } };
    const { newAccess, lostAccess } = compare([allow('s3:GetObject', '*', office)], [allow('s3:GetObject')]);
    expect(verdicts({ newAccess, lostAccess } as Comparison)).toEqual(['refuted', 'proved']);
    expect(newAccess.witnesses[0]?.request.absentKeys).toEqual(['aws:SourceIp']);
  });

  it('that cannot be told apart for certain, and why not', () => {
    const unread = { Effect: 'allow', Action: 's3:PutObject', Resource: '*' };
    const comparison = compare([allow('s3:GetObject')], [allow('s3:GetObject'), unread]);
    expect(comparison.newAccess).toMatchObject({ verdict: 'undecided', reasons: ['unreadStatement'] });
    expect(comparison.answer).toContain('could not be decided');
    expect(comparison.answer).toContain('because a statement could not be read');
    expect(comparison.remarks).toEqual([expect.stringMatching(/^new\.json:\d+: /)]);
  });

  it('names many actions as the statement writes them', () => {
    const summary = (before: readonly object[], after: readonly object[]) =>
      compare(before, after).newAccess.access.map((access) => access.summary);
    expect(summary([], [allow('sqs:*')])).toEqual(['sqs:*']);
    expect(summary([allow('sqs:SendMessage')], [allow('sqs:*')])).toEqual([
      expect.stringMatching(/^\d+ actions of sqs:\*$/),
    ]);
    expect(summary([allow('sqs:SendMessage')], [allow('*')])[0]).toMatch(/^actions of \* such as \w+:\w+$/);
    const notAction = { Effect: 'Allow', NotAction: ['iam:*', 'sts:*'], Resource: '*' };
    expect(summary([], [notAction])[0]).toMatch(/^actions besides iam:\* and sts:\* such as \w+:\w+$/);
  });

  it('names what a Deny takes from everything by what the Deny says', () => {
    const summary = (...actions: readonly string[]) =>
      compare([allow('*')], [allow('*'), deny(actions)]).lostAccess.access.map((access) => access.summary);
    expect(summary('iam:CreateUser')).toEqual(['iam:CreateUser']);
    expect(summary('iam:*', 'sqs:*')).toEqual(['iam:* and sqs:*']);
  });
});

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html */
describe('the reference policies of CheckNoNewAccess', () => {
  const trust = (principal: object) =>
    policy([{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal }], 'role-trust', 'trust');

  it('a trust policy for the listed accounts', () => {
    const listed = trust({ AWS: ['111122223333', '444455556666'] });
    expect(comparePolicies(listed, trust({ AWS: '111122223333' })).newAccess.verdict).toBe('proved');
    expect(
      comparePolicies(listed, trust({ AWS: 'arn:aws:iam::444455556666:role/ci' })).newAccess.verdict,
    ).toBe('proved');
    expect(comparePolicies(listed, trust({ AWS: '777788889999' })).newAccess.verdict).toBe('refuted');
    expect(comparePolicies(listed, trust({ AWS: '*' })).newAccess.verdict).toBe('refuted');
  });

  it('all actions on all resources, but for one bucket', () => {
    const bar = policy([
      allow('*'),
      { Effect: 'Deny', Action: '*', Resource: ['arn:aws:s3:::secret', 'arn:aws:s3:::secret/*'] },
    ]);
    const reader = (resource: string) => policy([allow('s3:GetObject', resource)]);
    expect(comparePolicies(bar, reader('arn:aws:s3:::logs/*')).newAccess.verdict).toBe('proved');
    expect(comparePolicies(bar, reader('arn:aws:s3:::secret/a')).newAccess.verdict).toBe('refuted');
    expect(comparePolicies(bar, reader('arn:aws:s3:::sec*')).newAccess.verdict).toBe('refuted');
  });

  it('a role that may only be passed to one service', () => {
    const passedTo = (...services: readonly string[]) =>
      policy([
        allow('iam:PassRole', '*', { Condition: { StringEquals: { 'iam:PassedToService': services } } }),
      ]);
    expect(
      comparePolicies(passedTo('ec2.amazonaws.com'), policy([allow('iam:PassRole')])).newAccess.verdict,
    ).toBe('refuted');
    expect(
      comparePolicies(passedTo('ec2.amazonaws.com', 'lambda.amazonaws.com'), passedTo('ec2.amazonaws.com'))
        .newAccess.verdict,
    ).toBe('proved');
  });
});

const USER = arn('user/alice');

/** One side of a comparison: accounts with the user alice, who has these statements of her own. */
function side(
  name: string,
  own: readonly StatementExample[],
  more: Partial<UserDetail> = {},
  rest: AccountExample = {},
) {
  const example: AccountExample = {
    UserDetailList: [
      {
        Arn: USER,
        UserPolicyList: [{ PolicyName: 'own', PolicyDocument: document(...own) }],
        ...more,
      },
    ],
    ...rest,
  };
  return { name, graph: new PolicyGraph(inventory(example)) };
}

const members = (statement: StatementExample): AccountExample => ({
  GroupDetailList: [
    {
      Arn: arn('group/staff'),
      GroupPolicyList: [{ PolicyName: 'StaffPolicy', PolicyDocument: document(statement) }],
    },
  ],
});

describe('the policies of a principal in two snapshots', () => {
  it('are one set: what moves from one policy to another is neither gained nor lost', () => {
    const before = side('old', [allow('s3:GetObject'), allow('s3:PutObject')]);
    const after = side(
      'new',
      [allow('s3:GetObject')],
      { GroupList: ['staff'] },
      members(allow('s3:PutObject')),
    );
    expect(comparePrincipals(before, after, 'alice')).toMatchObject({
      principal: USER,
      answer: 'Both sides allow the same requests.',
      remarks: [],
    });
  });

  it('name the group by which new access comes', () => {
    const before = side('old', [allow('s3:GetObject')]);
    const after = side(
      'new',
      [allow('s3:GetObject')],
      { GroupList: ['staff'] },
      members(allow('sqs:SendMessage')),
    );
    const [witness] = comparePrincipals(before, after, USER).newAccess.witnesses;
    expect(witness).toMatchObject({
      request: { principal: USER, action: 'sqs:SendMessage' },
      grants: [{ policy: 'StaffPolicy', origin: expect.stringContaining('group/staff') as string }],
    });
  });

  it('are limited by the permissions boundary and the SCPs', () => {
    const denied: AccountExample = {
      Organization: {
        MasterAccountId: '999900001111',
        Accounts: ['111122223333'],
        Policies: [{ Name: 'NoQueues', TargetIds: ['r-root'], Content: document(deny('sqs:*')) }],
      },
    };
    const before = side('old', [], {}, denied);
    const comparison = comparePrincipals(before, side('new', [allow('sqs:*')], {}, denied), USER);
    expect(verdicts(comparison)).toEqual(['proved', 'proved']);
    const lifted = comparePrincipals(
      side('old', [allow('sqs:*')], {}, denied),
      side('new', [allow('sqs:*')]),
      USER,
    );
    expect(lifted.newAccess.witnesses[0]?.denials).toMatchObject([
      { policyType: 'service-control', policy: 'NoQueues' },
    ]);
  });

  it('count for nothing on the side that does not have the principal, and that is said', () => {
    const without = side('old', [], {}, { UserDetailList: [{ Arn: arn('user/bob') }] });
    const comparison = comparePrincipals(without, side('new', [allow('sqs:*')]), 'alice');
    expect(comparison.remarks).toEqual([`old has no ${USER}: it has no access there.`]);
    expect(verdicts(comparison)).toEqual(['refuted', 'proved']);
    const gone = comparePrincipals(side('old', [allow('sqs:*')]), without, USER);
    expect(verdicts(gone)).toEqual(['proved', 'refuted']);
  });

  it('are judged by the tags that the principal has', () => {
    const blue = allow('sqs:*', '*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue' } } });
    const tagged = (team: string) => ({ Tags: [{ Key: 'team', Value: team }] });
    const compared = (
      before: StatementExample[],
      after: StatementExample[],
      [old, now]: readonly [string, string],
    ) => verdicts(comparePrincipals(side('old', before, tagged(old)), side('new', after, tagged(now)), USER));
    expect(compared([], [blue], ['blue', 'blue'])).toEqual(['refuted', 'proved']);
    expect(compared([], [blue], ['red', 'red'])).toEqual(['proved', 'proved']);
    expect(compared([blue], [blue], ['red', 'blue'])).toEqual(['refuted', 'proved']);
    expect(compared([blue], [blue], ['blue', 'red'])).toEqual(['proved', 'refuted']);
    expect(compared([allow('sqs:*')], [allow('sqs:*')], ['red', 'blue'])).toEqual(['proved', 'proved']);
  });

  it('are judged by a tag that a role had not, and that its sessions may have had', () => {
    const home = 'arn:aws:s3:::home/${aws:PrincipalTag/team}/*';
    const role = (name: string, Tags: readonly { readonly Key: string; readonly Value: string }[]) => {
      const RolePolicyList = [embedded('own', allow('s3:GetObject', home))];
      const example = { RoleDetailList: [{ Arn: arn('role/app'), RolePolicyList, Tags }] };
      return { name, graph: new PolicyGraph(inventory(example)) };
    };
    const compared = (before: ComparedSide, after: ComparedSide) =>
      verdicts(comparePrincipals(before, after, arn('role/app')));
    const [plain, blue, red] = [
      role('plain', []),
      role('blue', [{ Key: 'team', Value: 'blue' }]),
      role('red', [{ Key: 'team', Value: 'red' }]),
    ];
    expect(compared(plain, blue)[0]).toBe('refuted');
    expect(compared(blue, red)).toEqual(['refuted', 'refuted']);
    expect(compared(blue, blue)).toEqual(['proved', 'proved']);
  });

  it('are compared without the SCPs where neither side knows any, and that is said', () => {
    const unread: AccountExample = { Organization: 'unread' };
    const { newAccess, remarks } = comparePrincipals(
      side('old', [], {}, unread),
      side('new', [allow('sqs:*')], {}, unread),
      USER,
    );
    expect(newAccess.verdict).toBe('refuted');
    expect(remarks).toEqual([
      expect.stringMatching(/^Neither side says what the service control policies are/),
    ]);
    const half = comparePrincipals(side('old', [], {}, unread), side('new', [allow('sqs:*')]), USER);
    expect(half.newAccess.verdict).toBe('refuted');
  });

  it('show witnesses that explain agrees with', () => {
    const conditions = { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } };
    const before = side('old', [allow('ec2:StopInstances', '*', conditions)]);
    const after = side('new', [allow('ec2:StopInstances')]);
    for (const { request } of comparePrincipals(before, after, USER).newAccess.witnesses) {
      const context = {
        ...request.context,
        ...Object.fromEntries(request.absentKeys.map((key) => [key, []])),
      };
      const [then, now] = [before, after].map(
        ({ graph }) => explain(graph, { ...request, context }).possible,
      );
      expect(then).toEqual(['implicitDeny']);
      expect(now).toEqual(['allowed']);
    }
  });

  it.each([
    ['nobody', "'nobody' is not a principal."],
    [arn('user/carol'), '111122223333 has no user/carol.'],
    ['lambda.amazonaws.com', "'lambda.amazonaws.com' is no user or role of the snapshots."],
    [
      'arn:aws:iam::444455556666:user/x',
      "'arn:aws:iam::444455556666:user/x' is no user or role of the snapshots.",
    ],
  ])('cannot be compared for %s', (text, message) => {
    const same = side('old', []);
    expect(() => comparePrincipals(same, same, text)).toThrow(message);
  });

  it('cannot be compared where one side lacks the account', () => {
    const other = side('old', [], {}, { UserDetailList: [{ Arn: 'arn:aws:iam::444455556666:user/x' }] });
    expect(() => comparePrincipals(other, side('new', []), USER)).toThrow(
      'old does not hold the account 111122223333',
    );
  });
});

describe('the text', () => {
  it('lets no Sid and no name steer a terminal or the log of a job', () => {
    const hostile = { ...allow('s3:PutObject'), Sid: '\u001b[31m\u202e::error::\n' };
    const text = renderComparison('text', compare([], [hostile]));
    expect(text).toContain('\\u{1b}[31m\\u{202e}');
    expect(text).not.toMatch(/[\u001b\u202e]/);
    expect(text).not.toMatch(/^::/m);
  });

  it('names prototype keys like any other', () => {
    const odd = allow('s3:PutObject', '*', {
      Condition: { StringEquals: JSON.parse('{"__proto__": "x"}') as JsonValue },
    });
    expect(compare([], [odd]).newAccess.verdict).toBe('refuted');
  });
});
