import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { pe } from '../../../src/unpack/programs/pe.ts';
import { zdebugSection } from '../../builders/elf.ts';
import { FieldWriter } from '../../builders/field-writer.ts';
import { buildPe } from '../../builders/pe.ts';
import { buildPortablePdb, embeddedSource } from '../../builders/portable-pdb.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { list, observe, texts } from '../observe.ts';

const symbols = (content: Uint8Array, size = content.length): { type: number; bytes: Buffer } => ({
  type: 17,
  bytes: new FieldWriter(true).text('MPDB').u32(size).bytes(deflateRawSync(content)).finish(),
});
const plain = { name: '.text', bytes: 'plain' };
const sections = [plain, zdebugSection('.zdebug_info', 'information'), zdebugSection('.zdeb', 'short name')];
const messages = async (bytes: Uint8Array): Promise<string[]> => {
  const { troubles, error, entries } = await list(pe, bytes);
  const told = [...troubles.map(({ trouble }) => trouble.message), ...(error ? [error.message] : [])];
  return [...told, ...entries.flatMap(({ error: failure }) => failure?.message ?? [])];
};

describe.each([32, 64] as const)('%i bit', (bits) => {
  test('packed sections are entries with their names, and the file is scanned as is', async () => {
    const bytes = buildPe(sections, { bits });
    expect(texts(await list(pe, bytes))).toEqual([
      ['.zdebug_info', 'information'],
      ['.zdeb', 'short name'],
    ]);
    const seen = await observe(bytes);
    expect(seen.leaves.at(-1)).toMatchObject({ path: 'artifact', bytes });
    expect([seen.gaps, seen.formats]).toEqual([[], { pe: 1 }]);
  });

  test('symbols of .NET that are embedded, and sources in these', async () => {
    const pdb = buildPortablePdb([embeddedSource('class Hidden {}')]);
    const debug = [{ type: 2, bytes: Buffer.from('RSDS') }, symbols(pdb), { type: 16, bytes: Buffer.alloc(0) }];
    const seen = await observe(buildPe([plain], { bits, debug }));
    expect(seen.leaves.map(({ path }) => path.replace(/\d+$/, 'N'))).toEqual([
      'artifact!/embedded symbols!/embedded source at N',
      'artifact!/embedded symbols',
      'artifact',
    ]);
    expect(seen.leaves[0]!.bytes.toString()).toBe('class Hidden {}');
    expect(seen.gaps).toEqual([]);
  });

  test('a plain one is opened by nothing', async () => {
    const seen = await observe(buildPe([plain], { bits, debug: [{ type: 2, bytes: Buffer.from('RSDS') }] }));
    expect([seen.gaps, seen.formats, seen.leaves.length]).toEqual([[], {}, 1]);
  });
});

test('a header far behind the head is found', async () => {
  const bytes = buildPe(sections, { headerAt: 100_000 });
  expect((await list(pe, bytes)).entries).toHaveLength(2);
});

test.each([
  ['a DOS program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2000, 'x')])],
  ['a short one', Buffer.from('MZ and a few bytes')],
])('%s is none', (_, bytes) => {
  expect(pe.sniff(bytes)).toBe(false);
});

describe('what does not fit is told', () => {
  const whole = buildPe(sections);
  const patched = (at: number, value: number): Buffer => {
    const bytes = Buffer.from(whole);
    bytes.writeUInt16LE(value, at);
    return bytes;
  };
  const far = buildPe(sections, { headerAt: 100_000 });

  test.each<[string, Buffer, (string | RegExp)[]]>([
    [
      'a header behind the file',
      far.subarray(0, 50_000),
      [/^expected a PE header at offset 100000, but the file ends/],
    ],
    [
      'no header where it should be',
      far.fill(0, 100_000, 100_004),
      [/^expected a PE header at offset 100000, found none$/],
    ],
    ['more sections than bytes', patched(128 + 6, 60_000), [/^expected 60000 PE sections, but the file has \d+$/]],
    ['a section that ends behind the file', buildPe([...sections, { ...plain, rawSize: 9 }]), []],
    [
      'a section that is cut off',
      buildPe(sections, { symbols: 'none' }).subarray(0, -3),
      [/cut off in its checksum/, /^expected \d+ bytes at offset \d+, but the file ends at/],
    ],
    ['a name that says packed', buildPe([{ name: '.zdebug_info', bytes: 'none' }]), [/^expected .* ZLIB/]],
    ['a wrong size of symbols', buildPe([], { debug: [symbols(Buffer.from('BSJB'), 9)] }), [/^expected 9 unpacked/]],
    [
      'other symbols',
      buildPe([], { debug: [{ type: 17, bytes: Buffer.from('none at all') }] }),
      [/^expected a portable PDB/],
    ],
  ])('%s', async (_, bytes, expected) => {
    expect(await messages(bytes)).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
    expect((await observe(bytes)).leaves.at(-1)).toMatchObject({ path: 'artifact', bytes });
  });
});

test('names of sections that the string table does not have are told', async () => {
  const bytes = Buffer.from(fixtureBytes('pe-zdebug.exe'));
  bytes.fill(0, bytes.indexOf('.debug_info'), bytes.indexOf('.debug_info') + 11);
  expect(await messages(bytes)).toEqual([expect.stringMatching(/names of PE sections in the string table/)]);
});
