/**
 * Messages of WebSocket, one direction of a connection: what a client sends is masked, and what either sends may be packed (RFC 7692) or
 * cut into frames, so that a token in it stands nowhere.
 */
import { createInflateRaw } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import { inflateWhole } from '../codecs/inflate.ts';
import { ZlibPump } from '../codecs/zlib-pump.ts';
import type { Entry } from '../container/container.ts';
import { BINARY, messageFrames, TEXT, type WebSocketFrame } from './websocket-frames.ts';

/** Read at a time, and handed on: a message may have one byte. */
const CHUNK_BYTES = 1 << 16;
const NEW_LINE = Buffer.from('\n');
/** What ends a piece of deflate at a byte, and is left out of each message (RFC 7692, section 7.2.1). */
const LEFT_OUT = Buffer.from([0, 0, 0xff, 0xff]);
/** Where a stream ends by itself, a byte of zeros stands in the message, so that there is a block for what was left out (section 7.2.3.4). */
const EMPTY_BLOCK = Buffer.from([0, ...LEFT_OUT]);
/** What a stream makes that is unpacked in one call, and room for what most make. */
const [QUICK_BYTES, ROOM_BYTES] = [1 << 16, 1 << 10];

/** All of them as one entry; none where each is seen as it lies. */
export function* webSocketMessages(source: ByteSource, from: number, budget: Budget): Generator<Entry> {
  if (isPlain(new ReadAheadSource(source), from, budget)) return;
  const name = `messages of WebSocket from byte ${from} on`;
  yield { name, open: () => inChunks(messages(new ReadAheadSource(source), from, budget), budget) };
}

/** Whether none is masked, packed or in pieces; binary ones may be pieces of one stream. */
function isPlain(source: ByteSource, from: number, budget: Budget): boolean {
  let binaries = 0;
  for (const { type, mask, isPacked, isLast } of messageFrames(source, from, budget)) {
    if (type === BINARY) binaries++;
    if (mask !== undefined || isPacked || !isLast || binaries > 1) return false;
  }
  return true;
}

/** Text ends with a new line each; what is binary may be one stream (SSH, VNC, a file), and is handed on without one. */
async function* messages(source: ByteSource, from: number, budget: Budget): AsyncGenerator<Uint8Array> {
  const unpacker = new MessageUnpacker(budget);
  try {
    for (const frame of messageFrames(source, from, budget)) {
      const isWhole = frame.isLast && !frame.isCut;
      if (frame.isPacked) yield* unpacker.unpack(payloadOf(source, frame), frame, isWhole);
      else yield* payloadOf(source, frame);
      if (isWhole && frame.type === TEXT) yield NEW_LINE;
    }
  } finally {
    unpacker.close();
  }
}

function* payloadOf(source: ByteSource, { start, end, mask }: WebSocketFrame): Generator<Uint8Array> {
  for (let at = start; at < end; at += CHUNK_BYTES) {
    const bytes = source.read(at, Math.min(CHUNK_BYTES, end - at));
    // Chunks are multiples of the four bytes of a mask.
    yield mask === undefined ? bytes : bytes.map((byte, index) => byte ^ mask[index & 3]!);
  }
}

/** A message may refer to what came in those before it, so that all that are packed are one stream of deflate. */
class MessageUnpacker {
  readonly #budget: Budget;
  #pump: ZlibPump | undefined;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** A write costs some 20 µs whatever its size, and a message is most often short: so it is one, with what was left out of it. */
  async *unpack(payload: Iterable<Uint8Array>, frame: WebSocketFrame, isWhole: boolean): AsyncGenerator<Uint8Array> {
    let last: Uint8Array | undefined;
    for (const bytes of payload) {
      if (last !== undefined) yield* this.#inflate(last, frame);
      last = bytes;
    }
    // A message without a byte has nothing that what was left out could end.
    if (last === undefined && frame.isFirst) return;
    yield* this.#inflate(Buffer.concat([...(last ? [last] : []), ...(isWhole ? [LEFT_OUT] : [])]), frame);
  }

  /** Where a stream ends by itself another begins, in the middle of a message, too. */
  async *#inflate(bytes: Uint8Array, { start }: WebSocketFrame): AsyncGenerator<Uint8Array> {
    for (let rest = bytes; rest.length > 0; ) {
      if (this.#pump === undefined) {
        this.#budget.checkTime();
        if (EMPTY_BLOCK.equals(rest) || LEFT_OUT.equals(rest)) return;
        // Of a stream that ends here a tenth of what a pump costs.
        const whole = inflateWhole(rest, QUICK_BYTES, ROOM_BYTES);
        if (typeof whole === 'object') {
          yield whole.output;
          rest = rest.subarray(whole.consumed);
          continue;
        }
      }
      this.#pump ??= new ZlibPump(createInflateRaw({ chunkSize: CHUNK_BYTES }));
      yield* this.#pump.write(rest);
      if (this.#pump.failure !== undefined)
        throw new FormatError(
          `the message of WebSocket at offset ${start} cannot be unpacked; from there on all is scanned as is`,
        );
      if (this.#pump.unusedBytes === 0) return;
      rest = rest.subarray(rest.length - this.#pump.unusedBytes);
      this.close();
    }
  }

  close(): void {
    this.#pump?.close();
    this.#pump = undefined;
  }
}

async function* inChunks(pieces: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Uint8Array> {
  let [parts, length]: [Uint8Array[], number] = [[], 0];
  let failure: unknown;
  try {
    for await (const piece of pieces) {
      parts.push(piece);
      length += piece.length;
      if (length < CHUNK_BYTES && parts.length < CHUNK_BYTES >> 4) continue;
      budget.checkTime();
      yield Buffer.concat(parts);
      [parts, length] = [[], 0];
    }
  } catch (error) {
    failure = error;
  }
  if (length > 0) yield Buffer.concat(parts);
  if (failure !== undefined) throw failure;
}
