import type { IncomingHttpHeaders } from 'node:http';
import type { AccountSnapshot } from '../../model/index.js';
import type { World } from '../world.js';
import type { CommonError, ErrorKind } from './errors.js';
import type { Page, PageRequest } from './page.js';

export interface ServiceRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Who asks: a session of a role. */
export interface Caller {
  readonly account: AccountSnapshot;
  readonly roleName: string;
  readonly roleId: string;
  readonly sessionName: string;
}

/**
 * AWS itself, or a server that stands in for it and is loose about details: documents are not URL-encoded, attached
 * policies have no name, IAM's lists have no pages, accounts of an organization have a `Status` for their `State`.
 */
export type Dialect = 'aws' | 'compatible';

/** What an operation knows besides its parameters. */
export interface Call {
  readonly world: World;
  readonly caller: Caller;
  /** The Region for which the request is signed. */
  readonly region: string;
  readonly dialect: Dialect;
  page<Item>(items: readonly Item[], request: PageRequest): Page<Item>;
  /** The access key id of a new session. */
  readonly signIn: (caller: Caller) => string;
}

/** One of AWS's services, in the terms of its protocol. */
export interface Service {
  /** The operation that is asked for, served here or not. */
  operationOf(request: ServiceRequest): string;
  /** Each throws a ServiceError where it has no other answer. */
  readonly operations: ReadonlyMap<string, (request: ServiceRequest, call: Call) => ServiceAnswer>;
  refuse(kind: ErrorKind, message: string): ServiceAnswer;
  readonly errors: Readonly<Record<CommonError, ErrorKind>>;
}

/** The same for every request, so that an answer depends on nothing but what is asked. */
export const requestId = '00000000-0000-4000-8000-000000000000';
