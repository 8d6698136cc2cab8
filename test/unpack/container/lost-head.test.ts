import { describe, expect, test } from 'vitest';
import { gzipMember } from '../../builders/gzip.ts';
import { lz4Frame } from '../../builders/lz4.ts';
import { buildZip } from '../../builders/zip.ts';
import { rawBlocks, zstdFrame } from '../../builders/zstd.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { noise, observe } from '../observe.ts';

function fixture(name: string): Buffer {
  return fixtureBytes(name);
}

const frames = [
  { format: 'Zstandard', frame: zstdFrame({ blocks: rawBlocks('content of a frame, which is text') }) },
  { format: 'LZ4', frame: lz4Frame({ blocks: [{ stored: 'content of a frame, which is text' }] }) },
  { format: 'gzip', frame: gzipMember({ data: 'content of a member, which is text' }) },
  ...['xz-plain.xz', 'bzip2-plain.bz2', 'lzip-plain.lz'].map((file) => ({ format: file, frame: fixture(file) })),
];
const headless = (frame: Buffer, at: number): Buffer => Buffer.from(frame).fill(frame[at]! ^ 0x40, at, at + 1);
const gapsOf = async (...parts: readonly Uint8Array[]): Promise<string[]> =>
  (await observe(Buffer.concat(parts))).gaps.map(({ path, code }) => `${path} ${code}`);

describe.each(frames)('$format', ({ format, frame }) => {
  test.each([0, 1, 2])('a second one that has lost byte %i of its magic number is told once', async (at) => {
    expect(await gapsOf(frame, headless(frame, at), frame)).toEqual(['artifact damaged']);
  });

  test('two sound ones are no gap, nor is what is behind them: zeros, text, other formats, a few bytes', async () => {
    const others = [
      Buffer.alloc(600),
      Buffer.from('text that somebody wrote behind it'),
      buildZip([{ name: 'a', data: 'x' }]),
      noise(9),
    ];
    for (const other of others) expect(await gapsOf(frame, frame, other)).toEqual([]);
  });

  test('a device tree behind it, as behind a kernel, is no gap', async () => {
    expect(await gapsOf(frame, Buffer.concat([Buffer.from('d00dfeed', 'hex'), noise(600)]))).toEqual([]);
  });

  test('noise behind it is told, but where the end of a stream must tell that there is one', async () => {
    expect(await gapsOf(frame, noise(600))).toEqual(/^(xz|bzip2)/.test(format) ? [] : ['artifact damaged']);
  });
});
