import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { isZero } from '../../../src/bytes/zeros.ts';
import { FormatError } from '../../../src/model/errors.ts';
import { ext } from '../../../src/unpack/file-systems/ext.ts';
import type { Inode } from '../../../src/unpack/file-systems/ext-inode.ts';
import { ExtMaps } from '../../../src/unpack/file-systems/ext-maps.ts';
import { readSuperblock } from '../../../src/unpack/file-systems/ext-super.ts';
import { FileSystemNotes } from '../../../src/unpack/file-systems/file-system-notes.ts';
import { buildExt } from '../../builders/ext.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { AMPLE, list, observe } from '../observe.ts';

const BLOCK_BYTES = 4096;
const NOTE = { name: 'note.txt', data: 'some text' };
const MORE = { name: 'more.txt', data: 'some more text' };
/** Of the first file, and the block with its data. */
const [FIRST_INODE, FIRST_BLOCK] = [12, 7];
const EXTENTS = 0x80000;

/** An image whose first file is `note.txt`, of one block. */
function image(change: (bytes: Buffer, inode: Buffer) => void = () => {}, files = [NOTE, MORE]): Buffer {
  const bytes = buildExt(files);
  change(bytes, inodeOf(bytes, FIRST_INODE));
  return bytes;
}

const inodeOf = (bytes: Buffer, inode: number): Buffer => bytes.subarray(4 * BLOCK_BYTES + (inode - 1) * 256);
const names = (folder: Buffer): Buffer => folder.subarray(6 * BLOCK_BYTES);

/** Rows of first block in the file, blocks, and where they lie. */
function setExtents(inode: Buffer, rows: readonly (readonly [number, number, number])[], depth = 0): void {
  inode.writeUInt16LE(0xf30a, 40);
  inode.writeUInt16LE(rows.length, 42);
  inode.writeUInt16LE(4, 44);
  inode.writeUInt16LE(depth, 46);
  for (const [index, [first, blocks, at]] of rows.entries()) {
    inode.writeUInt32LE(first, 52 + 12 * index);
    inode.writeUInt16LE(blocks, 56 + 12 * index);
    inode.writeUInt16LE(0, 58 + 12 * index);
    inode.writeUInt32LE(at, 60 + 12 * index);
  }
}

const setBlocks = (inode: Buffer, blocks: readonly number[]): void => {
  inode.writeUInt32LE(0, 32);
  inode.fill(0, 40, 100);
  for (const [index, block] of blocks.entries()) inode.writeUInt32LE(block, 40 + 4 * index);
};

const setSize = (inode: Buffer, size: number): void => {
  inode.writeUInt32LE(size % 2 ** 32, 4);
  inode.writeUInt32LE(Math.floor(size / 2 ** 32), 108);
};

async function codesOf(bytes: Buffer) {
  const { entries, troubles, error } = await list(ext, bytes);
  return {
    names: entries.map(({ name }) => name).filter((name) => !name.startsWith('[between')),
    troubles: troubles.map(({ name, trouble }) => [name, trouble.code]),
    errors: [...entries.map((entry) => entry.error), error].flatMap((one) =>
      one instanceof FormatError ? one.code : [],
    ),
  };
}

const fixture = (file: string): Buffer => Buffer.from(fixtureBytes(file));

test.each<[string, Buffer, boolean]>([
  ['an image', image(), true],
  ['a head that is cut', image().subarray(0, 2047), false],
  ['no inodes', image((bytes) => bytes.writeUInt32LE(0, 1024)), false],
  ['another magic number', image((bytes) => bytes.writeUInt16LE(0, 1024 + 56)), false],
  ['blocks of 128 KiB', image((bytes) => bytes.writeUInt32LE(7, 1024 + 24)), false],
  ['a journal alone', journalDevice(), true],
])('%s', (_, bytes, isOne) => expect(ext.sniff(bytes)).toBe(isOne));

function journalDevice(): Buffer {
  return image((bytes) => {
    bytes.writeUInt32LE(0, 1024);
    bytes.writeUInt32LE(8, 1024 + 0x60);
  });
}

test('folders in a circle are gone through once, and a file with two names is read once', async () => {
  const bytes = image((all) => names(all).writeUInt32LE(FIRST_INODE, 12 + 12 + 16), [NOTE, MORE]);
  expect(await codesOf(bytes)).toEqual({ names: ['note.txt', '[UNKNOWN]/13'], troubles: [], errors: [] });
  const loop = buildExt([NOTE, { name: 'loop', isRoot: true }]);
  expect(await codesOf(loop)).toEqual({ names: ['note.txt'], troubles: [], errors: [] });
});

describe('what a file consists of', () => {
  test('holes and what is not written are zeros', async () => {
    const bytes = image((_, inode) => {
      setSize(inode, 4 * BLOCK_BYTES + 4);
      setExtents(inode, [
        [1, 32768 + 1, FIRST_BLOCK + 1],
        [4, 1, FIRST_BLOCK],
      ]);
    });
    const { entries } = await list(ext, bytes);
    expect(entries[0]!.bytes.subarray(-4).toString()).toBe('some');
    expect(isZero(entries[0]!.bytes.subarray(0, -4))).toBe(true);
  });

  test('blocks, blocks of blocks, and so on', async () => {
    const { blocks, bytes } = withPointers();
    let at = 0;
    const held: number[] = [];
    for await (const item of ext.entries(new MemorySource(bytes), new Budget(AMPLE))) {
      if ('trouble' in item || item.name !== NOTE.name) continue;
      for await (const chunk of item.open()) {
        if (Buffer.from(chunk.buffer, chunk.byteOffset, 9).toString() === NOTE.data) held.push(at / BLOCK_BYTES);
        else expect(isZero(chunk)).toBe(true);
        at += chunk.length;
      }
    }
    expect(held).toEqual([0, 12 + 3, 12 + 1024 + 2048, 12 + 1024 + 1024 ** 2 + 1]);
    expect(at).toBe(blocks * BLOCK_BYTES);
  });

  test.each<[string, (bytes: Buffer, inode: Buffer) => void, string]>([
    ['blocks that are nowhere', (_, inode) => setExtents(inode, [[0, 1, 2 ** 31]]), ''],
    [
      'extents that overlap',
      (_, inode) =>
        setExtents(inode, [
          [0, 1, FIRST_BLOCK],
          [0, 1, 8],
        ]),
      'some text',
    ],
    ['more levels than there are', (_, inode) => inode.writeUInt16LE(6, 46), ''],
    ['a node that is nowhere', (_, inode) => setExtents(inode, [[0, 0, 0]], 1), ''],
    ['a node that is none', (_, inode) => setExtents(inode, [[0, FIRST_BLOCK, 0]], 1), ''],
    ['no node', (_, inode) => inode.writeUInt16LE(0, 40), ''],
    ['more extents than fit', (_, inode) => inode.writeUInt16LE(9, 42), ''],
    [
      'a block of blocks that is nowhere',
      (_, inode) => setBlocks(inode, [7, ...Array(11).fill(0), 2 ** 31]),
      'some text',
    ],
    ['more than fits into the inode', (_, inode) => inode.writeUInt32LE(0x1000_0000, 32), '\x0a\xf3'],
  ])('%s: what there is, and a gap', async (_, change, content) => {
    const bytes = image((all, inode) => {
      setSize(inode, 13 * BLOCK_BYTES);
      change(all, inode);
    });
    const { entries } = await list(ext, bytes);
    expect(entries[0]).toMatchObject({ name: 'note.txt', error: { code: 'damaged' } });
    if (content !== '') expect(entries[0]!.bytes.toString('latin1', 0, content.length)).toBe(content);
  });

  test('a file in its inode', async () => {
    const bytes = image((_, inode) => {
      inode.writeUInt32LE(0x1000_0000, 32);
      inode.fill('inner text ', 40, 100);
    });
    const { entries } = await list(ext, bytes);
    expect(entries.map(({ name, bytes: content }) => [name, content.toString()]).slice(0, 2)).toEqual([
      ['note.txt', 'inner tex'],
      ['more.txt', 'some more text'],
    ]);
  });
});

/** One level of each kind; nodes lie behind what is there. */
function withPointers(): { readonly blocks: number; readonly bytes: Buffer } {
  const small = image();
  const bytes = Buffer.concat([small, Buffer.alloc(7 * BLOCK_BYTES)]);
  const first = small.length / BLOCK_BYTES;
  bytes.writeUInt32LE(bytes.length / BLOCK_BYTES, 1024 + 4);
  const inode = inodeOf(bytes, FIRST_INODE);
  const point = (node: number, index: number, to: number): void => {
    bytes.writeUInt32LE(to, (first + node) * BLOCK_BYTES + 4 * index);
  };
  setBlocks(inode, [FIRST_BLOCK, ...Array(11).fill(0), first, first + 1, first + 3]);
  point(0, 3, FIRST_BLOCK);
  point(1, 2, first + 2);
  point(2, 0, FIRST_BLOCK);
  point(3, 0, first + 4);
  point(4, 0, first + 5);
  point(5, 1, FIRST_BLOCK);
  const blocks = 12 + 1024 + 1024 ** 2 + 2;
  setSize(inode, blocks * BLOCK_BYTES);
  return { blocks, bytes };
}

describe('what no folder names', () => {
  test('a file that was deleted comes where its blocks are its own', async () => {
    const remove = (bytes: Buffer, inode: Buffer): void => {
      inode.writeUInt16LE(0, 26);
      inode.writeUInt32LE(1, 20);
      names(bytes).writeUInt32LE(0, 24);
    };
    expect((await codesOf(image(remove))).names).toEqual(['more.txt', '[deleted]/12']);
    const reused = image((bytes, inode) => {
      remove(bytes, inode);
      setExtents(inode, [[0, 1, FIRST_BLOCK + 1]]);
    });
    expect(await codesOf(reused)).toEqual({ names: ['more.txt'], troubles: [], errors: [] });
  });

  test('all blocks of no file come, and each byte once', async () => {
    const bytes = image((all) => all.write('forgotten', FIRST_BLOCK * BLOCK_BYTES + 3000, 'latin1'));
    const { entries } = await list(ext, bytes);
    const rest = entries.find(({ name }) => name === '[between entries]')!.bytes.toString('latin1');
    expect([rest.includes('forgotten'), rest.includes('some more text')]).toEqual([true, false]);
  });

  test('what lies behind is an entry of its own', async () => {
    const bytes = Buffer.concat([image(), Buffer.from('behind')]);
    const { entries } = await list(ext, bytes);
    expect(entries.at(-1)).toMatchObject({ name: '[behind the archive]', bytes: Buffer.from('behind') });
  });
});

describe('what is wrong is said', () => {
  test.each<[string, Buffer, string]>([
    ['a folder whose names have no lengths', image((bytes) => names(bytes).writeUInt16LE(0, 24 + 4)), 'damaged'],
    ['a name that is longer than its place', image((bytes) => names(bytes).writeUInt8(255, 24 + 6)), 'damaged'],
    ['a root that is a file', image((bytes) => inodeOf(bytes, 2).writeUInt16LE(0o100644, 0)), 'damaged'],
    ['a root that lies nowhere', image((bytes) => inodeOf(bytes, 2).writeUInt32LE(2 ** 31, 60)), 'damaged'],
    ['a file that is another kind', image((_, inode) => inode.writeUInt16LE(0o140644, 0)), 'damaged'],
    ['an inode that is none', image((bytes) => names(bytes).writeUInt32LE(99, 24)), 'damaged'],
    ['inodes that lie nowhere', image((bytes) => bytes.writeUInt32LE(2 ** 31, BLOCK_BYTES + 8)), 'damaged'],
    ['a file that is encrypted', image((_, inode) => inode.writeUInt32LE(EXTENTS | 0x800, 32)), 'encrypted'],
    ['a folder that is encrypted', image((bytes) => inodeOf(bytes, 2).writeUInt32LE(EXTENTS | 0x800, 32)), 'encrypted'],
    ['a journal elsewhere', image((bytes) => bytes.writeUInt32LE(4, 1024 + 0x5c)), 'unsupported'],
  ])('%s', async (_, bytes, code) => {
    const { leaves, gaps } = await observe(bytes);
    expect(gaps.map((gap) => [gap.path, gap.code])).toEqual([['artifact', code]]);
    expect(leaves.find(({ path }) => path === 'artifact')?.bytes.equals(bytes)).toBe(true);
    const all = leaves.map((leaf) => leaf.bytes.toString('latin1')).join('\n');
    expect([all.includes('some text'), all.includes('some more text')]).toEqual([true, true]);
  });

  test.each<[string, Buffer, string]>([
    ['a feature that is not known', image((bytes) => bytes.writeUInt32LE(0x4000_0042, 1024 + 0x60)), 'unsupported'],
    ['a journal alone', journalDevice(), 'unsupported'],
    ['no blocks in a group', image((bytes) => bytes.writeUInt32LE(0, 1024 + 0x20)), 'damaged'],
    ['inodes of 100 bytes', image((bytes) => bytes.writeUInt16LE(100, 1024 + 0x58)), 'damaged'],
  ])('%s: it is scanned as is', async (_, bytes, code) => {
    const { leaves, gaps } = await observe(bytes);
    expect(gaps.map((gap) => [gap.path, gap.code])).toEqual([['artifact', code]]);
    expect(leaves.map(({ path }) => path)).toEqual(['artifact']);
  });

  test('a file of e2compr', async () => {
    const bytes = image((all, inode) => {
      all.writeUInt32LE(0x43, 1024 + 0x60);
      inode.writeUInt32LE(EXTENTS | 4, 32);
    });
    expect(await codesOf(bytes)).toEqual({ names: ['more.txt'], troubles: [['note.txt', 'unsupported']], errors: [] });
    // Without the feature it is a wish that nobody heeds.
    const plain = image((_, inode) => inode.writeUInt32LE(EXTENTS | 4, 32));
    expect((await codesOf(plain)).names).toEqual(['note.txt', 'more.txt']);
  });

  test('an image that is cut at any block', async () => {
    const bytes = image();
    for (let end = BLOCK_BYTES; end < bytes.length; end += BLOCK_BYTES)
      expect((await codesOf(bytes.subarray(0, end))).errors).toContain('damaged');
  });
});

describe('sums of metadata', () => {
  const whole = fixture('ext-4.img');
  /** Of the note, by the kind of what is changed. */
  const places: Readonly<Record<string, number>> = {
    inodes: whole.indexOf(Buffer.from([0xa4, 0x81])) + 8,
    'descriptors of groups': 2048 + 0x18,
    folders: whole.indexOf('note.txt') + 7,
  };

  test('none is wrong in a sound one', async () => {
    expect((await codesOf(whole)).troubles).toEqual([]);
  });

  test.each(Object.entries(places))('%s', async (what, at) => {
    const bytes = Buffer.from(whole);
    bytes[at]! ^= 0x20;
    const { troubles, entries } = await list(ext, bytes);
    expect(troubles).toEqual([{ trouble: { code: 'damaged', message: expect.stringContaining(what) } }]);
    expect(entries.some(({ name }) => name.startsWith('note.tx'))).toBe(true);
  });

  test('that of the superblock', async () => {
    const bytes = Buffer.from(whole);
    bytes[1024 + 120]! ^= 1;
    expect((await codesOf(bytes)).troubles).toEqual([[undefined, 'damaged']]);
  });

  test('a backup is read where the first superblock is damaged', async () => {
    const bytes = fixture('ext-4-second-superblock.img');
    const { names: found, troubles } = await codesOf(bytes);
    expect(found).toEqual(expect.arrayContaining(['note.txt', 'long.txt', 'other.txt']));
    expect(troubles).toEqual([[undefined, 'damaged']]);
  });
});

describe('blocks that are named over and over again', () => {
  /** Steps in which a look at the time is taken: with 20 of them a block there is room for all that is read once. */
  const sparing = (bytes: Uint8Array): Budget => {
    let steps = 0;
    return new Budget({ ...AMPLE, maxSeconds: (20 * bytes.length) / BLOCK_BYTES / 1000 }, () => steps++);
  };
  const withSpareBlock = (change: (bytes: Buffer, inode: Buffer) => void): Buffer => {
    const bytes = Buffer.concat([image(), Buffer.alloc(BLOCK_BYTES)]);
    bytes.writeUInt32LE(bytes.length / BLOCK_BYTES, 1024 + 4);
    change(bytes, inodeOf(bytes, FIRST_INODE));
    return bytes;
  };

  test('of places: told, when that was too often', async () => {
    const bytes = withSpareBlock((all, inode) => {
      setBlocks(inode, [...Array(14).fill(0), FIRST_BLOCK]);
      setSize(inode, 2 ** 42);
      for (let at = 0; at < BLOCK_BYTES; at += 4) {
        all.writeUInt32LE(FIRST_BLOCK + 1, FIRST_BLOCK * BLOCK_BYTES + at);
        all.writeUInt32LE(FIRST_BLOCK + 2, (FIRST_BLOCK + 1) * BLOCK_BYTES + at);
      }
    });
    const { superblock } = readSuperblock(new MemorySource(bytes));
    const source = new MemorySource(bytes);
    const maps = new ExtMaps(
      source,
      superblock,
      new FileSystemNotes(() => ({ code: 'unsupported', message: 'files' })),
      sparing(bytes),
    );
    const body = inodeOf(bytes, FIRST_INODE).subarray(40, 100);
    const inode = { body, layout: 'blocks' } as Inode;
    const told = new Set<string>();
    expect([...maps.stretches(inode, 2 ** 30, (message) => told.add(message))]).toEqual([]);
    expect([...told].join('')).toContain('over and over again');
  });

  test('of folders: read once, and told', async () => {
    const bytes = image((_, inode) => {
      inode.writeUInt16LE(0o040755, 0);
      setSize(inode, 2 ** 31);
      // Names of the root.
      setExtents(
        inode,
        [0, 1, 2, 3].map((first) => [first, 1, 6]),
      );
    });
    const { troubles } = await list(ext, bytes);
    expect(troubles.map(({ trouble }) => trouble.message)).toContainEqual(
      expect.stringMatching(/^(?=.*folders)(?!.*kinds)/),
    );
  });

  test('of a file that was deleted: it is none when it has more than there are', async () => {
    const deleted = (blocks: number): Buffer =>
      withSpareBlock((bytes, inode) => {
        inode.writeUInt16LE(0, 26);
        names(bytes).writeUInt32LE(0, 24);
        setSize(inode, 4 * 3 * BLOCK_BYTES);
        setExtents(
          inode,
          [0, 3, 6, 9].map((first) => [first, blocks, 1]),
        );
      });
    expect((await codesOf(deleted(1))).names).toContain('[deleted]/12');
    expect((await codesOf(deleted(3))).names).not.toContain('[deleted]/12');
  });
});

describe('groups that are lies', () => {
  const withGroups = (blocks: number, change: (bytes: Buffer) => void = () => {}): Buffer =>
    image((bytes) => {
      bytes.writeUInt32LE(blocks, 1024 + 4);
      bytes.writeUInt32LE(1, 1024 + 0x20);
      change(bytes);
    });

  // Without a limit this would take an hour.
  test('four thousand million of one block each: only those whose descriptors lie in the image are asked', async () => {
    const { names, troubles } = await codesOf(withGroups(2 ** 32 - 1));
    expect(names).toContain('note.txt');
    expect(troubles).toContainEqual([undefined, 'damaged']);
  });

  test('with one table of inodes: it is read once, and told', async () => {
    const bytes = withGroups(200, (all) => {
      all.writeUInt32LE(32 * 128, 1024);
      for (let at = BLOCK_BYTES; at < 2 * BLOCK_BYTES; at += 32) all.writeUInt32LE(4, at + 8);
    });
    const { troubles } = await list(ext, bytes);
    expect(troubles.map(({ trouble }) => trouble.message)).toContainEqual(
      expect.stringContaining('tables of inodes of the file system are damaged'),
    );
  });
});
