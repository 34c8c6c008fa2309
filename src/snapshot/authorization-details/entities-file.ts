import type { EntityText, Path } from '../../model/index.js';
import { arraysOf, valueAt, type Range } from '../json-scan.js';
import { pageStarts, type ListName } from './pages.js';

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
  /** Of the pages that have been asked for, and those before them. */
  private readonly starts: number[] = [];
  private readonly furtherStarts: Iterator<number>;
  private readonly lists = new Map<number, ReadonlyMap<string, readonly Range[]>>();

  constructor(
    private readonly uri: string,
    private readonly content: string,
  ) {
    this.furtherStarts = pageStarts(content);
  }

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
    const known = this.lists.get(page);
    if (known) return known.get(list) ?? [];
    const start = this.startOf(page);
    const lists = start === undefined ? new Map<string, readonly Range[]>() : arraysOf(this.content, start);
    this.lists.set(page, lists);
    return lists.get(list) ?? [];
  }

  private startOf(page: number): number | undefined {
    while (this.starts.length <= page) {
      const next = this.furtherStarts.next();
      if (next.done === true) break;
      this.starts.push(next.value);
    }
    return this.starts[page];
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
