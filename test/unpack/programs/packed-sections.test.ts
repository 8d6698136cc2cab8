import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Container } from '../../../src/unpack/container/container.ts';
import { elf } from '../../../src/unpack/programs/elf.ts';
import { macho } from '../../../src/unpack/programs/macho.ts';
import { pe } from '../../../src/unpack/programs/pe.ts';
import { buildElf, ELF_CLASSES, zdebugSection } from '../../builders/elf.ts';
import { buildMacho } from '../../builders/macho.ts';
import { buildPe } from '../../builders/pe.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { list } from '../observe.ts';

const random = seededRandom(1);
const noise = Buffer.from(Array.from({ length: 3000 }, () => random.int(256)));
const old = (content: Uint8Array): Buffer => {
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(content.length));
  return Buffer.concat([Buffer.from('ZLIB'), size, deflateSync(content, { level: 0 })]);
};
const NAME = '.zdebug_info';
const SECTIONS = 20;
const packed = old(noise);
/** The first is whole, and the others are to be where it is. */
const sections = Array.from({ length: SECTIONS }, (_, index) => ({ name: NAME, bytes: index === 0 ? packed : '' }));

/** Sizes differ by a byte: equal headers are one section. */
function elfFile(): Buffer {
  const first = zdebugSection(NAME, noise.toString('latin1'));
  const others = sections.slice(1).map((section, index) => ({ ...section, offset: 64, size: packed.length - index }));
  return buildElf(ELF_CLASSES[0]!, [{ ...first, bytes: packed }, ...others]);
}

function machoFile(): Buffer {
  const bytes = buildMacho({ wordBytes: 8, littleEndian: true }, sections);
  const at = (index: number): number => 32 + 24 + 72 + 80 * index;
  for (let index = 1; index < SECTIONS; index++) bytes.copy(bytes, at(index) + 40, at(0) + 40, at(0) + 52);
  return bytes;
}

function peFile(): Buffer {
  const bytes = buildPe(sections.map(({ bytes: content }) => ({ name: NAME, bytes: content })));
  // Behind `.rdata`.
  const at = (index: number): number => 128 + 24 + 240 + 40 * (1 + index);
  for (let index = 1; index < SECTIONS; index++) bytes.copy(bytes, at(index) + 16, at(0) + 16, at(0) + 24);
  return bytes;
}

test.each<[string, Container, Buffer]>([
  ['ELF', elf, elfFile()],
  ['Mach-O', macho, machoFile()],
  ['PE', pe, peFile()],
])('packed sections of %s that lie in one another are unpacked a few times, and told', async (_, container, bytes) => {
  const { entries, troubles } = await list(container, bytes);
  const read = entries.filter((entry) => entry.bytes.equals(noise)).length;
  expect(read).toBeGreaterThanOrEqual(1);
  expect(read).toBeLessThan(SECTIONS / 2);
  expect(troubles.map(({ trouble }) => trouble.message)).toContainEqual(
    expect.stringMatching(/packed sections overlap: \d+ were not unpacked/),
  );
});
