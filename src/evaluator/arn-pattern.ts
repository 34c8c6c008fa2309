import { compileGlob, globMatches, type Glob, type PatternPart } from './glob.js';

const FIELDS = 6;

/**
 * A value of an ARN condition operator: six fields that are compared one by one, wildcards in any of them. Unlike
 * in a Resource element no `*` leaves its field. Undefined for what is not an ARN, which matches nothing.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function compileArnPattern(parts: readonly PatternPart[]): readonly Glob[] | undefined {
  const fields: PatternPart[][] = [[]];
  for (const { text, literal } of parts) {
    let position = 0;
    while (fields.length < FIELDS) {
      const colon = text.indexOf(':', position);
      if (colon < 0) break;
      fields.at(-1)?.push({ text: text.slice(position, colon), literal });
      fields.push([]);
      position = colon + 1;
    }
    fields.at(-1)?.push({ text: text.slice(position), literal });
  }
  return fields.length === FIELDS ? fields.map((field) => compileGlob(field)) : undefined;
}

/** Whether the text is an ARN and its fields match. */
export function arnPatternMatches(fields: readonly Glob[], text: string): boolean {
  let start = 0;
  for (const [index, field] of fields.entries()) {
    const colon = index < FIELDS - 1 ? text.indexOf(':', start) : text.length;
    if (colon < 0 || !globMatches(field, text, start, colon)) return false;
    start = colon + 1;
  }
  return true;
}

export function isArn(text: string): boolean {
  return text.startsWith('arn:') && text.split(':', FIELDS).length === FIELDS;
}
