/** PDFs as qpdf writes them. Needs qpdf. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { observe } from '../unpack/observe.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-foreign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const text = `BT /F1 12 Tf (${'the text of a page '.repeat(50)}) Tj ET`;
const marks = ['the text of a page', 'a title of the document'];
const objects = [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>',
  `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
  `<< /Title (${marks[1]}) >>`,
];

/** Without a cross-reference table, which qpdf makes anew. */
function source(): string {
  const path = join(folder, 'source.pdf');
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
  writeFileSync(path, `%PDF-1.7\n${body}trailer\n<< /Root 1 0 R /Info 5 0 R /Size 6 >>\nstartxref\n0\n%%EOF\n`);
  return path;
}

function qpdf(name: string, args: readonly string[]): Buffer {
  const path = join(folder, `${name}.pdf`);
  execFileSync('qpdf', ['--warning-exit-0', '--no-warn', ...args, source(), path], { stdio: 'ignore' });
  return readFileSync(path);
}

test.each([
  ['streams', ['--compress-streams=y', '--object-streams=generate']],
  ['recompressed', ['--recompress-flate', '--compression-level=9', '--object-streams=generate']],
  ['linearized', ['--linearize', '--object-streams=generate']],
  ['no-object-streams', ['--compress-streams=y', '--object-streams=disable']],
])('%s', async (name, args) => {
  const bytes = qpdf(name, args);
  expect(bytes.includes(marks[0]!)).toBe(false);
  const { leaves, gaps, formats } = await observe(bytes);
  expect([gaps, formats]).toEqual([[], { pdf: 1 }]);
  for (const mark of marks)
    expect(
      leaves.some((leaf) => leaf.bytes.includes(mark)),
      mark,
    ).toBe(true);
});

test.each([
  ['aes256', ['--encrypt', 'user', 'owner', '256', '--']],
  ['rc4', ['--allow-weak-crypto', '--encrypt', 'user', 'owner', '128', '--use-aes=n', '--']],
])('encrypted with %s', async (name, args) => {
  for (const mode of ['generate', 'disable']) {
    const { gaps } = await observe(qpdf(`${name}-${mode}`, [`--object-streams=${mode}`, ...args]));
    expect(gaps).toMatchObject([{ code: 'encrypted' }]);
  }
});
