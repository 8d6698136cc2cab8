import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import { thirdPartyNotices } from './third-party-notices.ts';

/** Usage: `npm run notices` writes THIRD_PARTY_NOTICES, `node scripts/notices.ts --check` compares it. */
const root = join(import.meta.dirname, '..');
const file = join(root, 'THIRD_PARTY_NOTICES');
const { metafile } = await bundle(root, 'left out: it holds no package');
const expected = thirdPartyNotices(root, metafile);
if (!process.argv.includes('--check')) {
  writeFileSync(file, expected);
} else if (readFileSync(file, 'utf8') !== expected) {
  console.error('THIRD_PARTY_NOTICES: expected the packages that dist bundles, found others.');
  process.exitCode = 1;
}
