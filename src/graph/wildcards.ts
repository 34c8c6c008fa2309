import type { Element, Token } from '../model/index.js';

/** Whether a value of an Action element is every action of every service. */
export function isEveryAction(action: string): boolean {
  return action === '*' || action === '*:*';
}

/** The service of which a value of an Action element is every action: `sqs` for `sqs:*`. */
export function serviceOfWildcard(action: string): string | undefined {
  const [service = '', name = '', ...more] = action.toLowerCase().split(':');
  return service !== '' && !hasWildcard(service) && isStars(name) && more.length === 0 ? service : undefined;
}

/** Whether a value of a Resource element is every resource of every service. */
export function isEveryResource(resource: string): boolean {
  return isStars(resource);
}

/**
 * What in a Resource or NotResource element reaches every resource of a service, or every one but some: `*`, an ARN
 * that fixes no more than the service, or one that is incomplete, which IAM completes with wildcards.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function reachingEveryResource({ key, negated, values }: Element, service: string): Token | undefined {
  if (negated) return values.some(({ value }) => isEveryResource(value)) ? undefined : key;
  return values.find(({ value }) => isEveryResource(value) || fixesOnlyService(value, service));
}

function fixesOnlyService(arn: string, service: string): boolean {
  const [prefix, , given, region = '*', account = '*', ...resource] = arn.split(':');
  if (prefix !== 'arn' || given !== service) return false;
  const rest = resource.length === 0 ? '*' : resource.join('');
  return (
    [region, account].every((field) => field === '' || isStars(field)) && isStars(rest.replaceAll('/', ''))
  );
}

function isStars(text: string): boolean {
  return text !== '' && text.replaceAll('*', '') === '';
}

function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}
