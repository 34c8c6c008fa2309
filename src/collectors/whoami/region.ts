import { printable } from '../failure.js';
import { selectedProfile, type ChainFacts } from './facts.js';

export interface SelectedRegion {
  readonly name: string;
  readonly from: '--region' | 'AWS_REGION' | 'profile';
}

/** @see https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/setting-region.html */
export function selectedRegion(facts: ChainFacts): SelectedRegion | undefined {
  const fromEnvironment = facts.environment['AWS_REGION'];
  const fromProfile = regionOfProfile(facts);
  if (facts.region) return { name: printable(facts.region), from: '--region' };
  if (fromEnvironment) return { name: printable(fromEnvironment), from: 'AWS_REGION' };
  return fromProfile === undefined ? undefined : { name: fromProfile, from: 'profile' };
}

export function regionOfProfile(facts: ChainFacts): string | undefined {
  const region = facts.files.profiles.get(selectedProfile(facts).name)?.get('region');
  return region === undefined ? undefined : printable(region);
}
