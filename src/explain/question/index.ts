export { resolveAction, type ResolvedAction } from './action.js';
export { QuestionError } from './question-error.js';
export { resolveQuestion, type Question, type ResolvedQuestion } from './question.js';
