import { expect, test } from 'vitest';
import { elfCore } from '../../builders/elf-core.ts';
import { FieldWriter } from '../../builders/field-writer.ts';
import { spell } from '../../builders/number-heap.ts';
import { testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { ecParts, edwardsParts, spkiSha256 } from './memory-images.ts';

const BASE = 0x10000000n;
const FORMATS = {
  i386: { wordBytes: 4, littleEndian: true, machine: 3 },
  ppc: { wordBytes: 4, littleEndian: false, machine: 20 },
  s390x: { wordBytes: 8, littleEndian: false, machine: 22 },
} as const;
type Format = (typeof FORMATS)[keyof typeof FORMATS];

/** A heap of zeros and what `write` puts there. */
async function findingsIn(format: Format, write: (heap: FieldWriter) => void) {
  const heap = new FieldWriter(format.littleEndian).text('heap').zeros(508);
  write(heap);
  const { bytes } = elfCore(format, [{ address: BASE, bytes: heap.zeros(4096).alignTo(4096).finish() }], []);
  const { findings, gaps } = await scanBytes({ core: bytes });
  expect(gaps).toEqual([]);
  return findings;
}

/** Where what comes next will lie. */
const addressIn = (heap: FieldWriter): bigint => BASE + BigInt(heap.size);

function words(number: Buffer, { wordBytes, littleEndian }: Format): Buffer {
  const value = BigInt(`0x${number.toString('hex')}`);
  return spell(value, 8 * number.length, littleEndian ? 'words64' : wordBytes === 8 ? 'bigWords64' : 'bigWords32');
}

const CASES = Object.keys(FORMATS).flatMap((name) =>
  ['P-256', 'P-384', 'P-521'].map((curve) => [name as keyof typeof FORMATS, curve] as const),
);

test.each(CASES)('in a process of %s a BIGNUM and a slice lead to a key of %s', async (name, curve) => {
  const format = FORMATS[name];
  const key = testKey(curve);
  const { d, point } = ecParts(key);
  for (const structure of ['bignum', 'slice of words', 'slice of bytes'] as const) {
    const findings = await findingsIn(format, (heap) => {
      heap.bytes(point).alignTo(64).zeros(64);
      const address = addressIn(heap);
      const number = structure === 'slice of bytes' ? d : words(d, format);
      const count = structure === 'slice of bytes' ? d.length : Math.ceil(d.length / format.wordBytes);
      heap.bytes(number).alignTo(64).zeros(64).word(address, format.wordBytes);
      if (structure === 'bignum') heap.u32(count).u32(count).u32(0).u32(1);
      else heap.word(count, format.wordBytes).word(count + 1, format.wordBytes);
    });
    expect(findings).toHaveLength(1);
    const form = structure === 'slice of bytes' ? 'counted-bytes' : 'counted-words';
    expect(findings[0]).toMatchObject({ rule: 'ec-in-memory', facts: { spkiSha256: spkiSha256(key), form } });
  }
});

test.each(Object.entries(FORMATS))(
  'in a process of %s a seed is found by the chunk that holds it',
  async (name, format) => {
    const key = testKey('Ed25519');
    const { seed, publicHalf } = edwardsParts(key);
    // Of glibc: i386 and 64 bits 16-aligned, ppc 8-aligned; before a size of 32 bits stands what is left of another block.
    const chunk = format.wordBytes === 8 || name === 'i386' ? 0x30 : 0x28;
    const findings = await findingsIn(format, (heap) => {
      heap.bytes(publicHalf).zeros(256).alignTo(16);
      if (format.wordBytes === 8) heap.zeros(8).u64(chunk | 1);
      else
        heap
          .zeros(8)
          .bytes(Buffer.of(0x60, 0xeb, 0xc7, 0x57))
          .u32(chunk | 1);
      heap.bytes(seed).zeros(chunk - 32);
    });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      ...{ rule: 'edwards-in-memory', severity: 'critical' },
      facts: { spkiSha256: spkiSha256(key), form: 'chunk' },
    });
  },
);

test('what looks like a structure and leads to text or to no key is none', async () => {
  const { point } = ecParts(testKey('P-256'));
  const stranger = ecParts(testKey('P-384')).d.subarray(0, 32);
  const findings = await findingsIn(FORMATS.i386, (heap) => {
    heap.bytes(point).alignTo(64).zeros(64);
    const address = addressIn(heap);
    heap.bytes(stranger).text('a line of thirty-two characters.').zeros(32);
    for (const to of [address, address + 32n, address + 16n, 0xfffffff0n]) heap.word(to, 4).u32(8).u32(8).zeros(4);
  });
  expect(findings).toEqual([]);
});
