import type { AccountExample } from '../account-example.js';

/** What nobody should be granted. */
export const account: AccountExample = {
  UserDetailList: [
    {
      Arn: 'arn:aws:iam::111122223333:user/all-of-aws',
      UserPolicyList: [
        {
          PolicyName: 'Everything',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
          },
        },
      ],
    },
  ],
};
