import type { IncomingHttpHeaders } from 'node:http';
import type { AccountSnapshot } from '../model/index.js';
import type { Page, PageRequest } from './page.js';
import type { World } from './world.js';

export type ServiceName = 'iam' | 'sts' | 'organizations' | 's3' | 's3-control';

/** Real AWS, or a server that stands in for it and is loose about details; see {@link EndpointOptions}. */
export type Dialect = 'aws' | 'compatible';

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

/** What an operation knows besides its parameters. */
export interface Call {
  readonly world: World;
  readonly caller: Caller;
  /** The Region for which the request is signed. */
  readonly region: string;
  readonly dialect: Dialect;
  page<Item>(items: readonly Item[], request: PageRequest): Page<Item>;
  /** The access key id of a new session. */
  signIn(caller: Caller): string;
}

interface ErrorKind {
  readonly code: string;
  readonly status: number;
}

/** An error that AWS would answer with; each protocol has its own form for it. */
export class ServiceError extends Error {
  constructor(
    { code, status }: ErrorKind,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
  }

  readonly code: string;
  readonly status: number;
}

/** One of AWS's services: how its protocol names operations, answers them, and puts errors. */
export interface Service {
  /** The operation that is asked for, served here or not. */
  operationOf(request: ServiceRequest): string;
  /** @throws {ServiceError} */
  answer(operation: string, request: ServiceRequest, call: Call): ServiceAnswer;
  refuse(error: ServiceError): ServiceAnswer;
  /** What this service calls the errors that every service has. */
  readonly errors: Readonly<Record<'accessDenied' | 'throttled' | 'unknownCaller', ErrorKind>>;
}

/** A fixed id: the same request gets the same bytes. */
export const requestId = '00000000-0000-4000-8000-000000000000';
