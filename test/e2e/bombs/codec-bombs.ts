import { gzipSync } from 'node:zlib';
import { integer, nothing, octets, oid, sequence, tlv } from '../../builders/der.ts';
import { gzipMember } from '../../builders/gzip.ts';
import { lz4JavaStream, snappyJavaChunk, snappyJavaHeader } from '../../builders/jvm-streams.ts';
import { u32, u32be } from '../../builders/numbers.ts';
import { elfProgram, packElf, zerosBlock } from '../../builders/upx.ts';
import { plainChunks, xzStream, ZERO_CHUNK, ZERO_CHUNK_BYTES } from '../../builders/xz.ts';
import { buildZip } from '../../builders/zip.ts';
import { rawBlocks, windowDescriptor, zstdFrame } from '../../builders/zstd.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { type Bomb, deflatedTimes, GIB, MIB, repeated } from './bomb.ts';

const zeros = () => deflatedTimes(Buffer.alloc(MIB), 1024);

export const codecBombs: readonly Bomb[] = [
  {
    name: 'binary data in which 100,000 frames of zstd begin, one behind the other',
    isHeavy: true,
    make: () => {
      const frame = zstdFrame({ blocks: rawBlocks('abc') });
      return Buffer.concat([
        Buffer.alloc(1000, '\x00\xff\x01', 'latin1'),
        ...Array.from({ length: 100_000 }, () => frame),
      ]);
    },
    gaps: [],
    scannedBytes: 300_000,
  },
  {
    name: 'text in which 20,000 lzip members begin that are none',
    isHeavy: true,
    make: () => Buffer.from(`some text\n${'LZIP\x01\x0c and what is no data\n'.repeat(20_000)}`, 'latin1'),
    gaps: [
      [
        'budget',
        /^125 places that begin like lzip: many members are damaged or empty, and 19875 more were not tried;.* take out what is packed in it/,
      ],
    ],
    scannedBytes: 20_000 * 27,
  },
  {
    name: 'binary data in which 100,000 blocks of lz4-java begin that claim the same 2 MB',
    make: () => flood([Buffer.from('LZ4Block\x1f'), u32(2_000_000), u32(2_000_000), u32(5)]),
    gaps: [['budget', /^\d+ places that begin .* more were not|^more than 2 containers with the same beginning/]],
    scannedBytes: 2_100_000,
  },
  {
    name: 'binary data in which 100,000 streams of snappy-java begin that claim the same 2 MB',
    isHeavy: true,
    make: () => flood([snappyJavaHeader(), u32be(2_000_000), Buffer.from('80897af8705d1e', 'hex')]),
    gaps: [
      [
        'budget',
        /^(\d+ places|what|too much of what) .*begin.* more were not|^more than 2 containers with the same beginning|more gaps of this/,
      ],
    ],
    scannedBytes: 2_700_000,
  },
  {
    name: 'streams of lz4-java in one another, 14 deep, with blocks of 28 MiB',
    isHeavy: true,
    make: () => nested(28 * MIB, (inner) => lz4JavaStream({ content: inner, token: 0x1f, sum: 0 })),
    gaps: [['damaged', /wrong checksum: 1;/]],
    scannedBytes: 28 * MIB,
  },
  {
    name: 'streams of snappy-java in one another, 14 deep, with chunks of 3 MiB',
    make: () => nested(3 * MIB, (inner) => Buffer.concat([snappyJavaHeader(), snappyJavaChunk(literalBlock(inner))])),
    gaps: [],
    scannedBytes: 3 * MIB,
  },
  {
    name: 'files of Hadoop in one another, 14 deep, with chunks of 3 MiB',
    make: () => nested(3 * MIB, (inner) => Buffer.concat([u32be(inner.length), snappyJavaChunk(literalBlock(inner))])),
    gaps: [],
    scannedBytes: 3 * MIB,
  },
  {
    name: 'a gigabyte of zeros in a gzip',
    isHeavy: true,
    make: () => gzipMember({ ...zeros(), data: '', size: GIB }),
    gaps: [],
    scannedBytes: GIB,
  },
  {
    name: 'a gigabyte of zeros in a zip',
    make: () => {
      const { packed, crc32, size } = zeros();
      return buildZip([{ name: 'zeros', packed, local: { crc32, size }, central: { crc32, size } }]);
    },
    gaps: [],
    scannedBytes: GIB,
  },
  {
    name: 'a gigabyte of zeros in a zstd',
    make: () =>
      zstdFrame({
        blocks: Array.from({ length: 8192 }, () => ({ repeat: 0, count: 128 << 10 })),
        contentSize: 2n ** 30n,
      }),
    gaps: [],
    scannedBytes: GIB,
  },
  {
    name: 'a gigabyte of zeros in an xz',
    isHeavy: true,
    make: () => {
      const count = Math.ceil(GIB / ZERO_CHUNK_BYTES);
      return xzStream({ chunks: Array.from({ length: count }, () => ZERO_CHUNK), size: count * ZERO_CHUNK_BYTES });
    },
    gaps: [],
    scannedBytes: GIB,
  },
  {
    name: 'a program packed by UPX, with blocks of 75 MiB of zeros',
    isHeavy: true,
    make: () => {
      const segments = [{ start: 0, content: Buffer.alloc(5000) }];
      const more = Array.from({ length: 24 }, () => zerosBlock(75 * MIB));
      return packElf(elfProgram(segments, 64, 'sections'), segments, { more });
    },
    gaps: [['damaged', /blocks that fill its segments/]],
    scannedBytes: 1800 * MIB,
  },
  {
    name: 'a zstd with a window of 2 GiB',
    make: () => {
      const zeros = Array.from({ length: 2400 }, () => ({ repeat: 0, count: 128 << 10 }));
      return zstdFrame({ blocks: zeros, window: windowDescriptor(21) });
    },
    gaps: [
      ['budget', /^the Zstandard frame needs a window of 2048 MiB, more than 128 MiB; .* unpack it before the scan$/],
    ],
    scannedBytes: 128 * MIB,
  },
  {
    name: 'an xz with a dictionary of 1.5 GiB',
    make: () => xzStream({ chunks: plainChunks('some text'.repeat(10_000)), size: 90_000, dictionary: 37 }),
    gaps: [['budget', /^7-Zip needs 153\d MiB of memory .* unpack it before the scan/]],
  },
  {
    name: 'a small xz with a dictionary of 1.5 GiB, which takes no more memory than its content',
    make: () => xzStream({ chunks: plainChunks('some text'), size: 9, dictionary: 37 }),
    gaps: [],
    entries: 1,
  },
  {
    name: '10,000 gzip members',
    make: () => Buffer.concat(Array.from({ length: 10_000 }, (_, index) => gzipSync(`text ${index}\n`))),
    gaps: [],
  },
  {
    name: '100,000 empty gzip members',
    isHeavy: true,
    make: () => Buffer.alloc(100_000 * EMPTY_GZIP.length, EMPTY_GZIP),
    gaps: [],
  },
  {
    name: '20,000 empty zstd frames',
    isHeavy: true,
    make: () => Buffer.alloc(20_000 * EMPTY_ZSTD.length, EMPTY_ZSTD),
    gaps: [],
  },
  {
    name: '10,000 xz streams',
    make: () => {
      const stream = xzStream({ chunks: plainChunks('some text\n'), size: 10 });
      return Buffer.alloc(10_000 * stream.length, stream);
    },
    gaps: [],
  },
  {
    name: 'PKCS#12 with 2^31 iterations',
    make: () => costlyPkcs12(2 ** 31),
    gaps: [],
  },
  {
    name: 'DER 100,000 deep, of open lengths',
    make: () => Buffer.concat([Buffer.alloc(200_000, Buffer.of(0x30, 0x80)), integer(0), Buffer.alloc(200_000)]),
    gaps: [],
  },
  {
    name: 'DER 100,000 deep',
    make: () => {
      // Each length is that of all that follows, in four bytes.
      const depth = 100_000;
      const bytes = Buffer.alloc(6 * depth + 3);
      for (let level = 0; level < depth; level++) {
        bytes.set([0x30, 0x84], 6 * level);
        bytes.writeUInt32BE(bytes.length - 6 * (level + 1), 6 * level + 2);
      }
      bytes.set(integer(0), 6 * depth);
      return bytes;
    },
    gaps: [],
  },
  {
    name: 'PKCS#8 in PKCS#8, 5,000 deep',
    isHeavy: true,
    make: () => {
      let key: Buffer = octets(Buffer.alloc(32, 7));
      for (let depth = 0; depth < 5000; depth++)
        key = sequence(integer(0), sequence(oid('2a864886f70d010101'), nothing()), octets(key));
      return key;
    },
    gaps: [],
  },
  {
    name: 'a zip of PKCS#12 stores with 2^31 iterations, 200 of them',
    make: () =>
      buildZip(Array.from({ length: 200 }, (_, at) => ({ name: `${at}.p12`, data: costlyPkcs12(2 ** 31 - at) }))),
    gaps: [],
  },
  {
    name: 'a zstd whose content is told to be 2^63 bytes',
    make: () => zstdFrame({ blocks: rawBlocks('some text'), contentSize: 2n ** 63n }),
    gaps: [['damaged', /the size of 1 of 1 Zstandard frames does not fit/]],
  },
  {
    name: 'a PDF of heads of another one, each with a stream that is cut off',
    isHeavy: true,
    make: () => repeated(headOfPdf(), 2048),
    gaps: [['damaged', /cut off|file ends before|gaps of this kind/]],
    entries: 2048,
  },
];

/** By Chromium: a head, and the beginning of a stream that does not end in it. */
function headOfPdf(): Buffer {
  return fixtureBytes('pdf-by-chromium.pdf').subarray(0, 512);
}

/** Binary data, and `head` 100,000 times. */
function flood(head: readonly Uint8Array[]): Uint8Array {
  const one = Buffer.concat(head);
  return Buffer.concat([Buffer.from('00010203', 'hex'), Buffer.alloc(100_000 * one.length, one), Buffer.alloc(100)]);
}

/** A gzip of what `wrap` makes of what it made, 14 times, of so many letters. */
function nested(bytes: number, wrap: (inner: Uint8Array) => Uint8Array): Uint8Array {
  let inner: Uint8Array = Buffer.alloc(bytes, 'A');
  for (let level = 0; level < 14; level++) inner = wrap(inner);
  return gzipSync(inner, { level: 1 });
}

/** A block of Snappy of one literal: of 64 KiB to 256 MiB. */
function literalBlock(bytes: Uint8Array): Uint8Array {
  const groups = [0, 7, 14, 21].map((shift) => ((bytes.length >> shift) & 127) | (shift < 21 ? 128 : 0));
  return Buffer.concat([Buffer.from([...groups, 63 << 2]), u32(bytes.length - 1), bytes]);
}

const EMPTY_GZIP = gzipSync('');
const EMPTY_ZSTD = zstdFrame({ blocks: [{ raw: '' }] });

/** RFC 7292: a store that nobody can open within a lifetime, should he do as it says. */
function costlyPkcs12(iterations: number): Buffer {
  const data = oid('2a864886f70d010701');
  const salt = octets(Buffer.alloc(8, 1));
  const kdf = sequence(
    oid('2a864886f70d01050c'),
    sequence(salt, integer(iterations), sequence(oid('2a864886f70d0209'), nothing())),
  );
  const cipher = sequence(oid('60864801650304012a'), octets(Buffer.alloc(16, 2)));
  const algorithm = sequence(oid('2a864886f70d01050d'), sequence(kdf, cipher));
  const bag = sequence(oid('2a864886f70d010c0a0102'), tlv(0xa0, sequence(algorithm, octets(Buffer.alloc(160, 3)))));
  const safe = sequence(sequence(data, tlv(0xa0, octets(sequence(bag)))));
  const mac = sequence(
    sequence(sequence(oid('608648016503040201'), nothing()), octets(Buffer.alloc(32, 4))),
    salt,
    integer(iterations),
  );
  return sequence(integer(3), sequence(data, tlv(0xa0, octets(safe))), mac);
}
