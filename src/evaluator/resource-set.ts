import type { Element, Truth } from '../model/index.js';
import type { RequestContext } from './context.js';
import type { PatternParts } from './glob.js';
import { compileResource, resourceMatches, type ResourcePattern } from './resource.js';
import { expandTemplate, parseTemplate, type Template } from './template.js';
import { not, or, truth } from './truth.js';

/** A Resource or NotResource element. */
export interface ResourceSet {
  readonly negated: boolean;
  readonly patterns: readonly ResourcePattern[];
  /** Values with policy variables, which are patterns only together with a request. */
  readonly templates: readonly ResourceTemplate[];
  readonly completes: boolean;
  /** What an element counts as whose text leaves open whether it matches: an Allow does without, a Deny does not. */
  readonly whenInDoubt: Truth;
}

interface ResourceTemplate {
  readonly template: Template;
  /** What stands before the first wildcard or variable, by which most other ARNs are told apart. */
  readonly prefix: string;
}

interface Grammar {
  readonly effect: 'Allow' | 'Deny';
  /** Whether the policy's version knows policy variables. */
  readonly variables: boolean;
  /** Whether IAM completes ARNs of fewer than six fields in the type of policy. */
  readonly completes: boolean;
}

export function compileResources({ negated, values }: Element, grammar: Grammar): ResourceSet {
  const { effect, variables, completes } = grammar;
  const patterns: ResourcePattern[] = [];
  const templates: ResourceTemplate[] = [];
  for (const { value } of values) {
    const template = variables ? parseTemplate(value) : undefined;
    if (template) templates.push({ template, prefix: template[0].text.replace(/[*?].*$/s, '') });
    else patterns.push(compileResource([{ text: value, literal: false }], completes));
  }
  return { negated, patterns, templates, completes, whenInDoubt: truth((effect === 'Deny') !== negated) };
}

export function matchesResource(set: ResourceSet, context: RequestContext): Truth {
  const { negated, patterns, templates } = set;
  const { resource } = context;
  let matches: Truth = truth(patterns.some((pattern) => resourceMatches(pattern, resource)));
  if (matches === 'false') {
    for (const template of templates) matches = or(matches, matchesTemplate(set, template, context));
  }
  return context.settle(negated ? not(matches) : matches);
}

/** A variable without a value makes an ARN that nothing has. */
function matchesTemplate(
  { completes, whenInDoubt }: ResourceSet,
  { template, prefix }: ResourceTemplate,
  context: RequestContext,
): Truth {
  const { resource } = context;
  if (!resource.text.startsWith(prefix)) return 'false';
  const expansion = expandTemplate(template, context);
  if (expansion === 'unresolved') return 'false';
  if (expansion === 'unknown') return expansion;
  const { literal, loose } = expansion;
  const matches = (parts: PatternParts) => resourceMatches(compileResource(parts, completes), resource);
  const result = matches(literal);
  return loose === undefined || matches(loose) === result ? truth(result) : whenInDoubt;
}
