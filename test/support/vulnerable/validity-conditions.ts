import type { AccountExample } from '../account-example.js';
import { allowIf } from '../conditions.js';
import { embedded } from '../identities.js';

/** Conditions that do nothing because of how they are written. */
export const account: AccountExample = {
  UserDetailList: [
    {
      Arn: 'arn:aws:iam::111122223333:user/slips-in-conditions',
      UserPolicyList: [
        embedded(
          'Keys',
          allowIf({ StringEquals: { 'aws:PrincipleOrgID': 'o-a1b2c3d4e5', 's3:prefixes': 'a', team: 'a' } }),
          allowIf({ StringEquals: { 'aws:ResourceTag': 'a', 's3:prefix': 'a', 'S3:Prefix': 'b' } }),
          allowIf({ StringLike: { 's3:prefix': 'a' } }, { Action: 's3:GetObject' }),
        ),
        embedded(
          'Operators',
          allowIf({ StringEqual: { 's3:prefix': 'a' }, IpAddress: { 'aws:SourceVpc': '10.0.0.0/8' } }),
          allowIf({ StringEquals: { 'aws:SecureTransport': 'true' } }),
        ),
        embedded(
          'Values',
          allowIf({ Bool: { 'aws:SecureTransport': ['true', 'no'] }, StringEquals: { 's3:prefix': [] } }),
          allowIf({
            StringEquals: { 'aws:SourceVpc': 'main' },
            IpAddress: { 'aws:SourceIp': '${aws:TagKeys}' },
          }),
          allowIf({ StringLike: { 's3:prefix': ['${aws:username', '${aws:usernam}'] } }),
        ),
      ],
    },
  ],
};
