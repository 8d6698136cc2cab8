/**
 * Files that are named like an archive, a packed file or a disk, and begin like nothing that anybody opens: as often as not the first
 * bytes of one are damaged. What it packs cannot be seen, so that it is a gap; its bytes are scanned as they lie. Text is none:
 * pointers of Git LFS, pages that say "not found", and linker scripts bear such names.
 */
import { FormatError } from '../model/errors.ts';
import { isText, isTextToEnd, PRINTABLE } from './codings/plausible.ts';
import type { StreamContainer } from './container.ts';

/** Names that stand for one format, which packs its content out of sight. Where files lie plainly (tar, ISO), nothing is missed. */
const PACKED =
  '7z aab aar apk arj asar bz2 cab chm conda crate crx deb dmg docx e01 ear egg epub erofs esd ex01 gz ipa jar jffs2 ' +
  'l01 ldb lha lx01 lz lz4 lzh lzma lzo msi msix nupkg ods odt pdf pptx pyz qcow2 rar rpm snap snupkg sqfs sqlite sqlite3 squashfs ' +
  'sz tbz2 tgz txz tzst ubi ubifs udeb vhdx vsix war whl wim xar xlsx xpi xz zip zst zz';
const NAME = new RegExp(String.raw`\.(${PACKED.replaceAll(' ', '|')})$`, 'i');

export const misnamed: StreamContainer = {
  id: 'misnamed',
  title: 'named like a packed file, and none that is known',
  reads: 'stream',
  headBytes: 18,
  // A program with an archive behind it may have the archive's name.
  yieldsToEnd: true,
  sniff: () => false,
  sniffName: (name, head) => (NAME.test(name) || name.endsWith('.Z')) && !isPlain(head),
  // biome-ignore lint/correctness/useYield: it has nothing to yield
  async *entries() {
    const message =
      'expected what the name says, a packed file, and found none that begins so: it is damaged, or of another format; its bytes are scanned as they lie';
    throw new FormatError(message);
  },
};

/** Text, of one byte a character or of two: what is packed has control characters in its head. */
function isPlain(head: Uint8Array): boolean {
  return isTextToEnd(head, 0) || isText(head) || head.every((byte) => (byte & 0x7f) >= 0x20 || PRINTABLE[byte] === 1);
}
