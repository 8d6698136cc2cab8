import { FormatError } from '../model/errors.ts';
import type { StreamContainer } from './container.ts';
import { hasMagic, magic, magicReach } from './magic.ts';

/**
 * Formats that pack content out of sight and that nothing here opens yet. They are recognised so that "not read" is said:
 * a gap `unsupported`; their bytes are scanned as they are. A format that stores files plainly (cpio, iso, ar as a
 * linker's library) is not here: its content is seen anyway. A Debian package is an ar whose members are packed, at
 * offsets where nothing looks for them. Magic numbers as in each format's own description; `..` stands for any byte.
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
  { id: '7z', title: '7-Zip', magics: ['37 7a bc af 27 1c'] },
  { id: 'rar', title: 'RAR', magics: ['52 61 72 21 1a 07'] },
  { id: 'xz', title: 'xz', magics: ['fd 37 7a 58 5a 00'] },
  { id: 'lzip', title: 'lzip', magics: ['4c 5a 49 50 01'] },
  // 25 to 27: versions 0.5 to 0.7, which the zstd program reads. 5x: a skippable frame (RFC 8878, 3.1.2), of lz4 too.
  {
    id: 'zstd',
    title: 'Zstandard',
    magics: ['28 b5 2f fd', '27 b5 2f fd', '26 b5 2f fd', '25 b5 2f fd', '.. 2a 4d 18'],
    isHead: (head) => head[1] !== 0x2a || (head[0]! & 0xf0) === 0x50,
  },
  { id: 'bzip2', title: 'bzip2', magics: ['31 41 59 26 53 59'], offset: 4 },
  { id: 'lz4', title: 'LZ4 frame', magics: ['04 22 4d 18', '02 21 4c 18'] },
  { id: 'cab', title: 'Microsoft cabinet', magics: ['4d 53 43 46 00 00 00 00'] },
  { id: 'rpm', title: 'RPM package', magics: ['ed ab ee db'] },
  { id: 'deb', title: 'Debian package', magics: ['21 3c 61 72 63 68 3e 0a 64 65 62 69 61 6e 2d 62 69 6e 61 72 79'] },
  { id: 'xar', title: 'xar archive', magics: ['78 61 72 21 00 1c'] },
  { id: 'squashfs', title: 'SquashFS image', magics: ['68 73 71 73'] },
  { id: 'lzma', title: 'LZMA (.lzma)', magics: ['..'], headBytes: 14, isHead: isLzma },
  { id: 'compress', title: 'compress (.Z)', magics: ['1f 9d'], headBytes: 5, isHead: isCompress },
];

/*  0  1  lc + 9 * (lp + 5 * pb)
 *  1  4  dictionary size: tools write 2^n or 3 * 2^n
 *  5  8  uncompressed size, all ones when the data knows its end
 * 13  1  first byte of the range coder, always zero              */
/**
 * There is no magic number. The limits are those of liblzma, but for a dictionary of 4 KiB, the least it makes. With other
 * properties than the usual lc 3, lp 0, pb 2 the size must be unknown: small numbers in a row look like the rest.
 */
function isLzma(head: Buffer): boolean {
  const properties = head[0]!;
  if (properties > 224 || (properties % 9) + (Math.floor(properties / 9) % 5) > 4) return false;
  const dictionary = head.readUInt32LE(1);
  const top = 31 - Math.clz32(dictionary);
  if (dictionary < 4096 || (dictionary !== 2 ** top && dictionary !== 1.5 * 2 ** top)) return false;
  const size = head.readBigUInt64LE(5);
  if (size !== UNKNOWN_SIZE && (properties !== USUAL_PROPERTIES || size === 0n || size >= 1n << 38n)) return false;
  return head[13] === 0;
}

const UNKNOWN_SIZE = 0xffffffffffffffffn;
const USUAL_PROPERTIES = 0x5d;

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
