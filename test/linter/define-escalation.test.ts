import { expect, it } from 'vitest';
import { defineEscalation } from '../../src/linter/index.js';

const meta = {
  id: 'escalation/no-thing',
  description: 'Disallow principals who can do a thing',
  severity: 'high',
  confidence: 'high',
  remediation: 'Deny it.',
  references: [],
} as const;

it('a rule without a message about a policy alone does not look at policies alone', () => {
  const principal = "The {kind} '{name}' can have {targets}, by {actions}.";
  const alone = "'{policy}' lets whoever has it have {targets}, by {actions}.";
  const waysOf = () => [];
  const both = defineEscalation({ meta: { ...meta, messages: { principal, alone } }, waysOf });
  const one = defineEscalation({ meta: { ...meta, messages: { principal } }, waysOf });
  expect(both.checkDocument).toBeDefined();
  expect(one.checkDocument).toBeUndefined();
});

it('a message with a placeholder for nothing that the rule knows does not compile', () => {
  // @ts-expect-error: of a policy alone nobody knows who has it.
  defineEscalation({ meta: { ...meta, messages: { principal: '', alone: '{name}' } }, waysOf: () => [] });
  // @ts-expect-error: misspelt.
  defineEscalation({ meta: { ...meta, messages: { principal: '{nmae}' } }, waysOf: () => [] });
});
