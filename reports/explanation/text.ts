import {
  POLICY_TYPE_NAMES,
  type Decision,
  type Explanation,
  type LayerExplanation,
  type PolicyType,
} from '../../src/model/index.js';
import { heading, note, pageFor, type Page, type Style, type TextOptions } from '../page.js';
import { count, firstOf } from '../words.js';
import { mendLines } from './mends.js';
import { list, paragraph } from './paragraphs.js';
import { relatedLines } from './related.js';
import { statementLines } from './statement-lines.js';

const SHOWN_STATEMENTS = 4;

/**
 * The answer as a colleague would give it: the decision, then what each layer says, then what else is in the way, what
 * it depends on, what else the operation needs, and how to mend it.
 */
export function renderText(explanation: Explanation, options: TextOptions): string {
  const page = pageFor(options);
  const sections = [
    headLines(explanation, page),
    ...section('Layer by layer', layerSections(explanation, page), page),
    ...section('Also in the way, once that is mended', [blockerLines(explanation, page)], page),
    ...section('What it depends on', [dependencyLines(explanation, page)], page),
    ...section('What the operation may need besides', [relatedLines(explanation, page)], page),
    ...section(
      'Good to know',
      [
        list(
          explanation.notes.map(({ text }) => text),
          page,
        ),
      ],
      page,
    ),
    ...section('How to mend it', mendLines(explanation, page), page),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Sections under a title; nothing where all of them are empty. */
function section(
  title: string,
  sections: readonly (readonly string[])[],
  page: Page,
): readonly (readonly string[])[] {
  const [first, ...others] = sections.filter((lines) => lines.length > 0);
  return first === undefined ? [] : [[page.bold(title), ...first], ...others];
}

function headLines(explanation: Explanation, page: Page): readonly string[] {
  const { request, answer, remarks, denial } = explanation;
  const given = Object.entries(request.context).map(([key, values]) =>
    values.length === 0
      ? `${key} is not in the request`
      : `${key} is ${values.map((value) => `'${value}'`).join(', ')}`,
  );
  const lines = (label: string, texts: readonly string[]) => note(label, texts, ' ', page);
  return [
    ...heading(decisionLabel(explanation.possible), answer, decisionStyle(explanation.possible, page), page),
    ...lines('principal', [request.principal]),
    ...lines('action', [request.action]),
    ...lines('resource', [request.resource]),
    ...lines('context', firstOf(given, MOST_KEYS)),
    ...lines('note', remarks),
    ...(denial?.comparison === undefined ? [] : lines('denial', [denial.comparison])),
  ];
}

const MOST_KEYS = 12;

const DECISION_LABELS: Readonly<Record<Decision, string>> = {
  allowed: 'allowed',
  explicitDeny: 'explicit deny',
  implicitDeny: 'implicit deny',
};

function decisionLabel(possible: readonly Decision[]): string {
  const [only, ...others] = possible;
  if (only !== undefined && others.length === 0) return DECISION_LABELS[only];
  return possible.includes('allowed') ? 'it depends' : 'denied';
}

function decisionStyle(possible: readonly Decision[], page: Page): Style {
  if (!possible.includes('allowed')) return page.severity.high;
  return possible.length === 1 ? page.good : page.severity.medium;
}

/** Layers that say nothing, by why they do. */
const SILENT: ReadonlySet<LayerExplanation['reason']> = new Set(['noPolicies', 'notApplicable']);

function layerSections({ layers, request }: Explanation, page: Page): readonly (readonly string[])[] {
  const isSilent = ({ outcome, reason }: LayerExplanation) =>
    outcome === 'notApplicable' && SILENT.has(reason);
  const telling = groupLevels(layers.filter((layer) => !isSilent(layer))).toSorted(
    ([a], [b]) => weightOf(a) - weightOf(b),
  );
  return [
    ...telling.map((group) => layerLines(group, page)),
    silenceLines(layers.filter(isSilent), request.principal, page),
  ];
}

/** What stops the request comes first, then what is open, then what grants it, and last what merely lets it pass. */
function weightOf({ outcome, policyType }: LayerExplanation): number {
  const isLimit = policyType === 'service-control' || policyType === 'resource-control';
  return WEIGHTS[outcome] + (outcome === 'allowed' && isLimit ? 2 : 0);
}

const WEIGHTS: Readonly<Record<LayerExplanation['outcome'], number>> = {
  explicitDeny: 0,
  implicitDeny: 1,
  unknown: 2,
  allowed: 3,
  notApplicable: 4,
};

type LayerGroup = readonly [LayerExplanation, ...LayerExplanation[]];

/** Levels that say the same thing for the same reason are shown as one. */
function groupLevels(layers: readonly LayerExplanation[]): readonly LayerGroup[] {
  const groups = new Map<string, [LayerExplanation, ...LayerExplanation[]]>();
  for (const layer of layers) {
    const key = JSON.stringify([layer.policyType, layer.outcome, layer.text]);
    const group = groups.get(key);
    if (group) group.push(layer);
    else groups.set(key, [layer]);
  }
  return [...groups.values()];
}

function layerLines(group: LayerGroup, page: Page): readonly string[] {
  const [layer] = group;
  const levels = group.flatMap(({ level }) => level?.name ?? []);
  const style = OUTCOME_STYLES[layer.outcome](page);
  const text = levels.length === 0 ? layer.text : `At ${enumeration(levels)}, ${lowerFirst(layer.text)}`;
  const shown = layer.statements.slice(0, SHOWN_STATEMENTS);
  const more = layer.statements.length - shown.length;
  return [
    ...heading(
      `${layer.reason === 'notRead' ? 'not read' : OUTCOME_LABELS[layer.outcome]}[${POLICY_TYPE_NAMES[layer.policyType]}]`,
      text,
      style,
      page,
    ),
    ...shown.flatMap((statement) => statementLines(statement, style, page)),
    ...(more > 0 ? note('also', [count(more, 'more statement')], ' ', page) : []),
  ];
}

const OUTCOME_LABELS: Readonly<Record<LayerExplanation['outcome'], string>> = {
  ...DECISION_LABELS,
  notApplicable: 'no say',
  unknown: 'it depends',
};

const OUTCOME_STYLES: Readonly<Record<LayerExplanation['outcome'], (page: Page) => Style>> = {
  allowed: ({ good }) => good,
  explicitDeny: ({ severity }) => severity.high,
  implicitDeny: ({ severity }) => severity.high,
  notApplicable: ({ dim }) => dim,
  unknown: ({ severity }) => severity.medium,
};

/** Types of which a snapshot never holds a policy. */
const NOT_RECORDED: readonly PolicyType[] = ['session', 'vpc-endpoint'];

function silenceLines(layers: readonly LayerExplanation[], principal: string, page: Page): readonly string[] {
  const named = (which: (layer: LayerExplanation) => boolean) => [
    ...new Set(layers.filter(which).map(({ policyType }) => POLICY_TYPE_NAMES[policyType])),
  ];
  const isRecorded = ({ policyType }: LayerExplanation) => !NOT_RECORDED.includes(policyType);
  const none = named((layer) => layer.reason === 'noPolicies' && isRecorded(layer));
  const powerless = named(({ reason }) => reason === 'notApplicable');
  const missing = named((layer) => layer.reason === 'noPolicies' && !isRecorded(layer));
  const texts = [
    ...(none.length > 0 ? [`There is no ${enumeration(none, 'or')}.`] : []),
    ...(powerless.length > 0 ? [`No ${enumeration(powerless, 'or')} has a say over ${principal}.`] : []),
    ...(missing.length > 0
      ? [`A snapshot holds no ${enumeration(missing, 'or')}: one that the request meets could deny it too.`]
      : []),
  ];
  return texts.length === 0 ? [] : paragraph(texts.join(' '), '', page).map(page.dim);
}

function blockerLines({ blockers }: Explanation, page: Page): readonly string[] {
  return list(
    blockers.slice(1).map(({ text }) => text),
    page,
  );
}

/** Without what the answer has said already. */
function dependencyLines({ dependencies, answer }: Explanation, page: Page): readonly string[] {
  const untold = dependencies.filter(
    ({ kind, key, text }) => !answer.includes(kind === 'contextKey' ? ` ${key}` : text),
  );
  return list([...new Set(untold.map(({ text }) => text))], page);
}

function enumeration(items: readonly string[], conjunction = 'and'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
