import { describe, expect, it } from 'vitest';
import { parseCredentialReport } from '../../src/collectors/credential-report.js';

describe('a credential report', () => {
  it('is read by the names of its columns, in any order', () => {
    const report = parseCredentialReport('arn,mfa_active,user\r\narn:aws:iam::1:user/a,true,a\r\n');
    expect(report).toEqual({
      rows: [{ arn: 'arn:aws:iam::1:user/a', mfa_active: 'true', user: 'a' }],
      unreadable: 0,
    });
  });

  it('keeps the commas and quotes of a quoted cell', () => {
    const report = parseCredentialReport('user,arn,note\n"a,b",arn,"say ""hi"""\n');
    expect(report?.rows).toEqual([{ user: 'a,b', arn: 'arn', note: 'say "hi"' }]);
  });

  it('keeps empty cells', () => {
    expect(parseCredentialReport('user,arn,x,y\na,arn,,')?.rows).toEqual([
      { user: 'a', arn: 'arn', x: '', y: '' },
    ]);
  });

  it('counts the rows that do not fit its columns', () => {
    expect(parseCredentialReport('user,arn\na,arn\nb\nc,arn,more')).toEqual({
      rows: [{ user: 'a', arn: 'arn' }],
      unreadable: 2,
    });
  });

  it.each(['', '<html></html>', 'name,age\na,7'])('is not %j', (csv) => {
    expect(parseCredentialReport(csv)).toBeUndefined();
  });
});
