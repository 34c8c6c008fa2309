import { actionCovers, actionIntersects, covers, isFixed } from '../../src/prover/index.js';
import { defineRule, isAboutKey, listing, requires, spares } from '../../src/linter/index.js';
import type { Condition, Element, Statement } from '../../src/model/index.js';

/** The Region that a service answers from, wherever its customers are. */
const HOMES: ReadonlyMap<string, string> = new Map([
  ['account', 'us-east-1'],
  ['budgets', 'us-east-1'],
  ['ce', 'us-east-1'],
  ['cloudfront', 'us-east-1'],
  ['globalaccelerator', 'us-west-2'],
  ['health', 'us-east-1'],
  ['iam', 'us-east-1'],
  ['networkmanager', 'us-west-2'],
  ['organizations', 'us-east-1'],
  ['route53', 'us-east-1'],
  ['route53domains', 'us-east-1'],
  ['shield', 'us-east-1'],
  ['support', 'us-east-1'],
  ['waf', 'us-east-1'],
]);

const KEY = 'aws:RequestedRegion';

export default defineRule({
  meta: {
    id: 'organization/require-global-services',
    description: 'Require denies of Regions to leave out the services that have one Region only',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['service-control', 'permissions-boundary', 'identity-based'],
    remediation:
      'Write the Deny with NotAction, and list the global services that the accounts use: iam:*, organizations:*, route53:*, cloudfront:*, support:* and the like.',
    references: [
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion',
    ],
    messages: {
      denied:
        'This Deny of Regions takes away {services} everywhere. These services answer from {regions} alone, which the condition does not let through.',
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (statement.effect !== 'Deny' || !statement.action) return;
    if (document.type === 'permissions-boundary' && graph.accountOf(document) !== '') return;
    const condition = statement.conditions.find((one) => isAboutKey(one, KEY));
    if (condition === undefined || isOfOtherPartition(condition)) return;
    const { action } = statement;
    const denied = [...HOMES].filter(
      ([service, home]) => concerns(action, service) && isDeniedIn(statement, home),
    );
    if (denied.length === 0) return;
    const services = denied.map(([service]) => service);
    const regions = [...new Set(denied.map(([, home]) => home))];
    yield finding('denied', {
      at: condition.key,
      document,
      // Who has seen to IAM may well have left out what nobody uses.
      confidence: services.includes('iam') ? 'high' : 'medium',
      data: { services: listing(services, HOMES.size), regions: listing(regions) },
    });
  },
});

/** Whether the statement is about some action of a service, and not just about what NotAction forgot of it. */
function concerns({ negated, values }: Element, service: string): boolean {
  const actions = `${service}:*`;
  return negated
    ? !values.some(({ value }) => actionIntersects(value, actions) === true)
    : values.some(({ value }) => actionCovers(value, actions) === true || startsWith(value, service));
}

function startsWith(action: string, service: string): boolean {
  return action.toLowerCase().startsWith(`${service}:`);
}

/** Whether the conditions on the Region are such that a request in `region` is denied for certain. */
function isDeniedIn(statement: Statement, region: string): boolean {
  return statement.conditions
    .filter((condition) => isAboutKey(condition, KEY))
    .every(
      (condition) =>
        spares(
          condition,
          KEY,
          (value, pattern) => isFixed(value, false) && !matches(value, pattern, region),
        ) ||
        requires({ ...statement, conditions: [condition] }, KEY, (value, pattern) =>
          matches(value, pattern, region),
        ),
    );
}

function matches(value: string, pattern: boolean, region: string): boolean {
  return pattern ? covers(value, region) === true : value === region;
}

/** In China and GovCloud other Regions are home to these services. */
function isOfOtherPartition({ values }: Condition): boolean {
  return values.some(({ value }) => value.startsWith('cn-') || value.startsWith('us-gov-'));
}
