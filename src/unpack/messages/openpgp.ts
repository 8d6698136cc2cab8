/**
 * OpenPGP messages that are signed or only compressed (RFC 9580; `gpg -s`, `gpg --store`), as packets and in armour: each literal
 * packet is a file by its name, each compressed one contains packets, which are opened in turn. Partial bodies (4.2.1.4) and bodies
 * without a length (4.2.2.4) are read. Encrypted packets are a gap; a message that begins with one is reported by `encrypted.ts`.
 * Keys, detached signatures and cleartext signatures hide nothing, and are no container.
 */
import { FormatError } from '../../model/errors.ts';
import { adler32 } from '../checksums/adler32.ts';
import { inflateNext } from '../codecs/inflate.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { HEADER_BATCH_BYTES, HeaderPieces } from '../container/header-pieces.ts';
import { magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { decodeUtf8OrLatin1 } from '../container/text.ts';
import { Armour, isArmour } from './openpgp-armour.ts';
import { OPENPGP_HEAD_BYTES, openPgpKind } from './openpgp-kind.ts';
import {
  bodyLength,
  ENCRYPTED_TAGS,
  literalHead,
  MAX_LITERAL_HEAD_BYTES,
  MAX_PACKET_HEAD_BYTES,
  type PacketHead,
  packetHead,
  TAG,
} from './openpgp-packets.ts';

export const openpgp: StreamContainer = {
  id: 'openpgp',
  title: 'OpenPGP message: signed, compressed, literal; armoured or not',
  limits: 'encrypted messages',
  openedBy: 'keysieve, node:zlib',
  headBytes: OPENPGP_HEAD_BYTES,
  reads: 'stream',
  // -----BEGIN PGP MESSAGE
  embeddedBy: [magic('2d 2d 2d 2d 2d 42 45 47 49 4e 20 50 47 50 20 4d 45 53 53 41 47 45')],
  firstBytes: [0x2d, ...Array.from({ length: 0x80 }, (_, byte) => 0x80 + byte)],
  sniff: (head) => openPgpKind(head) === 'readable',
  entries,
};

async function* entries(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Entry | Trouble> {
  const outer = new ChunkReader(chunks);
  try {
    if (!isArmour(await outer.peek(OPENPGP_HEAD_BYTES))) return yield* packets(outer, outer);
    const armour = await Armour.open(outer);
    const reader = new ChunkReader(armour.data());
    yield remainder('before', async function* () {
      yield armour.head;
    });
    yield* packets(reader, outer);
    if (armour.hasWrongSum) yield damaged('the CRC-24 of the armour does not fit the data, which is scanned as it is');
    if ((await outer.peek(1)).length > 0) yield remainder('behind', () => outer.rest(), outer.position);
    reader.throwIfFailed();
  } finally {
    await outer.close();
  }
}

const MAX_SMALL_BYTES = 64 << 10;

/** @param outer the same reader, or the one around the armour: trailing bytes are read from it */
async function* packets(reader: ChunkReader, outer: ChunkReader): AsyncGenerator<Entry | Trouble> {
  const others = new HeaderPieces();
  for (;;) {
    const head = packetHead(await reader.peek(MAX_PACKET_HEAD_BYTES), 0);
    if (head === undefined) break;
    const { position } = reader;
    if (isAtHand(reader, head)) {
      others.add(await reader.take(head.headBytes + head.bodyBytes));
      if (others.size > HEADER_BATCH_BYTES) yield* others.take();
      continue;
    }
    others.add(Uint8Array.from(await reader.take(head.headBytes)));
    const body = new ChunkReader(bodyOf(reader, head));
    if (head.tag === TAG.literal) yield* literal(body, others);
    else if (head.tag === TAG.compressed) yield* compressed(body, position);
    else yield* other(body, head, others);
    while ((await body.some(MAX_SMALL_BYTES)) !== undefined);
    if (others.size > HEADER_BATCH_BYTES) yield* others.take();
    if (!body.failed) continue;
    yield* others.take();
    if (outer === reader) body.throwIfFailed();
    return;
  }
  yield* others.take();
  // Inside armour, positions in the file are unknown.
  if ((await reader.peek(1)).length > 0)
    yield remainder('behind', () => reader.rest(), reader === outer ? reader.position : undefined);
  if (outer === reader) reader.throwIfFailed();
}

/** Small packets that hide nothing are skipped at once: there may be a flood of them. */
function isAtHand({ front }: ChunkReader, { tag, headBytes, bodyBytes, isPartial }: PacketHead): boolean {
  const isPlain = tag !== TAG.literal && tag !== TAG.compressed && !ENCRYPTED_TAGS.includes(tag);
  return isPlain && !isPartial && bodyBytes <= MAX_SMALL_BYTES && headBytes + bodyBytes <= front.length;
}

/** The body of a packet, with its parts joined. Leaves `reader` behind it. */
async function* bodyOf(reader: ChunkReader, { bodyBytes, isPartial, tag }: PacketHead): AsyncGenerator<Uint8Array> {
  const small = new SmallPieces();
  for (let part = { bodyBytes, isPartial, headBytes: 0 }; ; ) {
    for (let left = part.bodyBytes; left > 0; ) {
      const piece = await reader.some(left);
      if (piece === undefined) {
        yield* small.take();
        if (left === Number.POSITIVE_INFINITY) return reader.throwIfFailed();
        const message = `the packet with tag ${tag} is cut off: expected ${left} more bytes at offset ${reader.position}`;
        throw reader.endError(message);
      }
      left -= piece.length;
      if (small.takes(piece)) continue;
      yield* small.take();
      yield piece;
    }
    const next = part.isPartial ? bodyLength(await reader.peek(MAX_PACKET_HEAD_BYTES), 0) : undefined;
    if (next === undefined) {
      yield* small.take();
      if (!part.isPartial) return;
      throw reader.endError(`the packet with tag ${tag} is cut off before the length of its next part`);
    }
    await reader.take(next.headBytes);
    part = next;
  }
}

/** Joins parts, which may be of one byte each. */
class SmallPieces {
  #pieces: Uint8Array[] = [];
  #size = 0;

  takes(piece: Uint8Array): boolean {
    if (piece.length + this.#size > SMALL_PIECES_BYTES) return false;
    this.#pieces.push(piece);
    this.#size += piece.length;
    return true;
  }

  *take(): Generator<Uint8Array> {
    if (this.#size > 0) yield Buffer.concat(this.#pieces, this.#size);
    this.#pieces = [];
    this.#size = 0;
  }
}
const SMALL_PIECES_BYTES = 4096;

async function* literal(body: ChunkReader, others: HeaderPieces): AsyncGenerator<Entry | Trouble> {
  const head = literalHead(await body.peek(MAX_LITERAL_HEAD_BYTES));
  if (head === undefined) {
    yield damaged(
      'expected a format, a name and a date in a literal packet, found fewer bytes, which are scanned as is',
    );
    return yield remainder('between', () => body.rest());
  }
  const name = Uint8Array.from(head.name);
  await body.take(head.headBytes);
  others.add(name);
  yield { name: name.length === 0 ? 'data' : decodeUtf8OrLatin1(name), open: () => body.rest() };
}

/*  5.6:  0  1  algorithm: 0 none, 1 ZIP (raw deflate), 2 ZLIB (RFC 1950), 3 BZip2   */
/** For BZip2, the packed stream itself is the entry, which its own container opens. */
async function* compressed(body: ChunkReader, position: number): AsyncGenerator<Entry | Trouble> {
  const [algorithm] = await body.take(1);
  if (algorithm === undefined) return yield damaged(`the compressed packet at offset ${position} is empty`);
  if (algorithm !== 1 && algorithm !== 2) {
    yield { name: 'compressed', open: () => body.rest() };
    const message = `expected compression 0 to 3 in the packet at offset ${position}, found ${algorithm}; unpack it before the scan`;
    if (algorithm > 3) yield { name: 'compressed', trouble: { code: 'unsupported', message } };
    return;
  }
  let isPassed = false;
  yield {
    name: 'compressed',
    async *open() {
      try {
        yield* algorithm === 1 ? inflateNext(body) : zlibData(body);
        isPassed = true;
      } catch (error) {
        isPassed = error instanceof FormatError && !body.failed;
        throw error;
      }
    },
  };
  if (isPassed && (await body.peek(1)).length > 0) yield remainder('between', () => body.rest());
}

async function* zlibData(body: ChunkReader): AsyncGenerator<Uint8Array> {
  await body.take(2);
  let sum = 1;
  for await (const chunk of inflateNext(body)) {
    sum = adler32(chunk, sum);
    yield chunk;
  }
  const stated = Buffer.from(await body.take(4));
  if (stated.length < 4) throw body.endError('the zlib stream is cut off in its last 4 bytes');
  if (stated.readUInt32BE() !== sum)
    throw new FormatError('the Adler-32 does not fit the data, which is scanned as it is');
}

/** Signatures, encrypted and unknown packets: either nothing is hidden in them, or nothing can be read. */
async function* other(body: ChunkReader, { tag }: PacketHead, others: HeaderPieces): AsyncGenerator<Entry | Trouble> {
  if (ENCRYPTED_TAGS.includes(tag)) {
    const message = `the packet with tag ${tag} is encrypted and cannot be read; scan it before it is encrypted`;
    yield { trouble: { code: 'encrypted', message } };
  }
  const bytes = await body.peek(MAX_SMALL_BYTES);
  if (bytes.length === MAX_SMALL_BYTES) yield remainder('between', () => body.rest());
  else others.add(await body.take(bytes.length));
}
