import { describe, expect, it } from 'vitest';
import { renderExplanation } from '../../reports/explanation/index.js';
import { describeDenial, explain, parseDenial } from '../../src/explain/index.js';
import { PolicyGraph } from '../../src/graph/index.js';
import type { Explanation } from '../../src/model/index.js';
import { normalize } from '../../src/normalizers/index.js';
import { snapshotText } from '../../src/snapshot/index.js';
import { explainIn } from '../support/explaining.js';
import { hostileWorld } from '../support/hostile-world.js';
import { allow, arn, deny, embedded } from '../support/identities.js';

const denied = explainIn(
  {
    UserDetailList: [
      {
        Arn: arn('user/ann'),
        UserPolicyList: [
          embedded('own', allow('*'), {
            ...deny(['iam:*', 's3:DeleteBucket'], '*', {
              Condition: { StringEquals: { 'aws:username': 'ann' } },
            }),
            Sid: 'Frozen',
          }),
        ],
      },
    ],
  },
  { principal: 'ann', action: 'iam:ListRoles' },
);
const text = (explanation: Explanation, options = {}) => renderExplanation('text', explanation, options);

describe('an explanation as text', () => {
  it('has the decision in its first line', () => {
    expect(text(denied).split('\n')[0]).toMatch(/^explicit deny: user\/ann may not perform iam:ListRoles\./);
  });

  it('underlines what decides, with the place in the file and what the request has', () => {
    const lines = text(denied).split('\n');
    const at = lines.findIndex((line) => line.includes('^~~~~~~ denies it'));
    expect(lines[at - 1]).toMatch(/^\s*\d+ \| +"iam:\*",$/);
    expect(lines.join('\n')).toContain("^~~~~~~~~~~~~~ the request has 'ann'");
    expect(lines.join('\n')).toMatch(/--> example\.json:\d+:\d+\n/);
  });

  it('has statements that can be pasted as they are', () => {
    const pasted =
      /in the place of [^\n]*:\n( +\{\n[\s\S]*?\n +\})\n(?! *["\]}])/.exec(text(denied))?.[1] ?? '';
    expect(JSON.parse(pasted)).toMatchObject({ Sid: 'Frozen', Effect: 'Deny', Resource: '*' });
  });

  it('keeps to the width', () => {
    const long = text(denied, { width: 60 })
      .split('\n')
      .filter((line) => line.length > 60);
    expect(long.filter((line) => !/arn:|example\.json|\^~/.test(line))).toEqual([]);
  });

  it('has colours only where they are wanted', () => {
    expect(text(denied)).not.toContain('\u001b[');
    expect(text(denied, { color: true })).toContain('\u001b[');
  });

  it('shows nobody what a stranger hid in a name', () => {
    const graph = new PolicyGraph(normalize(snapshotText({ ...hostileWorld(), coverageGaps: [] })));
    const entities = graph.accounts.flatMap((account) => graph.entities(account));
    expect(entities.length).toBeGreaterThan(10);
    for (const { arn: principal } of entities) {
      for (const [action, resource] of [
        ['s3:GetObject', 'arn:aws:s3:::b/x'],
        ['sts:AssumeRole', principal],
      ] as const) {
        let explanation: Explanation;
        try {
          explanation = explain(graph, { principal, action, resource, context: {} });
        } catch (error) {
          expect(error).toHaveProperty('hint');
          continue;
        }
        expect(text(explanation)).not.toMatch(/[^\P{C}\n]/u);
      }
    }
  });
});

describe('an explanation as JSON', () => {
  it('has all of it', () => {
    expect(JSON.parse(renderExplanation('json', denied))).toEqual(JSON.parse(JSON.stringify(denied)));
  });
});

describe('a denial without policies', () => {
  const denial = parseDenial(
    `User: ${arn('user/ann')} is not authorized to perform: iam:ListRoles with an explicit deny in a permissions boundary`,
  );
  const explanation = denial && describeDenial(denial);

  it('has what denied in its first line, and then where to look', () => {
    const lines = (explanation ? renderExplanation('text', explanation) : '').split('\n');
    expect(lines[0]).toBe(
      'explicit deny: A Deny statement in a permissions boundary stopped iam:ListRoles. A Deny wins over',
    );
    expect(lines.filter((line) => line.startsWith('  - ')).length).toBeGreaterThan(1);
    expect(lines.join(' ')).toContain('cannot be ruled out');
  });

  it('has all of it as JSON', () => {
    expect(explanation && JSON.parse(renderExplanation('json', explanation))).toEqual(explanation);
  });
});
