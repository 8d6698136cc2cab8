import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { buildZip, extraField } from '../../builders/zip.ts';
import { MarkerScanner } from '../../support/marker-scan.ts';

const MARKER = 'a marker that is packed';
const folder = mkdtempSync(join(tmpdir(), 'keysieve-test-'));
const scanner = new MarkerScanner([MARKER], join(folder, 'file'));
afterAll(() => {
  scanner.close();
  rmSync(folder, { recursive: true, force: true });
});

const first = { name: 'a.txt', data: 'first' };
const hidden = buildZip([{ name: 'hidden', data: `${MARKER} `.repeat(9) }], { leaveOut: 'directory and end' });
const extra = extraField(0x1234, hidden);

test.each<[string, Buffer]>([
  ['the comment of an entry', buildZip([{ ...first, central: { comment: hidden } }])],
  ['the comment of the archive', buildZip([first], { comment: hidden })],
  ['a central extra field', buildZip([{ ...first, central: { extra } }])],
  ['a local extra field', buildZip([{ ...first, local: { extra } }])],
  [
    'an extra field of an archive without a directory',
    buildZip([{ ...first, local: { extra } }], { leaveOut: 'directory and end' }),
  ],
])('an entry that hides in %s is read', async (_, bytes) => {
  expect((await scanner.scan('file', bytes, MARKER)).count).toBeGreaterThan(0);
});
