import { describe, expect, it } from 'vitest';
import { describeWhereToLook, parseDenial } from '../../src/explain/index.js';

const MEGABYTE = 1_000_000;
const fill = (unit: string) => unit.repeat(Math.ceil(MEGABYTE / unit.length));

describe('a megabyte of text', () => {
  it.each([
    ['spaces', fill(' ')],
    ['spaces before a word', `${fill(' ')}x`],
    ['line ends', fill('\n')],
    ['spaces and line ends', fill(' \n')],
    ['one word', fill('a')],
    ['colons', fill(':')],
    ['backslashes', fill('\\')],
    ['backslashes before a quotation mark', `${fill('\\')}"`],
    ['quotation marks', fill('"')],
    ['opening brackets', fill('[')],
    ['opening braces', fill('{"a":')],
    ['nested lists', `${'['.repeat(MEGABYTE / 2)}${']'.repeat(MEGABYTE / 2)}`],
    ['a JSON string of braces', JSON.stringify(fill('{'))],
    ['escape sequences that never end', fill('\u001b[0')],
    ['one escape sequence that never ends', `\u001b[${fill('0')}`],
    ['margins', fill('│ ')],
    ['margins, line by line', fill('│ │\n')],
    ['angle brackets', fill('<')],
    ['labels', fill('User: ')],
    ['the first half of the sentence', fill('User: x is not authorized to perform: ')],
    ['the sentence without its action', fill('User: arn:aws:iam::1:user/x is not authorized to perform ')],
    ['a principal without an end', `User: ${fill('a')} is not authorized to perform: s3:GetObject`],
    ['a principal of line ends', `User: ${fill('a\n')} is not authorized to perform: s3:GetObject`],
    ['a resource without an end', `x is not authorized to perform: s3:GetObject on resource: ${fill('a')}`],
    ['a resource of cut ARNs', `x is not authorized to perform: s3:GetObject on resource: ${fill('arn:\n')}`],
    [
      'a resource that opens a quotation',
      `x is not authorized to perform: s3:GetObject on resource: "${fill('a\n')}`,
    ],
    [
      'a resource of spaces',
      `x is not authorized to perform: s3:GetObject on resource:${fill(' ')}with an explicit deny`,
    ],
    ['reasons', fill('because no ')],
    ['denies', fill('with an explicit deny in a ')],
    ['actions that a reason allows', fill('because no session policy allows the ')],
    ['an encoded message without an end', `Encoded authorization failure message: ${fill('a')}`],
    ['an encoded message in lines', `Encoded authorization failure message: ${fill('abc\n')}`],
    ['operations', fill('when calling the ')],
    ['services', fill('(Service: ')],
    ['API prefixes', fill('API:    ')],
    ['request ids', fill('RequestId')],
    ['messages', fill('<Message>')],
    ['queues', fill('Access to the resource https://')],
    ['error codes', fill('AccessDenied')],
    ['surrogates', fill('\ud800')],
    ['letters whose lower case is longer', `${fill('İ')} x is not authorized to perform: s3:GetObject`],
    ['lines of one length', fill(`${'x'.repeat(80)}\n`)],
  ])('of %s is read to its end', (_, text) => {
    const denial = parseDenial(text);
    if (denial !== undefined) expect(describeWhereToLook(denial).join('\n').length).toBeLessThan(20_000);
  });

  it('of log lines around a denial does not hide it', () => {
    const noise = fill('2026-01-19T12:21:42Z INFO request done status=200\n');
    const message =
      'ERROR AccessDenied: User: arn:aws:iam::111122223333:user/ann is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/k" because no session policy allows the s3:GetObject action\n';
    expect(parseDenial(noise + message + noise)).toMatchObject({
      principal: { arn: 'arn:aws:iam::111122223333:user/ann' },
      resource: 'arn:aws:s3:::b/k',
      policyType: 'session',
    });
  });

  it('of CloudTrail events gives the first that was denied', () => {
    const event = { eventSource: 'iam.amazonaws.com', eventName: 'ListRoles', requestID: 'a' };
    const Records = [
      ...Array.from({ length: 15_000 }, () => event),
      { ...event, errorCode: 'AccessDenied', requestID: 'b' },
      { ...event, errorCode: 'AccessDenied', requestID: 'c' },
    ];
    expect(parseDenial(JSON.stringify({ Records }))).toMatchObject({
      action: 'iam:ListRoles',
      requestId: 'b',
    });
  });
});

describe('control characters', () => {
  it('do not hide a denial', () => {
    const message =
      'User: arn:aws:iam::111122223333:user/\u200bann\u0000 is not\u0007 authorized to\u00a0perform: s3:GetObject with an\u2028explicit deny in a session\r\npolicy';
    expect(parseDenial(message)).toMatchObject({
      principal: { text: 'arn:aws:iam::111122223333:user/ann' },
      kind: 'explicitDeny',
      policyType: 'session',
    });
  });

  it('do not reach a sentence about it', () => {
    const denial = parseDenial(
      JSON.stringify({
        eventSource: 'iam.amazonaws.com',
        eventName: 'List\u001b[31mRoles',
        errorCode: 'AccessDenied',
        errorMessage: 'no\u001b]0;title\u0007 \u202eway',
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/\u001b[2Jann' },
      }),
    );
    expect(denial).toBeDefined();
    const text = denial === undefined ? '' : describeWhereToLook(denial).join('');
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
