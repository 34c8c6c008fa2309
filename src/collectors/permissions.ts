import { iamOperations } from './iam.js';
import { organizationsOperations } from './organizations.js';
import { s3ControlOperations, s3Operations } from './s3.js';
import { stsActions } from './sts.js';

export interface PermissionsPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: 'Allow';
    readonly Action: readonly string[];
    readonly Resource: '*';
  }[];
}

/**
 * The least that a caller of {@link collect} has to be allowed, made from the operations that the collectors
 * declare. The second statement is needed only in the account from which the organization is read: its management
 * account or a delegated administrator.
 */
export function permissionsPolicy(options: { readonly organization?: boolean } = {}): PermissionsPolicy {
  const account = [iamOperations, s3Operations, s3ControlOperations].flatMap((operations) =>
    Object.keys(operations),
  );
  return {
    Version: '2012-10-17',
    Statement: [
      statement('AuditAccount', [...stsActions, ...account]),
      ...(options.organization === false
        ? []
        : [statement('AuditOrganization', Object.keys(organizationsOperations))]),
    ],
  };
}

function statement(Sid: string, actions: readonly string[]): PermissionsPolicy['Statement'][number] {
  return { Sid, Effect: 'Allow', Action: [...actions].sort(), Resource: '*' };
}
