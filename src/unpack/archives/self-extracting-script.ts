/**
 * A shell script with a packed archive behind its last line, as made by makeself, conda and the installers of many vendors. There is no
 * specification: `#!`, text, and at the beginning of a line within the first 256 KiB the magic number of gzip, xz, bzip2, Zstandard or
 * `openssl enc` (`makeself --ssl-encrypt`), with no zero byte before it, since compiled files of SBCL (.fasl) begin as a script too. From
 * there on everything is one entry; recognising and reading it is up to the container of that format. Not found: archives encoded as text,
 * uncompressed ones (they are scanned as is), and any behind a longer script.
 */
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer } from '../container/container.ts';
import { remainder } from '../container/remainder.ts';

const SCRIPT_BYTES = 256 << 10;

export const selfExtractingScript: StreamContainer = {
  id: 'self-extracting-script',
  title: 'shell script followed by a packed archive (makeself …)',
  headBytes: SCRIPT_BYTES,
  reads: 'stream',
  firstBytes: [0x23],
  sniff: (head) => payloadStart(head) !== undefined,
  entries,
};

async function* entries(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  const reader = new ChunkReader(chunks);
  try {
    const start = payloadStart(await reader.peek(SCRIPT_BYTES));
    if (start === undefined) throw reader.endError('expected an archive after a script, found none');
    const script = Uint8Array.from(await reader.take(start));
    yield remainder('before', async function* () {
      yield script;
    });
    yield { name: 'payload', open: () => reader.rest() };
  } finally {
    await reader.close();
  }
}

const LINE_FEED = 0x0a;
/** gzip with deflate; xz; bzip2, whose fourth byte is a digit; Zstandard; `openssl enc`, whose salt and data are no text. */
const MAGICS: readonly RegExp[] = [
  /^\x1f\x8b\x08/,
  /^\xfd7zXZ\0/,
  /^BZh[1-9]1AY&SY/,
  /^\x28\xb5\x2f\xfd/,
  /^Salted__[\t\n\r\x20-\x7e]{0,23}[^\t\n\r\x20-\x7e]/,
];
const MAGIC_BYTES = 32;
const FIRST_BYTES = [0x1f, 0xfd, 0x42, 0x28, 0x53];

/** Where the archive begins; undefined when these bytes are no such script. */
function payloadStart(bytes: Uint8Array): number | undefined {
  if (bytes[0] !== 0x23 || bytes[1] !== 0x21) return undefined;
  for (let at = bytes.indexOf(LINE_FEED) + 1; at > 0; at = bytes.indexOf(LINE_FEED, at) + 1) {
    if (!FIRST_BYTES.includes(bytes[at] ?? 0)) continue;
    const magic = Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(MAGIC_BYTES, bytes.length - at));
    if (MAGICS.some((pattern) => pattern.test(magic.toString('latin1')))) return bytes.indexOf(0) < at ? undefined : at;
  }
  return undefined;
}
