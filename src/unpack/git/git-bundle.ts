/** git bundles, versions 2 and 3 (gitformat-bundle): lines of references, an empty line, a pack. */
import { FormatError } from '../../model/errors.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { remainder } from '../container/remainder.ts';

const SIGNATURES = ['# v2 git bundle\n', '# v3 git bundle\n'].map((text) => Buffer.from(text));
const SIGNATURE_BYTES = 16;
/** Room for a quarter of a million references of some 60 bytes. */
const MAX_HEADER_BYTES = 16 << 20;
const STEP_BYTES = 64 << 10;
const PACK = Buffer.from('PACK');

export const gitBundle: StreamContainer = {
  id: 'git-bundle',
  title: 'git bundle (versions 2 and 3)',
  headBytes: SIGNATURE_BYTES,
  reads: 'stream',
  firstBytes: [0x23],
  sniff: (head) => SIGNATURES.some((signature) => signature.equals(head.subarray(0, SIGNATURE_BYTES))),
  entries,
};

async function* entries(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Entry | Trouble> {
  const reader = new ChunkReader(chunks);
  try {
    let header = await reader.peek(STEP_BYTES);
    let end = endOf(header, 0);
    while (end < 0 && header.length < MAX_HEADER_BYTES) {
      const seen = header.length;
      header = await reader.peek(2 * seen);
      if (header.length === seen) break;
      end = endOf(header, seen - 1);
    }
    if (end < 0 && header.length >= MAX_HEADER_BYTES)
      throw new FormatError(`expected at most ${MAX_HEADER_BYTES} bytes of references before the pack of a git bundle`);
    const lines = Uint8Array.from(await reader.take(end < 0 ? header.length : end));
    yield remainder('before', async function* () {
      yield lines;
    });
    if (end < 0) throw reader.endError('the git bundle is cut off before its pack');
    if (!PACK.equals(await reader.peek(PACK.length)) && !reader.failed)
      yield damaged('expected a pack after the references, found other bytes, which are scanned as is', 'pack');
    yield { name: 'pack', open: () => reader.rest() };
  } finally {
    await reader.close();
  }
}

/** Offset behind the empty line; -1 when there is none yet. */
function endOf(header: Uint8Array, from: number): number {
  for (let at = header.indexOf(0x0a, from); at >= 0; at = header.indexOf(0x0a, at + 1))
    if (header[at + 1] === 0x0a) return at + 2;
  return -1;
}
