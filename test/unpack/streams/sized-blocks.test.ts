/** Blocks of LZ4 behind their sizes, buffers of Blosc: what has no magic number, or hardly one. */
import { describe, expect, test } from 'vitest';
import { appleLz4 } from '../../../src/unpack/streams/apple-lz4.ts';
import { blosc } from '../../../src/unpack/streams/blosc.ts';
import { lz4Block } from '../../../src/unpack/streams/lz4-block.ts';
import {
  appleLz4Block,
  bloscBuffer,
  cassandraBlock,
  largeSizedLz4Block,
  sizedLz4Block,
} from '../../builders/sized-blocks.ts';
import { exampleToken } from '../../support/example-token.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise, texts } from '../observe.ts';

const textOf = (text: string): string => `a${'a'.repeat(30)}b${'b'.repeat(30)}c${'c'.repeat(30)}-----${text}`;

describe('a block of LZ4 behind its size', () => {
  test('gives what it holds, alone or as a table of Cassandra has it', async () => {
    expect(texts(await list(lz4Block, sizedLz4Block('one')))).toEqual([['data', textOf('one')]]);
    const table = Buffer.concat(['one', 'two', ''].map(cassandraBlock));
    expect(texts(await list(lz4Block, table))).toEqual([['data', ['one', 'two', ''].map(textOf).join('')]]);
  });

  test('opens nothing where it does not end with its bytes, and says nothing', async () => {
    const one = sizedLz4Block('one');
    const wrongSum = cassandraBlock('one');
    wrongSum[wrongSum.length - 1]! ^= 1;
    const others = [
      ...[one.subarray(0, -1), Buffer.concat([one, Buffer.of(0)]), sizedLz4Block('one', 99), sizedLz4Block('one', 200)],
      ...[wrongSum, Buffer.concat([one, one])],
    ];
    for (const bytes of others) {
      expect((await list(lz4Block, bytes)).entries).toEqual([]);
      expect((await scanBytes({ bytes })).gaps).toEqual([]);
    }
  });

  test('that is cut off behind its first 4 KiB is a gap, and what it holds is scanned; shorter, or damaged, it is data like any other', async () => {
    const token = exampleToken();
    const long = largeSizedLz4Block(`GITHUB_TOKEN=${token}\n${noise(9000).toString('hex')}`);
    const cut = long.subarray(0, 8000);
    const wrong = Buffer.from(cut);
    wrong.writeUInt16LE(0xffff, 6);
    const { findings, gaps } = await scanBytes({ cut, wrong, short: long.subarray(0, 4000) });
    expect(gaps.map(({ path, code }) => [path, code])).toEqual([['cut!/data', 'damaged']]);
    expect(findings[0]!.places.map(({ path }) => path)).toContain('cut!/data');
  });

  test('of more than an entry may have is a gap, and not unpacked twice', async () => {
    const table = Buffer.concat(Array.from({ length: 50 }, () => cassandraBlock('one')));
    const { gaps } = await scanBytes({ table }, { limits: { maxEntryBytes: 1000 } });
    expect(gaps.map(({ path, code }) => [path, code])).toEqual([['table!/data', 'budget']]);
  });

  test('that a sum proves is a gap where another one does not follow it', async () => {
    const wrong = cassandraBlock('two');
    wrong[20]! ^= 1;
    for (const behind of [wrong, wrong.subarray(0, -9), sizedLz4Block('two'), noise(99)]) {
      const { entries, troubles } = await list(lz4Block, Buffer.concat([cassandraBlock('one'), behind]));
      expect([entries.map(({ bytes }) => bytes.toString()), troubles.length]).toEqual([[textOf('one')], 1]);
    }
  });
});

/** Enough to be packed. */
const LONG = 'Blosc packs nothing of less than 128 bytes';

describe('a buffer of Blosc', () => {
  test('gives what it holds', async () => {
    expect(texts(await list(blosc, bloscBuffer(LONG)))).toEqual([['data', textOf(LONG)]]);
  });

  test('that is cut off or damaged is a gap, and scanned as is', async () => {
    const one = bloscBuffer(LONG);
    const damaged = Buffer.from(one);
    damaged[26] = 0;
    for (const bytes of [one.subarray(0, -1), damaged])
      expect((await scanBytes({ bytes })).gaps.map(({ code }) => code)).toEqual(['damaged']);
  });

  test('of more than is held is told, before anything is allocated', async () => {
    const { gaps } = await scanBytes({ bytes: bloscBuffer(LONG, { contentBytes: 0xf000_0000 }) });
    expect(gaps).toEqual([]);
    const large = bloscBuffer(LONG, { contentBytes: (128 << 20) + 1 });
    large.writeUInt32LE((128 << 20) + 1, 8);
    expect((await scanBytes({ large })).gaps.map(({ code }) => code)).toEqual(['unsupported']);
  });

  test.each([
    ['of another version', bloscBuffer(LONG, { version: 3 })],
    ['of a codec that there is none of', Buffer.concat([Buffer.of(2, 1, 0xb0), bloscBuffer(LONG).subarray(3)])],
    ['as it is', Buffer.concat([Buffer.of(2, 1, 0x32), bloscBuffer(LONG).subarray(3)])],
  ])('%s is none', (_, bytes) => {
    expect(blosc.sniff(bytes)).toBe(false);
  });
});

describe("Apple's LZ4", () => {
  const end = Buffer.from('bv4$');

  test('gives what it holds, and matches reach into the block before', async () => {
    const far = Buffer.from('bv41\x0c\0\0\0\x09\0\0\0\x04\x03\0\x40last', 'latin1');
    far.writeUInt32LE(far.length - 12, 8);
    const { entries, troubles } = await list(appleLz4, Buffer.concat([appleLz4Block('one'), far, end]));
    expect([entries.map(({ bytes }) => bytes.toString()), troubles]).toEqual([[`${textOf('one')}oneoneonlast`], []]);
  });

  test('is found in the middle of a log, once for each chunk of it', async () => {
    const token = exampleToken();
    const chunk = Buffer.concat([noise(40), appleLz4Block(`GITHUB_TOKEN=${token}\n`), end]);
    const { findings, gaps } = await scanBytes({ log: Buffer.concat([noise(200, 2), chunk, chunk]) });
    const second = 240 + chunk.length;
    const unpacked = findings[0]!.places.map(({ path }) => path).filter((path) => path !== 'log');
    expect(unpacked).toEqual([240, second].map((at) => `log!/apple-lz4@${at}!/data`));
    expect(gaps).toEqual([]);
  });

  test('that is cut off is a gap, wherever', async () => {
    const whole = Buffer.concat([appleLz4Block('one'), appleLz4Block('two'), end]);
    for (let size = 12 + 20; size < whole.length; size++)
      expect((await list(appleLz4, whole.subarray(0, size))).troubles.length, `${size}`).toBe(1);
  });

  test('that is damaged in its first block is told, once', async () => {
    const whole = Buffer.concat([appleLz4Block('one'), appleLz4Block('two'), end]);
    // The distance of its last match.
    const at = whole.indexOf('c', 0, 'latin1') + 1;
    whole.writeUInt16LE(0xffff, at);
    const { gaps } = await scanBytes({ log: whole });
    expect(gaps.map(({ code, message }) => [code, /1; the readable part/.test(message)])).toEqual([['damaged', true]]);
  });

  test('is no text that begins so', async () => {
    const { gaps, stats } = await scanBytes({ text: Buffer.from('bv41 and bv4- begin blocks\n'.repeat(20)) });
    expect({ gaps, formats: stats.formats }).toEqual({ gaps: [], formats: {} });
  });
});
