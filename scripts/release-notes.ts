import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Prints what CHANGELOG.md says of a release, and fails unless the tag names the version of package.json.
 * Usage: `node scripts/release-notes.ts v1.2.3`.
 */
const root = join(import.meta.dirname, '..');
const [tag = ''] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const sections = readFileSync(join(root, 'CHANGELOG.md'), 'utf8').split(/^(?=## )/m);
const section = sections.find((text) => text.startsWith(`## [${version}]`));
if (tag !== `v${version}`) {
  fail(
    `expected the tag v${version}, which package.json names, found ${JSON.stringify(tag)}; set the version, then tag`,
  );
} else if (section === undefined) {
  fail(`CHANGELOG.md: expected a section "## [${version}]", found none; move what is under Unreleased there`);
} else {
  console.log(section.split('\n').slice(1).join('\n').trim());
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
