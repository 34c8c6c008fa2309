import type { Part } from '../account.js';
import { accountIds, organizationId } from '../account-ids.js';
import { readAccessPolicies } from '../audit-role.js';
import { document, entitiesOf } from '../entities.js';
import { githubHost, trustOfGitHub } from '../github.js';

const { openIDConnectProvider, role } = entitiesOf(accountIds.management);
const provider = openIDConnectProvider(githubHost, ['sts.amazonaws.com']);

/** A workflow in GitHub audits the whole organization every night. */
export const scheduledAudit: Part = {
  openIDConnectProviders: [provider],
  roles: [
    role(
      'iamlint-audit',
      trustOfGitHub(provider.Arn, {
        StringEquals: {
          [`${githubHost}:aud`]: 'sts.amazonaws.com',
          [`${githubHost}:sub`]: 'repo:exampleorg/cloud-audit:environment:audit',
        },
      }),
      {
        inline: {
          ReadAccessPolicies: readAccessPolicies(accountIds.management),
          ReadOrganization: document(
            {
              Sid: 'ReadTheOrganizationAsAWhole',
              Effect: 'Allow',
              Action: [
                'organizations:DescribeOrganization',
                'organizations:ListAccounts',
                'organizations:ListPolicies',
                'organizations:ListRoots',
              ],
              Resource: '*',
            },
            {
              Sid: 'ReadPolicies',
              Effect: 'Allow',
              Action: ['organizations:DescribePolicy', 'organizations:ListTargetsForPolicy'],
              Resource: [
                `arn:aws:organizations::${accountIds.management}:policy/${organizationId}/*`,
                'arn:aws:organizations::aws:policy/*',
              ],
            },
          ),
          AuditMemberAccounts: document({
            Sid: 'AuditMemberAccounts',
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Resource: [accountIds.workbench, accountIds.vault, accountIds.wellKept].map(
              (account) => `arn:aws:iam::${account}:role/iamlint-audit`,
            ),
          }),
        },
      },
    ),
  ],
};
