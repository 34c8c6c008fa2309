import { parseArn } from '../../model/index.js';
import { deniedPrincipal, type DeniedPrincipal } from './denial.js';
import { findReason, type Reason } from './message-reason.js';
import { joinLines, LONGEST_VALUE, readToken, type DenseText } from './message-text.js';

/** The sentence `User: … is not authorized to perform: … on resource: … because …`, as far as it is there. */
export interface Core {
  readonly principal: DeniedPrincipal | undefined;
  readonly action: string | undefined;
  readonly resource: string | undefined;
  readonly reason: Reason | undefined;
  /** STS leaves out who: the caller of AssumeRoleWithWebIdentity has no name yet. */
  readonly federated: boolean;
}

const PERFORM = 'notauthorizedtoperform';
const RESOURCE = 'onresource';
const ACTION = /^[\w-]{1,64}:[\w*]{1,128}$/;
/** What can follow an action, with the quotation mark that SES puts behind it. */
const AFTER_ACTION = /[`']?(?:onresource|onthisresource|onthespecifiedresource|withanexplicitdeny|because)/;
/** IAM's own messages name some resources by kind and name: `role NAME`, `policy NAME version v1`, `policy path /`. */
const KIND_AND_NAME = /^(?:role|user|group|policy|instance profile|access key) [^\s(]+(?: version v\d+| \/)?/;

/** The first such sentence that names an action; failing that, the first that names a principal by ARN. */
export function findCore(message: DenseText): Core | undefined {
  const { folded } = message;
  let withoutAction: Core | undefined;
  let from = 0;
  for (let at = folded.indexOf(PERFORM); at !== -1;) {
    const next = folded.indexOf(PERFORM, at + PERFORM.length);
    const end = next === -1 ? folded.length : next;
    const core = coreAt(message, at, from, Math.min(end, at + 2 * LONGEST_VALUE));
    if (core.action !== undefined) return core;
    if (core.principal?.text.startsWith('arn:') === true) withoutAction ??= core;
    from = at + PERFORM.length;
    at = next;
  }
  return withoutAction;
}

function coreAt(message: DenseText, at: number, from: number, to: number): Core {
  const { folded } = message;
  const isSubject = folded.startsWith('is', at - 2);
  const principal = isSubject ? principalBefore(message, from, at - 2) : undefined;
  const federated = !isSubject && !folded.startsWith('are', at - 3);
  const action = actionAt(message, at + PERFORM.length);
  if (action === undefined) {
    return { principal, action, resource: undefined, reason: findReason(message, at, to), federated };
  }
  return { principal, action: action.name, ...resourceAndReason(message, action.end, to), federated };
}

function principalBefore(message: DenseText, from: number, end: number): DeniedPrincipal | undefined {
  const { folded, text, offset } = message;
  const start = Math.max(from, end - LONGEST_VALUE);
  const label = folded.slice(start, end).lastIndexOf('user:');
  const afterLabel =
    label === -1 ? '' : joinLines(text.slice(offset(start + label + 'user:'.length), offset(end)));
  const lastWord = text.slice(offset(start), offset(end)).trim().split(/\s/).at(-1) ?? '';
  const isOneName = afterLabel !== '' && (!/\s/.test(afterLabel) || /^(?:arn:|<)/.test(afterLabel));
  const name = (isOneName ? afterLabel : lastWord).replace(/^["'`]/, '').replace(/["'`]$/, '');
  return name === '' || name.toLowerCase() === 'user' ? undefined : deniedPrincipal(name);
}

function actionAt(message: DenseText, at: number): { name: string; end: number } | undefined {
  const { dense, folded, text } = message;
  let start = folded.startsWith(':', at) ? at + 1 : at;
  if (/["'`]/.test(dense.charAt(start))) start++;
  const length = folded.slice(start, start + 220).search(AFTER_ACTION);
  const wrapped = length === -1 ? '' : dense.slice(start, start + length);
  const offset = message.offset(start);
  const name = ACTION.test(wrapped)
    ? wrapped
    : /^[\w-]{1,64}:[\w*]{1,128}/.exec(text.slice(offset, offset + 200))?.[0];
  return name === undefined ? undefined : { name, end: start + name.length };
}

function resourceAndReason(message: DenseText, at: number, to: number): Pick<Core, 'resource' | 'reason'> {
  const { dense, folded, text } = message;
  const after = /["'`]/.test(dense.charAt(at)) ? at + 1 : at;
  const found = findReason(message, after, to);
  if (!folded.startsWith(RESOURCE, after)) {
    return {
      resource: undefined,
      reason: found !== undefined && found.start - after <= 40 ? found : undefined,
    };
  }
  const colon = after + RESOURCE.length;
  const start = message.offset(folded.startsWith(':', colon) ? colon + 1 : colon);
  const upToReason =
    found === undefined ? undefined : resourceIn(text.slice(start, message.offset(found.start)));
  return upToReason === undefined
    ? { resource: resourceAlone(text, start), reason: undefined }
    : { resource: upToReason, reason: found };
}

/** The resource that fills all of `text`; undefined where something else stands there as well. */
function resourceIn(text: string): string | undefined {
  if (text.length > 2 * LONGEST_VALUE) return undefined;
  const spaced = joinLines(text, ' ');
  if (KIND_AND_NAME.exec(spaced)?.[0] === spaced) return spaced;
  const joined = joinLines(text);
  if (/^["'`]/.test(joined)) return /^["'`]([^"'`]+)["'`]$/.exec(joined)?.[1];
  const isOneValue = !/\s/.test(joined) || !/[\n(]/.test(text.trim());
  return isOneValue && joined !== '' ? joined : undefined;
}

function resourceAlone(text: string, start: number): string | undefined {
  const window = text.slice(start, start + LONGEST_VALUE);
  const quoted = /^["'`]([^"'`]{1,2048})["'`]/.exec(window)?.[1];
  if (quoted !== undefined) return joinLines(quoted);
  const named = KIND_AND_NAME.exec(window)?.[0];
  const resource = named?.replace(/["'`.,;)<].*$/, '') ?? readToken(text, start);
  return resource === '' ? undefined : resource;
}

/**
 * The ARN of a resource that IAM names as `role NAME`. IAM's operations act on the caller's account; the path is not
 * in the message, and is taken to be `/`.
 */
export function resourceArn(resource: string, principal: DeniedPrincipal | undefined): string {
  const caller = principal?.arn === undefined ? undefined : parseArn(principal.arn);
  const [, kind, name] = /^(role|user|group|policy|instance profile) (\S+)$/.exec(resource) ?? [];
  if (caller === undefined || kind === undefined || name === undefined) return resource;
  return `arn:${caller.partition}:iam::${caller.account}:${kind.replace(' ', '-')}/${name}`;
}
