import { allow, arn, attached, boundedBy, deny, embedded, managed } from '../identities.js';
import type { AccountExample } from '../account-example.js';

/** Statements and policies that change nothing. */
export const account: AccountExample = {
  RoleDetailList: [
    {
      Arn: arn('role/Build'),
      ...boundedBy('Limit'),
      RolePolicyList: [
        embedded('Build', allow('s3:*'), allow('s3:GetObject'), allow('ec2:RunInstances')),
        embedded('Reading', allow('s3:GetObject')),
        embedded('Careful', deny('s3:DeleteBucket')),
      ],
      ...attached(arn('policy/NoDeletes')),
    },
  ],
  Policies: [managed('Limit', allow('s3:*')), managed('NoDeletes', deny('s3:Delete*'))],
};
