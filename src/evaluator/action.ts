import { findAction } from '../model/catalogue/index.js';
import { globMatches, globOf, type Glob } from './glob.js';
import { remember } from './memo.js';

/** An action of a request, in lower case, since the case of actions does not matter. */
export interface ActionName {
  readonly service: string;
  readonly name: string;
  /** Whether AWS's reference lists it, and lists no resource for it. */
  readonly takesNoResource: boolean;
  /** Counts up from one action that is asked about to the next. */
  readonly number: number;
}

/** More than AWS has. */
const MOST_ACTIONS = 50_000;

let asked = 0;

/** The action `service:Name`, as the same object each time; without a colon the name is empty, which `*` matches. */
export const actionName = remember<ActionName>((text) => {
  asked += 1;
  return {
    ...splitAction(text),
    takesNoResource: findAction(text)?.resourceTypes.length === 0,
    number: asked,
  };
}, MOST_ACTIONS);

function splitAction(text: string): { readonly service: string; readonly name: string } {
  const lower = text.toLowerCase();
  const colon = lower.indexOf(':');
  return colon < 0
    ? { service: lower, name: '' }
    : { service: lower.slice(0, colon), name: lower.slice(colon + 1) };
}

/** The values of an Action or NotAction element, indexed by service. */
export interface ActionSet {
  /** `*` is among the values. */
  readonly every: boolean;
  readonly services: ReadonlyMap<string, ServiceActions>;
}

/** What an element says of one service, made ready when the service is first asked about: most never are. */
class ServiceActions {
  private ready: { readonly names: ReadonlySet<string>; readonly patterns: readonly Glob[] } | undefined;

  constructor(private readonly values: string[]) {}

  add(value: string): void {
    this.values.push(value);
  }

  include(name: string): boolean {
    const { names, patterns } = (this.ready ??= this.compile());
    return names.has(name) || patterns.some((pattern) => globMatches(pattern, name));
  }

  private compile() {
    const names = this.values.map((value) => splitAction(value).name);
    const isPattern = (name: string) => name.includes('*') || name.includes('?');
    return {
      names: new Set(names.filter((name) => !isPattern(name))),
      patterns: names.filter(isPattern).map(globOf),
    };
  }
}

/**
 * Wildcards stand anywhere in the name and nowhere in the service, but for `*` and `*:*`, which mean every action.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function compileActions(values: readonly string[]): ActionSet {
  const services = new Map<string, ServiceActions>();
  let every = false;
  for (const value of values) {
    if (value === '*' || value === '*:*') {
      every = true;
      continue;
    }
    const { service } = splitAction(value);
    const actions = services.get(service);
    if (actions) actions.add(value);
    else services.set(service, new ServiceActions([value]));
  }
  return { every, services };
}

export function actionsInclude({ every, services }: ActionSet, { service, name }: ActionName): boolean {
  return every || (services.get(service)?.include(name) ?? false);
}
