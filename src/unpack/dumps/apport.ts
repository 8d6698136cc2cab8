/**
 * Crash reports of Apport, which Ubuntu keeps in /var/crash (problem_report.py): mail-like fields, of which `CoreDump` and other binary
 * ones are gzip in base64. Each piece of compressor output is a line of base64 of its own, so there is padding in the middle, and lines
 * are a megabyte long.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer } from '../container/container.ts';
import { firstBytesOf, hasMagic, magic, occurrencesIn } from '../container/magic.ts';

/** `ProblemType: ` */
const FIRST_FIELD = magic('50 72 6f 62 6c 65 6d 54 79 70 65 3a 20');
/** Follows the name of a field with a base64 value; each line of a value begins with a blank. */
const IN_BASE64 = Buffer.from(': base64\n ');
const LINE_FEED = 0x0a;
const BLANK = 0x20;
const MAX_NAME_BYTES = 128;
const CHUNK_BYTES = 1 << 20;

export const apport: SourceContainer = {
  id: 'apport',
  title: 'Apport crash report (Ubuntu)',
  reads: 'source',
  headBytes: FIRST_FIELD.bytes.length,
  keepsLeaf: 'searched',
  firstBytes: firstBytesOf([FIRST_FIELD]),
  sniff: (head) => hasMagic(head, FIRST_FIELD),
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry> {
  let end = 0;
  for (const at of occurrencesIn(source, IN_BASE64, budget)) {
    const name = at < end ? undefined : fieldName(source, at);
    if (name === undefined) continue;
    const start = at + IN_BASE64.length;
    end = valueEnd(source, start, budget);
    const value = { start, end };
    yield { name, open: () => decodeLines(streamOf(source, value.start, value.end)), taken: () => [value] };
  }
}

/** The name that ends at `end`, if it is one and begins a line. */
function fieldName(source: ByteSource, end: number): string | undefined {
  const start = Math.max(0, end - MAX_NAME_BYTES - 1);
  return /\n([A-Za-z0-9._-]+)$/.exec(Buffer.from(source.read(start, end - start)).toString('latin1'))?.[1];
}

/** The end of the value's last line. */
function valueEnd(source: ByteSource, start: number, budget: Budget): number {
  for (let at = start; at < source.size; at += CHUNK_BYTES) {
    budget.checkTime();
    const bytes = source.read(at, Math.min(CHUNK_BYTES + 1, source.size - at));
    for (
      let feed = bytes.indexOf(LINE_FEED);
      feed >= 0 && feed < CHUNK_BYTES;
      feed = bytes.indexOf(LINE_FEED, feed + 1)
    )
      if (bytes[feed + 1] !== BLANK) return at + feed;
  }
  return source.size;
}

const DIGITS = /^[A-Za-z0-9+/]*={0,2}\r?$/;
const NO_DIGITS = 'expected base64 in the field, found other characters; it is scanned as is';

async function* decodeLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let digits = '';
  for await (const chunk of chunks) {
    const lines = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1').split('\n');
    for (const [index, line] of lines.entries()) {
      const own = line.trimStart();
      if (!DIGITS.test(own)) throw new FormatError(NO_DIGITS);
      digits += own;
      // The last line may continue in the next chunk.
      const whole = index === lines.length - 1 ? digits.length & ~3 : digits.length;
      if (whole > 0) yield Buffer.from(digits.slice(0, whole), 'base64');
      digits = digits.slice(whole);
    }
  }
  if (digits !== '') yield Buffer.from(digits, 'base64');
}
