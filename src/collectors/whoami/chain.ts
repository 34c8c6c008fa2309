import { printable } from '../failure.js';
import { selectedProfile, type ChainFacts, type SelectedProfile } from './facts.js';
import { linksOf } from './links.js';
import { selectedRegion, type SelectedRegion } from './region.js';
import type { SharedFile } from './shared-files.js';
import { walk, type Source, type Step } from './walk.js';
import { warningsFor, type Warning } from './warnings.js';

/** Which credentials the SDK uses, and why. Nothing in it is secret. */
export interface ChainReport {
  readonly profile: SelectedProfile;
  /** `null` where none is configured. */
  readonly region: SelectedRegion | null;
  readonly files: readonly SharedFile[];
  /** Undecided where it hangs on a source that was not looked at. */
  readonly outcome: 'found' | 'none' | 'undecided';
  /** Every source of the chain, in the order in which the SDK asks them. */
  readonly sources: readonly Source[];
  readonly warnings: readonly Warning[];
}

/** Walks the default provider chain over what is known of its surroundings. */
export function describeChain(facts: ChainFacts): ChainReport {
  const profile = selectedProfile(facts);
  const { config, credentials } = facts.files;
  const steps = walk(linksOf(facts), facts.taken);
  return {
    profile: { ...profile, name: printable(profile.name) },
    region: selectedRegion(facts) ?? null,
    files: [config, credentials].map((file) => ({ ...file, path: printable(file.path) })),
    outcome: outcomeOf(steps),
    sources: steps.map(({ link, status }) => ({
      name: link.name,
      status,
      detail:
        link.notAskedBecause === undefined
          ? link.detail
          : `${link.detail}; not asked, because ${link.notAskedBecause}`,
      ...(link.key && { accessKeyId: link.key.maskedId }),
    })),
    warnings: warningsFor(facts, steps),
  };
}

function outcomeOf(steps: readonly Step[]): ChainReport['outcome'] {
  if (steps.some(({ status }) => status === 'used')) return 'found';
  if (steps.some(({ status }) => status === 'failed')) return 'none';
  return steps.some(({ link }) => link.state === 'unknown') ? 'undecided' : 'none';
}
