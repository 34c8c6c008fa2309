import {
  catalogueDate,
  findAction,
  findService,
  nearestAction,
  nearestService,
  resourceType,
  type Action,
} from '../../model/catalogue/index.js';
import { parseArn } from '../../model/index.js';
import { arnCovers } from '../../prover/index.js';
import { QuestionError } from './question-error.js';

export interface ResolvedAction {
  /** As AWS spells it; as written where AWS's reference does not have it. */
  readonly name: string;
  readonly known: Action | undefined;
  readonly remarks: readonly string[];
}

/** @throws QuestionError where the text cannot be an action: without a service, or with a wildcard */
export function resolveAction(text: string): ResolvedAction {
  const known = findAction(text);
  if (known) return { name: known.name, known, remarks: [] };
  if (text.includes('*') || text.includes('?')) {
    throw new QuestionError(
      `'${text}' stands for many actions, and a request has one.`,
      'Ask for one action, such as s3:GetObject.',
    );
  }
  if (!/^[^:\s]+:[^:\s]+$/.test(text)) {
    throw new QuestionError(`'${text}' is not an action.`, 'Write it with its service: s3:GetObject.');
  }
  const service = text.split(':', 1)[0] ?? '';
  const what = findService(service)
    ? `AWS has no action ${text}`
    : `AWS has no service with the prefix ${service}`;
  const nearest = nearestAction(text) ?? nearestService(service);
  const suggestion = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  return {
    name: text,
    known: undefined,
    remarks: [
      `${what}, by its reference of ${catalogueDate()}.${suggestion} It is evaluated as it is written.`,
    ],
  };
}

/**
 * Checks that the resource is an ARN or `*`, and gives what is odd about it for the action.
 *
 * @param option with which it is given
 * @throws QuestionError where it is neither, or where it is missing and the action needs one
 */
export function resolveResource(
  text: string | undefined,
  { name, known }: ResolvedAction,
  option = '--resource',
): { readonly resource: string; readonly remarks: readonly string[] } {
  const types = known?.resourceTypes ?? [];
  if (text === undefined) {
    if (known && types.length > 0) {
      throw new QuestionError(
        `${name} acts on a resource, and none is given.`,
        `Give it with ${option}, for example ${formsOf(known)[0] ?? '*'}; or ${option} '*' for any.`,
      );
    }
    return { resource: '*', remarks: [] };
  }
  if (text !== '*' && parseArn(text) === undefined) throw notAnArn(text, known);
  return { resource: text, remarks: known ? oddities(text, known) : [] };
}

function notAnArn(text: string, known: Action | undefined): QuestionError {
  const s3 = /^s3:\/\/([^/]+)(\/.*)?$/.exec(text);
  if (s3) {
    const [, bucket = '', key = ''] = s3;
    return new QuestionError(
      `${text} is not an ARN.`,
      `Write arn:aws:s3:::${bucket}${key === '/' ? '' : key}.`,
    );
  }
  const [form] = known ? formsOf(known) : [];
  return new QuestionError(
    `'${text}' is not an ARN.`,
    form === undefined ? "Give an ARN, or '*'." : `Write it like ${form}, or '*'.`,
  );
}

function oddities(resource: string, known: Action): readonly string[] {
  const { name, resourceTypes } = known;
  if (resource === '*') {
    return known.requiredResourceTypes.length > 0
      ? [
          `${name} acts on resources, and * asks whether it is allowed on all of them. Give an ARN such as ${formsOf(known)[0] ?? '*'} to ask about one.`,
        ]
      : [];
  }
  if (resourceTypes.length === 0) {
    return [
      `${name} takes no resource: AWS authorizes it on *, and a statement about an ARN does not count.`,
    ];
  }
  const forms = patternsOf(known);
  if (forms.length === 0 || forms.some((form) => arnCovers(form, resource) !== false)) return [];
  return [
    `${name} acts on other resources than ${resource}: on ${formsOf(known).slice(0, 3).join(', ')}. AWS never asks about this one.`,
  ];
}

/** What the ARNs of an action's resources look like, the shortest first: `arn:aws:s3:::BucketName/ObjectName`. */
function formsOf(action: Action): readonly string[] {
  return templatesOf(action)
    .map((template) => template.replaceAll('${Partition}', 'aws').replaceAll(/\$\{(\w+)\}/g, '$1'))
    .sort((a, b) => a.length - b.length);
}

function patternsOf(action: Action): readonly string[] {
  return templatesOf(action).map((template) => template.replaceAll(/\$\{\w+\}/g, '*'));
}

function templatesOf({ name, resourceTypes, requiredResourceTypes }: Action): readonly string[] {
  const service = name.split(':', 1)[0] ?? '';
  const types = [...new Set([...requiredResourceTypes, ...resourceTypes])];
  return types.flatMap((type) => resourceType(service, type)?.arns ?? []);
}
