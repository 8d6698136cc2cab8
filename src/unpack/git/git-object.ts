/**
 * A loose object of git (gitrepository-layout, `objects/`): a zlib stream of `<type> <size>`, a zero byte, the content. Its
 * id is its path on disk already.
 */

import { constants, inflateRawSync } from 'node:zlib';
import { adler32 } from '../checksums/adler32.ts';
import { inflateNext } from '../codecs/inflate.ts';
import { startsZlib } from '../codecs/zlib-format.ts';
import { ZLIB_FIRST_BYTES } from '../codecs/zlib-head.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { remainder } from '../container/remainder.ts';

const HEAD_BYTES = 128;
/** zlib yields nothing for a stream that is damaged further on, but a shorter piece may end before the damage. */
const PREFIX_BYTES = [HEAD_BYTES, 64, 32];
const MAX_HEADER_CHARACTERS = 32;
const HEADER = /^(blob|tree|commit|tag) (0|[1-9][0-9]{0,14})\0/;

export const gitObject: StreamContainer = {
  id: 'git-object',
  title: 'loose git object',
  headBytes: HEAD_BYTES,
  reads: 'stream',
  firstBytes: ZLIB_FIRST_BYTES,
  sniff: isGitObject,
  entries,
};

export function isGitObject(head: Uint8Array): boolean {
  return headerOf(head) !== undefined;
}

interface Header {
  readonly type: string;
  readonly size: number;
  readonly bytes: number;
}

function headerOf(head: Uint8Array): Header | undefined {
  if (!startsZlib(head)) return undefined;
  for (const length of PREFIX_BYTES) {
    const match = HEADER.exec(inflatedPrefix(head.subarray(2, length)));
    if (match !== null) return { type: match[1]!, size: Number(match[2]), bytes: match[0].length };
  }
  return undefined;
}

/** Raw deflate, ignoring the checksum behind it, which may be wrong: that is reported once all was read. */
function inflatedPrefix(deflated: Uint8Array): string {
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 256 << 10 };
    return inflateRawSync(deflated, options).toString('latin1', 0, MAX_HEADER_CHARACTERS);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return '';
    throw error;
  }
}

async function* entries(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Entry | Trouble> {
  const reader = new ChunkReader(chunks);
  try {
    const header = headerOf(await reader.peek(HEAD_BYTES));
    if (header === undefined) throw reader.endError('expected a loose object of git');
    await reader.take(2);
    const content = new Content(reader, header.bytes);
    yield { name: header.type, open: () => content.read(), soundUntil: () => 0 };
    if (content.sum === undefined) return;
    const sum = Buffer.from(await reader.take(4));
    const isSound = sum.length === 4 && sum.readUInt32BE(0) === content.sum && content.size === header.size;
    const message = 'the size or the Adler-32 of the object does not fit its content, which is scanned as it is';
    if (!isSound) yield { name: header.type, trouble: { code: 'damaged', message } };
    if ((await reader.peek(1)).length > 0) yield remainder('behind', () => reader.rest(), reader.position);
  } finally {
    await reader.close();
  }
}

class Content {
  size = 0;
  /** Adler-32, once all was read. */
  sum: number | undefined;
  readonly #reader: ChunkReader;
  #headerBytes: number;

  constructor(reader: ChunkReader, headerBytes: number) {
    this.#reader = reader;
    this.#headerBytes = headerBytes;
  }

  async *read(): AsyncGenerator<Uint8Array> {
    let sum = 1;
    for await (const chunk of inflateNext(this.#reader)) {
      sum = adler32(chunk, sum);
      const content = chunk.subarray(this.#headerBytes);
      this.#headerBytes = Math.max(0, this.#headerBytes - chunk.length);
      this.size += content.length;
      yield content;
    }
    this.sum = sum;
  }
}
