import type { ControlPolicy, Organization, OrganizationRoot, Statement } from '../model/index.js';
import { EVERYTHING, grantCovers, grantOf } from '../graph/index.js';

/** A place that a policy can be attached to. */
export interface ControlTarget {
  readonly arn: string;
  /** As a sentence names it: `the organizational unit 'Workloads'`. */
  readonly text: string;
}

/** The root, organizational unit or account with an id; the id itself where nobody has read it. */
export function controlTarget(organization: Organization, id: string): ControlTarget {
  const named = (kind: string, places: readonly Pick<OrganizationRoot, 'Id' | 'Arn' | 'Name'>[]) => {
    const place = places.find(({ Id }) => Id === id);
    return place && { arn: place.Arn, text: `${kind} '${place.Name}'` };
  };
  return (
    named('the root', organization.roots) ??
    named('the organizational unit', organization.organizationalUnits) ??
    named('the account', organization.accounts) ?? { arn: id, text: id }
  );
}

/** The service and resource control policies that the organization has written itself. */
export function ownControlPolicies(organization: Organization): readonly ControlPolicy[] {
  return [...organization.serviceControlPolicies, ...organization.resourceControlPolicies].filter(
    ({ awsManaged }) => !awsManaged,
  );
}

/** Whether a statement is about every action on every resource, under no condition. */
export function isAboutEverything(statement: Statement): boolean {
  return statement.conditions.length === 0 && grantCovers(grantOf(statement), EVERYTHING);
}
