import { whatCan, whoCan, type WhoCanQuestion } from '../../src/explain/index.js';
import { PolicyGraph } from '../../src/graph/index.js';
import type { AccessWay, ByCertainty, PrincipalAccess, WhatCan, WhoCan } from '../../src/model/index.js';
import type { AccountExample } from './account-example.js';
import { inventory } from './rules.js';

/** What `iamlint who-can` answers about the accounts of an example. */
export function whoCanIn(
  example: AccountExample,
  action: string | readonly string[],
  resource?: string,
): WhoCan {
  const question: WhoCanQuestion = { actions: [action].flat(), ...(resource !== undefined && { resource }) };
  return whoCan(new PolicyGraph(inventory(example)), question);
}

export function whatCanIn(example: AccountExample, principal: string): WhatCan {
  return whatCan(new PolicyGraph(inventory(example)), principal);
}

/** `certain user/ann identity`, one for each way. */
export function lines(access: ByCertainty<PrincipalAccess>): readonly string[] {
  return Object.values(access)
    .flat()
    .flatMap(({ principal, ways }) =>
      ways.map((way) => `${way.certainty} ${short(principal)} ${wayText(way)}`),
    );
}

function wayText({ how, roles, resource }: AccessWay): string {
  return [how, ...roles.map(short), ...(resource === undefined ? [] : [`on ${resource}`])].join(' ');
}

function short(arn: string): string {
  return arn.split(':').at(-1) ?? arn;
}
