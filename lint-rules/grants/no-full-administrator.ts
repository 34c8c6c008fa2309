import { isAwsManaged } from '../../src/model/index.js';
import { EVERYTHING } from '../../src/graph/index.js';
import { defineRule, everythingIn, holdersWith } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'grants/no-full-administrator',
    description: 'Disallow policies that allow every action on every resource',
    severity: 'critical',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation:
      'Allow the actions that are needed, on the resources that are meant; set a permissions boundary until you know them.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
    ],
    compliance: { cisV5: ['1.15'], cisV6: ['2.15'], securityHub: ['IAM.1'], cwe: ['CWE-250'] },
    accessAnalyzer: [
      'PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE',
      'CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE',
    ],
    messages: {
      everything:
        "'{policy}' allows every action on every resource. Whoever has it administers the whole account, can make more administrators and can cover the tracks.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (statement.conditions.length > 0 || isAwsManaged(document.owner)) return;
    const at = everythingIn(statement);
    if (at === undefined) return;
    for (const holder of holdersWith(graph, document, EVERYTHING)) {
      yield finding('everything', { at, document, ...holder, data: { policy: document.name } });
    }
  },
});
