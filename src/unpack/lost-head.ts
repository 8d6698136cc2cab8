/**
 * What stands behind the last frame of a packed file, where another one may have lost its head: nothing else tells of it. Text is none,
 * nor what begins as a format does that is opened by itself, nor a few bytes.
 */
import type { ChunkReader } from './chunk-reader.ts';
import { beginsFormat, isTextToEnd } from './codings/plausible.ts';
import type { Trouble } from './container.ts';
import { damaged } from './damaged.ts';

const HEAD_BYTES = 18;

/** For formats whose own tools take anything but a frame there for an error. The reader stays where it is. */
export async function* lostFrame(reader: ChunkReader, format: string): AsyncGenerator<Trouble> {
  const head = await reader.peek(HEAD_BYTES);
  if (head.length === HEAD_BYTES && !isTextToEnd(head, 0) && !beginsFormat(head))
    yield damaged(`expected ${format} frames up to the end, found other bytes, which are scanned as they lie`);
}

/** For formats whose tools pass over what follows: all but one byte of `magic` are there. */
export async function* lostMember(reader: ChunkReader, magic: readonly number[]): AsyncGenerator<Trouble> {
  const head = await reader.peek(HEAD_BYTES);
  const others = magic.filter((byte, at) => head[at] !== byte).length;
  if (head.length === HEAD_BYTES && others === 1)
    yield damaged('expected the head of another member, found a damaged one; what follows is scanned as it lies');
}
