import { describe, expect, it } from 'vitest';
import { groupByCause, groupByException, groupGaps } from '../../reports/grouping.js';
import { coverageGap, evidence, exception, finding } from '../support/report.js';

describe('root causes', () => {
  it('hold the findings that one mend would cure, and each subject once', () => {
    const findings = ['alice', 'bob', 'alice'].map((subject) => finding({ subject, cause: 'admins' }));
    const [cause, ...others] = groupByCause(findings);
    expect(others).toEqual([]);
    expect(cause?.findings).toEqual(findings);
    expect(cause?.subjects).toEqual(['alice', 'bob']);
  });

  it('keep apart two rules that name the same cause, and two causes of one rule', () => {
    const findings = [
      finding({ ruleId: 'a/b', cause: 'c' }),
      finding({ ruleId: 'a/b', cause: 'd' }),
      finding({ ruleId: 'a/c', cause: 'c' }),
    ];
    expect(groupByCause(findings)).toHaveLength(3);
  });

  it('come by severity, then by how many subjects they have', () => {
    const findings = [
      finding({ severity: 'high', cause: 'one subject twice', subject: 'a' }),
      finding({ severity: 'high', cause: 'one subject twice', subject: 'a' }),
      finding({ severity: 'low', cause: 'many', subject: 'a' }),
      finding({ severity: 'low', cause: 'many', subject: 'b' }),
      finding({ severity: 'low', cause: 'many', subject: 'c' }),
      finding({ severity: 'high', cause: 'two subjects', subject: 'a' }),
      finding({ severity: 'high', cause: 'two subjects', subject: 'b' }),
      finding({ severity: 'critical', cause: 'worst', subject: 'a' }),
    ];
    expect(groupByCause(findings).map(({ findings: [{ cause }] }) => cause)).toEqual([
      'worst',
      'two subjects',
      'one subject twice',
      'many',
    ]);
  });

  it('are as severe as their worst finding', () => {
    const findings = [finding({ severity: 'low' }), finding({ severity: 'high', subject: 'b' })];
    expect(groupByCause(findings)).toMatchObject([{ severity: 'high' }]);
  });
});

describe('coverage gaps', () => {
  it('go together where the same permission is missing in the same account', () => {
    const groups = groupGaps([
      coverageGap({ resource: 'a' }),
      coverageGap({ resource: 'b' }),
      coverageGap({ resource: 'a', account: '444455556666' }),
      coverageGap({ resource: 'a', errorCode: 'Throttling' }),
    ]);
    expect(groups.map((group) => group.length)).toEqual([2, 1, 1]);
  });
});

describe('hidden findings', () => {
  it('go together where the same exception hides them', () => {
    const one = exception();
    const other = exception({ declaration: evidence() });
    const groups = groupByException([
      { ...finding({ subject: 'a' }), exception: one },
      { ...finding({ subject: 'b' }), exception: other },
      { ...finding({ subject: 'c' }), exception: structuredClone(one) },
    ]);
    expect(groups.map((group) => group.map(({ subject }) => subject))).toEqual([['a', 'c'], ['b']]);
  });
});
