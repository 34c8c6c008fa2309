/** What may be shown of an access key. */
export interface AccessKey {
  /** `AKIA…MPLE`; only the dots where the value does not have the form of an id, and so may be a secret. */
  readonly maskedId: string;
  /** Told from the prefix of the id; undefined for one that AWS does not give out. */
  readonly temporary: boolean | undefined;
  readonly hasSessionToken: boolean;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes */
export function accessKey(id: string, sessionToken: string | undefined): AccessKey {
  const wellFormed = /^[A-Z0-9]{16,128}$/.test(id);
  return {
    maskedId: wellFormed ? `${id.slice(0, 4)}…${id.slice(-4)}` : '…',
    temporary: id.startsWith('ASIA') ? true : id.startsWith('AKIA') ? false : undefined,
    hasSessionToken: Boolean(sessionToken),
  };
}

/** As a sentence names it. */
export function nameOfKey({ maskedId, temporary }: AccessKey): string {
  if (maskedId === '…') return 'the access key (its id does not have the form of one)';
  return `the ${temporary === true ? 'temporary ' : ''}access key ${maskedId}`;
}
