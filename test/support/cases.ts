import { parseRequester, type EvaluateOptions } from '../../src/evaluator/index.js';
import type {
  ApplicablePolicies,
  Decision,
  PolicyDocument,
  PolicyType,
  Request,
} from '../../src/model/index.js';
import { policy } from './policies.js';

type Value = string | number | boolean;

/** A case of `iamlint test`, with the page of AWS's documentation that it comes from. */
export interface Case {
  readonly name: string;
  readonly source: string;
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, Value | readonly Value[]>>;
  /** Keys that are not known; every other one that is not given is absent. */
  readonly unknown?: readonly string[];
  readonly policies: CasePolicies;
  readonly resourceAccount?: string;
  readonly managementAccount?: string;
  readonly expect: Decision | readonly Decision[];
}

interface CasePolicies {
  readonly identity?: readonly object[];
  readonly permissionsBoundary?: object;
  readonly session?: readonly object[];
  readonly serviceControl?: readonly (readonly object[])[];
  readonly resourceControl?: readonly (readonly object[])[];
  readonly resource?: object;
  readonly vpcEndpoint?: object;
}

export interface ParsedCase {
  readonly request: Request;
  readonly policies: ApplicablePolicies;
  readonly options: EvaluateOptions;
  readonly documents: readonly PolicyDocument[];
}

export function parseCase(one: Case): ParsedCase {
  const principal = parseRequester(one.principal);
  if (principal === undefined) throw new Error(`${one.name}: '${one.principal}' is no principal`);
  const documents: PolicyDocument[] = [];
  const parse = (json: object, type: PolicyType): PolicyDocument => {
    const document = policy(json, type, one.name);
    documents.push(document);
    return document;
  };
  const { policies } = one;
  return {
    request: {
      principal,
      action: one.action,
      resource: one.resource,
      context: Object.fromEntries(
        Object.entries(one.context ?? {}).map(([key, value]) => [key, [value].flat().map(String)]),
      ),
      unknownKeys: one.unknown ?? [],
      ...(one.resourceAccount !== undefined && { resourceAccount: one.resourceAccount }),
    },
    policies: {
      identity: (policies.identity ?? []).map((json) => parse(json, 'identity-based')),
      ...(policies.permissionsBoundary && {
        permissionsBoundary: parse(policies.permissionsBoundary, 'permissions-boundary'),
      }),
      ...(policies.session && { session: policies.session.map((json) => parse(json, 'session')) }),
      ...(policies.serviceControl && {
        serviceControl: policies.serviceControl.map((level) =>
          level.map((json) => parse(json, 'service-control')),
        ),
      }),
      ...(policies.resourceControl && {
        resourceControl: policies.resourceControl.map((level) =>
          level.map((json) => parse(json, 'resource-control')),
        ),
      }),
      ...(policies.resource && { resource: parse(policies.resource, resourcePolicyType(one)) }),
      ...(policies.vpcEndpoint && { vpcEndpoint: parse(policies.vpcEndpoint, 'vpc-endpoint') }),
      ...(one.managementAccount !== undefined && { managementAccount: one.managementAccount }),
    },
    options: { unknown: 'absent' },
    documents,
  };
}

function resourcePolicyType({ action }: Case): PolicyType {
  return action.toLowerCase().startsWith('sts:') ? 'role-trust' : 'resource-based';
}
