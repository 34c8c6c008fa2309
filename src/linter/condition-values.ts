import { parseAddressBlock, parseDate, parseNumber } from '../evaluator/index.js';
import type { OperatorFamily } from './condition-operator.js';

/**
 * What the values of an operator have to be, where `value` is not; undefined where it is. Policy variables are not
 * taken for anything.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function expectedInsteadOf(value: string, family: OperatorFamily): string | undefined {
  switch (family) {
    case 'String':
      return undefined;
    case 'Numeric':
      return parseNumber(value) === undefined ? 'a number' : undefined;
    case 'Date':
      return isDate(value) ? undefined : 'a date such as 2026-01-31T12:00:00Z';
    case 'Bool':
    case 'Null':
      return /^(?:true|false)$/i.test(value) ? undefined : 'true or false';
    case 'Binary':
      return isBase64(value) ? undefined : 'text in Base64';
    case 'IPAddress':
      if (parseAddressBlock(value) !== undefined) return undefined;
      return hasHostBits(value)
        ? 'an IPv6 block without bits after its prefix'
        : 'an IP address or a block such as 203.0.113.0/24';
    case 'ARN':
      return isArnPattern(value) ? undefined : 'an ARN, which has six fields';
  }
}

/** A value of an ARN operator: six fields, in any of which may be wildcards. */
function isArnPattern(value: string): boolean {
  const [prefix = '', ...fields] = value.split(':');
  return (prefix === 'arn' || prefix.includes('*')) && fields.length >= 5;
}

function isDate(value: string): boolean {
  if (parseDate(value) === undefined) return false;
  const [, month = '01', day = '01'] = /^\d{4}-(\d\d)(?:-(\d\d))?/.exec(value) ?? [];
  const time = new Date(Date.UTC(Number(value.slice(0, 4)), Number(month) - 1, Number(day)));
  return time.getUTCMonth() === Number(month) - 1 || !/^\d{4}-/.test(value);
}

function isBase64(value: string): boolean {
  return value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
}

function hasHostBits(value: string): boolean {
  return (
    value.includes(':') && parseAddressBlock(value.slice(0, Math.max(value.indexOf('/'), 0))) !== undefined
  );
}
