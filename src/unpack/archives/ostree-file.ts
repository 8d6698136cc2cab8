/**
 * A file in an archive repository of OSTree (ostree-core.h, ostree-repo-static-delta aside; .filez), as Flatpak builds them: its owner,
 * mode and extended attributes, then raw deflate.
 */
import type { Budget } from '../../bytes/budget.ts';
import { streamOf } from '../../bytes/byte-source.ts';
import { MemorySource } from '../../bytes/memory-source.ts';
import { size64BE } from '../../bytes/size64.ts';
import { deflateHead } from '../codecs/deflate-head.ts';
import { inflateNext } from '../codecs/inflate.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { remainder } from '../container/remainder.ts';

/*  big-endian
 *  0   4  bytes of the header, which begins at 8
 *  4   4  zero
 *  8   8  size of the file
 *  16  8  user, group
 *  24  4  mode: 0x8000 and the permissions
 *  28  4  device = 0
 *  .   .  target of a link, extended attributes; then deflate         */
const HEADER_AT = 8;
const FIXED_BYTES = 24;
const MIN_BYTES = HEADER_AT + FIXED_BYTES;
/** Most headers are shorter, so that what follows them is visible. */
const HEAD_BYTES = 4096;
const MAX_HEADER_BYTES = 1 << 20;
/** Above anything in packages: 1 TiB. */
const MAX_FILE_BYTES = 2 ** 40;
const FILE_TYPE = 0xf000;
const REGULAR_FILE = 0x8000;
const MAX_MODE = 0xffff;

export const ostreeFile: StreamContainer = {
  id: 'ostree-file',
  title: 'OSTree archive file (.filez)',
  reads: 'stream',
  headBytes: HEAD_BYTES,
  firstBytes: [0],
  sniff: (head) => headerIn(head) !== undefined,
  entries,
};

function headerIn(bytes: Uint8Array): { readonly end: number; readonly size: number } | undefined {
  if (bytes.length < MIN_BYTES) return undefined;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, MIN_BYTES);
  const [length, size, mode] = [head.readUInt32BE(0), size64BE(head, 8), head.readUInt32BE(24)];
  const isFile = mode <= MAX_MODE && (mode & FILE_TYPE) === REGULAR_FILE && head.readUInt32BE(28) === 0;
  if (!isFile || head.readUInt32BE(4) !== 0 || length < FIXED_BYTES || length > MAX_HEADER_BYTES) return undefined;
  const end = HEADER_AT + length;
  // A TGA picture with runs of black begins like this too (holotz-castle); but it is a small file in full view, and the supposed
  // header would end behind it.
  if (size > MAX_FILE_BYTES || bytes.length < Math.min(end, HEAD_BYTES)) return undefined;
  return bytes.length > end && deflateHead(bytes, end) === 'no' ? undefined : { end, size };
}

async function* entries(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const reader = new ChunkReader(chunks);
  try {
    const header = headerIn(await reader.peek(HEAD_BYTES));
    if (header === undefined) throw reader.endError('expected the header of a file of OSTree');
    // Extended attributes are program data too.
    const head = Uint8Array.from(await reader.take(header.end));
    let size = 0;
    let isThrough = false;
    const open = async function* (): AsyncGenerator<Uint8Array> {
      for await (const chunk of inflateNext(reader, header.size)) {
        budget.checkTime();
        size += chunk.length;
        yield chunk;
      }
      isThrough = true;
    };
    yield { name: 'data', open };
    if (isThrough && size !== header.size)
      yield damaged(`expected a file of ${header.size} bytes, found ${size}`, 'data');
    yield remainder('headers', () => streamOf(new MemorySource(head)));
    const { position } = reader;
    if ((await reader.peek(1)).length > 0) yield remainder('behind', () => reader.rest(), position);
    reader.throwIfFailed();
  } finally {
    await reader.close();
  }
}
