import { describe, expect, test } from 'vitest';
import { containers } from '../../../src/unpack/catalog.ts';
import { unsupported } from '../../../src/unpack/unread/unsupported.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { zipWith } from '../../support/wrap.ts';

/** First bytes as the real tools write them: lrzip 0.6, rzip 2.1, wimlib 1.14, zpaq 7.15 …, or as their documents say */
const HEADS: Readonly<Record<string, string>> = {
  lrzip: '4c525a4900060000',
  rzip: '525a495002010050',
  bzip3: '425a33763100000001220000001a0000005a180e20ffffffff',
  lizard: '06224d187c',
  uclpack: '00e955434cff011a',
  zoo: `${Buffer.from('ZOO 2.10 Archive.\x1a\0\0').toString('hex')}dca7c4fd`,
  sapcar: '43415220322e30315247',
  mpq: '4d50511a20000000',
  'wim-pipable': '574c50574d000000d0000000000d0100',
  zpaq: '7a50510101',
  ace: '00000000000000 2a2a4143452a2a'.replace(' ', ''),
  freearc: '4172430100',
  stuffit: '5374756666497420',
  'lzh-level-3': `04002d6c68352d${'07'.repeat(13)}03`,
  alzip: '414c5a010a000000',
  dact: '444354c300082a0000000000003f2b00',
  kgb: '4b47425f61726368202d340d0a313631',
  grzip: '47525a697049490002043a29',
  pack200: 'cafed00d07967000',
  binhex: Buffer.from('(This file must be converted with BinHex 4.0)').toString('hex'),
  installshield: '49536328a4000100',
  lzfse: '6276783200100000',
  'apple-archive': '70627a6500400000',
  szdd: '535a444488f027334174',
  ewf2: '455646320d0a81000200010001000000',
  myisampack: 'fefe0802ec0000000b01000010010000',
  'core-storage': `eeba77c2ffffffff01001000${'00'.repeat(76)}435301000000`,
  zfs: `${'00'.repeat(16 << 10)}0101${'00'.repeat(9)}01000000240000002000000007${Buffer.from('version\0').toString('hex')}`,
  'duplicacy-shards': '6475706c696361637903050002000000',
  blosc2: '9ea862326672616d6500d200000057',
  'mssql-backup': '4d5353514c42414b02000000',
  'vcdiff-packed': 'd6c3c4000501126e65772e74',
  qpress: '717072657373313000000100',
  'virtualbox-state': Buffer.from('\x7fVirtualBox SavedState V2.0\n\0\0\0\0').toString('hex'),
  'outlook-store': `2142444ee5ecda9f534d17001300010100${'00'.repeat(496)}01`,
};

/** As tchmgr, kchashmgr and vlmgr write them: what they pack, and what they do not. */
const STORES: Readonly<Record<string, readonly [packed: readonly string[], plain: readonly string[]]>> = {
  'tokyo-cabinet': [
    ['0000040a02', '0000040a08', '0100080a02'].map((at32) => tokyo(at32)),
    ['0000040a00', '0000040a01', '0000040a04', '0100080a00'].map((at32) => tokyo(at32)),
  ],
  'kyoto-cabinet': [
    ['4b430a00100e06b430030a0400000000', '4b430a00100e06b431080a0400000000'],
    ['4b430a00100e06bc30030a0000000000'],
  ],
  qdbm: [
    ['5b6465706f745d0a0c000000313400000300000000000000'],
    ['5b6465706f745d0a0c000000313400000100000000000000', '5b6465706f745d0a0c000000313400000200000000000000'],
  ],
};
function tokyo(at32: string): string {
  return `${Buffer.from('ToKyO CaBiNeT\n1.0:911\n').toString('hex')}${'00'.repeat(10)}${at32}`;
}

/** Other heads of the same formats. */
const VARIANTS: readonly [string, string, string][] = [
  ['zpaq', 'with a locator, as zpaq 7.15 writes', '376b5374a03183d37a5051'],
  ['myisampack', 'by aria_pack', 'fefe0a01dd0000000b01000010010000'],
  ['stuffit', 'of its first versions', '5349542100010000'],
  ['lzfse', 'in LZVN, as it packs what is short', '6276786e10000000'],
  ['ewf2', 'of single files', '4c4546320d0a81000200010001000000'],
  ['alzip', 'in its newer format', '4547474100010000'],
  [
    'outlook-store',
    'of Outlook 97, with the stronger permutation',
    `2142444e5f43b2f2534d0e000d000101${'00'.repeat(445)}02`,
  ],
  ['lizard', 'of LZ5', '05224d187c'],
  ['mpq', 'with user data', '4d50511b00020000'],
  ['szdd', 'KWAJ', '4b57414a88f027d100000e00'],
];

const OTHERS: readonly [string, string][] = [
  ['a store of Outlook whose bytes are as they are', `2142444e16f6a8c0534f17000c00010100${'00'.repeat(497)}`],
  ['lrzip, the mark of another system', '4c525a4a00060000'],
];

describe('formats that are recognised and not opened', () => {
  test('each has a head here, and an id that no opener has', () => {
    expect(unsupported.map(({ id }) => id)).toEqual([
      ...Object.keys(HEADS),
      ...['arc', 'dar', 'djvu', 'orc'],
      ...Object.keys(STORES),
      ...['zchunk-dictionary', 'zfs-stream'],
    ]);
    for (const { id } of unsupported) expect(containers.some((container) => container.id === id)).toBe(false);
  });

  test.each(Object.entries(HEADS))(
    '%s is a gap, at any depth, and its bytes are scanned all the same',
    async (id, head) => {
      const bytes = Buffer.concat([Buffer.from(head, 'hex'), seededRandom(3).bytes(5000)]);
      const verdict = await scanBytes({ plain: bytes, 'in.zip': await zipWith('a', bytes) });
      expect(verdict.gaps.map(({ path, code }) => [path, code])).toEqual([
        ['in.zip!/a', 'unsupported'],
        ['plain', 'unsupported'],
      ]);
      expect(verdict.stats.scannedBytes).toBeGreaterThanOrEqual(2 * bytes.length);
      expect(unsupported.filter((format) => format.sniff(bytes)).map((format) => format.id)).toEqual([id]);
    },
  );

  test.each(VARIANTS)('%s %s is recognised', (id, _, head) => {
    const bytes = Buffer.concat([Buffer.from(head, 'hex'), seededRandom(3).bytes(5000)]);
    expect(unsupported.filter((format) => format.sniff(bytes)).map((format) => format.id)).toEqual([id]);
  });

  test.each(Object.entries(STORES))(
    '%s is a gap where its header says that it is packed',
    async (id, [packed, plain]) => {
      const noise = seededRandom(3).bytes(5000);
      const files = (heads: readonly string[]): Record<string, Buffer> =>
        Object.fromEntries(
          heads.map((head, index) => [`file${index}`, Buffer.concat([Buffer.from(head, 'hex'), noise])]),
        );
      const verdict = await scanBytes(files(packed));
      expect(verdict.gaps.map(({ code }) => code)).toEqual(packed.map(() => 'unsupported'));
      expect(
        verdict.gaps.every(({ message }) =>
          message.includes(unsupported.find((one) => one.id === id)!.title.split(' (')[0]!),
        ),
      ).toBe(true);
      expect((await scanBytes(files(plain))).gaps).toEqual([]);
    },
  );

  test.each(OTHERS)('%s is none of them', (_, head) => {
    const bytes = Buffer.concat([Buffer.from(head, 'hex'), seededRandom(3).bytes(5000)]);
    expect(unsupported.filter((format) => format.sniff(bytes))).toEqual([]);
  });
});

test.each(['PAR1,PAR2,PAR3\n', 'ISc(7, 8)\n', 'bvx2 = 3\n', 'pbze: a word\n'])(
  'a text that begins %j is a text',
  async (line) => {
    const { gaps, stats } = await scanBytes({ text: Buffer.from(line.repeat(20)) });
    expect({ gaps, formats: stats.formats }).toEqual({ gaps: [], formats: {} });
  },
);

describe('Apache ORC', () => {
  /** @param codec 0 is none. @param length of the postscript, as the last byte says */
  const built = (codec: number, length = 24): Buffer => {
    const postscript = Buffer.concat([
      Buffer.from([0x08, 0xd7, 0x02, 0x10, codec, 0x18, 0x80, 0x80, 0x10, 0x22, 2, 0, 12, 0x28, 0x35, 0x30, 6]),
      Buffer.from('82f403034f5243', 'hex'),
    ]);
    return Buffer.concat([Buffer.from('ORC'), seededRandom(3).bytes(5000), postscript, Buffer.of(length)]);
  };
  const gapsOf = async (bytes: Uint8Array) => (await scanBytes({ bytes })).gaps.map(({ code }) => code);

  test.each([1, 2, 4, 5, 9])('that is packed by codec %i is a gap, at any depth', async (codec) => {
    const { gaps } = await scanBytes({ plain: built(codec), 'in.zip': await zipWith('a', built(codec)) });
    expect(gaps.map(({ path, code }) => [path, code])).toEqual([
      ['in.zip!/a', 'unsupported'],
      ['plain', 'unsupported'],
    ]);
  });

  test('that is not packed is scanned as is, and so is what only looks like one', async () => {
    const other = Buffer.from(built(1));
    other[other.length - 4]! ^= 1;
    const text = Buffer.from(`${'ORC is a format\n'.repeat(20)}ORC\n`);
    for (const bytes of [built(0), other, text, built(1, 6), built(1, 0), Buffer.from('ORC'), Buffer.alloc(0)])
      expect(await gapsOf(bytes)).toEqual([]);
  });

  test('whose postscript begins otherwise may be packed', async () => {
    for (const length of [7, 255]) expect(await gapsOf(built(0, length))).toEqual(['unsupported']);
  });
});

/** As dar 2.7 writes the first slice; of one that is encrypted, with how its key was made. @param flags in hex */
function darArchive(algorithm: string, flags = '10'): Buffer {
  const head = `0000007bdb8a0d6b00000000af4b5454800000000100038000${'00000a'}db8a0d6b00000000af4b`;
  const edition = Buffer.from(`0;3\0${algorithm}N/A\0`).toString('hex');
  return Buffer.concat([Buffer.from(head + edition + flags, 'hex'), seededRandom(3).bytes(5000)]);
}

/** How a stream begins. @param features as in sys/zfs_ioctl.h; of one that has no kind, a list of `listBytes` */
function zfsRecord(features: number, listBytes = 0): Buffer {
  const record = Buffer.alloc(312);
  record.writeUInt32LE(listBytes, 4);
  record.writeBigUInt64LE(0x2f5bacbacn, 8);
  record.writeBigUInt64LE((BigInt(features) << 2n) | (listBytes > 0 ? 2n : 1n), 16);
  return record;
}
const [SA_SPILL, EMBED_DATA, COMPRESSED, RAW] = [1 << 2, 1 << 16, 1 << 22, 1 << 24];

function zfsSend(features: number): Buffer {
  return Buffer.concat([zfsRecord(SA_SPILL | features), seededRandom(3).bytes(5000)]);
}

/** As `zfs send -R` writes it: of a list of snapshots that is larger than any head. */
function zfsSendAll(features: number): Buffer {
  const list = Buffer.alloc(100_000);
  const end = Buffer.alloc(312);
  end.writeUInt32LE(5, 0);
  return Buffer.concat([zfsRecord(SA_SPILL, list.length), list, end, zfsSend(features)]);
}

/** As zck 1.5 writes it: sums of SHA-256, of the chunks a part of SHA-512. @param dictionary bytes packed and unpacked, in hex */
function zchunkFile(dictionary: string, flags = '80'): Buffer {
  const sums = flags === '84' ? 32 : 16;
  const noise = (bytes: number): string => Buffer.from(seededRandom(4).bytes(bytes)).toString('hex');
  const index = `${flags}82d38384${noise(sums)}${dictionary}${noise(16)}6fdd`;
  return Buffer.from(`005a434b3181f7${noise(32)}${noise(32)}${index}${noise(3000)}`, 'hex');
}

/** As arc 5.21 writes a header. */
function arcFile(method: number, { day = 17, name = 'note.txt' } = {}): Buffer {
  const head = Buffer.alloc(29);
  head.set([0x1a, method]);
  head.write(name, 2, 'latin1');
  head.writeUInt32LE(3000, 15);
  head.writeUInt16LE((46 << 9) | (12 << 5) | day, 19);
  head.writeUInt32LE(9000, 25);
  return Buffer.concat([head, seededRandom(3).bytes(3000), Buffer.from([0x1a, 0])]);
}

/** A page with chunks of these names. */
function djvuFile(...names: readonly string[]): Buffer {
  const chunks = names.map((name) => `${name}\0\0\0\x0b${'x'.repeat(11)}\0`).join('');
  return Buffer.from(`AT&TFORM\0\0\x01\0DJVU${chunks}`, 'latin1');
}

test.each([
  ['ARC, LZW', arcFile(8), ['unsupported']],
  ['ARC, run lengths', arcFile(3), ['unsupported']],
  ['ARC, stored', arcFile(2), []],
  ['ARC without a day', arcFile(8, { day: 0 }), []],
  ['ARC without a name', arcFile(8, { name: '' }), []],
  ['DjVu with packed text', djvuFile('INFO', 'Sjbz', 'TXTz'), ['unsupported']],
  ['DjVu with packed notes', djvuFile('INFO', 'ANTz'), ['unsupported']],
  ['DjVu without text', djvuFile('INFO', 'Sjbz'), []],
  ['DjVu with plain text', djvuFile('INFO', 'TXTa'), []],
  ['zchunk with a dictionary', zchunkFile('1a812c82'), ['unsupported']],
  ['zchunk with a dictionary, and a second sum for each chunk', zchunkFile('1a812c82', '84'), ['unsupported']],
  ['zchunk without a dictionary', zchunkFile('8080'), []],
  ['zchunk, cut off', zchunkFile('1a812c82').subarray(0, 90), []],
  ['dar, LZ4', darArchive('q'), ['unsupported']],
  ['dar, LZO', darArchive('l'), ['unsupported']],
  ['dar, LZ4 in blocks of its own', darArchive('q', '0910'), ['unsupported']],
  ['dar, encrypted', darArchive('n', '0530'), ['encrypted']],
  ['dar, packed by what is found', darArchive('z'), []],
  ['dar, plain', darArchive('n'), []],
  ['dar, a later slice', darArchive('q').subarray(0, 38), []],
  ['zfs send -c', zfsSend(COMPRESSED), ['unsupported']],
  ['zfs send -e', zfsSend(EMBED_DATA), ['unsupported']],
  ['zfs send -w', zfsSend(COMPRESSED | RAW), ['encrypted']],
  ['zfs send', zfsSend(0), []],
  ['zfs send -Rc', zfsSendAll(COMPRESSED), ['unsupported']],
  ['zfs send -Rw', zfsSendAll(COMPRESSED | RAW), ['encrypted']],
  ['zfs send -R', zfsSendAll(0), []],
  ['zfs send -R, cut off in its list', zfsSendAll(RAW).subarray(0, 50_000), []],
])('%s: what a scan says', async (_, bytes, codes) => {
  const { gaps } = await scanBytes({ bytes });
  expect(gaps.map(({ code }) => code)).toEqual(codes);
});
