import { describe, expect, it } from 'vitest';
import hiddenGroupDeny from '../../../lint-rules/deny/no-hidden-group-deny.js';
import narrowedFullAccess from '../../../lint-rules/deny/no-narrowed-full-access.js';
import strayDeny from '../../../lint-rules/deny/no-stray-deny.js';
import type { AccountExample } from '../../support/account-example.js';
import {
  allow,
  arn,
  attached,
  awsManaged,
  deny,
  embedded,
  type StatementExample,
} from '../../support/identities.js';
import { lintAccount } from '../../support/rules.js';

/** Which of the three rules about removed grants report something. */
const reporting = (example: AccountExample) =>
  [hiddenGroupDeny, narrowedFullAccess, strayDeny].flatMap((rule) =>
    lintAccount(example, rule).map(({ ruleId }) => ruleId),
  );

const group = (name: string, ...statements: StatementExample[]) => ({
  Arn: arn(`group/${name}`),
  GroupPolicyList: statements.map((statement, index) => embedded(`${name}${index}`, statement)),
});
/** Besides what is said of it, it has access that nothing takes. */
const user = (groups: string[], ...statements: StatementExample[]) => ({
  Arn: arn('user/D-san'),
  GroupList: groups,
  UserPolicyList: [...statements, allow('sqs:ListQueues')].map((statement, index) =>
    embedded(`own${index}`, statement),
  ),
});
const HIDDEN = 'deny/no-hidden-group-deny';

describe('a deny that comes only with a group', () => {
  const contractors = group('Contractors', deny(['s3:DeleteBucket', 'iam:*']));

  it.each([
    ['all of an action', user(['Contractors'], allow(['s3:DeleteBucket', 's3:ListBucket']))],
    ['a part of full access', { ...user(['Contractors']), ...attached(awsManaged('AmazonS3FullAccess')) }],
  ])('and takes %s is reported by this rule alone', (_, member) => {
    expect(reporting({ UserDetailList: [member], GroupDetailList: [contractors] })).toEqual([HIDDEN]);
  });

  it('and takes what another group grants is reported too', () => {
    const others = group('Operators', allow('iam:GetUser'));
    expect(
      reporting({
        UserDetailList: [user(['Contractors', 'Operators'])],
        GroupDetailList: [contractors, others],
      }),
    ).toEqual([HIDDEN]);
  });

  it('names the group, and traces both ways', () => {
    const [finding] = lintAccount(
      { UserDetailList: [user(['Contractors'], allow('iam:GetUser'))], GroupDetailList: [contractors] },
      hiddenGroupDeny,
    );
    expect(finding?.message).toContain(
      "The deny in 'Contractors0' of the group 'Contractors' takes iam:GetUser from 'D-san', granted by 'own0'.",
    );
    expect(finding?.trace.map(({ via }) => via)).toEqual([
      [arn('user/D-san'), arn('group/Contractors')],
      [arn('user/D-san')],
    ]);
  });

  it('is left alone where it takes nothing', () => {
    expect(
      reporting({
        UserDetailList: [user(['Contractors'], allow('s3:GetObject'))],
        GroupDetailList: [contractors],
      }),
    ).toEqual([]);
    const withCondition = group(
      'Contractors',
      deny('*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
    expect(
      reporting({ UserDetailList: [user(['Contractors'], allow('s3:*'))], GroupDetailList: [withCondition] }),
    ).toEqual([]);
  });
});

describe('a deny that is in plain sight', () => {
  it('on the user is a stray one, though a group grants', () => {
    const operators = group('Operators', allow('s3:DeleteBucket'));
    expect(
      reporting({ UserDetailList: [user(['Operators'], deny('s3:*'))], GroupDetailList: [operators] }),
    ).toEqual(['deny/no-stray-deny']);
  });

  it('beside the grant in one group is a stray one', () => {
    const operators = group('Operators', allow('s3:DeleteBucket'), deny('s3:*'));
    expect(reporting({ UserDetailList: [user(['Operators'])], GroupDetailList: [operators] })).toEqual([
      'deny/no-stray-deny',
    ]);
  });
});
