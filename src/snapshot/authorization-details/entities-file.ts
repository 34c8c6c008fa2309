import type { EntityText, Path } from '../../model/index.js';
import { elements, valueAt, type Range } from '../json-scan.js';
import { pageRanges, type ListName } from './pages.js';

/** Where an entry stands: the page, the list in it, the index in that, and what leads on from there. */
export interface Place {
  readonly page: number;
  readonly list: ListName;
  readonly index: number;
  readonly rest: Path;
}

/** A file with many entities in it. Where each one stands is worked out when the first is asked for. */
export class EntitiesFile {
  private readonly text = () => this.content;
  private pages: readonly Range[] | undefined;
  private readonly lists = new Map<string, readonly Range[]>();

  constructor(
    private readonly uri: string,
    private readonly content: string,
  ) {}

  /** The file as a whole. */
  whole(): EntityText {
    return { uri: this.uri, text: this.text };
  }

  part(place: Place): EntityText {
    return new EntityPart(this.uri, this.text, this, place);
  }

  rangeOf({ page, list, index, rest }: Place): Range {
    const range = this.entriesOf(page, list)[index];
    return range === undefined ? { start: 0, end: this.content.length } : valueAt(this.content, range, rest);
  }

  private entriesOf(page: number, list: ListName): readonly Range[] {
    const key = `${page}/${list}`;
    const known = this.lists.get(key);
    if (known) return known;
    this.pages ??= pageRanges(this.content);
    const range = this.pages[page];
    const entries = range ? [...elements(this.content, valueAt(this.content, range, [list]).start)] : [];
    this.lists.set(key, entries);
    return entries;
  }
}

class EntityPart implements EntityText {
  constructor(
    readonly uri: string,
    readonly text: () => string,
    private readonly file: EntitiesFile,
    private readonly place: Place,
  ) {}

  get range(): Range {
    return this.file.rangeOf(this.place);
  }
}
