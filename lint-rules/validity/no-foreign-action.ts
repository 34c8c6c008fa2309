import { isEveryAction } from '../../src/graph/index.js';
import { defineRule, hasTrustAction, hasVariable } from '../../src/linter/index.js';
import { parseArn, type PolicyDocument } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-foreign-action',
    description: 'Disallow actions in the policy of a resource that are not about such a resource',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['resource-based', 'role-trust'],
    remediation:
      "Name actions of the resource's own service; in a role trust policy, those that assume a role.",
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html',
    ],
    messages: {
      bucket: "'{action}' is no action of Amazon S3, and the policy of a bucket takes no others.",
      trust:
        "'{action}' assumes no role, and a role trust policy takes only actions that do: sts:AssumeRole and its kin, sts:TagSession, sts:SetSourceIdentity, sts:SetContext.",
    },
    accessAnalyzer: ['UNSUPPORTED_ACTION_IN_POLICY'],
  },
  *checkStatement({ action }, document, { finding }) {
    const owner = kindOfOwner(document);
    if (!action || owner === undefined) return;
    for (const at of action.values) {
      if (isEveryAction(at.value) || hasVariable(at.value) || isOwnAction(at.value, owner)) continue;
      yield finding(owner, { at, document, subject: document.owner, data: { action: at.value } });
    }
  },
});

/** For which resources the policy can be: undefined where the document does not tell. */
function kindOfOwner({ type, owner }: PolicyDocument): 'bucket' | 'trust' | undefined {
  if (type === 'role-trust') return 'trust';
  return parseArn(owner)?.service === 's3' ? 'bucket' : undefined;
}

function isOwnAction(action: string, owner: 'bucket' | 'trust'): boolean {
  return owner === 'trust' ? hasTrustAction(action) : action.toLowerCase().startsWith('s3:');
}
