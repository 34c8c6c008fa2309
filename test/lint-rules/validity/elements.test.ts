import { describe, expect, it } from 'vitest';
import noDuplicateSid from '../../../lint-rules/validity/no-duplicate-sid.js';
import noDuplicateStatement from '../../../lint-rules/validity/no-duplicate-statement.js';
import noDuplicateValue from '../../../lint-rules/validity/no-duplicate-value.js';
import noEmptyElement from '../../../lint-rules/validity/no-empty-element.js';
import noInvalidSid from '../../../lint-rules/validity/no-invalid-sid.js';
import noMisplacedVariable from '../../../lint-rules/validity/no-misplaced-variable.js';
import noOldVersion from '../../../lint-rules/validity/no-old-version.js';
import noUnsupportedCharacter from '../../../lint-rules/validity/no-unsupported-character.js';
import noVariableInOldVersion from '../../../lint-rules/validity/no-variable-in-old-version.js';
import requireVersion from '../../../lint-rules/validity/require-version.js';
import { allow, allowAllBut, arn, deny, document, managed } from '../../support/identities.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';
import { told, toldOf } from '../../support/told.js';

const HOME = 'arn:aws:s3:::exampleorg-home/${aws:username}/*';

describe('Version', () => {
  const RULES = [requireVersion, noOldVersion, noVariableInOldVersion];
  const all = (version: string | undefined, resource: string, more = {}) => {
    const policy = {
      ...(version && { Version: version }),
      Statement: [allow('s3:GetObject', resource, more)],
    };
    return RULES.flatMap((rule) => toldOf(rule, policy)).map((text) => text.split(' ')[0]);
  };
  const condition = (value: string) => ({ Condition: { StringEquals: { 'aws:ResourceTag/owner': value } } });

  it.each([
    ['2012-10-17', HOME, {}, []],
    ['2012-10-17', '*', condition('${aws:username}'), []],
    ['2008-10-17', '*', {}, ['old']],
    [undefined, '*', {}, ['missing']],
    ['2008-10-17', HOME, {}, ['literal']],
    [undefined, HOME, {}, ['literal']],
    [undefined, '*', condition('${aws:username}'), ['literal']],
    ['2008-10-17', '*', condition('$100 {net}'), ['old']],
  ])('%s and %s', (version, resource, more, expected) => {
    expect(all(version, resource, more)).toEqual(expected);
  });

  it('is told of once for all variables of a policy', () => {
    const policy = { Statement: [allow('s3:GetObject', [HOME, `${HOME}/x`]), allow('s3:PutObject', HOME)] };
    const found = lintPolicy(policy, 'identity-based', noVariableInOldVersion);
    expect(found.map(({ locations }) => locations.length)).toEqual([3]);
  });

  it('is not asked of a document that is no policy', () => {
    expect(toldOf(requireVersion, '[]')).toEqual([]);
  });
});

describe('policy variables', () => {
  it('work in conditions and behind the fifth colon of an ARN', () => {
    const trust = {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:user/${aws:username}' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:RoleSessionName': '${aws:username}' } },
    };
    expect(told(noMisplacedVariable, trust, 'role-trust')).toEqual([
      'element "arn:aws:iam::111122223333:user/${aws:username}"',
    ]);
    expect(told(noMisplacedVariable, allow('s3:GetObject', [HOME, '*']))).toEqual([]);
    expect(
      told(noMisplacedVariable, allow('s3:${aws:username}', 'arn:aws:s3:${aws:RequestedRegion}::b')),
    ).toEqual(['element "s3:${aws:username}"', 'field "arn:aws:s3:${aws:RequestedRegion}::b"']);
    expect(told(noMisplacedVariable, deny('s3:${aws:username}', '${aws:username}'))).toEqual([]);
  });
});

describe('a Sid', () => {
  it('is not there twice', () => {
    const named = (Sid: string) => allow('s3:ListAllMyBuckets', '*', { Sid });
    expect(told(noDuplicateSid, [named('A'), named('a'), named('A'), named('A')])).toEqual([
      'duplicate "A"',
      'duplicate "A"',
    ]);
    expect(told(noDuplicateSid, [named(''), named(''), allow('s3:*'), allow('s3:*')])).toEqual([]);
  });

  it.each(['read-builds', 'read builds', 'read_builds', 'Löschen'])(
    'is letters and digits in IAM: %s',
    (Sid) => {
      expect(told(noInvalidSid, allow('s3:*', '*', { Sid }))).toEqual([`characters "${Sid}"`]);
      expect(
        told(noInvalidSid, { ...allow('s3:*', '*', { Sid }), Principal: '*' }, 'resource-based'),
      ).toEqual([]);
    },
  );

  it('may be absent', () => {
    expect(told(noInvalidSid, allow('s3:*'))).toEqual([]);
  });
});

describe('characters that IAM does not take', () => {
  const dashed = { StringEquals: { 'aws:username': 'A–san' } };

  it('are found in every element', () => {
    expect(told(noUnsupportedCharacter, allow('s3:*', '*', { Sid: '“A”', Condition: dashed }))).toEqual([
      'character "“A”"',
      'character "A–san"',
    ]);
    const trust = {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:role/名' },
      Action: 'sts:AssumeRole',
    };
    expect(told(noUnsupportedCharacter, trust, 'role-trust')).toHaveLength(1);
  });

  it('are named by their number', () => {
    const [finding] = lintPolicy(
      document(allow('s3:*', 'arn:aws:s3:::😀')),
      'identity-based',
      noUnsupportedCharacter,
    );
    expect(finding?.message).toContain('U+1F600');
  });

  it('can be written as escape sequences, and Latin ones as they are', () => {
    expect(
      toldOf(noUnsupportedCharacter, JSON.stringify(document(allow('s3:*', 'arn:aws:s3:::café')))),
    ).toEqual([]);
    const text = JSON.stringify(document(allow('s3:*', 'arn:aws:s3:::a–b'))).replace('–', '\\u2013');
    expect(toldOf(noUnsupportedCharacter, text)).toEqual([]);
  });

  it('were taken where IAM has the policy', () => {
    const Policies = [managed('P', allow('s3:*', 'arn:aws:s3:::a–b'))];
    expect(lintAccount({ Policies }, noUnsupportedCharacter)).toMatchObject([
      { confidence: 'low', subject: arn('policy/P') },
    ]);
  });
});

describe('an element without values', () => {
  it.each([
    [{ Effect: 'Allow', Action: [], Resource: '*' }, 'identity-based', ['nothing "Action"']],
    [{ Effect: 'Deny', Action: '*', Resource: [] }, 'identity-based', ['nothing "Resource"']],
    [
      { Effect: 'Deny', NotAction: [], NotResource: [] },
      'identity-based',
      ['everything "NotAction"', 'everything "NotResource"'],
    ],
    [{ Effect: 'Allow', Principal: {}, Action: 'sts:AssumeRole' }, 'role-trust', ['nothing "Principal"']],
    [
      { Effect: 'Allow', Principal: { AWS: [] }, Action: 'sts:AssumeRole' },
      'role-trust',
      ['nothing "Principal"'],
    ],
    [{ Sid: '', ...allow('s3:*') }, 'identity-based', ['sid ""']],
    [allow('s3:*'), 'identity-based', []],
  ] as const)('%j', (statement, type, expected) => {
    expect(told(noEmptyElement, statement, type)).toEqual(expected);
  });

  it('is the Statement of a policy that has none, and not of one that has an error', () => {
    expect(toldOf(noEmptyElement, { Version: '2012-10-17', Statement: [] })).toHaveLength(1);
    expect(toldOf(noEmptyElement, { Version: '2012-10-17', Statement: [{ Effect: 'allow' }] })).toEqual([]);
  });
});

describe('what is said twice', () => {
  it('is found in a list, actions in any case', () => {
    expect(
      told(noDuplicateValue, allow(['s3:Get*', 'S3:get*', 's3:GetObject'], ['*', 'arn:aws:s3:::b'])),
    ).toEqual(['duplicate "S3:get*"']);
    expect(told(noDuplicateValue, { ...allowAllBut(['iam:*', 'iam:*']) })).toEqual(['duplicate "iam:*"']);
    expect(
      told(noDuplicateValue, allow('s3:*', ['arn:aws:s3:::b', 'arn:aws:s3:::B', 'arn:aws:s3:::b'])),
    ).toEqual(['duplicate "arn:aws:s3:::b"']);
  });

  it('is found among principals of one kind', () => {
    const Principal = { AWS: ['111122223333', '111122223333'], CanonicalUser: ['111122223333'] };
    expect(
      told(noDuplicateValue, { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }, 'role-trust'),
    ).toEqual(['duplicate "111122223333"']);
  });

  const Condition = { StringEquals: { 'aws:username': ['A', 'B'] } };

  it.each([
    [
      'the order and the Sid',
      allow(['a:B', 'a:C'], ['x', 'y'], { Sid: 'One' }),
      allow(['a:C', 'A:b'], ['y', 'x']),
      1,
    ],
    [
      'the order in conditions',
      allow('a:B', '*', { Condition }),
      allow('a:B', '*', { Condition: { StringEquals: { 'aws:UserName': ['B', 'A'] } } }),
      1,
    ],
    ['the effect', allow('a:B'), deny('a:B'), 0],
    ['the resource', allow('a:B', 'x'), allow('a:B', 'X'), 0],
    ['the condition', allow('a:B'), allow('a:B', '*', { Condition }), 0],
    ['Not', allowAllBut('a:B'), allow('a:B'), 0],
  ])('as a whole statement: %s', (_, one, other, count) => {
    expect(told(noDuplicateStatement, [one, other])).toHaveLength(count);
  });

  it('as a whole statement with principals', () => {
    const trust = (...AWS: readonly string[]) => ({
      Effect: 'Allow',
      Principal: { AWS },
      Action: 'sts:AssumeRole',
    });
    expect(
      told(noDuplicateStatement, [trust('1', '2'), trust('2', '1'), trust('3')], 'role-trust'),
    ).toHaveLength(1);
  });
});
