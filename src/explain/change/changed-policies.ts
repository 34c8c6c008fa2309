import type {
  ApplicablePolicies,
  LayerTrace,
  PolicyDocument,
  PolicyType,
  Request,
  Requester,
  Statement,
} from '../../model/index.js';
import { NO_SOURCE, statementOf, type StatementJson } from './statement-json.js';

/** The policies with one document in the place of another, wherever it stands. Undefined: without it. */
export function replaceDocument(
  policies: ApplicablePolicies,
  old: PolicyDocument,
  changed: PolicyDocument | undefined,
): ApplicablePolicies {
  const inList = (documents: readonly PolicyDocument[]) =>
    documents.flatMap((document) => (document === old ? (changed ?? []) : document));
  const { permissionsBoundary, resource, vpcEndpoint, ...rest } = policies;
  const single = (document: PolicyDocument | undefined) => (document === old ? changed : document);
  const boundary = single(permissionsBoundary);
  const own = single(resource);
  const endpoint = single(vpcEndpoint);
  return {
    ...rest,
    identity: inList(policies.identity),
    ...(boundary && { permissionsBoundary: boundary }),
    ...(own && { resource: own }),
    ...(endpoint && { vpcEndpoint: endpoint }),
    ...(policies.session && { session: inList(policies.session) }),
    ...(policies.serviceControl && { serviceControl: policies.serviceControl.map(inList) }),
    ...(policies.resourceControl && { resourceControl: policies.resourceControl.map(inList) }),
  };
}

/** The document with other statements in the place of one. */
export function replaceStatement(
  document: PolicyDocument,
  old: Statement,
  changed: readonly StatementJson[],
): PolicyDocument {
  const statements = document.statements.flatMap((statement) =>
    statement === old ? changed.map((json) => statementOf(json, old.index)) : statement,
  );
  return { ...document, statements };
}

export function addStatement(document: PolicyDocument, statement: StatementJson): PolicyDocument {
  return {
    ...document,
    statements: [...document.statements, statementOf(statement, document.statements.length)],
  };
}

export function newDocument(type: PolicyType, statement: StatementJson): PolicyDocument {
  return {
    ...NO_SOURCE,
    type,
    owner: '',
    name: '',
    statements: [statementOf(statement, 0)],
    errors: [],
  };
}

/**
 * The policies with an Allow added to a layer that lacks one: `statement` in a document of its own, or in the one
 * that there can only be one of. Undefined where no Allow can be added to such a layer.
 */
export function withAllow(
  policies: ApplicablePolicies,
  { policyType, level }: Pick<LayerTrace, 'policyType' | 'level'>,
  statement: StatementJson,
): ApplicablePolicies | undefined {
  const added = (document: PolicyDocument | undefined) =>
    document ? addStatement(document, statement) : newDocument(policyType, statement);
  switch (policyType) {
    case 'identity-based':
      return { ...policies, identity: [...policies.identity, newDocument(policyType, statement)] };
    case 'permissions-boundary':
      return (
        policies.permissionsBoundary && {
          ...policies,
          permissionsBoundary: added(policies.permissionsBoundary),
        }
      );
    case 'resource-based':
    case 'role-trust':
      return { ...policies, resource: added(policies.resource) };
    case 'service-control':
      return {
        ...policies,
        serviceControl: (policies.serviceControl ?? []).map((documents, index) =>
          index === level ? [...documents, newDocument(policyType, statement)] : documents,
        ),
      };
    case 'session':
      return policies.session && { ...policies, session: policies.session.map(added) };
    case 'vpc-endpoint':
      return policies.vpcEndpoint && { ...policies, vpcEndpoint: added(policies.vpcEndpoint) };
    case 'resource-control':
      return undefined;
  }
}

/**
 * The least that allows a request, in a policy of the type. Undefined where a principal would have to be named that
 * no policy should let in, or that cannot be named without conditions.
 */
export function leastAllow(request: Request, policyType: PolicyType): StatementJson | undefined {
  const { action, resource } = request;
  const statement = { Effect: 'Allow', Action: action, Resource: resource } as const;
  switch (policyType) {
    case 'resource-based':
    case 'role-trust': {
      const principal = principalJson(request.principal);
      if (principal === undefined) return undefined;
      return policyType === 'role-trust'
        ? { Effect: 'Allow', Principal: principal, Action: action }
        : { Effect: 'Allow', Principal: principal, Action: action, Resource: resource };
    }
    case 'vpc-endpoint':
      return { ...statement, Principal: '*' };
    default:
      return statement;
  }
}

function principalJson(principal: Requester): StatementJson['Principal'] {
  switch (principal.kind) {
    case 'user':
    case 'role':
    case 'federated-user':
      return { AWS: principal.arn };
    case 'service':
      return { Service: principal.service };
    default:
      return undefined;
  }
}
