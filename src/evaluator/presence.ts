import type { Requester } from '../model/index.js';
import type { ActionName } from './action.js';

type Kind = Requester['kind'];

/** Whose requests carry a condition key. Kinds in neither list may or may not send it. */
interface Presence {
  readonly always: readonly Kind[];
  readonly never: readonly Kind[];
}

const EVERYONE: readonly Kind[] = [
  'user',
  'role',
  'federated-user',
  'root',
  'service',
  'saml',
  'web-identity',
  'anonymous',
];

/** Principals of IAM, who sign with credentials of an account. */
const IAM: readonly Kind[] = ['user', 'role', 'federated-user', 'root'];

const ALWAYS: Presence = { always: EVERYONE, never: [] };

function sentBy(always: readonly Kind[], maybe: readonly Kind[] = []): Presence {
  return { always, never: EVERYONE.filter((kind) => !always.includes(kind) && !maybe.includes(kind)) };
}

/**
 * When AWS sends a condition key, as far as the kind of principal settles it: the "Availability" of the pages of
 * the global keys. A key that is not here is one that only the request itself could tell.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const PRESENCE: ReadonlyMap<string, Presence> = new Map(
  Object.entries({
    'aws:currenttime': ALWAYS,
    'aws:epochtime': ALWAYS,
    'aws:requestedregion': ALWAYS,
    'aws:securetransport': ALWAYS,
    'aws:useragent': ALWAYS,
    'aws:viaawsservice': ALWAYS,
    'aws:principalaccount': ALWAYS,
    'aws:principaltype': ALWAYS,
    'aws:userid': ALWAYS,
    'aws:principalarn': sentBy(IAM, ['service']),
    'aws:principalisawsservice': sentBy([...IAM, 'service']),
    'aws:principalorgid': sentBy([], IAM),
    'aws:principalorgpaths': sentBy([], IAM),
    'aws:principalservicename': sentBy(['service']),
    'aws:principalservicenameslist': sentBy(['service']),
    'aws:username': sentBy(['user']),
    'aws:tokenissuetime': sentBy(['role', 'federated-user'], ['user', 'root']),
    'aws:multifactorauthpresent': sentBy([], IAM),
    'aws:multifactorauthage': sentBy([], IAM),
    'aws:assumedroot': sentBy([], ['root']),
    'aws:sourceidentity': sentBy([], ['role', 'federated-user', 'saml', 'web-identity']),
    'aws:federatedprovider': sentBy([], ['role', 'web-identity']),
    'aws:chatbotsourcearn': sentBy([], ['role']),
    'aws:ec2instancesourcevpc': sentBy([], ['role']),
    'aws:ec2instancesourceprivateipv4': sentBy([], ['role']),
    'ec2:sourceinstancearn': sentBy([], ['role']),
    'ec2:roledelivery': sentBy([], ['role']),
    'ssm:sourceinstancearn': sentBy([], ['role']),
    'lambda:sourcefunctionarn': sentBy([], ['role']),
    'codebuild:buildarn': sentBy([], ['role']),
    'codebuild:projectarn': sentBy([], ['role']),
    'glue:roleassumedby': sentBy([], ['role']),
    'glue:credentialissuingservice': sentBy([], ['role']),
    'aws:calledvia': sentBy([], IAM),
    'aws:calledviafirst': sentBy([], IAM),
    'aws:calledvialast': sentBy([], IAM),
    'aws:sourcearn': sentBy([], ['service']),
    'aws:sourceaccount': sentBy([], ['service']),
    'aws:sourceorgid': sentBy([], ['service']),
    'aws:sourceorgpaths': sentBy([], ['service']),
  }),
);

/** Actions whose requests do not tell the account of the resource. */
const WITHOUT_RESOURCE_ACCOUNT: ReadonlySet<string> = new Set([
  'auditmanager:updateassessmentframeworkshare',
  'detective:acceptinvitation',
  'ds:acceptshareddirectory',
  'ec2:accepttransitgatewaypeeringattachment',
  'ec2:acceptvpcendpointconnections',
  'ec2:acceptvpcpeeringconnection',
  'ec2:createtransitgatewaypeeringattachment',
  'ec2:createvpcendpoint',
  'ec2:createvpcpeeringconnection',
  'es:acceptinboundconnection',
  'guardduty:acceptadministratorinvitation',
  'guardduty:acceptinvitation',
  'macie2:acceptinvitation',
  'route53:associatevpcwithhostedzone',
  'route53:createvpcassociationauthorization',
  'securityhub:acceptadministratorinvitation',
  'securityhub:acceptinvitation',
]);

const RESOURCE_KEYS: ReadonlySet<string> = new Set([
  'aws:resourceaccount',
  'aws:resourceorgid',
  'aws:resourceorgpaths',
]);

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount */
export function carriesResourceAccount({ service, name }: ActionName): boolean {
  return service !== 'ebs' && !WITHOUT_RESOURCE_ACCOUNT.has(`${service}:${name}`);
}

const PRINCIPAL_TAG: Presence = { always: [], never: ['root', 'service', 'anonymous'] };

/** Whether AWS sends a key, given in lower case, with such a principal's requests for an action. */
export function presenceOf(key: string, kind: Kind, action: ActionName): 'always' | 'never' | 'maybe' {
  if (RESOURCE_KEYS.has(key) && !carriesResourceAccount(action)) return 'never';
  return presenceFor(key, kind);
}

/** {@link presenceOf}, as far as the kind of principal alone settles it. */
export function presenceFor(key: string, kind: Kind): 'always' | 'never' | 'maybe' {
  const presence = key.startsWith('aws:principaltag/') ? PRINCIPAL_TAG : PRESENCE.get(key);
  if (presence?.always.includes(kind)) return 'always';
  return presence?.never.includes(kind) ? 'never' : 'maybe';
}

/** Whether AWS sends a key, given in lower case, with every request, even an anonymous one. */
export function isAlwaysSent(key: string): boolean {
  return EVERYONE.every((kind) => presenceFor(key, kind) === 'always');
}

const MULTIVALUED: ReadonlySet<string> = new Set([
  'aws:calledvia',
  'aws:principalorgpaths',
  'aws:principalservicenameslist',
  'aws:resourceorgpaths',
  'aws:sourceorgpaths',
  'aws:tagkeys',
  'aws:vpceorgpaths',
]);

/**
 * Whether a global key, given in lower case, has several values in one request.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function isMultivalued(key: string): boolean {
  return MULTIVALUED.has(key);
}
