import { expect, it } from 'vitest';
import { PolicyGraph } from '../../src/graph/index.js';
import { roleMakers } from '../../src/linter/index.js';
import { inventory } from '../support/rules.js';

it('without an organization, whoever is allowed to create such a role can', () => {
  const Document = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'iam:*', Resource: '*' }],
  };
  const graph = new PolicyGraph(
    inventory({
      UserDetailList: [
        {
          Arn: 'arn:aws:iam::111122223333:user/ann',
          UserPolicyList: [{ PolicyName: 'Roles', PolicyDocument: Document }],
        },
      ],
    }),
  );
  const makers = graph.accounts.flatMap((account) =>
    roleMakers(graph, account, 'arn:aws:iam::111122223333:role/ops-*'),
  );
  expect(makers.map(({ name }) => name)).toEqual(['ann']);
});
