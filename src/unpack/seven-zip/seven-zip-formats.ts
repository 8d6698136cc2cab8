/**
 * The formats that 7-Zip opens for us, each recognised by its own magic numbers. These are from the formats' descriptions, as
 * 7-Zip itself registers them (`7zz i`); where they are short, `isHead` checks more.
 */
import { BZIP2_MAGICS, bzip2FileEnd, headlessBzip2Stream, isLikelyBzip2 } from '../codecs/bzip2-end.ts';
import { unpackSmallBzip2 } from '../codecs/small-bzip2.ts';
import { unpackSmallXz } from '../codecs/small-xz.ts';
import { headlessXzStream, startsXz, XZ_MAGIC, xzStreamEnd } from '../codecs/xz-footer.ts';
import type { SourceContainer } from '../container/container.ts';
import { magic } from '../container/magic.ts';
import { isEmptySquashfs, isLz4Squashfs, SUPERBLOCK_BYTES } from '../file-systems/squashfs-inode.ts';
import { encryptedApfs } from './apfs-volumes.ts';
import { brokenArMember, laterPackagePart, strangeDebMember } from './ar-members.ts';
import { dataOfArjFolder } from './arj-folders.ts';
import { unclaimedCabData } from './cab-files.ts';
import { strayStreams } from './compound-strays.ts';
import { tooManyTableSectors } from './compound-tables.ts';
import { lostCpioEnd } from './cpio-end.ts';
import { repeatedDmgRows } from './dmg-rows.ts';
import { dataOfLzhFolder } from './lzh-folders.ts';
import { hasAllPartitions, unreadNtfs, unreadUdf, unreadWim } from './misjudged.ts';
import { nsisScript } from './nsis-script.ts';
import { brokenRarBlock } from './rar-blocks.ts';
import { strangeRar5Block } from './rar5-blocks.ts';
import { strangeRpmPayload } from './rpm-payload.ts';
import { containerOf } from './seven-zip-container.ts';
import {
  LZH_MAGICS,
  startsCabinet,
  startsLzh,
  startsRar4,
  startsRar5,
  startsSevenZip,
  startsSquashfs,
  startsWim,
} from './seven-zip-embedded.ts';
import { hasEncryptedNames } from './seven-zip-encryption.ts';
import type { Format } from './seven-zip-format.ts';
import {
  findLzma,
  isApplePartitionMap,
  isArj,
  isCpioBinary,
  isFat,
  isLzh,
  isLzma,
  isNoNsis,
  isNtfs,
  isPartitionTable,
  isSwf,
  NSIS_HEAD_BYTES,
  NTFS_BOOT_BYTES,
  PARTITIONED_BYTES,
  SWF_HEAD_BYTES,
} from './seven-zip-heads.ts';
import { lostInodes } from './squashfs-inodes.ts';
import { swfThatGoesOn } from './swf-size.ts';
import { strangeWimTable } from './wim-table.ts';

const FORMATS: readonly Format[] = [
  {
    ...{ id: '7z', title: '7-Zip: LZMA, LZMA2, PPMd, BZip2, Deflate, BCJ, BCJ2, Delta, solid or not', type: '7z' },
    ...{
      magics: [magic('37 7a bc af 27 1c')],
      hasEncryptedNames,
      isEmbedded: startsSevenZip,
      limits: 'Zstandard and other codecs of forks',
    },
  },
  {
    ...{ id: 'rar4', title: 'RAR 1.5 to 4', type: 'Rar', magics: [magic('52 61 72 21 1a 07 00')] },
    ...{ isEmbedded: startsRar4, isPlain: true, limits: 'single volumes of a set' },
    overlooked: (source, budget, { restStart }) => brokenRarBlock(source, budget, restStart),
  },
  {
    ...{ id: 'rar5', title: 'RAR 5 and later', type: 'Rar5', magics: [magic('52 61 72 21 1a 07 01 00')] },
    ...{ isEmbedded: startsRar5, isPlain: true, limits: 'single volumes of a set' },
    overlooked: strangeRar5Block,
  },
  {
    ...{ id: 'xz', title: 'xz: streams and blocks, all filters', type: 'xz', magics: [XZ_MAGIC] },
    ...{ oneFile: true, unpackSmall: unpackSmallXz, isEmbedded: startsXz, endInside: xzStreamEnd },
    overlooked: (source, budget, { leavesRest }) => (leavesRest ? headlessXzStream(source, budget) : undefined),
  },
  {
    ...{ id: 'lzma', title: 'LZMA (.lzma)', type: 'lzma', headBytes: 14, isHead: isLzma, oneFile: true },
    mark: { at: 13, bytes: [0] },
    findEmbedded: findLzma,
  },
  // With a block, or without one: then other streams may follow this one.
  {
    ...{ id: 'bzip2', title: 'bzip2: many streams', type: 'bzip2', oneFile: true, headBytes: 10 },
    ...{ magics: BZIP2_MAGICS, unpackSmall: unpackSmallBzip2, isEmbedded: isLikelyBzip2, endInside: bzip2FileEnd },
    overlooked: (source, budget, { leavesRest }) => (leavesRest ? headlessBzip2Stream(source, budget) : undefined),
  },
  {
    ...{ id: 'cab', title: 'Microsoft cabinet: MSZIP, LZX, Quantum', type: 'Cab', isEmbedded: startsCabinet },
    ...{ magics: [magic('4d 53 43 46 00 00 00 00')], limits: 'single cabinets of a set' },
    overlooked: unclaimedCabData,
  },
  {
    ...{ id: 'iso', title: 'ISO 9660: Joliet, Rock Ridge, El Torito', type: 'Iso', isPlain: true },
    ...{ magics: [magic('43 44 30 30 31', 32769)] },
  },
  {
    ...{ id: 'udf', title: 'UDF', type: 'Udf', isPlain: true },
    magics: ['42 45 41 30 31 01', '4e 53 52 30 32 01', '4e 53 52 30 33 01'].flatMap((text) =>
      [32769, 34817, 36865, 38913].map((offset) => magic(text, offset)),
    ),
    ...{ misjudged: { notRead: unreadUdf }, limits: 'blocks of other sizes than 512 and 2048' },
  },
  {
    ...{ id: 'cpio', title: 'cpio: newc, crc, odc, binary', type: 'Cpio', isPlain: true },
    ...{ magics: ['30 37 30 37 30 31', '30 37 30 37 30 32', '30 37 30 37 30 37'].map((text) => magic(text)) },
    overlooked: (source, budget, { leavesRest }) => (leavesRest ? lostCpioEnd(source, budget) : undefined),
  },
  {
    id: 'cpio-binary',
    title: 'cpio: binary',
    type: 'Cpio',
    isPlain: true,
    headBytes: 26,
    isHead: isCpioBinary,
    firstBytes: [0x71, 0xc7],
  },
  {
    ...{ id: 'rpm', title: 'RPM package', type: 'Rpm', isPlain: true, magics: [magic('ed ab ee db')] },
    overlooked: strangeRpmPayload,
  },
  {
    ...{ id: 'ar', title: 'ar: Debian packages, static libraries', type: 'Ar', isPlain: true },
    ...{ magics: [magic('21 3c 61 72 63 68 3e 0a')], besides: laterPackagePart },
    overlooked: (source, _, { leavesRest }) =>
      (leavesRest ? brokenArMember(source) : undefined) ?? strangeDebMember(source),
  },
  {
    ...{ id: 'xar', title: 'xar: macOS installers', type: 'Xar', isPlain: true },
    magics: [magic('78 61 72 21 00 1c')],
    limits: 'files packed with LZMA or xz',
  },
  {
    ...{ id: 'squashfs', title: 'SquashFS: gzip, xz, lzma, lzo, zstd', type: 'SquashFS', isEmbedded: startsSquashfs },
    ...{ headBytes: SUPERBLOCK_BYTES, overlooked: lostInodes },
    isOther: (head) => isLz4Squashfs(head) || isEmptySquashfs(head),
    ...{ magics: ['68 73 71 73', '73 71 73 68', '73 68 73 71', '71 73 68 73'].map((text) => magic(text)) },
  },
  {
    id: 'cramfs',
    title: 'CramFS',
    type: 'CramFS',
    magics: [magic('43 6f 6d 70 72 65 73 73 65 64 20 52 4f 4d 46 53', 16)],
  },
  {
    id: 'fat',
    title: 'FAT12, FAT16, FAT32',
    type: 'FAT',
    ...{ isPlain: true, sharesNothing: true },
    headBytes: 512,
    isHead: isFat,
    firstBytes: [0xe9, 0xeb],
  },
  {
    ...{ id: 'ntfs', title: 'NTFS, with compressed files', type: 'NTFS', isPlain: true },
    ...{
      headBytes: NTFS_BOOT_BYTES + 1,
      isHead: isNtfs,
      mark: { at: 3, bytes: [0x4e] },
      misjudged: { notRead: unreadNtfs },
    },
    limits: 'sectors of more than 512 bytes',
  },
  {
    ...{ id: 'hfs', title: 'HFS+, HFSX, HFS', type: 'HFS', isPlain: true },
    ...{ magics: ['48 2b 00 04', '48 58 00 05'].map((text) => magic(text, 1024)) },
  },
  {
    ...{ id: 'apfs', title: 'APFS', type: 'APFS', isPlain: true, magics: [magic('4e 58 53 42', 32)] },
    ...{ besides: encryptedApfs, limits: 'encrypted volumes' },
  },
  {
    ...{ id: 'gpt', title: 'GPT partitions', type: 'GPT', isPlain: true },
    magics: [magic('45 46 49 20 50 41 52 54 00 00 01 00', 512)],
  },
  {
    ...{ id: 'apm', title: 'Apple Partition Map', type: 'APM', isPlain: true, headBytes: 520 },
    ...{ isHead: isApplePartitionMap, firstBytes: [0x45], misjudged: { isWhole: hasAllPartitions } },
  },
  {
    id: 'mbr',
    title: 'MBR partitions',
    type: 'MBR',
    isPlain: true,
    headBytes: PARTITIONED_BYTES,
    isHead: isPartitionTable,
    mark: { at: 511, bytes: [0xaa] },
  },
  {
    ...{ id: 'dmg', title: 'Apple disk image (UDIF): zlib, bzip2, LZFSE, LZMA', type: 'Dmg', isPlain: true },
    ...{ tail: { bytes: '6b 6f 6c 79 00 00 00 04 00 00 02 00', fromEnd: 512 }, impossible: repeatedDmgRows },
  },
  {
    ...{
      id: 'wim',
      title: 'WIM: XPRESS, LZX',
      type: 'wim',
      isPlain: true,
      limits: 'LZMS (solid .esd); single parts',
    },
    ...{ magics: [magic('4d 53 57 49 4d 00 00 00')], misjudged: { notRead: unreadWim }, overlooked: strangeWimTable },
    isEmbedded: startsWim,
  },
  {
    ...{ id: 'compound', title: 'Compound File Binary: .msi, .msp, .doc, .xls, .msg', type: 'Compound' },
    ...{ isPlain: true, sharesNothing: true },
    ...{ magics: [magic('d0 cf 11 e0 a1 b1 1a e1')], besides: strayStreams, impossible: tooManyTableSectors },
  },
  {
    ...{ id: 'nsis', title: 'NSIS installer', type: 'Nsis', isEmbedded: () => true, isOther: isNoNsis },
    ...{ headBytes: NSIS_HEAD_BYTES, besides: nsisScript },
    magics: [magic('ef be ad de 4e 75 6c 6c 73 6f 66 74 49 6e 73 74', 4)],
  },
  {
    ...{ id: 'arj', title: 'ARJ', type: 'Arj', headBytes: 64, isHead: isArj, firstBytes: [0x60] },
    overlooked: dataOfArjFolder,
  },
  {
    ...{ id: 'lzh', title: 'LZH, LHA', type: 'Lzh', headBytes: 24, isHead: isLzh, mark: { at: 2, bytes: [0x2d] } },
    ...{ embedded: LZH_MAGICS, isEmbedded: startsLzh, overlooked: dataOfLzhFolder },
  },
  {
    ...{ id: 'chm', title: 'Compiled HTML help', type: 'Chm', isPlain: true },
    magics: [magic('49 54 53 46 03 00 00 00 60 00 00 00')],
  },
  {
    ...{ id: 'swf', title: 'SWF, packed with LZMA (ZWS)', type: 'SWFc', oneFile: true },
    ...{ headBytes: SWF_HEAD_BYTES, isHead: isSwf, firstBytes: [0x5a], overlooked: swfThatGoesOn },
  },
];

export const sevenZipContainers: readonly SourceContainer[] = FORMATS.map(containerOf);
