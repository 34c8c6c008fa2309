import { randomBytes } from 'node:crypto';
import type { Location, Log, ReportingDescriptor, Result, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import { checkCodeScanning } from '../../reports/code-scanning.js';
import { renderReport } from '../../reports/index.js';
import { fullReport } from '../support/report.js';

/** What to change in a good report. `undefined` takes a property away. */
interface Changes {
  readonly log?: object;
  readonly run?: object;
  readonly rule?: object;
  readonly result?: object;
  readonly location?: object;
}

/** What the checker says of a good report after `changes` to its first run, rule, result or location. */
function faultsAfter(changes: Changes): readonly string[] {
  const log = goodLog();
  const run = first<Run>(log.runs);
  const rule = first<ReportingDescriptor>(run.tool.driver.rules);
  const result = first<Result>(run.results);
  Object.assign(first<Location>(result.locations).physicalLocation ?? {}, changes.location);
  Object.assign(result, changes.result);
  Object.assign(rule, changes.rule);
  Object.assign(run, changes.run);
  return checkCodeScanning(Object.assign(log, changes.log));
}

function goodLog(): Log {
  return JSON.parse(renderReport('sarif', fullReport())) as Log;
}

function first<T>(items: readonly T[] | undefined): T {
  const [item] = items ?? [];
  if (item === undefined) throw new Error('there is none');
  return item;
}

const region = { startLine: 2, startColumn: 3, endLine: 2, endColumn: 9 };
const uri = (text: string) => ({ location: { artifactLocation: { uri: text } } });

describe('GitHub code scanning', () => {
  it('takes the report as it is written', () => {
    expect(checkCodeScanning(goodLog())).toEqual([]);
  });

  it.each<[string, Changes, string]>([
    ['without a schema', { log: { $schema: undefined } }, '$schema is missing'],
    ['without a run', { log: { runs: [] } }, 'runs is empty'],
    ['of more than 20 runs', { log: { runs: Array(21).fill(first(goodLog().runs)) } }, 'more than 20'],
    [
      'with two runs of one category',
      { log: { runs: [...goodLog().runs, ...goodLog().runs] } },
      'same tool and category',
    ],
    ['without a category', { run: { automationDetails: { id: 'iamlint' } } }, 'names no category'],
    ['with a run that has no results', { run: { results: undefined } }, '.results is missing'],
    [
      'with 25,001 results in a run',
      { run: { results: Array(25_001).fill(first(goodLog().runs[0]?.results)) } },
      '.results has more than 25000',
    ],
    [
      'with 25,001 rules in a run',
      { run: { tool: { driver: { name: 'iamlint', rules: Array(25_001).fill({ id: 'a/b' }) } } } },
      '.rules has more than 25000',
    ],
    ['with a rule that has no help', { rule: { help: undefined } }, '.help.text is missing'],
    ['with an empty description', { rule: { shortDescription: { text: '' } } }, '.shortDescription.text is'],
    [
      'with a long description',
      { rule: { fullDescription: { text: 'a'.repeat(1025) } } },
      '.fullDescription.text is longer',
    ],
    ['with a long rule name', { rule: { name: 'a'.repeat(256) } }, '.name is longer'],
    [
      'with 21 tags',
      { rule: { properties: { tags: Array(21).fill('security'), 'security-severity': '8.0' } } },
      'more than 20',
    ],
    ['with a number for a security severity', severity(8), 'security-severity'],
    ['with a word for a security severity', severity('high'), 'security-severity'],
    ['with a security severity out of range', severity('0.0'), 'security-severity'],
    [
      'without the tag that makes a rule a security rule',
      { rule: { properties: { tags: [], 'security-severity': '8.0' } } },
      "does not have 'security'",
    ],
    ['with a result of an unknown rule', { result: { ruleId: 'a/b' } }, 'point to the rule a/b'],
    ['with a result of another rule', { result: { ruleIndex: 7 } }, '.ruleIndex'],
    ['with an empty message', { result: { message: { text: '' } } }, '.message.text is missing'],
    ['with an unknown level', { result: { level: 'fatal' } }, '.level is not a level'],
    ['without a fingerprint', { result: { partialFingerprints: {} } }, 'primaryLocationLineHash'],
    ['with a result without a location', { result: { locations: [] } }, '.locations is empty'],
    [
      'with a result that has only a logical location',
      { result: { locations: [{ logicalLocations: [{ name: 'a' }] }] } },
      'has no uri',
    ],
    [
      'with 1,001 locations',
      { result: { locations: Array(1001).fill(first(first(goodLog().runs[0]?.results).locations)) } },
      'more than 1000',
    ],
    ['with an ARN for a uri', uri('arn:aws:iam::111122223333:role/a'), 'not relative'],
    ['with an absolute path', uri('/a.json'), 'not relative'],
    ['with a path out of the repository', uri('a/../../b.json'), 'not relative'],
    ['with a space in a uri', uri('a b.json'), 'not relative'],
    ['with half an escape in a uri', uri('a%2.json'), 'not relative'],
    ['without a region', { location: { region: undefined } }, 'no complete region'],
    ['with a column 0', { location: { region: { ...region, startColumn: 0 } } }, 'no complete region'],
    ['without an end', { location: { region: { ...region, endLine: undefined } } }, 'no complete region'],
    [
      'with an end before the start',
      { location: { region: { ...region, endColumn: 2 } } },
      'complete region',
    ],
  ])('would refuse a report %s', (_, changes, fault) => {
    expect(faultsAfter(changes).join('\n')).toContain(fault);
  });

  it('would refuse a file that is too large even after gzip', () => {
    const message = { text: randomBytes(11_000_000).toString('base64') };
    expect(faultsAfter({ result: { message } })).toEqual([
      'the file has more than 10000000 bytes after gzip',
    ]);
  });
});

function severity(value: string | number): Changes {
  return { rule: { properties: { tags: ['security'], 'security-severity': value } } };
}
