import type { RawDocument, RoleDetail } from '../../model/index.js';
import { accountIds, organizationId } from './account-ids.js';
import { document, entitiesOf } from './entities.js';

const scheduledAudit = `arn:aws:iam::${accountIds.management}:role/iamlint-audit`;

/** The role of a member account through which the scheduled audit reads it. */
export function auditRole(account: string): RoleDetail {
  const trust = document({
    Sid: 'ScheduledAuditOfTheOrganization',
    Effect: 'Allow',
    Principal: { AWS: scheduledAudit },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'aws:PrincipalOrgID': organizationId, 'sts:ExternalId': 'iamlint-audit' } },
  });
  return entitiesOf(account).role('iamlint-audit', trust, {
    inline: { ReadAccessPolicies: readAccessPolicies(account) },
  });
}

export function readAccessPolicies(account: string): RawDocument {
  return document(
    {
      Sid: 'ReadTheAccountAsAWhole',
      Effect: 'Allow',
      Action: [
        'iam:GenerateCredentialReport',
        'iam:GetAccountAuthorizationDetails',
        'iam:GetAccountPasswordPolicy',
        'iam:GetAccountSummary',
        'iam:GetCredentialReport',
        'iam:ListInstanceProfiles',
        'iam:ListOpenIDConnectProviders',
        'iam:ListRoles',
        'iam:ListSAMLProviders',
        's3:GetAccountPublicAccessBlock',
        's3:ListAllMyBuckets',
      ],
      Resource: '*',
    },
    {
      Sid: 'ReadAWSManagedPolicies',
      Effect: 'Allow',
      Action: ['iam:GetPolicy', 'iam:GetPolicyVersion'],
      Resource: 'arn:aws:iam::aws:policy/*',
    },
    {
      Sid: 'ReadTheGitHubProvider',
      Effect: 'Allow',
      Action: 'iam:GetOpenIDConnectProvider',
      Resource: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`,
    },
    {
      Sid: 'ReadBuckets',
      Effect: 'Allow',
      Action: [
        's3:GetBucketAcl',
        's3:GetBucketLocation',
        's3:GetBucketOwnershipControls',
        's3:GetBucketPolicy',
        's3:GetBucketPolicyStatus',
        's3:GetBucketPublicAccessBlock',
      ],
      Resource: 'arn:aws:s3:::exampleorg-*',
    },
  );
}
