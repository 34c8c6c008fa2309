import { isAwsManaged } from '../../src/model/index.js';
import { grantOf, isEveryAction } from '../../src/graph/index.js';
import { actionCovers, actionIntersects } from '../../src/prover/index.js';
import { defineRule, holdersWith, listing, type Holder } from '../../src/linter/index.js';

/** What puts out the lights: logs, recorders and detectors, and the account itself. */
const DEFAULTS = [
  'access-analyzer:DeleteAnalyzer',
  'account:CloseAccount',
  'cloudtrail:DeleteTrail',
  'cloudtrail:PutEventSelectors',
  'cloudtrail:StopLogging',
  'config:DeleteConfigurationRecorder',
  'config:StopConfigurationRecorder',
  'guardduty:DeleteDetector',
  'guardduty:DisassociateFromAdministratorAccount',
  'organizations:CloseAccount',
  'securityhub:DisableSecurityHub',
] as const;

export default defineRule({
  meta: {
    id: 'grants/no-sensitive-action',
    description: 'Disallow actions that nobody is to have',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation: 'Take the action away, or deny it in a service control policy or a permissions boundary.',
    references: [
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples.html',
      'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
    ],
    messages: {
      granted: "'{policy}' allows what nobody is to have, by '{action}': {actions}.",
    },
    options: {
      actions: {
        description: 'Actions, or patterns of actions, that nobody is to have, on whatever resource.',
        default: DEFAULTS,
      },
    },
  },
  *checkStatement(statement, document, { graph, options, finding }) {
    const { effect, action } = statement;
    if (effect !== 'Allow' || action?.negated !== false || isAwsManaged(document.owner)) return;
    for (const at of action.values) {
      if (isEveryAction(at.value)) continue;
      const meant = options.actions.filter((sensitive) => actionIntersects(at.value, sensitive) === true);
      const held = new Map<string, { readonly holder: Holder; readonly actions: string[] }>();
      for (const sensitive of meant) {
        // What both have in common, where one of them has all of the other.
        const common = actionCovers(sensitive, at.value) === true ? at.value : sensitive;
        const grant = { ...grantOf(statement), action: { negated: false, values: [common] } };
        for (const holder of holdersWith(graph, document, grant)) {
          const known = held.get(holder.subject ?? '');
          if (known) known.actions.push(sensitive);
          else held.set(holder.subject ?? '', { holder, actions: [sensitive] });
        }
      }
      for (const { holder, actions } of held.values()) {
        const data = { policy: document.name, action: at.value, actions: listing(actions) };
        yield finding('granted', { at, document, ...holder, data });
      }
    }
  },
});
