/**
 * Binary files in patches (`git diff --binary`, `git format-patch --binary`; git's diff.c and apply.c): the line `GIT binary patch`,
 * then a hunk that turns the old file into the new one, and usually one for the way back. Each is `literal` and the size of the file,
 * or `delta` and the size of the delta, then lines of base 85 of a zlib stream, and an empty line. The name of the file precedes them
 * in the text of the patch. A delta is applied if the other hunk has its base; otherwise the entry has only its new bytes.
 */
import { inflateSync } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { collect } from '../../bytes/chunks.ts';
import { startsZlib } from '../codecs/zlib-format.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { remainder } from '../container/remainder.ts';
import { wholeEntry } from '../container/whole-entry.ts';
import { base85Decode, base85Line, lineBreak, MAX_LINE_BYTES } from './git-base85.ts';
import { applyDelta, deltaSizes, insertedBytes } from './git-delta.ts';

const FIRST_LINE = /^GIT binary patch\r?\n/;
const HUNK = /^(literal|delta) (\d{1,15})\r?\n/;
const HEAD_BYTES = 256;

export const gitBinaryPatch: SourceContainer = {
  id: 'git-binary-patch',
  title: 'binary files in git patches',
  limits: 'of a delta whose base is not in the patch, all but what it adds',
  headBytes: HEAD_BYTES,
  reads: 'source',
  embeddedBy: [{ offset: 0, bytes: [...Buffer.from('GIT binary patch')] }],
  firstBytes: [0x47],
  sniff: beginsSo,
  entries,
};

function beginsSo(head: Uint8Array): boolean {
  const at = FIRST_LINE.exec(textOf(head))?.[0].length ?? head.length;
  const hunk = HUNK.exec(textOf(head.subarray(at)))?.[0].length ?? head.length;
  return base85Line(head, at + hunk) !== undefined;
}

function textOf(head: Uint8Array): string {
  return Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 64)).toString('latin1');
}

interface Hunk {
  readonly name: 'new' | 'old';
  readonly isDelta: boolean;
  /** Unpacked size, as stated. */
  readonly size: number;
  /** Start of its lines. */
  readonly start: number;
  readonly end: number;
  /** An empty line follows them, as it should. */
  readonly isEnded: boolean;
  /** Offset behind that. */
  readonly next: number;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const hunks: Hunk[] = [];
  let at = FIRST_LINE.exec(textOf(headAt(source, 0)))?.[0].length ?? 0;
  for (const name of ['new', 'old'] as const) {
    const hunk: Hunk | undefined = hunkAt(source, at, name, budget);
    if (hunk === undefined) break;
    hunks.push(hunk);
    at = hunk.next;
    if (!hunk.isEnded) break;
  }
  const contents: (Uint8Array | undefined)[] = [];
  for (const hunk of hunks) contents.push(await contentOf(source, hunk));
  for (const [index, hunk] of hunks.entries()) {
    const content = contents[index];
    // Hands on the stream itself: the container that opens it reports its damage.
    if (content === undefined) yield { name: hunk.name, open: () => base85Decode(source, hunk.start, hunk.end) };
    else {
      yield fileOf(hunk, content, hunks[1 - index]?.isDelta === false ? contents[1 - index] : undefined);
      if (content.length !== hunk.size)
        yield damaged(`expected ${hunk.size} bytes, found ${content.length}, which are scanned as they are`, hunk.name);
    }
    if (!hunk.isEnded)
      yield damaged(
        `expected a line of base 85 or an empty one at offset ${hunk.end} of the patch, found another one`,
        hunk.name,
      );
  }
  if (at < source.size) yield remainder('behind', () => streamOf(source, at, source.size, BLOCK_BYTES), at);
}

function headAt(source: ByteSource, at: number): Uint8Array {
  return source.read(at, Math.min(HEAD_BYTES, source.size - at));
}

const BLOCK_BYTES = 64 << 10;

function hunkAt(source: ByteSource, at: number, name: Hunk['name'], budget: Budget): Hunk | undefined {
  const header = HUNK.exec(textOf(headAt(source, at)));
  if (header === null) return undefined;
  const start = at + header[0].length;
  let end = start;
  // Begins with small blocks, since a patch may be a flood of hunks of one line.
  for (let blockBytes = HEAD_BYTES; ; blockBytes = Math.min(2 * blockBytes, BLOCK_BYTES)) {
    budget.checkTime();
    const block = source.read(end, Math.min(blockBytes, source.size - end));
    let used = 0;
    for (let line = base85Line(block, 0); line !== undefined; line = base85Line(block, used)) used = line.next;
    end += used;
    if (block.length - used > MAX_LINE_BYTES || used === 0 || end === source.size) break;
  }
  const behind = lineBreak(headAt(source, end), 0);
  const ended = { isEnded: behind > 0, next: behind > 0 ? end + behind : end };
  return { name, isDelta: header[1] === 'delta', size: Number(header[2]), start, end, ...ended };
}

/** @param base of a delta, if the patch contains it */
function fileOf({ name, isDelta }: Hunk, content: Uint8Array, base: Uint8Array | undefined): Entry {
  if (!isDelta) return wholeEntry(name, content);
  const isSmall = (deltaSizes(content)?.result ?? Number.POSITIVE_INFINITY) <= MAX_CONTENT_BYTES;
  const file = base !== undefined && isSmall ? applyDelta(base, content) : undefined;
  return file === undefined ? wholeEntry(`${name}.delta`, insertedBytes(content) ?? content) : wholeEntry(name, file);
}

/** Larger hunks are read as a stream. */
const MAX_PACKED_BYTES = 1 << 20;
const MAX_CONTENT_BYTES = 16 << 20;

/** Unpacked content; undefined when it is large or damaged. */
async function contentOf(source: ByteSource, { start, end, size }: Hunk): Promise<Uint8Array | undefined> {
  if (end - start > MAX_PACKED_BYTES || size > MAX_CONTENT_BYTES) return undefined;
  const packed = await collect(base85Decode(source, start, end), MAX_PACKED_BYTES);
  if (packed === undefined || !startsZlib(packed)) return undefined;
  try {
    return inflateSync(packed, { maxOutputLength: size + 1 });
  } catch {
    return undefined;
  }
}
