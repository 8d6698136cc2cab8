import { readFileSync, writeFileSync } from 'node:fs';
import { actionYml } from './generate-action-yml.ts';
import { withOptionTables } from './generate-option-tables.ts';

/**
 * Writes (or, with --check, compares) what is made from the tables in src: action.yml and the option tables of the
 * README. `npm run generate`.
 */
const files: Readonly<Record<string, () => string>> = {
  'action.yml': actionYml,
  'README.md': () => withOptionTables(readFileSync('README.md', 'utf8')),
};

const check = process.argv.includes('--check');
for (const [file, make] of Object.entries(files)) {
  const made = make();
  if (!check) writeFileSync(file, made);
  else if (readFileSync(file, 'utf8') !== made) {
    console.error(`${file}: not what src/settings says; run npm run generate and commit the result`);
    process.exitCode = 1;
  }
}
