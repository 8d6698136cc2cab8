/**
 * Archives of dar (dar 2.4 to 2.7; doc/Notes.html of it, header.cpp, header_version.cpp) whose files are encrypted, or packed with LZ4 or
 * LZO in dar's own blocks without a magic number. Files packed otherwise are found as such, and unpacked ones are scanned as is.
 */
import { ChunkReader } from '../container/chunk-reader.ts';
import type { StreamContainer } from '../container/container.ts';
import { bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { encryptedMessage } from './encrypted-message.ts';
import { notOpened } from './not-opened.ts';

/*  slice
 *   0   4  00 00 00 7b
 *   4  10  name
 *  14   1  whether it is the last
 *  15   1  "T": a list follows
 *  16   5  how many: 80, and 4 bytes big-endian; each: 2 bytes its kind, 5 its length in the same way, and that
 *   .   n  of the first slice: edition, and a zero
 *   .   1  how it is packed: "n" not, "q" LZ4, "l" "j" "k" LZO …
 *   .   n  command line, or "N/A", and a zero
 *   .   n  flags; bit 0: another byte of them follows; of the last, 20: encrypted                      */
const MAGIC = magic(`00 00 00 7b ${'.. '.repeat(11)}54 80`);
const LIST_AT = 16;
const NUMBER_BYTES = 5;
const MAX_IN_LIST = 16;
const HEAD_BYTES = 4096;
const ENCRYPTED = 0x20;

export const dar: StreamContainer = {
  id: 'dar',
  title: 'dar archive, packed with LZ4 or LZO, or encrypted (recognised, not opened)',
  reads: 'stream',
  headBytes: HEAD_BYTES,
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => codeOf(head) !== undefined,
  async *entries(chunks) {
    const reader = new ChunkReader(chunks);
    const code = codeOf(await reader.peek(HEAD_BYTES));
    await reader.close();
    if (code === 'encrypted') yield* notOpened(encryptedMessage('archive of dar'), 'encrypted');
    const message = 'archive of dar, packed by LZ4 or LZO: keysieve cannot open these yet; unpack it before the scan';
    yield* notOpened(message, 'unsupported');
  },
};

function codeOf(bytes: Uint8Array): 'encrypted' | 'unsupported' | undefined {
  const head = bufferOf(bytes.subarray(0, HEAD_BYTES));
  const editionAt = hasMagic(head, MAGIC) ? behindList(head) : undefined;
  if (editionAt === undefined) return undefined;
  const found = /^[0-9:;]{2,4}\0([nzylxjkdq])[^\0]{1,2000}\0/.exec(head.toString('latin1', editionAt));
  if (found === null) return undefined;
  const flagsAt = editionAt + found[0].length;
  const last = head.subarray(flagsAt, flagsAt + 4).find((byte) => (byte & 1) === 0);
  if (last !== undefined && (last & ENCRYPTED) !== 0) return 'encrypted';
  return 'qljk'.includes(found[1]!) ? 'unsupported' : undefined;
}

function behindList(head: Buffer): number | undefined {
  const numberAt = (at: number): number | undefined =>
    head[at] === 0x80 && at + NUMBER_BYTES <= head.length ? head.readUInt32BE(at + 1) : undefined;
  const count = numberAt(LIST_AT);
  if (count === undefined || count > MAX_IN_LIST) return undefined;
  let at = LIST_AT + NUMBER_BYTES;
  for (let index = 0; index < count; index++) {
    const length = numberAt(at + 2);
    if (length === undefined) return undefined;
    at += 2 + NUMBER_BYTES + length;
  }
  return at;
}
