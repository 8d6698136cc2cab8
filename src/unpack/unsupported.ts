import { FormatError } from '../model/errors.ts';
import type { StreamContainer } from './container.ts';

/**
 * Formats that pack content out of sight and that nothing here opens yet. They are recognised so that "not read" is said:
 * a gap `unsupported`; their bytes are scanned as they are. A format that stores files plainly (ar, cpio, iso) is not
 * here: its content is seen anyway. Magic numbers as in each format's own description.
 */
const FORMATS: readonly { id: string; title: string; magic: string; offset?: number }[] = [
  { id: '7z', title: '7-Zip', magic: '37 7a bc af 27 1c' },
  { id: 'rar', title: 'RAR', magic: '52 61 72 21 1a 07' },
  { id: 'xz', title: 'xz', magic: 'fd 37 7a 58 5a 00' },
  { id: 'lzip', title: 'lzip', magic: '4c 5a 49 50 01' },
  { id: 'zstd', title: 'Zstandard', magic: '28 b5 2f fd' },
  { id: 'bzip2', title: 'bzip2', magic: '31 41 59 26 53 59', offset: 4 },
  { id: 'lz4', title: 'LZ4 frame', magic: '04 22 4d 18' },
  { id: 'cab', title: 'Microsoft cabinet', magic: '4d 53 43 46 00 00 00 00' },
  { id: 'rpm', title: 'RPM package', magic: 'ed ab ee db' },
  { id: 'deb', title: 'Debian package', magic: '21 3c 61 72 63 68 3e 0a 64 65 62 69 61 6e 2d 62 69 6e 61 72 79' },
  { id: 'xar', title: 'xar archive', magic: '78 61 72 21 00 1c' },
  { id: 'squashfs', title: 'SquashFS image', magic: '68 73 71 73' },
];

/** One container for each of them, that opens nothing, and reads nothing: so a large file need not be spooled. */
export const unsupported: readonly StreamContainer[] = FORMATS.map(({ id, title, magic, offset = 0 }) => {
  const bytes = Buffer.from(magic.replaceAll(' ', ''), 'hex');
  return {
    id,
    title: `${title} (recognised, not opened)`,
    reads: 'stream',
    headBytes: offset + bytes.length,
    sniff: (head) => bytes.equals(head.subarray(offset, offset + bytes.length)),
    // biome-ignore lint/correctness/useYield: it has nothing to yield
    async *entries() {
      throw new FormatError(`${title}: keysieve cannot open this format yet; unpack it before the scan`, 'unsupported');
    },
  };
});
