export { readAuthorizationDetails } from './authorization-details/read-authorization-details.js';
export { readSnapshot } from './read-snapshot.js';
export { refuseForeignFolder } from './replace-folder.js';
export { SnapshotError } from './snapshot-error.js';
export { snapshotText } from './snapshot-text.js';
export { writeSnapshot } from './write-snapshot.js';
