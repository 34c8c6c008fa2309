import type { EntityText, Snapshot, SnapshotEntity, SnapshotText } from '../model/index.js';
import { canonicalJson } from './canonical-json.js';
import { inCanonicalOrder } from './canonical-order.js';
import { layOut } from './layout.js';

/** A snapshot that is nowhere written, with the names and texts that {@link writeSnapshot} would give its entities. */
export function snapshotText(snapshot: Snapshot): SnapshotText {
  const ordered = inCanonicalOrder(snapshot);
  return withTexts(
    ordered,
    new Map(layOut(ordered).map(({ uri, value }) => [value, { uri, text: () => canonicalJson(uri, value) }])),
  );
}

/** Of the snapshot's own entities only: an object that is not part of it has no text. */
export function withTexts(snapshot: Snapshot, texts: ReadonlyMap<unknown, EntityText>): SnapshotText {
  return {
    snapshot,
    textOf(entity: SnapshotEntity): EntityText {
      const text = texts.get(entity);
      if (text === undefined) throw new TypeError('The entity is not part of the snapshot.');
      return text;
    },
  };
}
