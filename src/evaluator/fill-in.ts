import type { Request } from '../model/index.js';
import { RequestContext } from './context.js';
import { expandTemplate, parseTemplate } from './template.js';

/**
 * A value of a policy with its policy variables filled in as a request has them; undefined where one of them has no
 * value or it is not known.
 */
export function fillIn(value: string, request: Request): string | undefined {
  const template = parseTemplate(value);
  if (template === undefined) return value;
  const expansion = expandTemplate(template, new RequestContext(request, 'depends', undefined));
  return typeof expansion === 'string' ? undefined : expansion.literal.map(({ text }) => text).join('');
}
