import { expect, test } from 'vitest';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { perfData as container } from '../../../src/unpack/dumps/perf-data.ts';
import { elfCore } from '../../../src/views/elf-core.ts';
import { NumberHeap } from '../../builders/number-heap.ts';
import { type PerfStyle, perfData, STACK_BASE } from '../../builders/perf-data.ts';
import { rsaKey } from '../../detect/memory/rsa-key.ts';
import { fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list } from '../observe.ts';

const STACKS = ['one', 'two', 'one'].map((text) => Buffer.from(text.padEnd(64, '.')));
const STYLES: Record<string, PerfStyle> = {
  file: {},
  piped: { isPiped: true },
  packed: { isPacked: true },
  'packed, piped': { isPacked: true, isPiped: true },
  'packed as since Linux 6.16': { isPacked: true, isSecond: true },
  'big-endian': { littleEndian: false },
  'of arm64': { registers: 0x1_ffff_ffffn },
  'of arm64 with SVE': { registers: 0x4001_ffff_ffffn },
};

const STYLE_NAMES = Object.keys(STYLES);

async function seen(bytes: Buffer) {
  const { entries, troubles, error } = await list(container, bytes);
  return {
    error,
    names: entries.map(({ name }) => name),
    errors: entries.flatMap((entry) => (entry.error === undefined ? [] : [`${entry.error}`])),
    core: entries.find(({ name }) => name === 'stacks.core')?.bytes,
    gaps: troubles.map(({ trouble }) => trouble.code),
  };
}

test.each(Object.entries(STYLES))('stacks are a core, each that differs: %s', async (_, style) => {
  const { names, core, gaps, errors } = await seen(perfData(STACKS, style));
  expect(names).toEqual(style.isPacked ? ['packed records', 'stacks.core'] : ['stacks.core']);
  expect([gaps, errors]).toEqual([[], []]);
  const view = elfCore.open(new MemorySource(core!));
  expect(view.troubles).toEqual([]);
  expect(view.regions.map(({ address, length }) => [address, length])).toEqual([
    [STACK_BASE, 64],
    [STACK_BASE, 64],
  ]);
  expect(core!.subarray(view.regions[0]!.offset).toString()).toBe(`${STACKS[0]}${STACKS[1]}`);
});

test('without registers that tell, they have no address; without stacks there is no core', async () => {
  const { core } = await seen(perfData(STACKS, { registers: 0xffffn }));
  expect(elfCore.open(new MemorySource(core!)).regions.map(({ address }) => address)).toEqual([0n, 0n]);
  expect((await seen(perfData([]))).names).toEqual([]);
  expect((await seen(perfData(STACKS, { holds: 0x10000 | 3 }))).names).toEqual([]);
});

test.each(Object.entries(STYLES))(
  'cut anywhere in its records, it is told, and nothing is thrown: %s',
  async (name, style) => {
    const whole = perfData(STACKS, style);
    const isPiped = style.isPiped === true;
    const end = whole.length - (isPiped ? 0 : 'features'.length);
    const silent: number[] = [];
    // Packed ones take long: of each of the three another third of all lengths.
    const step = style.isPacked ? 3 : 1;
    for (let length = 8 + (STYLE_NAMES.indexOf(name) % step); length < end; length += step) {
      const { error, gaps, errors } = await seen(whole.subarray(0, length));
      if (error === undefined && gaps.length === 0 && errors.length === 0) silent.push(length);
    }
    // What came through a pipe may end behind each record.
    expect(silent.length).toBeLessThan(isPiped ? 20 : 1);
  },
);

test('sizes that lie are told', async () => {
  for (const at of [40, 48, 16 + 8 + 7]) {
    const bytes = perfData(STACKS);
    bytes[at + 5]! = 0x7f;
    const { error, gaps } = await seen(bytes);
    expect(error !== undefined || gaps.includes('damaged') || at === 31).toBe(true);
  }
  const none = perfData(STACKS);
  none.writeUInt16LE(0, none.readUInt32LE(40) + 6);
  expect((await seen(none)).gaps).toEqual(['damaged']);
});

test('a recording that is cut behind its records, in what describes it, is told', async () => {
  const row = fixtureRows.find(({ file }) => file === 'perf-plain.data.gz')!;
  const { bytes } = readFixture(row);
  expect((await seen(bytes)).gaps).toEqual([]);
  const recordsEnd = bytes.readUInt32LE(40) + bytes.readUInt32LE(48);
  for (const end of [bytes.length - 1, recordsEnd + 20, recordsEnd])
    expect((await seen(bytes.subarray(0, end))).gaps, `${end}`).toContain('damaged');
});

test('formats of events that lead back to where they are told of are told, and not followed for ever', async () => {
  for (const bytes of [0xffff_fff0, 0x8000_0000]) {
    const piped = perfData(STACKS, { isPiped: true });
    const traced = piped.indexOf(Buffer.from('trace')) - 16;
    piped.writeUInt32LE(bytes, traced + 8);
    const { gaps, error } = await seen(piped);
    expect([gaps, error]).toEqual([['damaged'], undefined]);
  }
});

test('attributes that all have the same ids are read, and the ids not over and over', async () => {
  const [count, each, idBytes] = [4096, 104, 1 << 19];
  const idsAt = 104 + count * each;
  const bytes = Buffer.alloc(idsAt + idBytes + 8);
  bytes.write('PERFILE2');
  const words = [104, each, 104, count * each, idsAt + idBytes, 8];
  for (const [index, word] of words.entries()) bytes.writeBigUInt64LE(BigInt(word), 8 * (index + 1));
  for (let at = 104; at < idsAt; at += each) {
    bytes.writeBigUInt64LE(BigInt(idsAt), at + 88);
    bytes.writeBigUInt64LE(BigInt(idBytes), at + 96);
  }
  bytes.writeUInt16LE(8, bytes.length - 2);
  expect((await seen(bytes)).gaps).toEqual([]);
});

test('a packed record that is damaged, or missing, is told', async () => {
  const whole = perfData(STACKS, { isPacked: true });
  const first = whole.indexOf(Buffer.from('28b52ffd', 'hex'));
  const noFrame = Buffer.from(whole);
  noFrame[first]! ^= 1;
  expect((await seen(noFrame)).errors).toHaveLength(1);
  const otherType = Buffer.from(whole);
  otherType[first + 100]! = 80;
  expect((await seen(otherType)).errors).toHaveLength(1);
});

test.each([false, true])('a key in the stack of a sample is found as in other memory, packed: %s', async (isPacked) => {
  const key = rsaKey(1024);
  const heap = new NumberHeap(STACK_BASE);
  for (const value of [key.n, key.p, key.q]) heap.addBignum(value);
  const { findings, gaps } = await scanBytes({ recording: perfData([heap.bytes()], { isPacked }) });
  expect(gaps).toEqual([]);
  expect(findings.map(({ rule }) => rule)).toEqual(['rsa-in-memory']);
  expect(findings[0]!.places.map(({ path }) => path)).toContain('recording!/stacks.core');
});
