import type { PolicyDocument, PrincipalValue, Statement, Token } from '../model/index.js';
import { actionIntersects } from '../prover/index.js';
import { includesAction } from './actions.js';
import { federatedForm } from './principal-forms.js';

/** By which operation a principal assumes a role; undefined where its form does not tell. */
export function assumingAction({ kind, token }: PrincipalValue): string | undefined {
  if (kind !== 'Federated') return kind === 'CanonicalUser' ? undefined : 'sts:AssumeRole';
  switch (federatedForm(token.value)) {
    case 'saml':
      return 'sts:AssumeRoleWithSAML';
    case 'web-identity':
      return 'sts:AssumeRoleWithWebIdentity';
    case 'unknown':
      return undefined;
  }
}

const ASSUMING_ACTIONS = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'];

/** The values of an Action element that are an operation by which somebody assumes a role. */
export function assumingActions({ action }: Statement): readonly Token[] {
  return (action?.values ?? []).filter(({ value }) =>
    ASSUMING_ACTIONS.some((known) => actionIntersects(value, known)),
  );
}

const TRUST_ACTIONS = [...ASSUMING_ACTIONS, 'sts:SetContext', 'sts:SetSourceIdentity', 'sts:TagSession'];

/** Whether a value of an Action element is, or matches, one that a role trust policy decides on. */
export function hasTrustAction(action: string): boolean {
  return TRUST_ACTIONS.some((known) => actionIntersects(action, known) !== false);
}

/** Whether some Allow of a role trust policy has an action. */
export function trustAllows({ statements }: PolicyDocument, action: string): boolean {
  return statements.some(
    (statement) => statement.effect === 'Allow' && includesAction(statement.action, action),
  );
}
