export { demoCredentials } from './callers.js';
export { startEndpoint } from './endpoint.js';
export type { Endpoint, EndpointOptions } from './endpoint.js';
export type { Fault, Faults, RecordedRequest } from './faults.js';
export { exampleOrganization } from './organization/index.js';
export type { World } from './world.js';
