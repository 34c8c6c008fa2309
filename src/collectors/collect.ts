import type { CoverageGap, Snapshot } from '../model/index.js';
import { systemClock, type Clock } from './clock.js';
import type { Context } from './context.js';
import { openSession, sourceOf, type CredentialOptions } from './credentials.js';
import { collectIam } from './iam.js';
import { collectOrganization } from './organizations.js';
import { collectS3 } from './s3.js';
import { present } from './shape.js';
import { identify } from './sts.js';

export interface CollectOptions extends CredentialOptions {
  /** False leaves the organization out: it is then absent from the snapshot, and that is no coverage gap. */
  readonly organization?: boolean;
  /** Called with what is being read, to show to a person. */
  readonly onProgress?: (text: string) => void;
  /** Ends the collection; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Reads the account of the credentials from AWS. What cannot be read becomes a coverage gap of the snapshot, and the
 * rest is kept.
 *
 * @throws CredentialsError where it cannot be known whose account that is.
 */
export async function collect(options: CollectOptions = {}, clock: Clock = systemClock): Promise<Snapshot> {
  const { signal } = options;
  const progress = options.onProgress ?? (() => undefined);
  progress('Asking STS whose the credentials are');
  const { sts, clientSettings } = await openSession(options);
  try {
    const caller = await identify(sts, sourceOf(options.profile), signal);
    const gaps: CoverageGap[] = [];
    const context: Context = {
      account: caller.account,
      partition: caller.partition,
      clientSettings,
      clock,
      signal,
      progress,
      gap: (gap) => gaps.push({ account: caller.account, ...gap }),
    };
    const [iam, s3, organization] = await Promise.all([
      collectIam(context),
      collectS3(context),
      options.organization === false ? undefined : collectOrganization(context),
    ]);
    const { SummaryMap, PasswordPolicy, ...entities } = iam;
    const { buckets, PublicAccessBlock } = s3;
    const account = {
      AccountId: caller.account,
      Partition: caller.partition,
      SummaryMap,
      PasswordPolicy,
      PublicAccessBlock,
    };
    return present({
      accounts: [{ account: present(account), ...entities, buckets }],
      organization,
      coverageGaps: gaps.sort(byPlace),
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    sts.destroy();
  }
}

/** The order in which answers arrive shows nowhere. */
function byPlace(a: CoverageGap, b: CoverageGap): number {
  const key = ({ operation, resource, message }: CoverageGap) =>
    JSON.stringify([operation, resource, message]);
  return key(a) < key(b) ? -1 : 1;
}
