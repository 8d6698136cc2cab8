import { createRequire } from 'node:module';
import { Readable, type Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { tar } from '../../src/unpack/archives/tar.ts';
import { zip } from '../../src/unpack/archives/zip.ts';
import { buildTar, gnuLong, paxHeader, type TarFields } from '../builders/tar.ts';
import { buildZip, type ZipMember } from '../builders/zip.ts';
import { list, noise, texts } from './observe.ts';

// Neither package has types. What is declared here is what is used.
interface TarHeader {
  readonly name: string;
  readonly type?: string;
  readonly linkname?: string;
  readonly pax?: Record<string, string>;
}
interface Pack extends Readable {
  entry(header: TarHeader, data?: Buffer): Writable;
  finalize(): void;
}
interface TarStream {
  pack(): Pack;
  extract(options: { allowUnknownFormat: boolean }): Writable & AsyncIterable<Readable & { header: TarHeader }>;
}
interface Yazl {
  ZipFile: new () => {
    readonly outputStream: Readable;
    addBuffer(data: Buffer, name: string, options?: Record<string, unknown>): void;
    addReadStream(data: Readable, name: string, options?: Record<string, unknown>): void;
    addEmptyDirectory(name: string): void;
    end(options?: Record<string, unknown>): void;
  };
}
const require = createRequire(import.meta.url);
const tarStream = require('tar-stream') as TarStream;
const yazl = require('yazl') as Yazl;

const isFile = ([name]: [string, string]) => !/^\[.*\]$/.test(name);
const contents = new Map<string, Buffer>([
  ['empty', Buffer.alloc(0)],
  ['one byte', Buffer.from('x')],
  ['exactly a block', noise(512)],
  ['a block and one', noise(513)],
  ['dir/sub/text.txt', Buffer.from('text\n'.repeat(1000))],
  [`${'long/'.repeat(40)}name`, Buffer.from('long')],
  ['ünïcödé/日本', Buffer.from('unicode')],
  ['large', noise(1_200_000)],
]);
const expected = [...contents].map(([name, data]) => [name, data.toString('latin1')]);

describe('tar-stream', () => {
  test('what it packs, we list', async () => {
    const pack = tarStream.pack();
    const packed = buffer(pack);
    pack.entry({ name: 'dir', type: 'directory' });
    for (const [name, data] of contents) pack.entry({ name, pax: { comment: 'noted' } }, data);
    pack.entry({ name: 'link', type: 'symlink', linkname: 'empty' });
    pack.finalize();
    const listing = await list(tar, await packed, 10_000);
    expect(texts(listing).filter(isFile)).toEqual(expected);
    expect([listing.troubles, listing.error]).toEqual([[], undefined]);
  });

  test.each<[string, (TarFields | Uint8Array)[]]>([
    ['ustar', [...contents].slice(0, 5).map(([name, data]) => ({ name, data }))],
    ['gnu', [...contents].slice(0, 5).map(([name, data]) => ({ name, data, format: 'gnu' }))],
    ['v7', [...contents].slice(0, 5).map(([name, data]) => ({ name, data, format: 'v7' }))],
    [
      'long names',
      [
        gnuLong('g'.repeat(300)),
        { name: 'x', data: '1' },
        paxHeader({ path: 'p'.repeat(300) }),
        { name: 'x', data: '2' },
      ],
    ],
  ])('what our builder writes (%s), both read alike', async (_, parts) => {
    const bytes = buildTar(parts);
    const extract = tarStream.extract({ allowUnknownFormat: true });
    extract.end(bytes);
    const theirs: [string, string][] = [];
    for await (const entry of extract) theirs.push([entry.header.name, (await buffer(entry)).toString('latin1')]);
    expect(texts(await list(tar, bytes)).filter(isFile)).toEqual(theirs);
    expect(theirs.length).toBeGreaterThan(1);
  });
});

describe('yazl', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['deflated', {}, {}],
    ['stored', { compress: false }, {}],
    ['zip64', { forceZip64Format: true }, { forceZip64Format: true }],
    ['with comments', { fileComment: 'said of a file' }, { comment: 'said of all' }],
  ])('what it packs, we list: %s', async (_, options, end) => {
    const packer = new yazl.ZipFile();
    const packed = buffer(packer.outputStream);
    packer.addEmptyDirectory('dir');
    for (const [name, data] of contents) packer.addBuffer(data, name, options);
    packer.end(end);
    const listing = await list(zip, await packed);
    expect(texts(listing).filter(isFile)).toEqual(expected);
    expect([listing.troubles, listing.error]).toEqual([[], undefined]);
  });
});

test('what yazl packs from streams, with descriptors, we list', async () => {
  const packer = new yazl.ZipFile();
  const packed = buffer(packer.outputStream);
  for (const [name, data] of contents) packer.addReadStream(Readable.from([data]), name);
  packer.end();
  const bytes = await packed;
  for (const cut of [bytes, bytes.subarray(0, bytes.lastIndexOf('PK\x05\x06'))]) {
    const listing = await list(zip, cut);
    expect(texts(listing).filter(isFile)).toEqual(expected);
    expect(listing.troubles).toHaveLength(cut === bytes ? 0 : 1);
  }
});

test('yauzl lists what our builder writes', async () => {
  const members = [...contents].map(
    ([name, data], index): ZipMember => ({ name, data, method: index % 2 === 0 ? 8 : 0, flags: 0x800 }),
  );
  for (const shape of [{}, { zip64: 'always' }, { comment: 'c' }] as const) {
    const zipfile = await fromBufferPromise(buildZip(members, shape));
    const theirs: [string, string][] = [];
    for await (const entry of zipfile.eachEntry()) {
      const stream = await zipfile.openReadStreamPromise(entry);
      theirs.push([entry.fileName, (await buffer(stream)).toString('latin1')]);
    }
    expect(theirs).toEqual(expected);
  }
});
