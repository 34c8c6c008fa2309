export { resolveAction, resolveResource, type ResolvedAction } from './action.js';
export { resolvePrincipal } from './principal.js';
export { QuestionError } from './question-error.js';
export { checkResourceAccount } from './resource-account.js';
export { resolveQuestion, type Question, type ResolvedQuestion } from './question.js';
