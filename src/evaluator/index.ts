export { decide, evaluate, possibleDecisions, type EvaluateOptions } from './evaluate.js';
export { parseRequester } from './requester.js';
export { parseTemplate, type Template } from './template.js';
export { parseAddressBlock, parseDate, parseNumber } from './values.js';
