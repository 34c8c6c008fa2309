import { defineRule } from '../../src/linter/index.js';

const FEWEST = 2;
const MOST = 1224;

export default defineRule({
  meta: {
    id: 'validity/no-invalid-external-id',
    description: 'Disallow external ids that STS does not take',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation: 'Use 2 to 1,224 letters, digits and the characters _ + = , . @ : / and -.',
    references: ['https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html'],
    messages: {
      invalid:
        "Nobody can send the external id '{id}': STS takes {fewest} to {most} letters, digits and the characters _ + = , . @ : / and -.",
    },
  },
  *checkConditions({ conditions }, document, { finding }) {
    for (const { operator, key, values } of conditions) {
      if (key.value.toLowerCase() !== 'sts:externalid' || /null/i.test(operator.value)) continue;
      const isPattern = /like/i.test(operator.value);
      for (const at of values) {
        if (at.value.includes('${') || isExternalId(at.value, isPattern)) continue;
        const data = { id: at.value, fewest: FEWEST, most: MOST.toLocaleString('en-US') };
        yield finding('invalid', { at, document, subject: document.owner, data });
      }
    }
  },
});

function isExternalId(id: string, isPattern: boolean): boolean {
  if (isPattern && /[*?]/.test(id)) return /^[\w+=,.@:/*?-]*$/.test(id);
  return id.length >= FEWEST && id.length <= MOST && /^[\w+=,.@:/-]*$/.test(id);
}
