import type { MessageWith, Rule, RuleMeta } from '../rule.js';
import { escalationAlone, escalationOf, type FindWays } from './escalation.js';

/** What a rule says of a principal; and of a policy that belongs to no account, where the policy says enough by itself. */
type Messages<Principal extends string, Alone extends string> = {
  readonly principal: MessageWith<'kind' | 'name' | 'actions' | 'targets', Principal>;
  readonly alone?: MessageWith<'policy' | 'actions' | 'targets', Alone>;
};

/**
 * A rule about one kind of ways to more rights than a principal has been given. It reports the ways of each principal
 * that is no administrator yet and, where it has a message `alone`, those that a policy opens to whoever has it.
 */
export function defineEscalation<const Principal extends string, const Alone extends string>({
  meta,
  waysOf,
}: {
  readonly meta: Omit<RuleMeta<Messages<Principal, Alone>>, 'policyTypes' | 'options'>;
  readonly waysOf: FindWays;
}): Rule {
  return {
    meta: { ...meta, policyTypes: ['identity-based'] },
    *checkPrincipal(entity, { graph, finding }) {
      const found = escalationOf(graph, entity, waysOf);
      if (found === undefined) return;
      const { arn: subject, kind, name } = entity;
      const { actions, targets } = found;
      yield finding('principal', { ...found, subject, data: { kind, name, actions, targets } });
    },
    ...(meta.messages.alone !== undefined && {
      *checkDocument(document, { graph, finding }) {
        const found = escalationAlone(graph, document, waysOf);
        if (found === undefined) return;
        const { actions, targets } = found;
        yield finding('alone', { ...found, data: { policy: document.name, actions, targets } });
      },
    }),
  };
}
