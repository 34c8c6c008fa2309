import { mkdir, writeFile } from 'node:fs/promises';
import { formatTypeScript, readIfPresent, ROOT, write } from './generated-file.js';
import { referencePages } from './reference-pages.js';
import { ruleFiles } from './rules.js';

const ID = /^[a-z]+\/(no|require)(?:-[a-z]+)+$/;

const id = process.argv[2] ?? '';
const verb = ID.exec(id)?.[1];
const path = `lint-rules/${id}.ts`;

if (verb === undefined) {
  fail(`'${id}' is not the id of a rule`, 'npm run new-rule -- family/no-thing, or family/require-thing');
} else if ((await readIfPresent(path)) !== undefined) {
  fail(`${path} is there already`, 'choose another id, or edit that rule');
} else {
  await mkdir(new URL('.', new URL(path, ROOT)), { recursive: true });
  await writeFile(new URL(path, ROOT), await formatTypeScript(path, template(id, verb)));
  for (const file of [...(await ruleFiles()), ...(await referencePages())]) await write(file);
  process.stdout.write(
    `${path}\nlint-rules/${id}.md\nReplace each … in both, then run npm run generate and npm test.\n`,
  );
}

function fail(error: string, hint: string): void {
  process.stderr.write(`error: ${error}\nhint: ${hint}\n`);
  process.exitCode = 2;
}

function template(id: string, verb: string): string {
  return `import { defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: '${id}',
    description: '${verb === 'no' ? 'Disallow' : 'Require'} …',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation: '…',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/…'],
    messages: { found: '…' },
  },
  *checkStatement(statement, document, { finding }) {
    if (statement.effect !== 'Allow') return;
    yield finding('found', { at: statement.token, document });
  },
});
`;
}
