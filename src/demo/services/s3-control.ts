import { restXmlService, ServiceError } from '../protocols/index.js';
import type { RestOperation } from '../protocols/index.js';
import { publicAccessBlockAnswer } from './public-access-block.js';

/** Every path of S3 Control starts with this, and none of S3 does. */
export const s3ControlPath = '/v20180820/';

const GetPublicAccessBlock: RestOperation = ({ headers }, { caller: { account } }) => {
  if (headers['x-amz-account-id'] !== account.account.AccountId)
    throw new ServiceError('accessDenied', 'Access Denied');
  return publicAccessBlockAnswer(account.account.PublicAccessBlock);
};

export const s3Control = restXmlService(
  ({ method, url }) =>
    method === 'GET' && url.pathname === `${s3ControlPath}configuration/publicAccessBlock`
      ? 'GetPublicAccessBlock'
      : `${method} ${url.pathname}`,
  { GetPublicAccessBlock },
);
