import { describe, expect, test } from 'vitest';
import { buildZip } from '../builders/zip.ts';
import { scanBytes } from '../support/scan-bytes.ts';
import { noise } from '../unpack/observe.ts';

/** So far from the end an archive is not known by its own. */
const FAR_BYTES = 80_000;

/** An image of memory, with nothing to be opened in it. */
const report = Buffer.from(JSON.stringify(process.report.getReport()));
/** A zip in the middle of other bytes, of which the data of a file is damaged. */
const torn = Buffer.concat([noise(5000), damagedZip(), noise(FAR_BYTES, 2)]);

function damagedZip(): Buffer {
  const zip = buildZip([{ name: 'notes.txt', data: noise(6000).toString('base64') }]);
  zip[3000]! ^= 0xff;
  return zip;
}

describe('a damaged archive in the middle of a file', () => {
  test.each([
    ['alone', ['b.bin']],
    ['behind an image of memory', ['a.json', 'b.bin']],
    ['before one', ['b.bin', 'c.json']],
  ])('is told, whatever else lies in the same archive: %s', async (_, names) => {
    const members = names.map((name) => ({ name, data: name === 'b.bin' ? torn : report }));
    for (const threads of [0, 2]) {
      const { gaps } = await scanBytes({ 'all.zip': buildZip(members) }, { threads });
      expect(gaps.map(({ code, path }) => [code, path.split('@')[0]])).toEqual([['damaged', 'all.zip!/b.bin!/zip']]);
    }
  });

  test('is none where it lies in an image of memory', async () => {
    const text = `${report.toString('latin1').slice(0, -1)},"x":"${damagedZip().toString('latin1')}${' '.repeat(FAR_BYTES)}"}`;
    const { gaps } = await scanBytes({ 'a.json': Buffer.from(text, 'latin1') });
    expect(gaps.filter(({ code }) => code === 'damaged')).toEqual([]);
  });
});

test('the last part of a zip in text that stands for it, as the tests of archive/zip of Go have it, is no gap', async () => {
  const part = buildZip([{ name: 'a.txt', data: 'hello, world' }], { end: { disk: 3 } }).subarray(4);
  const escaped = part.toString('hex').replace(/../g, String.raw`\x$&`);
  const { gaps } = await scanBytes({ 'reader_test.go': Buffer.from(`package zip\n\nvar part = "${escaped}"\n`) });
  expect(gaps).toEqual([]);
  const whole = await scanBytes({ 'a.bin': part });
  expect(whole.gaps).toMatchObject([{ code: 'unsupported', path: 'a.bin' }]);
});

test('members of a zip that are cut off, each of which holds all that follow it, are not opened in every selection of them', async () => {
  const header = buildZip([{ name: 'noise', packed: new Uint8Array(0), method: 8 }], { leaveOut: 'directory and end' });
  header.writeUInt32LE(70_000, 18);
  // A block of deflate that is stored as it is, and is longer than the file.
  const member = Buffer.concat([header, Buffer.from([0, 0xff, 0xff, 0, 0]), Buffer.alloc(400, 'x')]);
  const bytes = Buffer.concat([Buffer.from('text, '), ...Array.from({ length: 24 }, () => member)]);
  const { stats, gaps } = await scanBytes({ 'pieces.bin': bytes });
  expect(stats.formats.zip).toBeGreaterThanOrEqual(24);
  // Those in the file, and 1,024 inside them.
  expect(stats.formats.zip).toBeLessThan(1100);
  expect(gaps.some(({ code, message }) => code === 'budget' && message.includes('more were not tried'))).toBe(true);
});
