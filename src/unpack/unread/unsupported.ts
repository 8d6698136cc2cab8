import type { Container, StreamContainer } from '../container/container.ts';
import { firstBytesOf, hasMagic, magic, magicReach } from '../container/magic.ts';
import { arc } from './arc.ts';
import { dar } from './dar.ts';
import { djvu } from './djvu.ts';
import { notOpenedYet } from './not-opened.ts';
import { orc } from './orc.ts';
import { packedKeyValues } from './packed-key-values.ts';
import { zchunk } from './zchunk.ts';
import { zfsStream } from './zfs-stream.ts';

/**
 * Formats that pack content out of sight and that nothing here opens yet. They are recognised so that a gap `unsupported`
 * says "not read"; their bytes are scanned as they are. Formats that store files plainly are not listed: their content is
 * seen anyway. Magic numbers are from each format's own description; `..` stands for any byte.
 */
interface Format {
  readonly id: string;
  readonly title: string;
  readonly magics: readonly string[];
  readonly offset?: number;
  /**
   * Its magic number is a word that a text may begin with (`ISc(7, 8)`); in the format, sizes and versions follow, which are no
   * characters.
   */
  readonly isNoText?: true;
  /** Documents print its first bytes in hex. */
  readonly isPrinted?: true;
}

const FORMATS: readonly Format[] = [
  { id: 'lrzip', title: 'lrzip', magics: ['4c 52 5a 49 00'] },
  { id: 'rzip', title: 'rzip', magics: ['52 5a 49 50 02'] },
  { id: 'bzip3', title: 'bzip3', magics: ['42 5a 33 76 31'], isNoText: true },
  { id: 'lizard', title: 'LZ5 and Lizard', magics: ['05 22 4d 18', '06 22 4d 18'] },
  { id: 'uclpack', title: 'uclpack', magics: ['00 e9 55 43 4c ff 01 1a'] },
  { id: 'zoo', title: 'ZOO', magics: ['dc a7 c4 fd'], offset: 20 },
  // "CAR " and the version of SAPCAR; all files are packed, by LZC or LZH of SAP.
  { id: 'sapcar', title: 'archive of SAPCAR (.SAR)', magics: ['43 41 52 20 32 2e 30 30', '43 41 52 20 32 2e 30 31'] },
  { id: 'mpq', title: 'MPQ of Blizzard', magics: ['4d 50 51 1a', '4d 50 51 1b'] },
  { id: 'wim-pipable', title: 'pipable WIM of wimlib', magics: ['57 4c 50 57 4d 00 00 00'] },
  { id: 'zpaq', title: 'ZPAQ', magics: ['7a 50 51', '37 6b 53 74 a0 31 83 d3'] },
  { id: 'ace', title: 'ACE', magics: ['2a 2a 41 43 45 2a 2a'], offset: 7 },
  { id: 'freearc', title: 'FreeArc', magics: ['41 72 43 01 00'] },
  { id: 'stuffit', title: 'StuffIt', magics: ['53 74 75 66 66 49 74 20', '53 49 54 21'] },
  // Bytes of a word, method, and the level at offset 20, which OS/2 wrote and LHa for UNIX and lhasa read.
  {
    id: 'lzh-level-3',
    title: 'LZH, LHA with level 3 headers',
    magics: [`04 00 2d 6c 68 .. 2d ${'.. '.repeat(13)}03`],
  },
  { id: 'alzip', title: 'ALZip ALZ and EGG', magics: ['41 4c 5a 01', '45 47 47 41 00 01'] },
  // "DCT" and c3; its bytes of version follow.
  { id: 'dact', title: 'DACT', magics: ['44 43 54 c3 00'] },
  { id: 'kgb', title: 'KGB Archiver', magics: ['4b 47 42 5f 61 72 63 68 20 2d'] },
  { id: 'grzip', title: 'GRZip', magics: ['47 52 5a 69 70 49 49 00'] },
  { id: 'pack200', title: 'Pack200 of Java', magics: ['ca fe d0 0d'] },
  // "(This file must be converted with BinHex", RFC 1741.
  {
    id: 'binhex',
    title: 'BinHex 4.0',
    magics: [
      '28 54 68 69 73 20 66 69 6c 65 20 6d 75 73 74 20 62 65 20 63 6f 6e 76 65 72 74 65 64 20 77 69 74 68 20 42 69 6e 48 65 78',
    ],
  },
  { id: 'installshield', title: 'InstallShield cabinet', magics: ['49 53 63 28'], isNoText: true },
  { id: 'lzfse', title: 'LZFSE', magics: ['62 76 78 31', '62 76 78 32', '62 76 78 6e'], isNoText: true },
  {
    id: 'apple-archive',
    title: 'Apple Archive, packed with LZFSE or LZ4',
    magics: ['70 62 7a 65', '70 62 7a 34'],
    isNoText: true,
  },
  {
    id: 'szdd',
    title: 'SZDD and KWAJ of COMPRESS.EXE',
    magics: ['53 5a 44 44 88 f0 27 33', '4b 57 41 4a 88 f0 27 d1'],
  },
  {
    id: 'ewf2',
    title: 'forensic image in Expert Witness format, version 2 (Ex01, Lx01)',
    magics: ['45 56 46 32 0d 0a 81 00', '4c 45 46 32 0d 0a 81 00'],
  },
  // `myisam_pack_file_magic` and how long the header is (storage/myisam/mi_packrec.c), and the same of Aria: Huffman codes of single bits.
  {
    id: 'myisampack',
    title: 'table packed by myisampack or aria_pack (.MYD, .MAD)',
    magics: ['fe fe 08 01 .. .. .. 00', 'fe fe 08 02 .. .. .. 00', 'fe fe 0a 01 .. .. .. 00'],
  },
  // libfvde's description:  4  4  initial value of the sum   8  2  version   10  2  kind of block   88  2  "CS"   90  4  CRC-32C
  {
    id: 'core-storage',
    title: 'Apple Core Storage (FileVault 2, Fusion Drive)',
    magics: [`ff ff ff ff 01 00 10 00 ${'.. '.repeat(76)}43 53 01 00 00 00`],
    offset: 4,
  },
  // vdev_label.c of OpenZFS: a list of names and values in XDR, of which "version" is the first. Metadata are always packed, files as a rule.
  {
    id: 'zfs',
    title: 'ZFS pool',
    magics: [`01 .. ${'00 '.repeat(9)}01 00 00 00 24 00 00 00 20 00 00 00 07 76 65 72 73 69 6f 6e 00`],
    offset: 16 << 10,
  },
  // ERASURE_CODING_BANNER of duplicacy_chunk.go: the data behind it is always packed, and usually encrypted.
  {
    id: 'duplicacy-shards',
    title: 'Duplicacy chunk with erasure coding',
    magics: ['64 75 70 6c 69 63 61 63 79 03'],
  },
  // README_CFRAME_FORMAT.rst of c-blosc2: a list of MessagePack, "b2frame" and a zero.
  { id: 'blosc2', title: 'frame of Blosc 2', magics: ['.. a8 62 32 66 72 61 6d 65 00'] },
  // The mark of a packed backup; an unpacked one begins with "TAPE" (Microsoft Tape Format), and its pages are scanned as is.
  {
    id: 'mssql-backup',
    title: 'packed Microsoft SQL Server backup',
    magics: ['4d 53 53 51 4c 42 41 4b'],
    isNoText: true,
  },
  // RFC 3284, section 4.1, and xdelta3-second.h: DJW is compressor 1 and FGK 16, each with or without a header of the application. Those packed
  // with LZMA have xz inside, and what is not packed is scanned as is.
  {
    id: 'vcdiff-packed',
    title: 'VCDIFF delta packed by xdelta3 with DJW or FGK',
    magics: ['01 01', '05 01', '01 10', '05 10'].map((how) => `d6 c3 c4 00 ${how}`),
  },
  // As XtraBackup packs, and `qpress` itself.
  { id: 'qpress', title: 'qpress (.qp)', magics: ['71 70 72 65 73 73 31 30'], isNoText: true },
  // "\x7fVirtualBox SavedState V" (SSM.cpp): pages packed with LZF.
  {
    id: 'virtualbox-state',
    title: 'VirtualBox saved state (.sav)',
    magics: ['7f 56 69 72 74 75 61 6c 42 6f 78 20 53 61 76 65 64 53 74 61 74 65 20 56'],
  },
  // [MS-PST] 2.2.2.6: "!BDN" at 0, wVer at 10, bCryptMethod at 461 (ANSI, 14 and 15) or 513 (Unicode, 23): 0 leaves all as it is.
  {
    id: 'outlook-store',
    title: 'Outlook store (.pst) with permuted bytes',
    isPrinted: true,
    magics: [['0e', 461] as const, ['0f', 461] as const, ['17', 513] as const].flatMap(([version, at]) =>
      ['01', '02'].map((method) => `21 42 44 4e .. .. .. .. 53 .. ${version} 00 ${'.. '.repeat(at - 12)}${method}`),
    ),
  },
];

/** Anything shorter is the magic number in a list of them, decoded, and no archive. */
const MIN_BYTES = 64;

const BEHIND_BYTES = 4;
const isCharacter = (byte: number): boolean => byte >= 0x20 || [0x09, 0x0a, 0x0d].includes(byte);

/** One container for each format. It opens and reads nothing, so a large file need not be spooled. */
const byHead: readonly StreamContainer[] = FORMATS.map(({ id, title, magics, offset = 0, isNoText, isPrinted }) => {
  const patterns = magics.map((text) => magic(text, offset));
  const wordBytes = magicReach(patterns);
  return {
    id,
    title: `${title} (recognised, not opened)`,
    reads: 'stream',
    headBytes: Math.max(MIN_BYTES, wordBytes),
    firstBytes: firstBytesOf(patterns),
    ...(isPrinted && { notInDecodedText: true }),
    sniff: (head) =>
      head.length >= MIN_BYTES &&
      patterns.some((pattern) => hasMagic(head, pattern)) &&
      !(isNoText === true && head.subarray(wordBytes, wordBytes + BEHIND_BYTES).every(isCharacter)),
    entries: () => notOpenedYet(title),
  };
});

export const unsupported: readonly Container[] = [
  ...byHead,
  arc,
  dar,
  djvu,
  orc,
  ...packedKeyValues,
  zchunk,
  zfsStream,
];
