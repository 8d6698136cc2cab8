import { readFileSync, writeFileSync } from 'node:fs';
import { actionYml } from './generate-action-yml.ts';
import { configSchema } from './generate-config-schema.ts';
import { withExamples } from './generate-examples.ts';
import { keyForms } from './generate-key-forms.ts';
import { withOptionTables } from './generate-option-tables.ts';
import { rulesDocument } from './generate-rules.ts';
import { pluginTypes } from './generate-types.ts';

/**
 * Writes (or, with --check, compares) what is made from the tables in src: action.yml and the option tables of the
 * README, docs/key-forms.md, docs/rules.md, docs/config.schema.json, the example in docs/detectors.md, and types/detector.d.ts.
 * `npm run generate`.
 */
const files: Readonly<Record<string, () => string | Promise<string>>> = {
  'action.yml': actionYml,
  'docs/config.schema.json': configSchema,
  'docs/key-forms.md': keyForms,
  'docs/rules.md': rulesDocument,
  'docs/detectors.md': () => withExamples(readFileSync('docs/detectors.md', 'utf8')),
  'types/detector.d.ts': pluginTypes,
  'README.md': () => withOptionTables(readFileSync('README.md', 'utf8')),
};

const check = process.argv.includes('--check');
for (const [file, make] of Object.entries(files)) {
  const made = await make();
  if (!check) writeFileSync(file, made);
  else if (readFileSync(file, 'utf8') !== made) {
    console.error(`${file}: not what it is made from; run npm run generate and commit the result`);
    process.exitCode = 1;
  }
}
