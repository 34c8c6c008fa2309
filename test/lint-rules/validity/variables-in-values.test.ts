import { describe, expect, it } from 'vitest';
import malformed from '../../../lint-rules/validity/no-malformed-variable-in-value.js';
import multivalued from '../../../lint-rules/validity/no-multivalued-key-in-variable.js';
import unknown from '../../../lint-rules/validity/no-unknown-key-in-variable.js';
import operators from '../../../lint-rules/validity/no-variable-with-operator.js';
import { allowIf, underlined } from '../../support/conditions.js';
import { allow, document } from '../../support/identities.js';
import { lintPolicy } from '../../support/rules.js';

const RULES = [malformed, multivalued, unknown];
const inResource = (value: string) =>
  RULES.flatMap((rule) => ids(underlined(rule, allow('s3:GetObject', value))));
const ids = (found: readonly string[]) => found.map((text) => text.split(' ', 1)[0]);

describe('a policy variable', () => {
  it.each([
    ['${aws:username', ['unclosed']],
    ['${aws:username/${aws:userid}', ['unclosed']],
    ['${}', ['empty']],
    ["${, 'x'}", ['empty']],
    ['${aws:username, anonymous}', ['unquoted']],
    ["${aws:username, 'anonymous}", ['unquoted']],
    ['${aws:user name}', ['space']],
    ['${ aws:username}', ['space']],
    ['${aws:usernam}', ['misspelt']],
    ['${username}', ['misspelt']],
    ['${aws:FavouriteColourOfTheUser}', ['unknown']],
    ['${aws:PrincipalTag}', ['misspelt']],
    ['${aws:PrincipalOrgPaths}', ['multivalued']],
    ["${aws:TagKeys, 'x'}", ['multivalued']],
  ])('%s is reported', (value, found) => {
    expect(inResource(`arn:aws:s3:::b/${value}`)).toEqual(found);
  });

  it.each([
    '${aws:username}',
    "${aws:PrincipalTag/team, 'all'}",
    '${aws:PrincipalTag/cost center}',
    "${aws:username,'x'}",
    '${*}${?}${$}',
    '${saml:sub}',
    '${token.example.com:sub}',
    '$aws:username',
  ])('%s is right', (value) => {
    expect(inResource(`arn:aws:s3:::b/${value}`)).toEqual([]);
  });

  it('is looked for in the values of conditions, too', () => {
    const statement = allowIf({ StringEquals: { 'aws:ResourceTag/owner': ['a', '${aws:usrname}'] } });
    expect(underlined(unknown, statement)).toEqual(['misspelt ${aws:usrname}']);
  });

  it('is text where the version is not that of 2012', () => {
    const policy = { ...document(allow('s3:GetObject', 'arn:aws:s3:::${}/${usrname}/${aws:TagKeys}')) };
    for (const rule of RULES) {
      expect(lintPolicy({ ...policy, Version: '2008-10-17' }, 'identity-based', rule)).toEqual([]);
      expect(lintPolicy(policy, 'identity-based', rule)).toHaveLength(1);
    }
  });

  it.each([
    ['NumericLessThan', ['variable ${aws:username}']],
    ['NotIpAddress', ['variable ${aws:username}']],
    ['Null', ['variable ${aws:username}']],
    ['StringLike', []],
    ['ArnEquals', []],
    ['Bool', []],
  ])('under %s', (operator, found) => {
    const statement = allowIf({ [operator]: { 'example:Key': ['1', '${aws:username}'] } });
    expect(underlined(operators, statement)).toEqual(found);
  });
});
