import { readFile } from 'node:fs/promises';
import type { EntityText, SnapshotText } from '../../model/index.js';
import { inCanonicalOrder } from '../canonical-order.js';
import { placeIn } from '../parse-json.js';
import { SnapshotError, unreadable } from '../snapshot-error.js';
import { withTexts } from '../snapshot-text.js';
import { missingFrom } from './coverage.js';
import { draftAccounts } from './draft-accounts.js';
import { EntitiesFile } from './entities-file.js';
import { parsePages } from './pages.js';

/**
 * Reads what `aws iam get-account-authorization-details` printed: one JSON object, several one after another or a
 * list of them, of one account or of many. What such a file never holds (organization, buckets, providers, account
 * settings) is not in the snapshot; what it should hold and does not is a coverage gap. A SnapshotError names the
 * file, the line and the column.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/iam/get-account-authorization-details.html
 */
export async function readAuthorizationDetails(file: string): Promise<SnapshotText> {
  const content = await readContent(file);
  const entities = new EntitiesFile(file, content);
  const texts = new Map<unknown, EntityText>();
  const drafts = draftAccounts(parsePages(file, content), {
    added(entity, place) {
      texts.set(entity, entities.part(place));
    },
    conflict({ Arn }, place) {
      return new SnapshotError(
        `${placeIn(file, content, entities.rangeOf(place).start)}: ${Arn} has been there before, and was not the same.`,
        'Give one recording of each account, not two of different times.',
      );
    },
  });
  if (drafts.length === 0) {
    throw new SnapshotError(
      `${file} has no user, group, role or customer managed policy in it, so its account is not known.`,
      'Record it again without --filter, with credentials that may read the account.',
    );
  }
  const snapshot = inCanonicalOrder({
    accounts: drafts.map((draft) => draft.snapshot()),
    coverageGaps: drafts.flatMap(({ id, pages }) => missingFrom(id, pages)),
  });
  for (const { account, activity } of snapshot.accounts) {
    texts.set(account, entities.whole());
    texts.set(activity, entities.whole());
  }
  return withTexts(snapshot, texts);
}

async function readContent(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw unreadable(file, error);
  }
  // `>` in Windows PowerShell writes UTF-16; the decoder drops the byte order mark.
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
