import { FormatError } from '../model/errors.ts';
import type { StreamContainer } from './container.ts';
import { hasMagic, magic, magicReach } from './magic.ts';

/**
 * Formats that pack content out of sight and that nothing here opens yet. They are recognised so that "not read" is said:
 * a gap `unsupported`; their bytes are scanned as they are. A format that stores files plainly is not here: its content is
 * seen anyway. Magic numbers as in each format's own description; `..` stands for any byte.
 */
interface Format {
  readonly id: string;
  readonly title: string;
  readonly magics: readonly string[];
  readonly offset?: number;
  /** Where the magic number is too short to be believed: what else the head must have. */
  readonly headBytes?: number;
  isHead?(head: Buffer): boolean;
}

const FORMATS: readonly Format[] = [
  { id: 'lzop', title: 'lzop', magics: ['89 4c 5a 4f 00 0d 0a 1a 0a'] },
  { id: 'lrzip', title: 'lrzip', magics: ['4c 52 5a 49 00'] },
  { id: 'zpaq', title: 'ZPAQ', magics: ['7a 50 51', '37 6b 53 74 a0 31 83 d3'] },
  { id: 'ace', title: 'ACE', magics: ['2a 2a 41 43 45 2a 2a'], offset: 7 },
  { id: 'freearc', title: 'FreeArc', magics: ['41 72 43 01 00'] },
  { id: 'stuffit', title: 'StuffIt', magics: ['53 74 75 66 66 49 74 20', '53 49 54 21'] },
  { id: 'btrfs', title: 'btrfs, whose files may be packed', magics: ['5f 42 48 52 66 53 5f 4d'], offset: 65_600 },
  // 25 to 27: versions 0.5 to 0.7, which the zstd program reads. 5x: a skippable frame (RFC 8878, 3.1.2), of lz4 too.
  {
    id: 'zstd',
    title: 'Zstandard',
    magics: ['28 b5 2f fd', '27 b5 2f fd', '26 b5 2f fd', '25 b5 2f fd', '.. 2a 4d 18'],
    isHead: (head) => head[1] !== 0x2a || (head[0]! & 0xf0) === 0x50,
  },
  { id: 'lz4', title: 'LZ4 frame', magics: ['04 22 4d 18', '02 21 4c 18'] },
  { id: 'compress', title: 'compress (.Z)', magics: ['1f 9d'], headBytes: 5, isHead: isCompress },
];

/*  2  1  bits 0 to 4: the longest code, 9 to 16 bits; 5 and 6: zero; 7: block mode
 *  3  n  codes, the first of 9 bits, which is a byte: its highest bit is zero       */
function isCompress(head: Buffer): boolean {
  const bits = head[2]! & 0x7f;
  return bits >= 9 && bits <= 16 && (head[4]! & 1) === 0;
}

/** One container for each of them, that opens nothing, and reads nothing: so a large file need not be spooled. */
export const unsupported: readonly StreamContainer[] = FORMATS.map(
  ({ id, title, magics, offset = 0, headBytes = 0, isHead = () => true }) => {
    const patterns = magics.map((text) => magic(text, offset));
    const least = Math.max(headBytes, magicReach(patterns));
    return {
      id,
      title: `${title} (recognised, not opened)`,
      reads: 'stream',
      headBytes: least,
      sniff: (head) => {
        if (head.length < least || !patterns.some((pattern) => hasMagic(head, pattern))) return false;
        return isHead(Buffer.from(head.buffer, head.byteOffset, head.length));
      },
      // biome-ignore lint/correctness/useYield: it has nothing to yield
      async *entries() {
        const message = `${title}: keysieve cannot open this format yet; unpack it before the scan`;
        throw new FormatError(message, 'unsupported');
      },
    };
  },
);
