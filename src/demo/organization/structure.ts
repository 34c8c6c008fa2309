import type { OrganizationPolicy, OrganizationSnapshot, RawDocument } from '../../model/index.js';
import { accountIds, organizationId } from './account-ids.js';
import { document } from './entities.js';

const rootId = 'r-exam';
const workloadsId = 'ou-exam-workloads';
const securityId = 'ou-exam-security1';
const arnOf = (resource: string) => `arn:aws:organizations::${accountIds.management}:${resource}`;
const everywhere = [rootId, workloadsId, securityId, ...Object.values(accountIds)];
const allowAll = document({ Effect: 'Allow', Action: '*', Resource: '*' });

/** The tree of the organization with its service and resource control policies. */
export function structure(): OrganizationSnapshot {
  return {
    organization: {
      Id: organizationId,
      Arn: arnOf(`organization/${organizationId}`),
      MasterAccountId: accountIds.management,
      FeatureSet: 'ALL',
    },
    roots: [
      {
        Id: rootId,
        Arn: arnOf(`root/${organizationId}/${rootId}`),
        Name: 'Root',
        EnabledPolicyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'],
      },
    ],
    organizationalUnits: [unit(workloadsId, 'Workloads'), unit(securityId, 'Security')],
    accounts: [
      account(accountIds.management, 'exampleorg-management', rootId),
      account(accountIds.workbench, 'workbench', workloadsId),
      account(accountIds.wellKept, 'well-kept', workloadsId),
      account(accountIds.vault, 'vault', securityId),
    ],
    policies: [
      awsPolicy('SERVICE_CONTROL_POLICY', 'FullAWSAccess', allowAll),
      awsPolicy(
        'RESOURCE_CONTROL_POLICY',
        'RCPFullAWSAccess',
        document({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }),
      ),
      {
        Id: 'p-runinstances',
        Arn: arnOf(`policy/${organizationId}/service_control_policy/p-runinstances`),
        Name: 'RunInstancesOnlyByCloudOps',
        Type: 'SERVICE_CONTROL_POLICY',
        AwsManaged: false,
        Content: document({
          Sid: 'RunInstancesOnlyByCloudOps',
          Effect: 'Deny',
          Action: 'ec2:RunInstances',
          Resource: '*',
          Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/CloudOps' } },
        }),
        TargetIds: [workloadsId],
      },
    ],
  };
}

function unit(id: string, name: string) {
  return { Id: id, Arn: arnOf(`ou/${organizationId}/${id}`), Name: name, ParentId: rootId };
}

function account(id: string, name: string, parentId: string) {
  return {
    Id: id,
    Arn: arnOf(`account/${organizationId}/${id}`),
    Name: name,
    State: 'ACTIVE',
    ParentId: parentId,
  };
}

function awsPolicy(type: string, name: string, content: RawDocument): OrganizationPolicy {
  return {
    Id: `p-${name}`,
    Arn: `arn:aws:organizations::aws:policy/${type.toLowerCase()}/p-${name}`,
    Name: name,
    Type: type,
    AwsManaged: true,
    Content: content,
    TargetIds: everywhere,
  };
}
