/**
 * Messages of WebSocket, one direction of a connection. Those of a client are masked, and those of either side may be compressed (RFC
 * 7692) or split into frames, so no token in them is visible.
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

/** Read and handed on at a time: a message may have one byte. */
const CHUNK_BYTES = 1 << 16;
const NEW_LINE = Buffer.from('\n');
/** Ends a piece of deflate on a byte boundary, and is omitted from each message (RFC 7692, section 7.2.1). */
const LEFT_OUT = Buffer.from([0, 0, 0xff, 0xff]);
/** Where a stream ends by itself, the message has a zero byte, which begins the block of what was omitted (section 7.2.3.4). */
const EMPTY_BLOCK = Buffer.from([0, ...LEFT_OUT]);
/** Output size for unpacking in one call, and the initial room, which suffices for most. */
const [QUICK_BYTES, ROOM_BYTES] = [1 << 16, 1 << 10];

/** All messages as one entry; none where each is visible as is. */
export function* webSocketMessages(source: ByteSource, from: number, budget: Budget): Generator<Entry> {
  if (isPlain(new ReadAheadSource(source), from, budget)) return;
  const name = `messages of WebSocket from byte ${from} on`;
  yield { name, open: () => inChunks(messages(new ReadAheadSource(source), from, budget), budget) };
}

/** Whether no message is masked, compressed or split; binary ones may still be pieces of one stream. */
function isPlain(source: ByteSource, from: number, budget: Budget): boolean {
  let binaries = 0;
  for (const { type, mask, isPacked, isLast } of messageFrames(source, from, budget)) {
    if (type === BINARY) binaries++;
    if (mask !== undefined || isPacked || !isLast || binaries > 1) return false;
  }
  return true;
}

/** Each text message gets a line feed; binary ones may be one stream (SSH, VNC, a file), and get none. */
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
    // Chunk sizes are multiples of the mask's four bytes.
    yield mask === undefined ? bytes : bytes.map((byte, index) => byte ^ mask[index & 3]!);
  }
}

/** A message may refer to the content of earlier ones, so all compressed messages form one deflate stream. */
class MessageUnpacker {
  readonly #budget: Budget;
  #pump: ZlibPump | undefined;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /**
   * A write costs some 20 µs whatever its size, and most messages are short: so each is one write, together with what was omitted.
   */
  async *unpack(payload: Iterable<Uint8Array>, frame: WebSocketFrame, isWhole: boolean): AsyncGenerator<Uint8Array> {
    let last: Uint8Array | undefined;
    for (const bytes of payload) {
      if (last !== undefined) yield* this.#inflate(last, frame);
      last = bytes;
    }
    // An empty message has nothing for the omitted bytes to end.
    if (last === undefined && frame.isFirst) return;
    yield* this.#inflate(Buffer.concat([...(last ? [last] : []), ...(isWhole ? [LEFT_OUT] : [])]), frame);
  }

  /** Where a stream ends by itself another begins, possibly within a message. */
  async *#inflate(bytes: Uint8Array, { start }: WebSocketFrame): AsyncGenerator<Uint8Array> {
    for (let rest = bytes; rest.length > 0; ) {
      if (this.#pump === undefined) {
        this.#budget.checkTime();
        if (EMPTY_BLOCK.equals(rest) || LEFT_OUT.equals(rest)) return;
        // For a stream that ends here, this costs a tenth of a pump.
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
