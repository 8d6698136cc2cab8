/**
 * Content of CMS (RFC 5652, sections 3, 4, 5.2 and 7; compressed: RFC 3274) that lies in pieces. An OCTET STRING may consist of others
 * (X.690, 8.7.3), and does where a program does not know its length beforehand: `openssl cms -stream`, Bouncy Castle, mail programs. A
 * secret may cross two pieces, and zlib data spans several. Content in one piece is found as is.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { HeaderPieces } from '../container/header-pieces.ts';
import { joinedPieces } from '../container/joined-pieces.ts';
import { isPadding, remainder } from '../container/remainder.ts';

/** In signed content, digest algorithms come first: a dozen bytes each. */
const HEAD_BYTES = 1024;
const [END_OF_CONTENTS, OCTET_STRING, OBJECT_IDENTIFIER] = [0x00, 0x04, 0x06];
const [PIECES, SEQUENCE, EXPLICIT] = [0x24, 0x30, 0xa0];
const CONSTRUCTED = 0x20;
/** id-data: the content itself. */
const DATA = '2a864886f70d010701';
/** id-signedData, id-digestedData, id-ct-compressedData: the content is in a SEQUENCE behind its type. */
const AROUND = ['2a864886f70d010702', '2a864886f70d010705', '2a864886f70d0109100109'];
/** Tag, length of the length, and a length of up to six bytes. */
const MAX_HEADER_BYTES = 8;
/** Nesting limit for pieces: OpenSSL reads five. */
const MAX_OPEN = 16;

export const cmsContent: SourceContainer = {
  id: 'cms-content',
  title: 'CMS (S/MIME: signed, compressed), content in pieces',
  limits: 'encrypted messages',
  headBytes: HEAD_BYTES,
  reads: 'source',
  firstBytes: [SEQUENCE],
  sniff: (head) => contentStart(head) !== undefined,
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const start = contentStart(source.read(0, Math.min(HEAD_BYTES, source.size)));
  if (start === undefined) return;
  const ahead = new ReadAheadSource(source);
  const content = new ContentPieces(ahead, start);
  yield { name: 'content', open: () => joinedPieces(ahead, content, budget) };
  // Reads what the consumer left.
  for (const _ of content) budget.checkTime();
  if (content.problem !== undefined) yield damaged(content.problem);
  const headers = new HeaderPieces();
  headers.add(source.read(0, start));
  yield* headers.take();
  const end = content.position;
  if (!isPadding(source, end, source.size)) yield remainder('behind', () => streamOf(source, end, source.size), end);
}

interface Element {
  readonly tag: number;
  readonly start: number;
  /** Undefined: it ends at two zero bytes in place of an element (X.690, 8.1.5). */
  readonly end: number | undefined;
}

/** @param bytes of the source from `at` on; undefined when no element begins there, or too little of it is available */
function elementIn(bytes: Uint8Array, at: number): Element | undefined {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) return undefined;
  if (first < 0x80) return { tag, start: at + 2, end: at + 2 + first };
  const count = first & 0x7f;
  if (count === 0) return (tag & CONSTRUCTED) === 0 ? undefined : { tag, start: at + 2, end: undefined };
  if (2 + count > Math.min(MAX_HEADER_BYTES, bytes.length)) return undefined;
  let length = 0;
  for (const byte of bytes.subarray(2, 2 + count)) length = length * 256 + byte;
  return { tag, start: at + 2 + count, end: at + 2 + count + length };
}

/** Offset of the content's OCTET STRING, if it consists of pieces. */
function contentStart(head: Uint8Array): number | undefined {
  const message = elementAt(head, 0, SEQUENCE);
  const type = typedAt(head, message?.start);
  if (type === undefined) return undefined;
  if (type.name === DATA) return elementAt(head, type.content, PIECES) && type.content;
  if (!AROUND.includes(type.name)) return undefined;
  let at = elementAt(head, type.content, SEQUENCE)?.start;
  // A version, and one or more algorithms.
  for (let index = 0; index < 4 && at !== undefined; index++) {
    const inner = typedAt(head, elementAt(head, at, SEQUENCE)?.start);
    if (inner !== undefined) return elementAt(head, inner.content, PIECES) && inner.content;
    at = behind(head, at);
  }
  return undefined;
}

function elementAt(head: Uint8Array, at: number | undefined, tag: number): Element | undefined {
  const found = at === undefined ? undefined : elementIn(head.subarray(at), at);
  return found?.tag === tag ? found : undefined;
}

/** A type, and where its value begins: the structure shared by a message and its content. */
function typedAt(head: Uint8Array, at: number | undefined): { name: string; content: number } | undefined {
  const type = elementAt(head, at, OBJECT_IDENTIFIER);
  const explicit = elementAt(head, type?.end, EXPLICIT);
  if (type === undefined || explicit === undefined) return undefined;
  return { name: Buffer.from(head.subarray(type.start, type.end)).toString('hex'), content: explicit.start };
}

/** The end of the element that begins at `at`. */
function behind(head: Uint8Array, at: number): number | undefined {
  let [position, open] = [at, 0];
  do {
    const element = elementIn(head.subarray(position), position);
    if (element === undefined) return undefined;
    if (element.end === undefined) open++;
    else if (open > 0 && isEnd(element)) open--;
    position = element.end ?? element.start;
  } while (open > 0);
  return position;
}

function isEnd({ tag, start, end }: Element): boolean {
  return tag === END_OF_CONTENTS && end === start;
}

/** The pieces, in order. Another call continues behind the last one. */
class ContentPieces {
  /** Behind the last piece, or where damage is. */
  position: number;
  problem: string | undefined;
  readonly #source: ByteSource;
  /** For each open string: its end, if it states one. */
  readonly #open: (number | undefined)[] = [];

  constructor(source: ByteSource, start: number) {
    this.#source = source;
    this.position = start;
    this.#enter(this.#element());
  }

  *[Symbol.iterator](): Generator<{ readonly start: number; readonly end: number }> {
    while (this.#open.length > 0 && this.problem === undefined) {
      const limit = this.#open.at(-1);
      const element = limit === this.position ? undefined : this.#element();
      if (limit === this.position) this.#open.pop();
      else if (limit === undefined && element !== undefined && isEnd(element)) {
        this.#open.pop();
        this.position = element.start;
      } else if (element?.tag === PIECES && this.#open.length < MAX_OPEN) this.#enter(element);
      else if (element?.tag === OCTET_STRING && element.end !== undefined) {
        const end = Math.min(element.end, limit ?? element.end, this.#source.size);
        if (end < element.end)
          this.problem = `expected ${element.end - element.start} bytes at offset ${element.start} of the content, found ${end - element.start}`;
        this.position = end;
        yield { start: element.start, end };
      } else
        this.problem = `expected a piece of the content at offset ${this.position}, found none: what follows is scanned as is`;
    }
  }

  #element(): Element | undefined {
    const length = Math.min(MAX_HEADER_BYTES, this.#source.size - this.position);
    return length < 2 ? undefined : elementIn(this.#source.read(this.position, length), this.position);
  }

  #enter(element: Element | undefined): void {
    if (element === undefined) return;
    this.#open.push(element.end);
    this.position = element.start;
  }
}
