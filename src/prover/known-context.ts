import type { Request } from '../model/index.js';

/** Context keys with their values; without a value the key is absent. */
export type Context = Request['context'];

/** A request whose keys are settled one after the other. */
export type OpenRequest = Request & { readonly absentKeys: readonly string[] };

/** The request with the keys of the context as the context has them. */
export function holding(request: OpenRequest, context: Context): OpenRequest {
  const names = new Set(Object.keys(context).map((key) => key.toLowerCase()));
  if (names.size === 0) return request;
  const isOpen = (key: string) => !names.has(key.toLowerCase());
  const others = Object.entries(request.context).filter(([key]) => isOpen(key));
  return {
    ...request,
    context: { ...Object.fromEntries(others), ...context },
    absentKeys: request.absentKeys.filter(isOpen),
  };
}

/** The keys that all contexts have, with the values of the first. */
export function sharedKeys([first = {}, ...others]: readonly Context[]): Context {
  return Object.fromEntries(
    Object.entries(first).filter(([key]) => others.every((context) => context[key] !== undefined)),
  );
}
