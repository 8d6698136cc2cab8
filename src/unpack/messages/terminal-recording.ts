/**
 * Recordings of terminals by asciinema, versions 2 and 3 (asciicast): JSON, an event a line: `[1.25, "o", "text"]`, with what was shown ("o")
 * or typed ("i"). What is typed comes letter by letter, and what is shown is cut wherever the program's buffer was full, so no line has a
 * whole secret. The texts are joined.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf } from '../container/magic.ts';

const HEAD_BYTES = 64;
/** Source maps have a version 3, too. */
const HEAD = /^\{ ?"version" ?: ?(?:2 ?, ?"width"|3 ?, ?"term") ?:/;
/** asciinema writes what it has read, 128 KiB at most, with up to six characters a byte. */
const MAX_LINE_BYTES = 1 << 20;
const LF = 0x0a;
/** The time, what it is, and the text. */
const EVENT = /^\[[\d.eE+-]{1,32}, ?"([a-z])", ?"(.*?)(?:"\]\s*)?$/s;
const WHOLE_EVENT = /^\[[\d.eE+-]{1,32}, ?"[a-z]", ?"(?:[^\0-\x1f"\\]|\\[^\0-\x1f])*"\]\s*$/;
const WHOLE_HEAD = /\}\s*$/;
const COMMENT = 0x23;
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

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  for (const [kind, name] of Object.entries(KINDS)) {
    const first = await textsOf(source, kind, budget).next();
    if (first.done === true) continue;
    yield { name, open: () => textsOf(source, kind, budget) };
  }
  if (await hasOtherLines(source, budget)) yield damaged('found lines that are no events of a recording');
}

async function* textsOf(source: ByteSource, wanted: string, budget: Budget): AsyncGenerator<Uint8Array> {
  for await (const line of linesOf(source)) {
    budget.checkTime();
    const [, kind, text] = EVENT.exec(line.toString()) ?? [];
    if (kind === wanted) yield Buffer.from(unescaped(text!));
  }
}

/** Text that is cut off, or is no JSON any more, stays as it is. */
function unescaped(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

async function hasOtherLines(source: ByteSource, budget: Budget): Promise<boolean> {
  let isFirst = true;
  for await (const line of linesOf(source)) {
    budget.checkTime();
    // Other JSON begins with a version and a width, too, but goes on in the next line.
    if (isFirst && !WHOLE_HEAD.test(line.toString())) return false;
    if (!isFirst && line.length > 0 && line[0] !== COMMENT && !WHOLE_EVENT.test(line.toString())) return true;
    isFirst = false;
  }
  return false;
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
