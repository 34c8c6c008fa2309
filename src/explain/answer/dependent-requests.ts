import { findAction, type Action } from '../../model/catalogue/index.js';
import { hostBelongs, serviceHosts } from '../../graph/index.js';
import type { Request, Role } from '../../model/index.js';
import { placeOf, resourceFor } from './resource-forms.js';
import type { Situation } from './situation.js';

/** So many roles that could be passed are asked about, one by one. */
const MOST_ROLES = 5;

/** A request for an action that an operation depends on. */
export interface Dependent {
  readonly resource: string;
  readonly context?: Request['context'];
  /** When the operation needs it, as the end of a sentence. */
  readonly need: string;
}

/** What an operation asks of one of the actions that AWS's reference lists beside its own. */
export function dependentRequests(
  name: string,
  main: Action,
  situation: Situation,
  resource: string,
): readonly Dependent[] {
  const place = placeOf(situation);
  const prefix = main.name.split(':', 1)[0] ?? '';
  const home = situation.graph.account(place.account);
  if (name === 'iam:PassRole') {
    const roles = (home?.roles ?? []).flatMap((role) => passable(role, prefix));
    const anyRole = `arn:${place.partition}:iam::${place.account}:role/*`;
    const candidates = roles.length > 0 ? roles.slice(0, MOST_ROLES) : [{ arn: anyRole, host: undefined }];
    return candidates.map(({ arn, host }) => ({
      resource: arn,
      ...(host !== undefined && { context: { 'iam:PassedToService': [host] } }),
      need:
        host === undefined
          ? 'needed where a role is handed to the service: ask again about that role'
          : 'needed where the role is handed to the service',
    }));
  }
  if (name === 'iam:CreateServiceLinkedRole') {
    if (home?.roles.some((role) => role.serviceLinked && hostBelongs(role.path.split('/')[2] ?? '', prefix)))
      return [];
    const host = `${prefix}.amazonaws.com`;
    return [
      {
        resource: `arn:${place.partition}:iam::${place.account}:role/aws-service-role/${host}/*`,
        context: { 'iam:AWSServiceName': [host] },
        need: 'needed the first time, since the account has no service-linked role for the service yet',
      },
    ];
  }
  const action = findAction(name);
  return action ? [{ resource: resourceFor(action, resource, place), need: needOf(name) }] : [];
}

/** The role once for each service principal of the service that may use it. */
function passable(
  { arn, trustPolicy, serviceLinked }: Role,
  prefix: string,
): readonly { arn: string; host: string }[] {
  if (serviceLinked) return [];
  const hosts = new Set(serviceHosts(trustPolicy?.statements ?? []));
  return [...hosts].filter((host) => hostBelongs(host, prefix)).map((host) => ({ arn, host }));
}

const NEEDS: readonly (readonly [RegExp, string])[] = [
  [/^kms:/, 'needed where a customer managed KMS key is used'],
  [/^secretsmanager:/, 'needed where Secrets Manager keeps a secret for it'],
  [/Tag/, 'needed where tags are given'],
  [/^ssm:/, 'needed where a Systems Manager parameter is used'],
  [/^ec2:/, 'needed where it is placed in a VPC'],
];

function needOf(action: string): string {
  return NEEDS.find(([pattern]) => pattern.test(action))?.[1] ?? 'needed in some cases';
}
