import type { Statement } from '../model/index.js';

/** How the keys begin that say who calls, from where, when and how: none of them narrows down the resources. */
const CALLER_KEYS = [
  'aws:assumedroot',
  'aws:calledvia',
  'aws:currenttime',
  'aws:ec2instancesource',
  'aws:epochtime',
  'aws:federatedprovider',
  'aws:multifactorauth',
  'aws:principal',
  'aws:referer',
  'aws:requestedregion',
  'aws:securetransport',
  'aws:source',
  'aws:tokenissuetime',
  'aws:useragent',
  'aws:userid',
  'aws:username',
  'aws:viaawsservice',
  'aws:vpce',
  'aws:vpcsourceip',
];

/**
 * Whether a condition of the statement is about the resource or what is done to it, such as `aws:ResourceTag`:
 * the statement does not reach every resource then, whatever its Resource says.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function isScopedByCondition({ conditions }: Statement): boolean {
  return conditions.some(({ key }) => {
    const name = key.value.toLowerCase();
    return !CALLER_KEYS.some((prefix) => name.startsWith(prefix));
  });
}
