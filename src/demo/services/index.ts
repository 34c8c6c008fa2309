import type { Service } from '../protocols/index.js';
import { iam } from './iam.js';
import { organizations } from './organizations.js';
import { s3 } from './s3.js';
import { s3Control, s3ControlPath } from './s3-control.js';
import { sts } from './sts.js';

const services = { iam, organizations, s3, 's3-control': s3Control, sts };

export type ServiceName = keyof typeof services;

/** The service whose name stands in a request's signature; S3 Control signs as S3. Undefined for one that is not served. */
export function serviceOf(
  signingName: string,
  path: string,
): { name: ServiceName; service: Service } | undefined {
  const name = signingName === 's3' && path.startsWith(s3ControlPath) ? 's3-control' : signingName;
  return isServed(name) ? { name, service: services[name] } : undefined;
}

function isServed(name: string): name is ServiceName {
  return Object.hasOwn(services, name);
}
