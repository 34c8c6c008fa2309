import type { Evaluation, LayerExplanation, LayerTrace, StatementTrace } from '../../model/index.js';
import { layerText, levelOf, ownPolicyName } from './layer-text.js';
import { nearMisses, sparing, sparingText } from './near-misses.js';
import type { Situation } from './situation.js';
import { explainStatement } from './statements.js';
import { principalName } from './words.js';

/** So many Allows are shown of a layer in which several allow the same. */
const MOST_SHOWN = 3;

/** What each layer of the trace says, in whole sentences, with the statements that decided. */
export function explainLayers(
  situation: Situation,
  { trace, possible }: Evaluation,
): readonly LayerExplanation[] {
  const isOpen = possible.includes('allowed');
  return trace.map((layer) => {
    const level = levelOf(situation, layer);
    return {
      policyType: layer.policyType,
      ...(level && { level }),
      outcome: layer.outcome,
      reason: layer.reason,
      text: `${isOpen ? openText(situation, layer) : layerText(situation, layer)}${sparingText(layer)}`,
      statements: tellingStatements(layer).map((statement) => explainStatement(situation, statement)),
    };
  });
}

/**
 * The denies that apply, then the Allows; where nothing allows it, those that would but for a detail. Beside a deny,
 * only what grants is worth telling: that people rely on.
 */
function tellingStatements({ policyType, statements, outcome }: LayerTrace): readonly StatementTrace[] {
  const applying = statements.filter(({ applies }) => applies !== 'false');
  const denies = applying.filter(({ statement }) => statement.effect === 'Deny');
  const allows = applying.filter(({ statement }) => statement.effect === 'Allow').slice(0, MOST_SHOWN);
  if (outcome === 'explicitDeny') return policyType === 'identity-based' ? [...denies, ...allows] : denies;
  const near = allows.length > 0 || outcome === 'allowed' ? [] : nearMisses(statements);
  return [...denies, ...allows, ...near, ...sparing(statements)];
}

/** What a layer without an Allow says while the request may yet be allowed. */
function openText(situation: Situation, layer: LayerTrace): string {
  const text = layerText(situation, layer);
  if (layer.reason !== 'noStatementAllows' || layer.policyType === 'service-control') return text;
  return `${text} It does not have to, if ${ownPolicyName(situation)} lets ${principalName(situation.request.principal)} in.`;
}
