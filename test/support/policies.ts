import { parsePolicy } from '../../src/normalizers/index.js';
import type { PolicyDocument, PolicyType } from '../../src/model/index.js';

/**
 * A policy of the type, parsed by the real parser. Statements alone stand for a document of the current version.
 */
export function policy(json: object, type: PolicyType = 'identity-based', name = 'example'): PolicyDocument {
  const document = 'Statement' in json ? json : { Version: '2012-10-17', Statement: json };
  return parsePolicy(JSON.stringify(document, null, 2), `${name}.json`, { type, owner: name, name });
}
