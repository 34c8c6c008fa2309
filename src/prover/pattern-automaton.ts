/**
 * A pattern as a list of tokens: what is not one of the wildcards below is a letter, that is a UTF-16 code unit or,
 * above these, a text that is not known and is the same wherever the letter stands.
 */
export type Tokens = readonly number[];

/** Exactly one letter; in a field, one that is not a colon. */
export const ONE = -1;
export const ONE_IN_FIELD = -2;
/** Any number of letters; in a field, of letters that are not colons. */
export const MANY = -3;
export const MANY_IN_FIELD = -4;

export const COLON = 0x3a;

/** The first letter that is no code unit: an unknown text, which fits no token for one letter. */
export const FIRST_UNKNOWN = 0x10000;

/** A letter that stands in no pattern. */
const FRESH = 0x0fffff;

/** How many pairs of a position in one pattern with positions in the other may be looked at. */
const BUDGET = 400_000;

function isMany(token: number | undefined): boolean {
  return token === MANY || token === MANY_IN_FIELD;
}

/** Whether a token takes a letter. */
function takes(token: number, letter: number): boolean {
  switch (token) {
    case MANY:
      return true;
    case MANY_IN_FIELD:
      return letter !== COLON && letter < FIRST_UNKNOWN;
    case ONE:
      return letter < FIRST_UNKNOWN;
    case ONE_IN_FIELD:
      return letter !== COLON && letter < FIRST_UNKNOWN;
    default:
      return token === letter;
  }
}
