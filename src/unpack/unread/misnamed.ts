/**
 * Files that have the name of an archive, a packed file or a disk image, but begin like no format that is opened: often their first
 * bytes are damaged. What they pack cannot be seen, so they are a gap; their bytes are scanned as is. Text is exempt: Git LFS
 * pointers, "not found" pages and linker scripts have such names.
 */
import type { StreamContainer } from '../container/container.ts';
import { isNamesake } from '../container/namesake.ts';
import { isText, isTextToEnd, PRINTABLE } from '../container/plausible.ts';
import { notOpened } from './not-opened.ts';

/** Extensions of a single format that packs its content out of sight. Where files lie plainly (tar, ISO), nothing is missed. */
const PACKED =
  '7z aab aar apk arj asar bz2 cab chm conda crate crx deb dmg docm docx dotm dotx e01 ear egg epub erofs esd ex01 ' +
  'gz ipa jar jffs2 l01 ldb lha lx01 lz lz4 lzh lzma lzo msi msix nupkg odg odp ods odt ott pdf potx ppsx pptm ' +
  'pptx pyz qcow2 rar rpm snap snupkg sqfs sqlite sqlite3 squashfs sz tbz2 tgz txz tzst ubi ubifs udeb vhdx vsdx ' +
  'vsix war whl wim xar xlsb xlsm xlsx xltx xpi xz zip zst zz';
const ENDING = String.raw`\.(${PACKED.replaceAll(' ', '|')})`;
const NAME = new RegExp(`${ENDING}$`, 'i');
const HEAD_BYTES = 18;
/** Tables of RocksDB, recognised by their end alone. Windows uses the same extension for certificate lists, with other names. */
const TABLE = /(?:^|[/\\])[0-9]{6,}\.sst$/;
/** A name of eight digits that begins with a zero is treated as a table of Turbopack. */
const OTHER_TABLE = /(?:^|[/\\])[0-9]{8}\.sst$/;
/**
 * Parts of split files, except the first: of 7-Zip and others (`x.7z.002`), of split (`x.tar.gz.ab`, `x.zip.part-02`), of Zip (`x.z02`).
 * Excludes years and process ids, `.db`, and `.z64` of consoles.
 */
const PART = new RegExp(
  `${ENDING}[.](0[0-9]{1,3}|[0-9]{3}|part[-_.]?[0-9]{1,4}|a[a-z])$|[.]z(0[1-9]|[1-5][0-9])$`,
  'i',
);

export const misnamed = byName(
  'misnamed',
  'named like a packed file, and none that is known',
  (name, head) =>
    NAME.test(name) || name.endsWith('.Z') || (TABLE.test(name) && !(head[0] === 0 && OTHER_TABLE.test(name))),
  'expected what the name says, a packed file, and found none that begins so: it is damaged, or of another format; its bytes are scanned as is',
  'damaged',
);

export const packedPart = byName(
  'packed-part',
  'part of a packed file that is cut up, by its name',
  (name) => PART.test(name),
  'this is a later part of a packed file that is cut up: its bytes are scanned as is; put the parts together to have all of it scanned',
  'unsupported',
);

/** A container that opens nothing, and says why. */
function byName(
  id: string,
  title: string,
  isNamed: (name: string, head: Uint8Array) => boolean,
  ...why: Parameters<typeof notOpened>
): StreamContainer {
  return {
    ...{ id, title, reads: 'stream', headBytes: HEAD_BYTES },
    // A program with an archive behind it may have the archive's name.
    yieldsToEnd: true,
    sniff: () => false,
    sniffName: (name, head) => isNamed(name, head) && !isPlain(head) && !isNamesake(name, head) && !isZeros(head),
    entries: () => notOpened(...why),
  };
}

/** Whether it is text of one or two bytes a character: packed data has control characters in its head. */
function isPlain(head: Uint8Array): boolean {
  return isTextToEnd(head, 0) || isText(head) || head.every((byte) => (byte & 0x7f) >= 0x20 || PRINTABLE[byte] === 1);
}

/** Whether it is nothing but a few zeros, which stand in for a file that comes later: bettercap has `payload.apk` of one byte. */
function isZeros(head: Uint8Array): boolean {
  return head.length < HEAD_BYTES && head.every((byte) => byte === 0);
}
