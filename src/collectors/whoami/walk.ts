import type { ChainFacts, SourceName } from './facts.js';
import type { Link } from './links.js';

export interface Source {
  readonly name: SourceName;
  readonly status:
    /** The SDK takes its credentials from here. */
    | 'used'
    /** It is set up, and another source comes before it. */
    | 'shadowed'
    /** The SDK asks it and gets no credentials. */
    | 'failed'
    /** It is set up and gives nothing; the SDK goes on to the next source without a word. */
    | 'passed-over'
    | 'absent'
    | 'not-asked';
  /** What it gives, or why it gives nothing. */
  readonly detail: string;
  /** Partly masked; where the source holds the key itself. */
  readonly accessKeyId?: string;
}

/** A source with its place in the walk. */
export interface Step {
  readonly link: Link;
  readonly status: Source['status'];
}

/**
 * Asks the sources in their order, as the SDK does: up to the first that has credentials, or the first that ends the
 * search. `taken` is what came out where the SDK itself did this.
 */
export function walk(links: readonly Link[], taken: ChainFacts['taken']): readonly Step[] {
  let over = false;
  return links.map((link) => {
    const status = over ? statusAfterwards(link) : statusOf(link, taken);
    over ||= status === 'used' || (status === 'failed' && endsSearch(link, taken));
    return { link, status };
  });
}

function statusOf(link: Link, taken: ChainFacts['taken']): Source['status'] {
  if (link.notAskedBecause !== undefined) return 'shadowed';
  if (link.name === taken) return 'used';
  switch (link.state) {
    case 'ready':
      return taken === undefined ? 'used' : 'failed';
    case 'dead-end':
      return 'failed';
    case 'unknown':
      return 'not-asked';
    default:
      return link.state;
  }
}

function endsSearch(link: Link, taken: ChainFacts['taken']): boolean {
  return link.state === 'dead-end' || (taken === 'none' && link.failsSilently !== true);
}

/** Of a source that comes after the one where the search ended. */
function statusAfterwards({ state }: Link): Source['status'] {
  switch (state) {
    case 'ready':
    case 'dead-end':
      return 'shadowed';
    case 'unknown':
      return 'not-asked';
    default:
      return state;
  }
}
