import { defineRule, includesAction, isAboutKey, listing, spares } from '../../src/linter/index.js';

const KEYS = ['aws:ResourceAccount', 'aws:ResourceOrgID', 'aws:ResourceOrgPaths'];

/** Requests for these say nothing of the resource's account. */
const WITHOUT_KEY = [
  'auditmanager:UpdateAssessmentFrameworkShare',
  'detective:AcceptInvitation',
  'ds:AcceptSharedDirectory',
  'ebs:CompleteSnapshot',
  'ebs:GetSnapshotBlock',
  'ebs:ListChangedBlocks',
  'ebs:ListSnapshotBlocks',
  'ebs:PutSnapshotBlock',
  'ebs:StartSnapshot',
  'ec2:AcceptTransitGatewayPeeringAttachment',
  'ec2:AcceptVpcEndpointConnections',
  'ec2:AcceptVpcPeeringConnection',
  'ec2:CreateTransitGatewayPeeringAttachment',
  'ec2:CreateVpcEndpoint',
  'ec2:CreateVpcPeeringConnection',
  'es:AcceptInboundConnection',
  'guardduty:AcceptAdministratorInvitation',
  'macie2:AcceptInvitation',
  'route53:AssociateVPCWithHostedZone',
  'route53:CreateVPCAssociationAuthorization',
  'securityhub:AcceptAdministratorInvitation',
];

export default defineRule({
  meta: {
    id: 'organization/no-keyless-perimeter',
    description: 'Disallow denies by the account of the resource for actions that never tell it',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['service-control'],
    remediation:
      'Write the Deny with NotAction and list the actions there, or let requests without the key through with a Null condition.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceorgid',
    ],
    messages: {
      denied:
        'This Deny always applies to {actions}: requests for them carry no {key}, and {operator} is met without it.',
    },
  },
  *checkStatement({ effect, action, conditions }, document, { finding }) {
    if (effect !== 'Deny') return;
    const condition = conditions.find((one) => KEYS.some((key) => spares(one, key, () => true)));
    const isOnKey = KEYS.some((key) =>
      conditions.some((one) => one !== condition && isAboutKey(one, key) && !spares(one, key, () => true)),
    );
    if (condition === undefined || isOnKey) return;
    const denied = WITHOUT_KEY.filter((name) => includesAction(action, name));
    if (denied.length === 0) return;
    const data = { actions: listing(denied), key: condition.key.value, operator: condition.operator.value };
    yield finding('denied', { at: condition.key, document, data });
  },
});
