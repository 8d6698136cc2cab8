import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { isZero } from '../../../src/bytes/zeros.ts';
import { FormatError } from '../../../src/model/errors.ts';
import { crc32c } from '../../../src/unpack/checksums/crc32c.ts';
import { FileSystemNotes } from '../../../src/unpack/file-systems/file-system-notes.ts';
import { xfs } from '../../../src/unpack/file-systems/xfs.ts';
import { attributesElsewhere } from '../../../src/unpack/file-systems/xfs-attributes.ts';
import { XfsMaps } from '../../../src/unpack/file-systems/xfs-maps.ts';
import { readSuperblock } from '../../../src/unpack/file-systems/xfs-super.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { AMPLE, list, observe } from '../observe.ts';

const fixture = (variant: string): Buffer => Buffer.from(fixtureBytes(`xfs-${variant}.img.gz`));

/** Of version 4: nothing has a sum. Blocks of 512 bytes, inodes of 256, in one group; the root has three names, in its inode. */
const OLD = fixture('4');
const [BLOCK_BYTES, INODE_BYTES, FOLDER_BYTES] = [512, 256, 4096];
const ROOT = OLD.readUInt32BE(60);
/** Behind the root and two inodes of the realtime device. */
const [NOTE, OTHER, LONG] = [ROOT + 3, ROOT + 4, ROOT + 5];
/** Of the inode: the content begins here. */
const BODY = 100;
/** Nothing lies there. */
const SPARE = 1900;
const NOTES = ['long.txt', 'note.txt', 'other.txt'];

function image(change: (bytes: Buffer) => void = () => {}): Buffer {
  const bytes = Buffer.from(OLD);
  change(bytes);
  return bytes;
}

const inodeOf = (bytes: Buffer, number: number): Buffer =>
  bytes.subarray(number * INODE_BYTES, (number + 1) * INODE_BYTES);
const note = (change: (inode: Buffer, bytes: Buffer) => void): Buffer =>
  image((bytes) => change(inodeOf(bytes, NOTE), bytes));
const blockOf = (bytes: Buffer, block: number): Buffer => bytes.subarray(block * BLOCK_BYTES);
/** Of the first extent of an inode. */
const firstBlockOf = (bytes: Buffer, number: number): number =>
  ((inodeOf(bytes, number).readUInt32BE(BODY + 8) << 11) | (inodeOf(bytes, number).readUInt32BE(BODY + 12) >>> 21)) >>>
  0;

/** Rows of first block in the file, blocks, where they lie, and whether they are not written. */
type Row = readonly [number, number, number, boolean?];

function writeExtents(area: Buffer, rows: readonly Row[]): void {
  for (const [index, [start, count, at, isUnwritten = false]] of rows.entries()) {
    area.writeBigUInt64BE((isUnwritten ? 1n << 63n : 0n) | (BigInt(start) << 9n) | (BigInt(at) >> 43n), 16 * index);
    area.writeBigUInt64BE(BigInt.asUintN(64, (BigInt(at) << 21n) | BigInt(count)), 16 * index + 8);
  }
}

function setExtents(inode: Buffer, size: number, rows: readonly Row[]): void {
  inode.writeBigUInt64BE(BigInt(size), 56);
  inode.writeUInt32BE(rows.length, 76);
  writeExtents(inode.subarray(BODY), rows);
}

/** A tree in the inode, of one branch. */
function setTree(inode: Buffer, node: number, level = 1): void {
  inode[5] = 3;
  inode.writeUInt16BE(level, BODY);
  inode.writeUInt16BE(1, BODY + 2);
  inode.writeBigUInt64BE(0n, BODY + 4);
  const room = Math.floor((INODE_BYTES - BODY - 4) / 16);
  inode.writeBigUInt64BE(BigInt(node), BODY + 4 + 8 * room);
}

function writeNode(bytes: Buffer, level: number, rows: readonly Row[], magic = 'BMAP'): void {
  bytes.write(magic, 'latin1');
  bytes.writeUInt16BE(level, 4);
  bytes.writeUInt16BE(rows.length, 6);
  if (level === 0) writeExtents(bytes.subarray(24), rows);
  else
    for (const [index, [start, , at]] of rows.entries()) {
      bytes.writeBigUInt64BE(BigInt(start), 24 + 8 * index);
      bytes.writeBigUInt64BE(BigInt(at), 24 + 8 * (30 + index));
    }
}

/** The root is a folder of blocks of 4096 bytes. */
function setFolder(bytes: Buffer, rows: readonly Row[]): void {
  const root = inodeOf(bytes, ROOT);
  root[5] = 2;
  setExtents(root, FOLDER_BYTES, rows);
}

function writeFolderBlock(block: Buffer, magic: string, names: readonly (readonly [string, number])[]): void {
  block.fill(0, 0, FOLDER_BYTES);
  block.write(magic, 'latin1');
  let at = 16;
  for (const [name, inode] of names) {
    block.writeBigUInt64BE(BigInt(inode), at);
    block[at + 8] = name.length;
    block.write(name, at + 9, 'latin1');
    at += Math.ceil((11 + name.length) / 8) * 8;
  }
  const end = magic === 'XD2B' ? FOLDER_BYTES - 8 - 8 * names.length : FOLDER_BYTES;
  if (magic === 'XD2B') block.writeUInt32BE(names.length, FOLDER_BYTES - 8);
  block.writeUInt16BE(0xffff, at);
  block.writeUInt16BE(end - at, at + 2);
}

async function told(bytes: Buffer) {
  const { entries, troubles, error } = await list(xfs, bytes);
  return {
    names: entries
      .map(({ name }) => name)
      .filter((name) => name !== '[between entries]')
      .toSorted(),
    troubles: troubles.map(({ trouble }) =>
      trouble.message.replace(/ of the file system are damaged.*| .*not available.*/, ''),
    ),
    errors: [...entries.map((entry) => entry.error), error].flatMap((one) =>
      one instanceof FormatError ? one.code : [],
    ),
  };
}

test.each<[string, Buffer, boolean]>([
  ['an image', OLD, true],
  ['a head that is cut', OLD.subarray(0, 271), false],
  ['another magic number', image((bytes) => bytes.write('XFSb', 'latin1')), false],
  ['a version that is none', image((bytes) => bytes.writeUInt16BE(6, 100)), false],
  ['text', Buffer.from('XFSB '.repeat(100)), false],
])('%s', (_, bytes, isOne) => expect(xfs.sniff(bytes.subarray(0, 272))).toBe(isOne));

describe('folders', () => {
  const names = [
    ['.', ROOT],
    ['..', ROOT],
    ['note', NOTE],
    ['loop', ROOT],
    ['same', NOTE],
  ] as const;

  test('of one block; one in a circle is gone through once, and a file with two names is read once', async () => {
    const bytes = image((all) => {
      setFolder(all, [[0, 8, SPARE]]);
      writeFolderBlock(blockOf(all, SPARE), 'XD2B', names);
    });
    const others = [`[UNKNOWN]/${OTHER}`, `[UNKNOWN]/${LONG}`];
    expect(await told(bytes)).toEqual({ names: [...others, 'note'], troubles: [], errors: [] });
  });

  test('of blocks whose parts lie apart, with an index behind', async () => {
    const bytes = image((all) => {
      setFolder(all, [
        [0, 3, SPARE],
        [3, 5, SPARE + 13],
        [8, 8, SPARE + 30],
        [2 ** 26, 8, 0],
      ]);
      const block = Buffer.alloc(FOLDER_BYTES);
      writeFolderBlock(block, 'XD2D', names);
      block.copy(blockOf(all, SPARE), 0, 0, 3 * BLOCK_BYTES);
      block.copy(blockOf(all, SPARE + 13), 0, 3 * BLOCK_BYTES);
      writeFolderBlock(blockOf(all, SPARE + 30), 'XD2D', [
        ['other', OTHER],
        ['long', LONG],
      ]);
    });
    expect(await told(bytes)).toEqual({ names: ['long', 'note', 'other'], troubles: [], errors: [] });
  });

  test.each<[string, (bytes: Buffer, block: Buffer) => void]>([
    ['a block that is none', (_, block) => block.write('XD2F', 'latin1')],
    ['a block of the other version', (_, block) => block.write('XDB3', 'latin1')],
    ['a name without length', (_, block) => block.writeUInt8(0, 24)],
    ['room without length', (_, block) => block.writeUInt32BE(0xffff_0000, 16)],
    ['room of seven bytes', (_, block) => block.writeUInt32BE(0xffff_0007, 16)],
    ['an index that is larger than its block', (_, block) => block.writeUInt32BE(0xffff_ffff, FOLDER_BYTES - 8)],
    ['a block that is nowhere', (bytes) => setFolder(bytes, [[0, 8, 2048 - 4]])],
    ['half of a block', (bytes) => setFolder(bytes, [[0, 4, SPARE]])],
    ['the other half of a block', (bytes) => setFolder(bytes, [[4, 4, SPARE]])],
    ['more extents than fit', (bytes) => inodeOf(bytes, ROOT).writeUInt32BE(100, 76)],
  ])('%s: told, and files come without their names', async (_, change) => {
    const bytes = image((all) => {
      setFolder(all, [[0, 8, SPARE]]);
      writeFolderBlock(blockOf(all, SPARE), 'XD2B', [
        ['note.txt', NOTE],
        ['other.txt', OTHER],
        ['long.txt', LONG],
      ]);
      change(all, blockOf(all, SPARE));
    });
    const { names: found, troubles, errors } = await told(bytes);
    expect(troubles.every((one) => one === 'folders')).toBe(true);
    expect([troubles.length > 0, errors, found.length]).toEqual([true, [], 3]);
  });

  test('a block that is named over and over again is read once, and told', async () => {
    const bytes = image((all) => {
      setFolder(
        all,
        [0, 8, 16, 24, 32].map((start) => [start, 8, SPARE]),
      );
      writeFolderBlock(blockOf(all, SPARE), 'XD2D', [
        ['note.txt', NOTE],
        ['other.txt', OTHER],
        ['long.txt', LONG],
      ]);
    });
    expect(await told(bytes)).toEqual({ names: NOTES, troubles: ['folders'], errors: [] });
  });

  test.each<[string, (root: Buffer) => void]>([
    ['more names than fit', (root) => root.writeUInt8(200, BODY)],
    ['a name without length', (root) => root.writeUInt8(0, BODY + 6)],
  ])('in an inode, with %s', async (_, change) => {
    const { names: found, troubles } = await told(image((bytes) => change(inodeOf(bytes, ROOT))));
    expect([found.length, troubles]).toEqual([3, ['folders']]);
  });

  test('in an inode, with numbers of 8 bytes', async () => {
    const bytes = image((all) => {
      const body = inodeOf(all, ROOT).subarray(BODY);
      body.fill(0);
      body.set([1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0x60, 0x61], 0);
      body.writeBigUInt64BE(BigInt(NOTE), 14);
    });
    expect((await told(bytes)).names).toContain('a');
  });
});

describe('what a file consists of', () => {
  const contentOf = async (bytes: Buffer) => (await list(xfs, bytes)).entries.find(({ name }) => name === 'note.txt')!;
  const block = firstBlockOf(OLD, NOTE);

  test('holes and what is not written are zeros', async () => {
    const { bytes, error } = await contentOf(
      note((inode) =>
        setExtents(inode, 4 * BLOCK_BYTES + 5, [
          [1, 2, block, true],
          [4, 1, block],
        ]),
      ),
    );
    expect([bytes.length, bytes.subarray(-5).toString(), error]).toEqual([4 * BLOCK_BYTES + 5, 'These', undefined]);
    expect(isZero(bytes.subarray(0, -5))).toBe(true);
  });

  test('a link that has blocks of its own, which lie apart', async () => {
    /** Two blocks, of which the first bytes are headers: the first of one letter, and the second of another. */
    const writeLink = (bytes: Buffer, inode: Buffer, bodyAt: number, headerBytes: number): void => {
      const blockBytes = bytes.readUInt32BE(4);
      const spare = bytes.length / blockBytes - 8;
      inode.writeUInt16BE(0o120777, 2);
      inode.writeBigUInt64BE(BigInt(blockBytes), 56);
      // Inodes of version 5 have room for 2⁴⁸ extents, and their number elsewhere.
      inode.writeUInt32BE(2, bodyAt === BODY ? 76 : 28);
      writeExtents(inode.subarray(bodyAt), [
        [0, 1, spare],
        [1, 1, spare + 2],
      ]);
      for (const [index, letter] of ['a', 'b'].entries()) {
        const start = (spare + 2 * index) * blockBytes;
        bytes.fill(letter, start + headerBytes, start + blockBytes);
      }
    };
    const old = image();
    writeLink(old, inodeOf(old, NOTE), BODY, 0);
    expect((await contentOf(old)).bytes.toString()).toBe('a'.repeat(BLOCK_BYTES));
    const young = fixture('5');
    writeLink(young, young.subarray((young.readUInt32BE(60) + 3) * 512), 176, 56);
    expect((await contentOf(young)).bytes.toString()).toBe(`${'a'.repeat(4096 - 56)}${'b'.repeat(56)}`);
  });

  test('a tree of extents', async () => {
    const { bytes, error } = await contentOf(
      note((inode, all) => {
        inode.writeBigUInt64BE(BigInt(3 * BLOCK_BYTES), 56);
        setTree(inode, SPARE, 2);
        writeNode(blockOf(all, SPARE), 1, [
          [0, 0, SPARE + 1],
          [2, 0, SPARE + 2],
        ]);
        writeNode(blockOf(all, SPARE + 1), 0, [[0, 1, block]]);
        writeNode(blockOf(all, SPARE + 2), 0, [[2, 1, block]]);
      }),
    );
    expect(error).toBeUndefined();
    expect([0, 1, 2].map((index) => bytes.toString('latin1', index * BLOCK_BYTES, index * BLOCK_BYTES + 5))).toEqual([
      ...['These', '\0\0\0\0\0', 'These'],
    ]);
  });

  test.each<[string, (inode: Buffer, bytes: Buffer) => void]>([
    ['blocks that are nowhere', (inode) => setExtents(inode, 1000, [[0, 2, 2 ** 30]])],
    ['blocks behind the end', (inode) => setExtents(inode, 1000, [[0, 2, 2047]])],
    ['blocks of two groups', (inode) => setExtents(inode, 1000, [[0, 2 ** 20, 5]])],
    [
      'extents that overlap',
      (inode) =>
        setExtents(inode, 1000, [
          [0, 1, block],
          [0, 1, block],
        ]),
    ],
    ['more extents than fit', (inode) => inode.writeUInt32BE(100, 76)],
    ['an unknown layout', (inode) => inode.writeUInt8(5, 5)],
    ['more in an inode than there is room for', (inode) => inode.set([1], 5)],
    ['more levels than there can be', (inode) => setTree(inode, SPARE, 15)],
    ['a node that is nowhere', (inode) => setTree(inode, 2 ** 30)],
    ['a node that is none', (inode) => setTree(inode, SPARE)],
    [
      'a node of another level',
      (inode, bytes) => {
        setTree(inode, SPARE);
        writeNode(blockOf(bytes, SPARE), 1, [[0, 0, SPARE]]);
      },
    ],
    [
      'a node of the other version',
      (inode, bytes) => {
        setTree(inode, SPARE);
        writeNode(blockOf(bytes, SPARE), 0, [[0, 1, block]], 'BMA3');
      },
    ],
  ])('%s: a gap', async (_, change) => {
    expect((await contentOf(note(change))).error).toMatchObject({ code: 'damaged' });
    expect((await told(note(change))).names).toEqual(NOTES);
  });

  test('nodes that are named over and over again: told, when that was too often', () => {
    const bytes = note((inode, all) => {
      setTree(inode, SPARE);
      writeNode(blockOf(all, SPARE), 0, [[0, 1, block]]);
    });
    const source = new MemorySource(bytes);
    const { superblock } = readSuperblock(source, new Budget(AMPLE));
    const maps = new XfsMaps(
      source,
      superblock,
      new FileSystemNotes(() => ({ code: 'unsupported', message: 'files' })),
      new Budget(AMPLE),
    );
    const fork = { layout: 'tree', body: inodeOf(bytes, NOTE).subarray(BODY), extents: 0 } as const;
    const messages: string[] = [];
    const most = (16 * bytes.length) / BLOCK_BYTES;
    for (let time = 0; time < most; time++)
      expect([...maps.stretches(fork, 1, (one) => messages.push(one))].length).toBe(1);
    expect(messages).toEqual([]);
    expect([...maps.stretches(fork, 1, (one) => messages.push(one))]).toEqual([]);
    expect(messages).toEqual([expect.stringContaining('over and over again')]);
  });
});

describe('what no folder names', () => {
  const remove = (bytes: Buffer): void => void inodeOf(bytes, ROOT).fill(0, BODY, BODY + 2);

  test('a file that is in use', async () => {
    const names = [NOTE, OTHER, LONG].map((number) => `[UNKNOWN]/${number}`).toSorted();
    expect(await told(image(remove))).toEqual({ names, troubles: [], errors: [] });
  });

  /** As Linux leaves one: it has no type and no extents, and what said where they were is still there. */
  const removed = (change: (inode: Buffer, bytes: Buffer) => void = () => {}): Buffer =>
    note((inode, bytes) => {
      remove(bytes);
      inode.writeUInt16BE(0, 2);
      inode.writeUInt32BE(0, 76);
      inode.writeBigUInt64BE(0n, 56);
      change(inode, bytes);
    });

  test('a file that was deleted comes where its blocks are its own', async () => {
    const { entries } = await list(xfs, removed());
    expect(entries.find(({ name }) => name === `[deleted]/${NOTE}`)!.bytes.toString()).toContain('End of the note.');
    const others = [OTHER, LONG].map((number) => `[UNKNOWN]/${number}`).toSorted();
    const reused = removed((inode, bytes) => setExtents(inode, 0, [[0, 1, firstBlockOf(bytes, LONG)]]));
    expect((await told(reused)).names).toEqual(others);
    const nowhere = removed((inode) => setExtents(inode, 0, [[0, 2, 2047]]));
    expect((await told(nowhere)).names).toEqual(others);
  });

  test('what lies behind is an entry of its own', async () => {
    const { entries } = await list(xfs, Buffer.concat([OLD, Buffer.from('behind')]));
    expect(entries.at(-1)).toMatchObject({ name: '[behind the archive]', bytes: Buffer.from('behind') });
  });
});

describe('what is wrong is said', () => {
  const headerOfGroup = 2 * 512;
  const tree = (bytes: Buffer): Buffer => blockOf(bytes, bytes.readUInt32BE(headerOfGroup + 20));

  test.each<[string, (bytes: Buffer) => void, string]>([
    ['a root that is a file', (bytes) => inodeOf(bytes, ROOT).writeUInt16BE(0o100644, 2), 'the root and other folders'],
    [
      'a name of an inode that is free',
      (bytes) => inodeOf(bytes, NOTE).writeUInt16BE(0, 2),
      'numbers or places of inodes',
    ],
    ['a name of no inode', (bytes) => inodeOf(bytes, NOTE).writeUInt16BE(0, 0), 'numbers or places of inodes'],
    ['a group without a header', (bytes) => bytes.fill(0, headerOfGroup, headerOfGroup + 4), 'headers of groups'],
    ['a tree of inodes with ten levels', (bytes) => bytes.writeUInt32BE(10, headerOfGroup + 24), 'headers of groups'],
    ['a tree of inodes nowhere', (bytes) => bytes.writeUInt32BE(2 ** 31, headerOfGroup + 20), 'trees of inodes'],
    ['a tree of inodes that is none', (bytes) => tree(bytes).fill(0, 0, 4), 'trees of inodes'],
    ['more inodes than fit', (bytes) => tree(bytes).writeUInt16BE(99, 6), 'trees of inodes'],
    ['inodes behind the group', (bytes) => tree(bytes).writeUInt32BE(2 ** 31, 16), 'trees of inodes'],
    [
      'a tree of inodes that is in itself',
      (bytes) => {
        bytes.writeUInt32BE(2, headerOfGroup + 24);
        tree(bytes).writeUInt16BE(1, 4);
        tree(bytes).fill(0, 16, BLOCK_BYTES);
      },
      'trees of inodes',
    ],
    ['a file on a realtime device', (bytes) => inodeOf(bytes, NOTE).writeUInt16BE(1, 90), 'files'],
    ['a log elsewhere', (bytes) => bytes.fill(0, 48, 56), 'the'],
  ])('%s', async (_, change, what) => {
    const bytes = image(change);
    expect((await told(bytes)).troubles).toEqual([what]);
    const { leaves } = await observe(bytes);
    expect(leaves.find(({ path }) => path === 'artifact')?.bytes.equals(bytes)).toBe(true);
  });

  test.each<[string, (bytes: Buffer) => void, string]>([
    [
      'folders of the first version',
      (bytes) => bytes.writeUInt16BE(bytes.readUInt16BE(100) & ~0x2000, 100),
      'unsupported',
    ],
    ['version 3', (bytes) => bytes.writeUInt16BE(3, 100), 'unsupported'],
    ['blocks that are no power of two', (bytes) => bytes.writeUInt32BE(513, 4), 'damaged'],
    ['blocks of 128 KiB', (bytes) => bytes.writeUInt8(17, 120), 'damaged'],
    ['inodes that are larger than blocks', (bytes) => bytes.writeUInt16BE(1024, 104), 'damaged'],
    ['no blocks in a group', (bytes) => bytes.writeUInt32BE(0, 84), 'damaged'],
    ['more groups than there are blocks for', (bytes) => bytes.writeUInt32BE(2 ** 31, 88), 'damaged'],
    ['folders of 2 MiB', (bytes) => bytes.writeUInt8(12, 192), 'damaged'],
  ])('%s: it is scanned as is', async (_, change, code) => {
    const { leaves, gaps } = await observe(image(change));
    expect(gaps.map((gap) => [gap.path, gap.code])).toEqual([['artifact', code]]);
    expect(leaves.map(({ path }) => path)).toEqual(['artifact']);
  });

  test('the superblock of another group is read where the first one is damaged', async () => {
    const bytes = Buffer.concat([OLD, Buffer.alloc(8 * BLOCK_BYTES)]);
    bytes.writeBigUInt64BE(2048n + 8n, 8);
    bytes.writeUInt32BE(2048, 84);
    bytes.writeUInt32BE(2, 88);
    bytes[124] = 11;
    bytes.copy(bytes, OLD.length, 0, BLOCK_BYTES);
    bytes.writeUInt32BE(0, 84);
    const { names, troubles } = await told(bytes);
    expect(names).toEqual(NOTES);
    expect(troubles).toEqual([expect.stringContaining('by that of another group'), 'headers of groups']);
  });

  test('an image that is cut at any block', async () => {
    for (let end = FOLDER_BYTES; end < OLD.length; end += 8 * FOLDER_BYTES)
      expect((await told(OLD.subarray(0, end))).errors).toContain('damaged');
  });
});

describe('version 5', () => {
  const NEW = fixture('5');
  const root = NEW.readUInt32BE(60);
  const at = (number: number): number => number * 512;
  const changed = (place: number, mask = 0x20, whole = NEW): Buffer => {
    const bytes = Buffer.from(whole);
    bytes[place]! ^= mask;
    return bytes;
  };

  test('nothing is wrong with a sound one', async () => {
    expect(await told(NEW)).toEqual({ names: NOTES, troubles: [], errors: [] });
  });

  test.each<[string, number]>([
    ['inodes', at(root + 3) + 8],
    ['headers of groups', 2 * 512 + 300],
    ['trees of inodes', NEW.readUInt32BE(2 * 512 + 20) * 4096 + 30],
  ])('sums of %s', async (what, place) => {
    expect(await told(changed(place))).toEqual({ names: NOTES, troubles: [what], errors: [] });
  });

  test('the sum of the superblock', async () => {
    const { names, troubles } = await told(changed(110));
    expect([names, troubles]).toEqual([NOTES, ['the superblock has a wrong checksum, and no other one was found']]);
  });

  test('kinds that folders tell', async () => {
    const place = NEW.indexOf('note.txt', at(root)) + 'note.txt'.length;
    expect((await told(changed(place, 3))).troubles.toSorted()).toEqual(['inodes', 'kinds of inodes']);
  });

  test('a feature that is not known', async () => {
    const bytes = changed(218, 2);
    bytes.writeUInt32LE(0, 224);
    bytes.writeUInt32LE(crc32c(bytes.subarray(0, 512)), 224);
    const { gaps, leaves } = await observe(bytes);
    expect([gaps.map(({ code }) => code), leaves.length]).toEqual([['unsupported'], 1]);
  });

  test('extents and folders in blocks have sums', async () => {
    const pieces = fixture('5-pieces');
    const [tree, folder] = [pieces.indexOf('BMA3'), pieces.indexOf('XDD3')];
    expect((await told(changed(tree + 30, 1, pieces))).troubles).toEqual(['nodes of extents']);
    expect((await told(changed(folder + 20, 1, pieces))).troubles).toEqual(['folders']);
  });
});

describe('attributes', () => {
  const whole = fixture('5-attribute');
  const leaf = whole.indexOf(Buffer.from('3bee0000', 'hex')) - 8;
  const entryAt = leaf + whole.readUInt16BE(leaf + 84);

  test('a value that has blocks of its own, of which some are not there', async () => {
    const bytes = Buffer.from(whole);
    bytes.writeUInt32BE(60_000, entryAt + 4);
    const { entries } = await list(xfs, bytes);
    const { bytes: value, error } = entries.find(({ name }) => name === 'other.txt:note')!;
    expect([value.includes('End of the note.'), error?.message]).toEqual([true, expect.stringContaining('more than')]);
  });

  test.each<[string, (block: Buffer, entry: Buffer) => void]>([
    ['a value that is here', (block) => block.writeUInt8(1, 86)],
    ['a value without length', (_, entry) => entry.writeUInt32BE(0, 4)],
    ['a value that is longer than any', (_, entry) => entry.writeUInt32BE(65_537, 4)],
    ['one that lies behind the end', (block) => block.writeUInt16BE(1020, 84)],
    ['what is no leaf', (block) => block.writeUInt16BE(0, 8)],
  ])('%s is passed over', (_, change) => {
    const block = Buffer.from(whole.subarray(leaf, leaf + 1024));
    expect([...attributesElsewhere(block)]).toMatchObject([{ name: 'note' }]);
    change(block, block.subarray(entryAt - leaf));
    expect([...attributesElsewhere(block)]).toEqual([]);
  });
});

test('attributes that begin where the inode ends, and have a tree, are told', async () => {
  const { names, troubles } = await told(
    note((inode) => {
      inode[82] = 255;
      inode[83] = 3;
    }),
  );
  expect(names).toEqual(expect.arrayContaining(NOTES));
  expect(troubles).toContain('attributes');
});

test('a tree of inodes of which all branches lead to the same nodes ends, in a group that claims a tebibyte', async () => {
  const levels = 9;
  const { names, troubles } = await told(
    image((bytes) => {
      bytes.writeBigUInt64BE(2n ** 31n - 1n, 8);
      bytes.writeUInt32BE(2 ** 31 - 1, 84);
      bytes[124] = 31;
      bytes.writeUInt32BE(SPARE, 2 * BLOCK_BYTES + 20);
      bytes.writeUInt32BE(levels, 2 * BLOCK_BYTES + 24);
      for (let level = levels - 1; level >= 0; level--) {
        const number = SPARE + levels - 1 - level;
        const node = blockOf(bytes, number);
        node.fill(0, 0, BLOCK_BYTES).write('IABT', 'latin1');
        node.writeUInt16BE(level, 4);
        node.writeUInt16BE(31, 6);
        if (level > 0)
          for (let branch = 0; branch < 31; branch++) node.writeUInt32BE(number + 1, 16 + 4 * (62 + branch));
      }
    }),
  );
  expect(troubles).toContain('trees of inodes');
  expect(names).toEqual(expect.arrayContaining(NOTES));
});

test('values of attributes that come to more blocks than there are end, and are told', async () => {
  const { names, troubles } = await told(
    note((inode, bytes) => {
      inode[82] = 4;
      inode[83] = 2;
      inode.writeUInt16BE(1, 80);
      writeExtents(inode.subarray(BODY + 32), [[0, 1, SPARE]]);
      const leaf = blockOf(bytes, SPARE);
      leaf.fill(0, 0, BLOCK_BYTES).writeUInt16BE(0xfbee, 8);
      leaf.writeUInt16BE(50, 12);
      // Of all of them the name and the value are the same: 64 KiB.
      for (let entry = 0; entry < 50; entry++) leaf.writeUInt16BE(450, 32 + 8 * entry + 4);
      leaf.writeUInt32BE(64 << 10, 454);
      leaf.write('\x01n', 458, 'latin1');
    }),
  );
  expect(names.filter((name) => name === 'note.txt:n').length).toBe(Math.floor(OLD.length / (64 << 10)));
  expect(troubles).toContain('attributes');
});
