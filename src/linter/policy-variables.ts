import { knowsVariables, type PolicyDocument, type Statement, type Token } from '../model/index.js';

/** A policy variable as it is written. */
export interface WrittenVariable {
  /** With `${` and, where there is one, `}`. */
  readonly text: string;
  /** The condition key, trimmed. Empty where none is written. */
  readonly key: string;
  readonly hasDefault: boolean;
  readonly error: 'unclosed' | 'empty' | 'unquoted' | 'space' | undefined;
}

const NONE: readonly WrittenVariable[] = [];

/**
 * The policy variables of a value, with what is wrong with the writing of each. `${*}`, `${?}` and `${$}` are
 * characters.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function variablesIn(value: string): readonly WrittenVariable[] {
  if (!value.includes('${')) return NONE;
  const found: WrittenVariable[] = [];
  for (let start = value.indexOf('${'); start >= 0; start = value.indexOf('${', start + 2)) {
    const next = value.indexOf('${', start + 2);
    const end = value.indexOf('}', start);
    const isClosed = end >= 0 && (next < 0 || end < next);
    const content = value.slice(start + 2, isClosed ? end : undefined);
    if (isClosed && /^[*?$]$/.test(content)) continue;
    found.push(variable(content, isClosed));
  }
  return found;
}

/** The values of a statement in which AWS replaces variables: those of its resources and of its conditions. */
export function variableValues({ resource, conditions }: Statement): readonly Token[] {
  return [...(resource?.values ?? []), ...conditions.flatMap(({ values }) => values)].filter(({ value }) =>
    value.includes('${'),
  );
}

/** Whether a value has a policy variable in it, or one of the characters that are written like one: `${*}`. */
export function hasVariable(value: string): boolean {
  const start = value.indexOf('${');
  return start >= 0 && value.includes('}', start);
}

/**
 * The values with policy variables that are plain text, since the Version of their document does not know variables.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
 */
export function literalVariables(document: PolicyDocument): readonly Token[] {
  if (knowsVariables(document)) return [];
  return document.statements.flatMap(variableValues).filter(({ value }) => hasVariable(value));
}

function variable(content: string, isClosed: boolean): WrittenVariable {
  const comma = content.indexOf(',');
  const name = comma < 0 ? content : content.slice(0, comma);
  const fallback = comma < 0 ? undefined : content.slice(comma + 1).trim();
  const key = isClosed ? name.trim() : '';
  const isQuoted = fallback === undefined || /^'.*'$/s.test(fallback);
  return {
    text: '${' + content + (isClosed ? '}' : ''),
    key,
    hasDefault: fallback !== undefined,
    error: !isClosed
      ? 'unclosed'
      : key === ''
        ? 'empty'
        : !isQuoted
          ? 'unquoted'
          : hasSpace(name)
            ? 'space'
            : undefined,
  };
}

/** The key of a tag may have spaces. */
function hasSpace(name: string): boolean {
  const [beforeTag = ''] = name.split('/');
  return /\s/.test(beforeTag) || /^\s/.test(name);
}
