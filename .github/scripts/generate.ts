import { catalogueFiles } from './catalogue.js';
import { isCurrent, write } from './generated-file.js';
import { referencePages } from './reference-pages.js';
import { ruleFiles } from './rules.js';

const check = process.argv.includes('--check');

// In this order: rules can be loaded only when there is a catalogue.
for (const generator of [catalogueFiles, ruleFiles, referencePages]) {
  for (const file of await generator()) {
    if (!check) {
      await write(file);
    } else if (!(await isCurrent(file))) {
      process.stderr.write(`error: ${file.path} is out of step\nhint: run npm run generate\n`);
      process.exitCode = 1;
    }
  }
}
