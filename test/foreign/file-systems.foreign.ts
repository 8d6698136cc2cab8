/**
 * File systems by squashfs-tools, erofs-utils, btrfs-progs, e2fsprogs and xfsprogs, from a tree of many kinds of files. Needs these packages of
 * Debian.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Container } from '../../src/unpack/container/container.ts';
import { btrfs } from '../../src/unpack/file-systems/btrfs.ts';
import { erofs } from '../../src/unpack/file-systems/erofs.ts';
import { ext } from '../../src/unpack/file-systems/ext.ts';
import { squashfs } from '../../src/unpack/file-systems/squashfs.ts';
import { xfs } from '../../src/unpack/file-systems/xfs.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { list, noise } from '../unpack/observe.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-foreign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const tree = join(folder, 'tree');
const random = seededRandom(5);

/** Text that packs, with noise in it that does not. */
function content(size: number): Buffer {
  const parts: Buffer[] = [];
  for (let length = 0; length < size; ) {
    const words = Array.from({ length: 300 }, () => `word ${random.int(1000)}`).join(' ');
    const part = random.int(4) === 0 ? noise(1 + random.int(30_000), size + length) : Buffer.from(words);
    parts.push(part);
    length += part.length;
  }
  return Buffer.concat(parts).subarray(0, size);
}

function plant(path: string, data: string | Uint8Array): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), data);
}

for (const size of [0, 1, 4095, 4096, 4097, 100_000, 10_000_000]) plant(`sizes/${size}`, content(size));
for (let index = 0; index < 3000; index++)
  plant(`many/${index % 7}/a file with the number ${index}`, content(index % 500));
for (let index = 0; index < 300; index++) plant(`texts/${index}`, `${index} `.repeat(index * 40));
plant(`${'deep/'.repeat(60)}file`, 'deep');
plant('zeros', Buffer.alloc(3_000_000));
plant('sparse', content(5000));
truncateSync(join(tree, 'sparse'), 4_000_000);
plant('noise', noise(500_000));
plant('same', content(200_000));
plant('same again', readFileSync(join(tree, 'same')));
plant('nearly the same', Buffer.concat([readFileSync(join(tree, 'same')), content(5000)]));
symlinkSync('../sizes/1', join(tree, 'many', 'link'));
symlinkSync('x'.repeat(3000), join(tree, 'long link'));
linkSync(join(tree, 'sizes', '4097'), join(tree, 'hard link'));

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
/** Of each file one path: one with several names is read once. */
const hashes = new Map<string, string>();
const inodes = new Map<string, number>();
for (const item of readdirSync(tree, { recursive: true, withFileTypes: true })) {
  if (!item.isFile()) continue;
  const path = join(item.parentPath, item.name);
  inodes.set(relative(tree, path), statSync(path).ino);
  hashes.set(relative(tree, path), hashOf(readFileSync(path)));
}

/** @param fileCount how many there are: where hard links are files of their own, more */
async function compare(container: Container, image: string, fileCount = new Set(inodes.values()).size): Promise<void> {
  const bytes = readFileSync(image);
  expect(container.sniff(bytes.subarray(0, container.headBytes))).toBe(true);
  const { entries, troubles, error } = await list(container, bytes);
  const files = entries.filter(({ name }) => !name.startsWith('['));
  expect([troubles, error?.message, entries.filter((entry) => entry.error).map(({ name }) => name)]).toEqual([
    [],
    undefined,
    [],
  ]);
  expect(
    files.filter(({ name, bytes: content }) => hashes.get(name) !== hashOf(content)).map(({ name }) => name),
  ).toEqual([]);
  const read = new Set(files.map(({ name }) => inodes.get(name)));
  expect([...inodes].filter(([, inode]) => !read.has(inode)).map(([name]) => name)).toEqual([]);
  expect(files.length).toBe(fileCount);
}

const squashfsOptions = ['', '-b 4096', '-b 1M', '-Xhc', '-noI -noD', '-noF', '-no-fragments', '-always-use-fragments'];

test.each([...squashfsOptions, '-noX -noI', '-no-duplicates', '-nopad'])('SquashFS, LZ4, %s', async (options) => {
  const image = join(folder, 'image.squashfs');
  const more = options.split(' ').filter((option) => option !== '');
  // With several, mksquashfs 4.6.1 packs another end into one file in some hundred images; unsquashfs reads it so, too.
  const oneThread = ['-processors', '1'];
  execFileSync('mksquashfs', [
    tree,
    image,
    '-noappend',
    '-quiet',
    '-no-progress',
    ...oneThread,
    '-comp',
    'lz4',
    ...more,
  ]);
  await compare(squashfs, image);
  const { entries } = await list(squashfs, readFileSync(image));
  const metadata = entries.find(({ name }) => name === '[metadata]')!.bytes.toString('latin1');
  for (const text of ['x'.repeat(3000), '../sizes/1', 'a file with the number 2999']) expect(metadata).toContain(text);
});

const erofsOptions = [
  '',
  '-b512',
  '--chunksize=4096',
  '--chunksize=1048576 -Eforce-chunk-indexes',
  '-Eforce-inode-extended',
  '-Eforce-inode-compact,noinline_data',
  ...['lz4', 'lz4hc', 'lzma', 'deflate', 'zstd'].flatMap((packer) => [
    `-z${packer}`,
    `-z${packer} -C65536`,
    `-z${packer} -Eztailpacking`,
    `-z${packer} -C16384 -Efragments,ztailpacking`,
    `-z${packer} -C65536 -Eall-fragments`,
    `-z${packer} -Ededupe`,
    `-z${packer} -C65536 -Efragments,dedupe -Elegacy-compress`,
  ]),
  '-zlz4 -C1048576 -Efragments=1048576',
  '-zlz4 -Elegacy-compress',
  '-zlz4:lz4hc -C8192',
  '-zlz4 -b1024 -C4096',
  '-zlzma,level=9,dictsize=8388608 -C1048576',
];

test.each(erofsOptions)('EROFS, %s', async (options) => {
  const image = join(folder, 'image.erofs');
  rmSync(image, { force: true });
  const more = options.split(' ').filter((option) => option !== '');
  execFileSync('mkfs.erofs', ['--quiet', ...more, image, tree], { stdio: 'ignore' });
  await compare(erofs, image);
});

const btrfsOptions = [
  '',
  ...['zstd', 'zstd:15', 'zlib', 'lzo'].map((packer) => `--compress ${packer}`),
  '--compress zstd --nodesize 4096 --mixed',
  '--compress lzo --nodesize 65536 --csum xxhash',
  '--compress zlib --csum sha256 --subvol rw:many --subvol ro:texts',
  '--compress zstd --csum blake2 --metadata single --shrink',
  '--data dup --metadata dup --compress lzo -O ^no-holes,^extref,^skinny-metadata,^free-space-tree',
  '--data raid0 --metadata raid0 --compress zstd',
];

test.each(btrfsOptions)('btrfs, %s', async (options) => {
  const image = join(folder, 'image.btrfs');
  writeFileSync(image, '');
  truncateSync(image, 300 << 20);
  const more = options.split(' ').filter((option) => option !== '');
  execFileSync('mkfs.btrfs', ['--quiet', '--force', '--rootdir', tree, ...more, image], { stdio: 'ignore' });
  await compare(btrfs, image);
});

const extOptions = [
  '-t ext2 -b 1024',
  '-t ext2 -b 1024 -I 128 -O ^filetype,^dir_index',
  '-t ext2 -b 65536 -N 5000',
  '-t ext3 -b 4096',
  '-t ext4',
  '-t ext4 -b 1024 -O inline_data',
  '-t ext4 -b 1024 -O bigalloc -C 8192',
  '-t ext4 -b 4096 -O bigalloc,inline_data -C 16384 -I 1024',
  '-t ext4 -b 1024 -O meta_bg,^resize_inode,64bit',
  '-t ext4 -b 2048 -O ^extent,^64bit,^flex_bg,^metadata_csum',
  '-t ext4 -b 1024 -O sparse_super2,^resize_inode,large_dir,ea_inode,casefold',
  '-t ext4 -b 1024 -O ^metadata_csum,uninit_bg,64bit -I 512',
  '-t ext4 -O metadata_csum_seed,encrypt,verity,quota,project,mmp,orphan_file -b 4096 -I 4096 -N 5000',
  '-t ext4 -O metadata_csum_seed,inline_data -I 1024 -b 65536 -N 5000',
];

/** As mke2fs wants it: links fit into small blocks, and with inline_data it forgets a hole at the end of a file. */
function changeTree(): void {
  rmSync(join(tree, 'long link'), { force: true });
  symlinkSync('x'.repeat(900), join(tree, 'long link'));
  appendFileSync(join(tree, 'sparse'), 'end');
  hashes.set('sparse', hashOf(readFileSync(join(tree, 'sparse'))));
}

test.each(extOptions)('ext, %s', async (options) => {
  changeTree();
  const image = join(folder, 'image.ext');
  rmSync(image, { force: true });
  execFileSync('mke2fs', ['-q', '-F', '-d', tree, ...options.split(' '), image, '400M'], { stdio: 'ignore' });
  await compare(ext, image);
});

/** A file with holes, which has as many extents. */
function plantPieces(): void {
  const pieces = join(tree, 'pieces');
  writeFileSync(pieces, '');
  for (let index = 0; index < 2500; index++) {
    truncateSync(pieces, index * 8192);
    appendFileSync(pieces, content(1024));
  }
  inodes.set('pieces', statSync(pieces).ino);
  hashes.set('pieces', hashOf(readFileSync(pieces)));
}

test('ext, whose extents have a tree, and folders an index', async () => {
  changeTree();
  plantPieces();
  const image = join(folder, 'image.ext');
  rmSync(image, { force: true });
  execFileSync('mke2fs', ['-q', '-F', '-d', tree, '-t', 'ext4', '-b', '1024', image, '100M'], { stdio: 'ignore' });
  await compare(ext, image);
  // It ends with 1 where it has changed something.
  spawnSync('e2fsck', ['-fyD', image], { stdio: 'ignore' });
  await compare(ext, image);
});

/** No blocks that are larger than holes: mkfs.xfs 6.13 loses what stands behind those. */
const xfsOptions = [
  '',
  '-b size=1024 -n size=8192',
  '-i size=2048',
  '-s size=4096 -i nrext64=0,sparse=0 -m bigtime=0,rmapbt=1',
  '-n parent=1 -i exchange=1',
  '-m crc=0',
  '-m crc=0 -b size=512 -i size=256 -n ftype=0',
  '-m crc=0 -b size=2048 -n size=65536,ftype=1 -i attr=1',
];

/** Words of a prototype file hold no spaces: names have slashes for them, and sources are links without any. */
function prototype(): string {
  const sources = join(folder, 'sources');
  rmSync(sources, { recursive: true, force: true });
  mkdirSync(sources);
  const lines = ['/', '0 0', 'd--755 0 0'];
  const add = (at: string): void => {
    for (const item of readdirSync(at, { withFileTypes: true })) {
      const [name, path] = [item.name.replaceAll(' ', '/'), join(at, item.name)];
      if (item.isSymbolicLink()) lines.push(`${name} l--777 0 0 ${readlinkSync(path)}`);
      else if (item.isFile()) {
        const source = join(sources, `${lines.length}`);
        linkSync(path, source);
        lines.push(`${name} ---644 0 0 ${source}`);
      } else {
        lines.push(`${name} d--755 0 0`);
        add(path);
        lines.push('$');
      }
    }
  };
  add(tree);
  const file = join(folder, 'prototype');
  writeFileSync(file, [...lines, '$', ''].join('\n'));
  return file;
}

test.each(xfsOptions)('XFS, %s', async (options) => {
  changeTree();
  plantPieces();
  rmSync(join(tree, 'long link'));
  const image = join(folder, 'image.xfs');
  rmSync(image, { force: true });
  const more = options.split(' ').filter((option) => option !== '');
  const content = `slashes_are_spaces=1,file=${prototype()}`;
  execFileSync('mkfs.xfs', ['-q', ...more, '-d', `name=${image},file,size=400m`, '-p', content], { stdio: 'ignore' });
  await compare(xfs, image, hashes.size);
});

test.each(['-b size=1024', '-m crc=0 -b size=512'])('XFS, a link that has blocks of its own, %s', async (options) => {
  const [image, file] = [join(folder, 'link.xfs'), join(folder, 'prototype')];
  rmSync(image, { force: true });
  const target = 'x'.repeat(900);
  writeFileSync(file, `/\n0 0\nd--755 0 0\nlink l--777 0 0 ${target}\n$\n`);
  execFileSync('mkfs.xfs', ['-q', ...options.split(' '), '-d', `name=${image},file,size=300m`, '-p', file], {
    stdio: 'ignore',
  });
  const { entries, troubles, error } = await list(xfs, readFileSync(image));
  expect([troubles, error, entries[0]!.name, entries[0]!.bytes.toString()]).toEqual([[], undefined, 'link', target]);
});
