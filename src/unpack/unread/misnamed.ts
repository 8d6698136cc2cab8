/**
 * Files that are named like an archive, a packed file or a disk, and begin like nothing that anybody opens: as often as not the first
 * bytes of one are damaged. What it packs cannot be seen, so that it is a gap; its bytes are scanned as is. Text is none:
 * pointers of Git LFS, pages that say "not found", and linker scripts bear such names.
 */
import type { StreamContainer } from '../container/container.ts';
import { isKeptBeside } from '../container/kept-beside.ts';
import { isText, isTextToEnd, PRINTABLE } from '../container/plausible.ts';
import { notOpened } from './not-opened.ts';

/** Names that stand for one format, which packs its content out of sight. Where files lie plainly (tar, ISO), nothing is missed. */
const PACKED =
  '7z aab aar apk arj asar bz2 cab chm conda crate crx deb dmg docm docx dotm dotx e01 ear egg epub erofs esd ex01 ' +
  'gz ipa jar jffs2 l01 ldb lha lx01 lz lz4 lzh lzma lzo msi msix nupkg odg odp ods odt ott pdf potx ppsx pptm ' +
  'pptx pyz qcow2 rar rpm snap snupkg sqfs sqlite sqlite3 squashfs sz tbz2 tgz txz tzst ubi ubifs udeb vhdx vsdx ' +
  'vsix war whl wim xar xlsb xlsm xlsx xltx xpi xz zip zst zz';
const ENDING = String.raw`\.(${PACKED.replaceAll(' ', '|')})`;
const NAME = new RegExp(`${ENDING}$`, 'i');
/** Of RocksDB, which is known by its end alone. Windows has lists of certificates under that ending, and names them. */
const TABLE = /(?:^|[/\\])[0-9]{6,}\.sst$/;
/** What has eight digits and begins with a zero is asked about as a table of Turbopack. */
const OTHER_TABLE = /(?:^|[/\\])[0-9]{8}\.sst$/;
/**
 * Of 7-Zip and others (`x.7z.002`), of split (`x.tar.gz.ab`, `x.zip.part-02`), of Zip (`x.z02`): what is cut up, but its first part. Not
 * years and process ids, `.db`, `.z64` of consoles.
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

/** What opens nothing, and says why. */
function byName(
  id: string,
  title: string,
  isNamed: (name: string, head: Uint8Array) => boolean,
  ...why: Parameters<typeof notOpened>
): StreamContainer {
  return {
    ...{ id, title, reads: 'stream', headBytes: 18 },
    // A program with an archive behind it may have the archive's name.
    yieldsToEnd: true,
    sniff: () => false,
    sniffName: (name, head) => isNamed(name, head) && !isPlain(head) && !isKeptBeside(name, head),
    entries: () => notOpened(...why),
  };
}

/** Text, of one byte a character or of two: what is packed has control characters in its head. */
function isPlain(head: Uint8Array): boolean {
  return isTextToEnd(head, 0) || isText(head) || head.every((byte) => (byte & 0x7f) >= 0x20 || PRINTABLE[byte] === 1);
}
