import type { PolicyGraph, RequestPolicies } from '../../graph/index.js';
import {
  isAwsManaged,
  listing,
  parseArn,
  POLICY_TYPE_NAMES,
  type Assumption,
  type Decision,
  type PolicyDocument,
  type PolicyType,
  type Requester,
  type Statement,
} from '../../model/index.js';

/** `user/A-san` for an ARN of IAM, `role/deploy (session ci)` for a session; anything else as it is. */
export function shortName(name: string): string {
  const arn = parseArn(name);
  if (arn?.service !== 'iam') return name;
  return arn.resource;
}

export function principalName(principal: Requester): string {
  switch (principal.kind) {
    case 'user':
    case 'role': {
      const arn = parseArn(principal.arn);
      const [type, role, session] = arn?.resource.split('/') ?? [];
      return type === 'assumed-role'
        ? `the session ${session ?? ''} of role/${role ?? ''}`
        : shortName(principal.arn);
    }
    case 'federated-user':
      return parseArn(principal.arn)?.resource ?? principal.arn;
    case 'root':
      return `the root user of ${principal.account}`;
    case 'service':
      return principal.service;
    case 'saml':
    case 'web-identity':
      return `an identity of ${principal.provider.slice(principal.provider.indexOf('/') + 1)}`;
    case 'anonymous':
      return 'an anonymous caller';
  }
}

/** The same at the beginning of a sentence: a name keeps its case. */
export function subjectName(principal: Requester): string {
  const name = principalName(principal);
  return /^(an?|the) /.test(name) ? upperFirst(name) : name;
}

/** The ARN of a principal, or what stands for one. */
export function principalText(principal: Requester): string {
  switch (principal.kind) {
    case 'user':
    case 'federated-user':
      return principal.arn;
    case 'role': {
      const arn = parseArn(principal.arn);
      if (principal.session === undefined || arn?.service !== 'iam') return principal.arn;
      const name = principal.arn.slice(principal.arn.lastIndexOf('/') + 1);
      return `arn:${arn.partition}:sts::${arn.account}:assumed-role/${name}/${principal.session}`;
    }
    case 'root':
      return `arn:${principal.partition ?? 'aws'}:iam::${principal.account}:root`;
    case 'service':
      return principal.service;
    case 'saml':
    case 'web-identity':
      return principal.provider;
    case 'anonymous':
      return 'anonymous';
  }
}

/** `111122223333 (workbench)`. */
export function accountName(graph: PolicyGraph, id: string): string {
  const name = graph.organization?.accounts.find(({ Id }) => Id === id)?.Name;
  return name === undefined ? id : `${id} (${name})`;
}

/** A root, an organizational unit or an account as a place in the organization. */
export function placeName({ organization }: PolicyGraph, id: string): string {
  if (organization?.roots.some(({ Id }) => Id === id)) return 'the root';
  const unit = organization?.organizationalUnits.find(({ Id }) => Id === id);
  if (unit) return `the organizational unit '${unit.Name}'`;
  const account = organization?.accounts.find(({ Id }) => Id === id);
  return account ? `the account '${account.Name}'` : id;
}

/** ` on arn:…`; nothing for an action that is asked about without a resource. */
export function onResource(resource: string): string {
  return resource === '*' ? '' : ` on ${shortName(resource)}`;
}

const DECISION_NAMES: Readonly<Record<Decision, string>> = {
  allowed: 'allowed',
  explicitDeny: 'explicit deny',
  implicitDeny: 'implicit deny',
};

export function decisionName(decision: Decision): string {
  return DECISION_NAMES[decision];
}

/** What people call a document: `the identity-based policy 'DenyIAM'`, `the role trust policy of role/SwitchRole`. */
export function policyName({ type, name, owner }: PolicyDocument): string {
  const resource = parseArn(owner);
  switch (type) {
    case 'role-trust':
      return `the role trust policy of ${shortName(owner)}`;
    case 'resource-based':
      return resource?.service === 's3'
        ? `the bucket policy of ${resource.resource}`
        : `the resource-based policy of ${owner}`;
    default:
      return `the ${POLICY_TYPE_NAMES[type]} '${name}'`;
  }
}

/** The ARNs and ids from the principal to where the policy is attached; empty for the resource's own. */
export function viaOf(bearing: RequestPolicies, document: PolicyDocument): readonly string[] {
  const reaching = bearing.reaching.find((policy) => policy.document === document);
  if (reaching) return reaching.via;
  const levels = document.type === 'service-control' ? bearing.serviceControl : bearing.resourceControl;
  return levels.filter(({ documents }) => documents.includes(document)).map(({ target }) => target);
}

/** What {@link policyName} says and how the policy reaches the principal: `… attached to user/db-admin`. */
export function originOf(graph: PolicyGraph, bearing: RequestPolicies, document: PolicyDocument): string {
  const name = policyName(document);
  const via = viaOf(bearing, document);
  const [principal = '', ...between] = via;
  const holder = between.at(-1) ?? principal;
  switch (document.type) {
    case 'identity-based': {
      const held = shortName(document.owner).startsWith('policy/') ? 'attached to' : 'embedded in';
      const member = between.length > 0 ? ` (${shortName(principal)} is a member)` : '';
      return holder === '' ? name : `${name} ${held} ${shortName(holder)}${member}`;
    }
    case 'permissions-boundary':
      return `${name} of ${shortName(holder)}`;
    case 'service-control':
    case 'resource-control':
      return via.length === 0
        ? name
        : `${name} attached to ${listing(via.map((place) => placeName(graph, place)))}`;
    default:
      return name;
  }
}

/** `statement 'Sid'`, or its number where it has none or shares it. */
export function statementName({ sid, index }: Statement, { statements }: PolicyDocument): string {
  const isUnique = statements.filter((other) => other.sid?.value === sid?.value).length === 1;
  return sid && isUnique ? `statement '${sid.value}'` : `statement ${index + 1}`;
}

const PLURALS: Readonly<Record<PolicyType, string>> = {
  'identity-based': 'identity-based policies',
  'resource-based': 'resource-based policies',
  'role-trust': 'role trust policies',
  'permissions-boundary': 'permissions boundaries',
  'service-control': 'service control policies',
  'resource-control': 'resource control policies',
  session: 'session policies',
  'vpc-endpoint': 'VPC endpoint policies',
};

export function policyTypes(type: PolicyType): string {
  return PLURALS[type];
}

/** The account in which a policy is changed. */
export function homeOf(
  graph: PolicyGraph,
  { type, owner }: PolicyDocument,
  user: string | undefined,
): string | undefined {
  if (type === 'service-control' || type === 'resource-control')
    return graph.organization?.detail.MasterAccountId;
  const account = parseArn(owner)?.account;
  if (account === '') return graph.bucket(owner)?.account;
  return account === undefined || isAwsManaged(owner) ? user : account;
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What is not known, as the end of `depending on …`. */
export function openQuestions(assumptions: readonly Assumption[]): string {
  const questions = assumptions.map(({ kind, key }) =>
    kind === 'policyType' ? `${policyTypes(key as PolicyType)} that were not read` : key,
  );
  return listing([...new Set(questions)]);
}
