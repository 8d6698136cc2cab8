/**
 * Recordings of terminals by asciinema, versions 2 and 3 (asciicast): JSON, an event a line: `[1.25, "o", "text"]`, with what was shown ("o")
 * or typed ("i"). What is typed comes letter by letter, and what is shown is cut wherever the program's buffer was full, so no line has a
 * whole secret. The texts are joined.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import type { Entry, SourceContainer } from '../container/container.ts';
import { bufferOf } from '../container/magic.ts';

const HEAD_BYTES = 64;
/** Source maps have a version 3, too. */
const HEAD = /^\{ ?"version" ?: ?(?:2 ?, ?"width"|3 ?, ?"term") ?:/;
/** asciinema writes what it has read, 128 KiB at most, with up to six characters a byte. */
const MAX_LINE_BYTES = 1 << 20;
const LF = 0x0a;
const KINDS = { o: 'output', i: 'input' } as const;

export const terminalRecording: SourceContainer = {
  id: 'terminal-recording',
  title: 'recordings of terminals by asciinema',
  reads: 'source',
  headBytes: HEAD_BYTES,
  keepsLeaf: 'searched',
  firstBytes: [...Buffer.from('{')],
  sniff: (head) => HEAD.test(bufferOf(head.subarray(0, HEAD_BYTES)).toString('latin1')),
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry> {
  for (const [kind, name] of Object.entries(KINDS)) {
    // Other JSON begins with a version, too.
    const first = await textsOf(source, kind, budget).next();
    if (first.done !== true) yield { name, open: () => textsOf(source, kind, budget) };
  }
}

async function* textsOf(source: ByteSource, kind: string, budget: Budget): AsyncGenerator<Uint8Array> {
  for await (const line of linesOf(source)) {
    budget.checkTime();
    const text = textOf(line, kind);
    if (text !== undefined) yield Buffer.from(text);
  }
}

function textOf(line: Buffer, wanted: string): string | undefined {
  if (line[0] !== 0x5b) return undefined;
  try {
    const event: unknown = JSON.parse(line.toString());
    if (!Array.isArray(event) || event.length !== 3) return undefined;
    const [time, kind, text]: unknown[] = event;
    return typeof time === 'number' && kind === wanted && typeof text === 'string' ? text : undefined;
  } catch (error) {
    // The recording may be cut off here; its bytes are scanned as they lie, too.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A line that is too long is left out. */
async function* linesOf(source: ByteSource): AsyncGenerator<Buffer> {
  let begun: Buffer = Buffer.alloc(0);
  for await (const chunk of streamOf(source)) {
    let bytes = Buffer.concat([begun, chunk]);
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF)) {
      yield bytes.subarray(0, end);
      bytes = bytes.subarray(end + 1);
    }
    begun = bytes.length > MAX_LINE_BYTES ? Buffer.alloc(0) : bytes;
  }
  if (begun.length > 0) yield begun;
}
