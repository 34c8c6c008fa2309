export { lint, severityRank, type LintOptions } from './linter.js';
export {
  defineRule,
  type Draft,
  type RelatedToken,
  type Rule,
  type RuleContext,
  type RuleDefinition,
  type RuleFinding,
  type RuleMeta,
} from './rule.js';
