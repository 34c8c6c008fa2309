export { decide, evaluate, possibleDecisions, type EvaluateOptions } from './evaluate.js';
export { parseRequester } from './requester.js';
