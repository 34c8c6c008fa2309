import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decide, evaluate, possibleDecisions } from '../../src/evaluator/index.js';
import { parseCase, type Case } from '../support/cases.js';

const folder = new URL('.', import.meta.url);
const tables = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => ({
    file,
    cases: (JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { readonly cases: readonly Case[] })
      .cases,
  }));

describe.each(tables)('$file', ({ cases }) => {
  it.each(cases.map((one): [string, Case] => [one.name, one]))('%s', (_, one) => {
    const { request, policies, options, documents } = parseCase(one);
    expect(documents.flatMap(({ errors }) => errors.map(({ message }) => message))).toEqual([]);
    const evaluation = evaluate(request, policies, options);
    expect([one.expect].flat()).toContain(evaluation.decision);
    expect(decide(request, policies, options)).toBe(evaluation.decision);
    expect(possibleDecisions(request, policies, options)).toEqual(evaluation.possible);
    if (one.unknown === undefined) expect(evaluation.possible).toEqual([evaluation.decision]);
  });
});

describe('the conformance tables', () => {
  const all = tables.flatMap(({ cases }) => cases);

  it('hold at least 300 cases, each with a name of its own and a page of AWS', () => {
    expect(all.length).toBeGreaterThanOrEqual(300);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(all.filter(({ source }) => !source.startsWith('https://docs.aws.amazon.com/'))).toEqual([]);
  });
});
