export { statementsAbout } from './about.js';
export { actionName, actionsInclude, compileActions, type ActionName, type ActionSet } from './action.js';
export { compile, type CompiledStatement } from './compile.js';
export type { CompiledCondition } from './condition.js';
export type { ContextValue } from './context.js';
export { decide, evaluate, possibleDecisions, type EvaluateOptions } from './evaluate.js';
export { fillIn } from './fill-in.js';
export { findOperator, parseOperator } from './operators.js';
export {
  applicableStatements,
  contextValue,
  documentsPermit,
  isAllowed,
  meetsCondition,
  openKeys,
  permits,
} from './permits.js';
export { carriesResourceAccount, isAlwaysSent, isMultivalued, presenceFor } from './presence.js';
export { remember } from './memo.js';
export { parseRequester } from './requester.js';
export { parseTemplate, type PolicyVariable, type Template } from './template.js';
export { blockContains, parseAddressBlock, parseDate, parseNumber, type AddressBlock } from './values.js';
export { and, not, truth } from './truth.js';
