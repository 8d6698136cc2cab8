/**
 * Keys and packed files that were written in text mode, with a carriage return added before each line feed: `fopen(name, "w")` on Windows,
 * FTP in its ASCII mode (RFC 959, section 3.1.1.1), git with `* text` in .gitattributes. Half of all EC keys and nearly all RSA keys have a
 * line feed among their bytes, and no reader accepts them in this form; without the carriage returns they are intact.
 */
import type { Budget } from '../../bytes/budget.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer } from '../container/container.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { beginsFormat } from '../container/plausible.ts';

/** DER, JKS and JCEKS, OpenPGP secret keys: a false match loses nothing. */
const KEYS = ['30 82', '30 81', '30', 'fe ed fe ed 00 00', 'ce ce ce ce 00 00', '95', 'c5'].map((text) => magic(text));
/**
 * gzip, xz, Zstandard, 7z: a false match looks damaged. Formats that may store text plainly are excluded, as they could hold only
 * Windows lines.
 */
const PACKED = ['1f 8b 08', 'fd 37 7a 58 5a 00', '28 b5 2f fd', '37 7a bc af 27 1c'].map((text) => magic(text));
const HEAD_BYTES = 4096;
/** All line feeds must be preceded by a carriage return, which one in 256 is by chance. */
const [MIN_IN_KEY, MIN_IN_PACKED] = [1, 4];
const [LF, CR] = [0x0a, 0x0d];

export const textMode: StreamContainer = {
  id: 'text-mode',
  title: 'binary keys and packed files that were written in text mode (a carriage return before each line feed)',
  limits: 'anything but whole files',
  reads: 'stream',
  isCodec: true,
  headBytes: HEAD_BYTES,
  firstBytes: firstBytesOf([...KEYS, ...PACKED]),
  notInDecodedText: true,
  sniff(head) {
    const isPacked = PACKED.some((known) => hasMagic(head, known));
    if (!isPacked && !(KEYS.some((known) => hasMagic(head, known)) && beginsFormat(head))) return false;
    const least = isPacked ? MIN_IN_PACKED : MIN_IN_KEY;
    return hasLineEndsOfWindows(head.subarray(0, HEAD_BYTES), least) && endsWithFrame(head);
  },
  async *entries(chunks, budget): AsyncGenerator<Entry> {
    const reader = new ChunkReader(chunks);
    try {
      if (!textMode.sniff(await reader.peek(HEAD_BYTES))) throw reader.endError('expected line ends of Windows');
      yield { name: 'data', open: () => withoutCarriageReturns(reader.rest(), budget) };
      reader.throwIfFailed();
    } finally {
      await reader.close();
    }
  },
  keepsLeaf: 'searched',
};

function hasLineEndsOfWindows(head: Uint8Array, least: number): boolean {
  let count = 0;
  for (let at = head.indexOf(LF); at >= 0; at = head.indexOf(LF, at + 1)) {
    if (head[at - 1] !== CR) return false;
    count++;
  }
  return count >= least;
}

/**
 * Whether DER is as long as its frame says, without the carriage returns: what is longer may have had 0d 0a among its bytes, and with a
 * byte less, and one from behind it, is another key. True where it does not end in the head.
 */
function endsWithFrame(head: Uint8Array): boolean {
  if (head[0] !== SEQUENCE || head.length >= HEAD_BYTES) return true;
  const bytes = Buffer.from(Buffer.from(head).toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
  const lengthBytes = bytes[1]! < INDEFINITE ? 0 : bytes[1]! - INDEFINITE;
  if (lengthBytes > 3 || bytes[1] === INDEFINITE || bytes.length < 2 + lengthBytes) return true;
  const content = lengthBytes === 0 ? bytes[1]! : bytes.readUIntBE(2, lengthBytes);
  return bytes.length === 2 + lengthBytes + content;
}
/** X.690, section 8.1.3.6: the length is not told. */
const INDEFINITE = 0x80;
const SEQUENCE = 0x30;

async function* withoutCarriageReturns(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Uint8Array> {
  /** A carriage return that ended the previous chunk. */
  let isHeld = false;
  for await (const chunk of chunks) {
    budget.checkTime();
    if (chunk.length === 0) continue;
    const bytes = new Uint8Array(chunk.length + 1);
    let length = 0;
    if (isHeld && chunk[0] !== LF) bytes[length++] = CR;
    for (let at = 0; at < chunk.length; at++)
      if (chunk[at] !== CR || (at + 1 < chunk.length && chunk[at + 1] !== LF)) bytes[length++] = chunk[at]!;
    isHeld = chunk.at(-1) === CR;
    yield bytes.subarray(0, length);
  }
  if (isHeld) yield Uint8Array.of(CR);
}
