import { visit } from 'jsonc-parser';
import type { Path } from '../model/index.js';

/** Where a value starts and ends, as offsets, with what is in it: a fraction of what a syntax tree takes. */
interface Place {
  readonly start: number;
  end: number;
  /** Where its key is; undefined of an element of an array. */
  readonly key: Range | undefined;
  /** Of an object, the names of its children, in their order. */
  readonly names: string[] | undefined;
  readonly children: Place[] | undefined;
}

type Range = readonly [start: number, end: number];

/** The places of the values in a JSON text. What is not valid JSON has those that could be made out. */
export class Places {
  readonly #root: Place | undefined;

  constructor(json: string) {
    this.#root = placeIn(json);
  }

  /** Where the value at `path` starts and ends, or its key, or what is nearest above it. */
  rangeOf(path: Path, part: 'key' | 'value'): Range {
    let place = this.#root;
    if (place === undefined) return [0, 0];
    for (const step of path) {
      const next = childOf(place, step);
      if (next === undefined) return [place.start, place.end];
      place = next;
    }
    return part === 'key' && place.key ? place.key : [place.start, place.end];
  }
}

/** Of a name that stands twice the first is meant. */
function childOf({ names, children }: Place, step: Path[number]): Place | undefined {
  const index = typeof step === 'number' ? (names ? -1 : step) : (names?.indexOf(step) ?? -1);
  return children?.[index];
}

function placeIn(json: string): Place | undefined {
  const roots: Place[] = [];
  const open: Place[] = [];
  let name = '';
  let key: Range | undefined;
  const add = (place: Place) => {
    const parent = open.at(-1);
    if (parent?.names) {
      if (place.key === undefined) return;
      parent.names.push(name);
    }
    (parent?.children ?? roots).push(place);
    key = undefined;
  };
  const begin = (start: number, names: string[] | undefined) => {
    const place: Place = { start, end: json.length, key, names, children: [] };
    add(place);
    open.push(place);
  };
  const end = (offset: number, length: number) => {
    const place = open.pop();
    if (place) place.end = offset + length;
  };
  visit(json, {
    onObjectBegin: (offset) => {
      begin(offset, []);
    },
    onObjectProperty: (property, offset, length) => {
      name = property;
      key = [offset, offset + length];
    },
    onObjectEnd: end,
    onArrayBegin: (offset) => {
      begin(offset, undefined);
    },
    onArrayEnd: end,
    onLiteralValue: (_, offset, length) => {
      add({ start: offset, end: offset + length, key, names: undefined, children: undefined });
    },
  });
  return roots[0];
}
