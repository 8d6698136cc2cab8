import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { qemuMigration } from '../../../src/unpack/dumps/qemu-migration.ts';
import { lime } from '../../../src/views/lime.ts';
import { qemuMigration as build, libvirtSave, type Machine, PAGE_BYTES } from '../../builders/qemu-migration.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise } from '../observe.ts';

const pages: readonly Buffer[] = Array.from({ length: 6 }, (_, index) => noise(PAGE_BYTES, 2 * index + 1));
const MACHINE: Machine = {
  blocks: { 'pc.ram': 512, '/rom@etc/acpi/tables': 32, 'vga.vram': 64 },
  rounds: [
    [
      { block: 'pc.ram', page: 0, as: 'zeros' },
      { block: 'pc.ram', page: 3, as: 'plain', bytes: pages[0]! },
      { block: 'pc.ram', page: 4, as: 'plain', bytes: pages[1]! },
      { block: 'pc.ram', page: 9, as: 'packed', bytes: pages[2]! },
      { block: 'vga.vram', page: 1, as: 'plain', bytes: pages[3]! },
    ],
    [
      { block: 'pc.ram', page: 4, as: 'plain', bytes: pages[4]! },
      { block: 'vga.vram', page: 63, as: 'plain', bytes: pages[5]! },
    ],
  ],
  devices: Buffer.from('state of the devices'),
};

/** Addresses and bytes of the pages in the image that is the first entry. */
async function memoryOf(bytes: Uint8Array) {
  const { entries, troubles } = await list(qemuMigration, bytes);
  const view = lime.open(new MemorySource(entries[0]!.bytes));
  expect(view.troubles).toEqual([]);
  const regions = view.regions.map(({ address, length }) => ({
    address,
    bytes: Buffer.from(view.memory.peek(address!, length)!),
  }));
  return { regions, rest: entries.slice(1), said: troubles.map(({ trouble }) => trouble.message) };
}

describe('the state of a machine', () => {
  test('is an image of its memory, page by page, and what else there is', async () => {
    const { regions, rest, said } = await memoryOf(build(MACHINE));
    expect(said).toEqual([]);
    const vram = (512 + 32) * PAGE_BYTES;
    expect(regions.map(({ address }) => address)).toEqual(
      [3 * PAGE_BYTES, 9 * PAGE_BYTES, vram + PAGE_BYTES, 4 * PAGE_BYTES, vram + 63 * PAGE_BYTES].map(BigInt),
    );
    const [first, packed, video] = regions;
    expect(first!.bytes.subarray(0, PAGE_BYTES).equals(pages[0]!)).toBe(true);
    expect(packed!.bytes.equals(pages[2]!)).toBe(true);
    expect(video!.bytes.equals(pages[3]!)).toBe(true);
    expect(rest.map(({ name }) => name)).toEqual(['[headers]', '[behind the archive]']);
    expect(rest[0]!.bytes.includes('pc.ram')).toBe(true);
    expect(rest[1]!.bytes.includes('state of the devices')).toBe(true);
  });

  test('has pages of other sizes', async () => {
    const bytes = noise(1 << 16);
    const rounds = [[{ block: 'mem', page: 2, as: 'plain', bytes }]] as const;
    const { regions, said } = await memoryOf(build({ blocks: { mem: 4 }, rounds, pageBits: 16 }));
    expect(said).toEqual([]);
    expect(regions).toEqual([{ address: 2n << 16n, bytes: Buffer.from(bytes) }]);
  });

  test('is found behind the header of libvirt', async () => {
    const { stats, gaps } = await scanBytes({ saved: libvirtSave(build(MACHINE), '<domain/>') });
    expect(gaps).toEqual([]);
    expect(stats.formats).toEqual({ 'qemu-migration': 1, lime: 1 });
  });

  test('that has its pages at places of their own is not read so', () => {
    expect(qemuMigration.sniff(build({ ...MACHINE, isMapped: true }).subarray(0, qemuMigration.headBytes))).toBe(false);
  });
});

describe('what cannot be had is told', () => {
  test('changes of pages, and packed pages that are damaged', async () => {
    const changes = { block: 'pc.ram', page: 7, as: 'changes', bytes: Buffer.from('mark-changes') } as const;
    const state = build({ ...MACHINE, rounds: [[changes], ...MACHINE.rounds] });
    const packed = state.indexOf(Buffer.from('789c', 'hex'));
    state.fill(0xff, packed, packed + 20);
    const { regions, rest, said } = await memoryOf(state);
    expect(said).toEqual(['2 pages cannot be unpacked; their bytes are scanned as is']);
    expect(regions).toHaveLength(4);
    expect(rest[0]!.bytes.includes('mark-changes')).toBe(true);
  });

  test('a packed page that is none, and what it holds is handed on', async () => {
    const short = { block: 'pc.ram', page: 7, as: 'packed', bytes: Buffer.from('mark-short') } as const;
    const { regions, rest, said } = await memoryOf(build({ ...MACHINE, rounds: [[short], ...MACHINE.rounds] }));
    expect(said).toEqual(['1 pages cannot be unpacked; their bytes are scanned as is']);
    expect(regions).toHaveLength(5);
    expect(rest[0]!.bytes.includes('mark-short')).toBe(true);
  });

  test('many of them, of which the later ones are not tried', async () => {
    const bad = Array.from({ length: 12_000 }, (_, page) => ({ block: 'pc.ram', page, as: 'packed' }) as const);
    const { said } = await memoryOf(build({ ...MACHINE, rounds: [...MACHINE.rounds, bad] }));
    expect(said).toEqual(['12000 pages cannot be unpacked; their bytes are scanned as is']);
  });

  test.each<[string, (state: Buffer) => Uint8Array, string]>([
    [
      'a stream that ends in a page',
      (state) => state.subarray(0, state.indexOf(pages[4]!) + 100),
      'expected a page of memory',
    ],
    [
      'an unknown kind of record',
      (state) => flipped(state, state.indexOf(pages[4]!) - 8, 0x80),
      'expected a page of memory',
    ],
    [
      'a block that was not named',
      (state) => flipped(state, state.indexOf(pages[4]!) - 2, 1),
      'expected the name of a block',
    ],
  ])('%s', async (_, damage, message) => {
    const { said } = await memoryOf(damage(build(MACHINE)));
    expect(said).toEqual([expect.stringContaining(message)]);
  });
});

test('blocks that are not the memory together are told, and nothing is lost', async () => {
  const state = flipped(build(MACHINE), build(MACHINE).indexOf('pc.ram') + 12, 1);
  const { entries, troubles } = await list(qemuMigration, state);
  expect(troubles).toMatchObject([{ trouble: { code: 'damaged' } }]);
  expect(Buffer.concat(entries.map(({ bytes }) => bytes)).includes(pages[4]!)).toBe(true);
});

function flipped(bytes: Buffer, at: number, bits: number): Buffer {
  bytes[at]! ^= bits;
  return bytes;
}
