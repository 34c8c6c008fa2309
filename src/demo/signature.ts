/** What the signature of a request says of it. */
export interface Signature {
  readonly accessKeyId: string;
  readonly region: string;
  /** The name under which the service signs, for example `iam`. */
  readonly service: string;
}

/**
 * Reads the Authorization header of a signed request; undefined where it is not signed.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
 */
export function signatureOf(authorization: string | undefined): Signature | undefined {
  const scope = /Credential=([^/,\s]+)\/[^/,\s]+\/([^/,\s]+)\/([^/,\s]+)\/aws4_request/.exec(
    authorization ?? '',
  );
  const [, accessKeyId, region, service] = scope ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, region, service };
}
