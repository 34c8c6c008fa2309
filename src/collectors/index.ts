export { collect, type CollectOptions } from './collect.js';
export { CredentialsError } from './credentials.js';
export { permissionsPolicy, type PermissionsPolicy } from './permissions.js';
