import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { SPOOL_MEMORY_BYTES } from '../../../src/bytes/spool.ts';
import { AccessError, FormatError } from '../../../src/model/errors.ts';
import { containers } from '../../../src/unpack/catalog.ts';
import type { Container, Entry, StreamContainer, Trouble } from '../../../src/unpack/container/container.ts';
import { remainder } from '../../../src/unpack/container/remainder.ts';
import { unsupported } from '../../../src/unpack/unread/unsupported.ts';
import { buildGzip } from '../../builders/gzip.ts';
import { BLOCK, buildTar, tarHeader } from '../../builders/tar.ts';
import { buildZip } from '../../builders/zip.ts';
import { AMPLE, chunked, leafBytes, noise, type Observation, observe } from '../observe.ts';

const LARGE = SPOOL_MEMORY_BYTES + 1_000_000;
const file = (name: string, data: Uint8Array | string = `of ${name}`) => ({ name, data });
const paths = ({ leaves }: Observation) => leaves.map(({ path }) => path.replace('artifact', ''));
/** Leaves that are files, not what containers say about them. */
const content = ({ leaves }: Observation) =>
  leaves
    .filter(({ path }) => !path.endsWith(']'))
    .map(({ path, bytes }) => [path.replace('artifact', ''), bytes.toString('latin1')]);

/** Fake containers take what begins with their id. */
function fake(id: string, entries: StreamContainer['entries']): StreamContainer {
  const sniff = (head: Uint8Array): boolean => Buffer.from(head.subarray(0, id.length)).equals(Buffer.from(id));
  return { id, title: id, headBytes: id.length, reads: 'stream', sniff, entries };
}
function of(...items: (Entry | Trouble | Error)[]): StreamContainer['entries'] {
  return async function* () {
    for (const item of items) {
      if (item instanceof Error) throw item;
      yield item;
    }
  };
}
const entry = (name: string, bytes: string, end?: Error): Entry => ({
  name,
  async *open() {
    yield Buffer.from(bytes);
    if (end !== undefined) throw end;
  },
});

describe('nesting', () => {
  test('what is no container is a leaf', async () => {
    const seen = await observe(Buffer.from('plain'));
    expect(content(seen)).toEqual([['', 'plain']]);
    expect([seen.gaps, seen.formats]).toEqual([[], {}]);
  });

  test('an empty file is an empty leaf', async () => {
    expect(content(await observe(new Uint8Array(0)))).toEqual([['', '']]);
  });

  test('a tar.gz in a zip in a tar, in the order of each archive', async () => {
    const inner = buildGzip([{ data: buildTar([file('deep.txt'), file('deeper.txt')]), name: 'x.tar' }]);
    const seen = await observe(
      buildTar([file('first'), file('y.zip', buildZip([file('a'), file('x.tgz', inner), file('z')])), file('last')]),
    );
    expect(content(seen)).toEqual([
      ['!/first', 'of first'],
      ['!/y.zip!/a', 'of a'],
      ['!/y.zip!/x.tgz!/x.tar!/deep.txt', 'of deep.txt'],
      ['!/y.zip!/x.tgz!/x.tar!/deeper.txt', 'of deeper.txt'],
      ['!/y.zip!/z', 'of z'],
      ['!/last', 'of last'],
    ]);
    expect(seen.gaps).toEqual([]);
    expect(seen.formats).toEqual({ tar: 2, zip: 1, gzip: 1 });
  });

  test('of an entry too large to keep, no more than its head is kept while it is open', async () => {
    const heads: Uint8Array[] = [];
    const large = fake('large', of(entry('inner', 'of inner')));
    const watched = { ...large, sniff: (head: Uint8Array) => large.sniff(head) && heads.push(head) > 0 };
    const data = Buffer.alloc(LARGE);
    data.write('large');
    const seen = await observe(buildTar([file('a', data)]), { containers: [...containers, watched] });
    expect(content(seen)).toEqual([['!/a!/inner', 'of inner']]);
    expect(heads.length).toBeGreaterThan(0);
    for (const { buffer } of heads) expect(buffer.byteLength).toBeLessThan(1 << 20);
  });

  test('archives are known by content, whatever their names', async () => {
    const seen = await observe(buildZip([file('picture.png', buildZip([file('a')])), file('text.zip', 'text')]));
    expect(content(seen)).toEqual([
      ['!/picture.png!/a', 'of a'],
      ['!/text.zip', 'text'],
    ]);
    expect(seen.gaps).toEqual([]);
  });

  test('a zip behind a stub, in a tar, is known by its end', async () => {
    const seen = await observe(
      buildTar([file('setup.exe', buildZip([file('a')], { prefix: 'MZ stub', offsets: 'unadjusted' })), file('b')]),
    );
    expect(content(seen)).toEqual([
      ['!/setup.exe!/a', 'of a'],
      ['!/b', 'of b'],
    ]);
    expect(paths(seen)).toContain('!/setup.exe!/[before the archive]');
  });

  test('a tar that ends in a zip is opened once', async () => {
    const seen = await observe(buildTar([file('last.zip', buildZip([file('a')]))]));
    expect(content(seen)).toEqual([['!/last.zip!/a', 'of a']]);
    expect([seen.gaps, seen.formats]).toEqual([[], { tar: 1, zip: 1 }]);
  });

  test('a file that two containers claim is opened by both', async () => {
    // A zip whose first local header is a tar header as well: 30 bytes of fields, then a name of 482 bytes.
    const packed = deflateRawSync('in zip');
    const fields = buildZip([{ name: 'n'.repeat(BLOCK - 30), data: 'in zip' }]).subarray(0, 30);
    const header = tarHeader({ name: fields, size: packed.length });
    const padding = Buffer.alloc(-packed.length & (BLOCK - 1));
    const bytes = buildZip([{ name: header.subarray(30), data: 'in zip' }], { beforeDirectory: padding });
    const seen = await observe(bytes);
    // The tar hands on the central directory, which ends like a zip: that makes the second.
    expect(seen.formats).toEqual({ tar: 1, zip: 2 });
    expect(content(seen).map(([, text]) => text)).toEqual([packed.toString('latin1'), 'in zip']);
  });

  test('a thousand zips in one another', async () => {
    let bytes = buildZip([file('core')]);
    for (let depth = 1; depth < 1000; depth++) bytes = buildZip([{ name: 'z', data: bytes, method: 0 }]);
    const seen = await observe(bytes, { limits: { maxDepth: 1000 } });
    expect(seen.gaps).toEqual([]);
    expect(seen.formats).toEqual({ zip: 1000 });
    expect(content(seen)).toEqual([[`${'!/z'.repeat(999)}!/core`, 'of core']]);
  });

  test('a long chain of gzips that are too large to be kept in memory', async () => {
    let bytes: Buffer = noise(LARGE);
    for (let depth = 0; depth < 40; depth++)
      bytes = buildGzip([{ data: '', packed: stored(bytes), crc32: 0, size: 0 }]);
    const seen = await observe(bytes);
    expect(seen.formats).toEqual({ gzip: 40 });
    expect(seen.leaves.map(({ kind, bytes: leaf }) => [kind, leaf.length])).toEqual([['stream', LARGE]]);
    expect(seen.gaps.every(({ message }) => message.includes('CRC-32'))).toBe(true);
  });
});

/** Deflate, stored blocks only: quick to make. RFC 1951 section 3.2.4. */
function stored(bytes: Uint8Array): Buffer {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length || at === 0; at += 65_535) {
    const data = bytes.subarray(at, at + 65_535);
    const header = Buffer.alloc(5);
    header[0] = at + 65_535 >= bytes.length ? 1 : 0;
    header.writeUInt16LE(data.length, 1);
    header.writeUInt16LE(data.length ^ 0xffff, 3);
    blocks.push(header, data);
  }
  return Buffer.concat(blocks);
}

describe('large entries', () => {
  const large = noise(LARGE);

  test('are streamed when nothing asks for more', async () => {
    const seen = await observe(buildTar([file('large', large), file('small')]));
    expect(seen.leaves.slice(0, 2).map(({ path, kind }) => [path, kind])).toEqual([
      ['artifact!/large', 'stream'],
      ['artifact!/small', 'source'],
    ]);
    expect(seen.leaves[0]!.bytes.equals(large)).toBe(true);
  });

  test('are spooled for a view, and the spool is closed', async () => {
    const spools: string[][] = [];
    await observe(buildTar([file('large', large)]), {
      needsSource: (head) => head[0] === large[0],
      visit: async (leaf) => {
        if (!leaf.path.endsWith('/large')) return;
        spools.push(openSpools());
        const { kind, bytes } = await leafBytes(leaf);
        expect([kind, bytes.equals(large)]).toEqual(['source', true]);
      },
    });
    expect(spools.map(({ length }) => length)).toEqual([existsSync('/proc/self/fd') ? 1 : 0]);
    expect(openSpools()).toEqual([]);
  });

  test('are spooled for a zip', async () => {
    const seen = await observe(
      buildTar([file('l.zip', buildZip([{ name: 'large', data: large, method: 0 }, file('a')]))]),
    );
    expect(seen.leaves[0]!.bytes.equals(large)).toBe(true);
    expect(paths(seen).slice(0, 2)).toEqual(['!/l.zip!/large', '!/l.zip!/a']);
    expect(seen.gaps).toEqual([]);
    expect(openSpools()).toEqual([]);
  });

  test('a gzip is read forwards', async () => {
    const seen = await observe(buildTar([file('l.gz', buildGzip([{ data: large }]))]));
    expect(seen.leaves[0]).toMatchObject({ path: 'artifact!/l.gz!/data', kind: 'stream' });
    expect(seen.leaves[0]!.bytes.equals(large)).toBe(true);
  });

  test('a disk image that is known by the end of a streamed file is a gap that says so', async () => {
    const trailer = Buffer.alloc(512);
    Buffer.from('6b6f6c790000000400000200', 'hex').copy(trailer);
    const seen = await observe(buildTar([file('large', Buffer.concat([large, trailer]))]));
    expect(seen.gaps).toEqual([
      { path: 'artifact!/large', code: 'unsupported', message: expect.stringMatching(/found a Apple disk image/) },
    ]);
  });

  test('what no container could open is handed on from its first byte', async () => {
    const bytes = Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 0]), Buffer.alloc(LARGE, 'n')]);
    const seen = await observe(buildTar([file('no.gz', bytes)]));
    expect(seen.leaves[0]).toMatchObject({ path: 'artifact!/no.gz', kind: 'stream' });
    expect(seen.leaves[0]!.bytes.equals(bytes)).toBe(true);
    expect(seen.gaps).toMatchObject([{ path: 'artifact!/no.gz', code: 'damaged' }]);
  });
});

describe('a container that keeps its leaf', () => {
  /** Each `*` in its input is an entry; that it is asked for its source shows that a large input was spooled. */
  const program: Container = {
    id: 'program',
    title: 'program',
    headBytes: 7,
    keepsLeaf: 'searched',
    reads: 'source',
    sniff: (head) => Buffer.from(head.subarray(0, 7)).equals(Buffer.from('program')),
    async *entries(source) {
      const text = Buffer.from(source.read(0, source.size));
      for (let at = text.indexOf('*'); at >= 0; at = text.indexOf('*', at + 1)) yield entry(`${at}`, 'packed');
      if (text.includes('?')) throw new FormatError('odd');
    },
  };
  const within = { containers: [...containers, program] };

  test('has its bytes scanned beside its entries', async () => {
    const seen = await observe(buildTar([file('a', 'program *')]), within);
    expect(content(seen)).toEqual([
      ['!/a!/8', 'packed'],
      ['!/a', 'program *'],
    ]);
    expect([seen.gaps, seen.formats]).toEqual([[], { tar: 1, program: 1 }]);
  });

  test('has opened nothing when it makes no entry, whatever the depth', async () => {
    for (const maxDepth of [0, 1]) {
      const seen = await observe(Buffer.from('program'), { ...within, limits: { maxDepth } });
      expect([content(seen), seen.gaps, seen.formats]).toEqual([[['', 'program']], [], {}]);
    }
  });

  test('makes no entry where it is too deep, and that is a gap', async () => {
    const seen = await observe(Buffer.from('program * *'), { ...within, limits: { maxDepth: 0 } });
    expect([content(seen), seen.formats]).toEqual([[['', 'program * *']], {}]);
    expect(seen.gaps).toMatchObject([{ path: 'artifact', code: 'budget' }]);
  });

  test('ends with an error, and its bytes are scanned once', async () => {
    const seen = await observe(Buffer.from('program * ?'), within);
    expect(content(seen).map(([path]) => path)).toEqual(['!/8', '']);
    expect(seen.gaps).toEqual([{ path: 'artifact', code: 'damaged', message: 'odd' }]);
  });

  test('is known by its end too: a program with a zip behind it', async () => {
    const seen = await observe(Buffer.concat([Buffer.from('program *'), buildZip([file('z')])]), within);
    expect(content(seen)).toEqual([
      ['!/8', 'packed'],
      ['!/z', 'of z'],
    ]);
    expect(paths(seen)).toContain('!/[before the archive]');
    expect(seen.formats).toEqual({ program: 1, zip: 1 });
  });

  test.each([100, 1])(
    'is spooled when it is large and comes out of another container, to depth %i',
    async (maxDepth) => {
      const large = Buffer.alloc(LARGE, 'x');
      large.write('program');
      const plain = await observe(buildTar([file('a', large)]), { ...within, limits: { maxDepth } });
      expect(plain.leaves[0]).toMatchObject({ path: 'artifact!/a', kind: 'source' });
      expect([plain.gaps, plain.formats]).toEqual([[], { tar: 1 }]);
      large.write('*', LARGE - 1);
      const packed = await observe(buildTar([file('a', large)]), { ...within, limits: { maxDepth } });
      expect(packed.gaps.map(({ code }) => code)).toEqual(maxDepth === 1 ? ['budget'] : []);
      expect(paths(packed)).toEqual([...(maxDepth === 1 ? [] : [`!/a!/${LARGE - 1}`]), '!/a', '!/[headers]']);
      expect(packed.leaves.find(({ path }) => path === 'artifact!/a')!.bytes.equals(large)).toBe(true);
      expect(openSpools()).toEqual([]);
    },
  );
});

describe('a zlib stream at the beginning', () => {
  test('of an archive that is known by its end is part of that', async () => {
    const bytes = Buffer.concat([deflateSync('in zlib '.repeat(50)), buildZip([file('z')])]);
    const seen = await observe(bytes);
    expect(seen.formats).toEqual({ zip: 1, zlib: 1 });
    expect(content(seen)).toContainEqual(['!/z', 'of z']);
    expect(content(seen)).toContainEqual(['!/[before the archive]!/data', 'in zlib '.repeat(50)]);
    expect(seen.gaps).toEqual([]);
  });
});

test('what begins as a zlib stream is what it ends as, also when it is large and comes out of another container', async () => {
  const large = Buffer.concat([deflateSync(noise(1000)), noise(LARGE)]);
  large.write('koly', large.length - 4);
  const image: Container = {
    ...{ id: 'image', title: 'image', headBytes: 0, reads: 'source', sniff: () => false },
    async *entries() {
      yield entry('disk', 'of the image');
    },
    sniffTail: (tail) => Buffer.from(tail.subarray(-4)).toString('latin1') === 'koly',
  };
  const seen = await observe(buildTar([file('a.dmg', large)]), { containers: [...containers, image] });
  expect(content(seen)).toEqual([['!/a.dmg!/disk', 'of the image']]);
  expect([seen.gaps, seen.formats]).toEqual([[], { tar: 1, image: 1 }]);
  expect(openSpools()).toEqual([]);
});

describe('what cannot be opened at all', () => {
  test('is streamed when it is large', async () => {
    const lrzip = Buffer.concat([Buffer.from('4c525a4900060000', 'hex'), noise(LARGE)]);
    const seen = await observe(buildTar([file('large.lrz', lrzip)]), { containers: [...containers, ...unsupported] });
    expect(seen.leaves[0]).toMatchObject({ path: 'artifact!/large.lrz', kind: 'stream' });
    expect(seen.leaves[0]!.bytes.equals(lrzip)).toBe(true);
    expect(seen.gaps).toMatchObject([{ path: 'artifact!/large.lrz', code: 'unsupported' }]);
  });
});

/** Temp files that this process has open, where the system can tell. They have no name in any folder. */
function openSpools(): string[] {
  const descriptors = existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd') : [];
  const targets = descriptors.map((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`);
    } catch {
      // Closed since it was listed.
      return '';
    }
  });
  return targets.filter((target) => target.includes('keysieve-'));
}

describe('limits: one gap at the place, and the rest is read where it may be', () => {
  const three = buildTar([file('a'), file('b.zip', buildZip([file('c')])), file('d')]);

  test('depth', async () => {
    const seen = await observe(three, { limits: { maxDepth: 1 } });
    expect(seen.gaps).toEqual([
      { path: 'artifact!/b.zip', code: 'budget', message: expect.stringMatching(/max-depth/) },
    ]);
    expect(paths(seen)).toEqual(['!/a', '!/b.zip', '!/d', '!/[headers]']);
  });

  test('depth 0: the artifact itself is a leaf', async () => {
    const seen = await observe(three, { limits: { maxDepth: 0 } });
    expect(seen.gaps).toMatchObject([{ path: 'artifact', code: 'budget' }]);
    expect(seen.leaves).toMatchObject([{ path: 'artifact', bytes: three }]);
  });

  test('entries', async () => {
    const seen = await observe(three, { limits: { maxEntries: 2 } });
    expect(seen.gaps).toEqual([
      { path: 'artifact!/b.zip', code: 'budget', message: expect.stringMatching(/max-entries/) },
    ]);
    // Nothing of the zip could be opened any more: it is scanned as is.
    expect(paths(seen)).toEqual(['!/a', '!/b.zip']);
  });

  test('bytes of one entry: as many as allowed are handed on, and the others are read', async () => {
    const seen = await observe(buildTar([file('a', 'x'.repeat(2000)), file('b')]), { limits: { maxEntryBytes: 1500 } });
    expect(seen.gaps).toEqual([
      { path: 'artifact!/a', code: 'budget', message: expect.stringMatching(/max-entry-bytes/) },
    ]);
    expect(content(seen)).toEqual([
      ['!/a', 'x'.repeat(1500)],
      ['!/b', 'of b'],
    ]);
  });

  test('an archive that a limit cuts off is not damaged; one that was cut off before is', async () => {
    const inner = buildZip([{ name: 'noise', data: noise(4000) }]);
    const seen = await observe(buildTar([file('a.zip', inner)]), { limits: { maxEntryBytes: 1500 } });
    expect(seen.gaps).toEqual([
      { path: 'artifact!/a.zip', code: 'budget', message: expect.stringMatching(/max-entry-bytes/) },
    ]);
    const cut = await observe(buildTar([file('a.zip', inner.subarray(0, 1500))]));
    expect(cut.gaps.map(({ code }) => code)).toContain('damaged');
  });

  test('bytes of one entry that is streamed', async () => {
    const limit = LARGE + 1_500_000;
    const seen = await observe(buildTar([file('a', noise(2 * LARGE)), file('b')]), {
      limits: { maxEntryBytes: limit },
    });
    expect(seen.gaps).toMatchObject([{ path: 'artifact!/a', code: 'budget' }]);
    expect(seen.leaves.slice(0, 2).map(({ kind, bytes }) => [kind, bytes.length])).toEqual([
      ['stream', limit],
      ['source', 4],
    ]);
  });

  test('bytes in all', async () => {
    const seen = await observe(buildTar([file('a', 'x'.repeat(2000)), file('b', 'y'.repeat(2000)), file('c')]), {
      limits: { maxTotalBytes: 2500 },
    });
    expect(seen.gaps).toEqual([
      { path: 'artifact!/b', code: 'budget', message: expect.stringMatching(/max-total-bytes/) },
    ]);
    expect(content(seen)).toEqual([
      ['!/a', 'x'.repeat(2000)],
      ['!/b', 'y'.repeat(500)],
    ]);
  });

  test('an archive that is cut by a limit does not tell of its cut again', async () => {
    const tgz = buildGzip([{ data: buildTar([file('a'), file('b', 'y'.repeat(5000))]), name: 'x.tar' }]);
    const seen = await observe(buildZip([file('x.tgz', tgz), file('z')]), { limits: { maxEntryBytes: 3000 } });
    expect(seen.gaps).toMatchObject([{ path: 'artifact!/x.tgz!/x.tar', code: 'budget' }]);
    expect(content(seen).map(([path]) => path)).toEqual(['!/x.tgz!/x.tar!/a', '!/x.tgz!/x.tar!/b', '!/z']);
  });

  test('seconds', async () => {
    let now = 0;
    const budget = new Budget({ ...AMPLE, maxSeconds: 5 }, () => now);
    const leaves: string[] = [];
    const seen = await observe(buildTar([file('a'), file('b'), file('c')]), {
      budget,
      visit: async (leaf) => {
        leaves.push(leaf.path);
        now += 3000;
      },
    });
    expect(seen.gaps).toMatchObject([{ code: 'timeout' }]);
    expect(leaves).toEqual(['artifact!/a', 'artifact!/b']);
  });

  test('a bomb: 20 records that overlap in deep nests', async () => {
    const level = (data: Uint8Array) =>
      buildZip(Array.from({ length: 20 }, (_, index) => ({ name: `${index}.zip`, data })));
    const bomb = level(level(level(level(level(Buffer.alloc(1_000_000))))));
    const seen = await observe(bomb, { limits: { maxTotalBytes: 20_000_000 }, visit: async () => {} });
    expect(seen.gaps).toMatchObject([{ code: 'budget' }]);
    expect(seen.budget.bytes).toBeLessThan(22_000_000);
  });
});

describe('errors become gaps, once and where they are', () => {
  test.each<[string, StreamContainer['entries'], string[], string[]]>([
    ['before the first entry: the bytes are a leaf', of(new FormatError('bad')), ['artifact:bad'], ['']],
    ['after an entry', of(entry('a', 'x'), new FormatError('bad')), ['artifact:bad'], ['!/a']],
    [
      'after a trouble: still no entry',
      of({ trouble: { code: 'damaged', message: 'odd' } }, new FormatError('bad')),
      ['artifact:odd', 'artifact:bad'],
      [''],
    ],
    ['in an entry', of(entry('a', 'x', new FormatError('bad')), entry('b', 'y')), ['artifact!/a:bad'], ['!/a', '!/b']],
    [
      'an entry that cannot be read',
      of(entry('a', 'x', new AccessError('EIO')), entry('b', 'y')),
      ['artifact!/a:EIO'],
      ['!/a', '!/b'],
    ],
    [
      'troubles',
      of({ trouble: { code: 'encrypted', message: 'e' }, name: 'n' }, { trouble: { code: 'damaged', message: 'd' } }),
      ['artifact!/n:e', 'artifact:d'],
      [],
    ],
    ['no entry at all', of(), [], []],
  ])('%s', async (_, entries, gaps, leaves) => {
    const seen = await observe(Buffer.from('fake'), { containers: [fake('fake', entries)] });
    expect(seen.gaps.map(({ path, message }) => `${path}:${message}`)).toEqual(gaps);
    expect(paths(seen)).toEqual(leaves);
    expect(seen.formats).toEqual(leaves[0] === '' ? {} : { fake: 1 });
  });

  test('a truncated tar.gz is one gap, and what came out is handed on', async () => {
    const tgz = buildGzip([{ data: buildTar([file('a'), file('b', noise(5000).toString('hex'))]), name: 'x.tar' }]);
    const cut = tgz.subarray(0, tgz.length - 2000);
    for (const bytes of [cut, buildTar([file('x.tgz', cut)])]) {
      const seen = await observe(bytes);
      expect(seen.gaps).toMatchObject([{ code: 'damaged', message: expect.stringMatching(/cut off/) }]);
      expect(seen.gaps[0]!.path).toMatch(/!\/x\.tar$/);
      expect(content(seen).map(([path]) => path!.slice(-2))).toEqual(['/a', '/b']);
    }
  });

  test('an error that the visitor throws for a leaf is a gap there', async () => {
    const seen = await observe(buildTar([file('a'), file('b')]), {
      visit: async (leaf) => {
        if (leaf.path.endsWith('a')) throw new AccessError('gone');
      },
    });
    expect(seen.gaps).toEqual([{ path: 'artifact!/a', code: 'unreadable', message: 'gone' }]);
  });

  test.each<[string, StreamContainer['entries']]>([
    ['a container', of(new TypeError('bug'))],
    ['an entry', of(entry('a', 'x', new TypeError('bug')))],
    ['an entry in an entry', of(entry('a', 'fake'), new TypeError('bug'))],
  ])('a bug in %s goes through', async (_, entries) => {
    await expect(observe(Buffer.from('fake'), { containers: [fake('fake', entries)] })).rejects.toThrow(TypeError);
  });

  test('a bug in the visitor goes through, and every container lets go', async () => {
    const closed: string[] = [];
    const watch = (id: string, inner: Entry): Container =>
      fake(id, async function* () {
        try {
          yield inner;
        } finally {
          closed.push(id);
        }
      });
    const containers = [watch('outer', entry('i', 'inner')), watch('inner', entry('leaf', 'x'))];
    const visit = async (): Promise<void> => {
      throw new TypeError('bug');
    };
    await expect(observe(Buffer.from('outer'), { containers, visit })).rejects.toThrow(TypeError);
    expect(closed).toEqual(['inner', 'outer']);
  });

  test('a visitor that reads a stream only in part, or not at all, gets the next leaf', async () => {
    const bytes = buildTar([file('a', noise(LARGE)), file('b', noise(LARGE)), file('c')]);
    const seen: string[] = [];
    await observe(bytes, {
      visit: async (leaf) => {
        seen.push(leaf.path);
        if ('stream' in leaf && leaf.path.endsWith('a')) for await (const _ of leaf.stream) break;
        if (leaf.path.endsWith('c')) seen.push((await leafBytes(leaf)).bytes.toString());
      },
    });
    expect(seen).toEqual(['artifact!/a', 'artifact!/b', 'artifact!/c', 'of c', 'artifact!/[headers]']);
  });
});

describe('what goes round in circles is stopped', () => {
  test('two containers that give their whole input as a remainder', async () => {
    const echo = (): StreamContainer['entries'] =>
      async function* (chunks) {
        yield remainder('between', () => chunks);
      };
    const containers = [fake('both', echo()), { ...fake('both', echo()), id: 'other' }];
    const seen = await observe(Buffer.from('both'), { containers });
    expect(seen.gaps).toEqual([]);
    expect(seen.leaves).toHaveLength(2);
  });

  test('an archive cannot keep its entries from being opened by their names', async () => {
    const seen = await observe(buildZip([file('[between entries]', buildZip([file('a')]))]));
    expect(content(seen)).toContainEqual(['!/[between entries]!/a', 'of a']);
  });
});

test('a view gets its source even when a container opens the file too', async () => {
  const bytes = buildZip([file('a')]);
  const seen = await observe(bytes, { needsSource: (head) => Buffer.from(head).equals(bytes) });
  expect(paths(seen)).toEqual(['!/a', '!/[central directory]', '']);
});

test('chunks of one byte make no difference', async () => {
  const bytes = buildTar([file('a'), file('b.gz', buildGzip([{ data: 'in b' }]))]);
  const slow = fake('slow', async function* () {
    yield { name: 's', open: () => chunked(bytes, 1) };
  });
  const seen = await observe(Buffer.from('slow'), { containers: [...containers, slow] });
  expect(content(seen)).toEqual([
    ['!/s!/a', 'of a'],
    ['!/s!/b.gz!/data', 'in b'],
  ]);
});
