/**
 * Flows saved by mitmproxy (`mitmdump -w`): consecutive typed netstrings (mitmproxy/io/tnetstring.py). `5:hello,` are bytes, `;` ends
 * text, `]` a list, `}` a dict. What servers send is stored as received. Codecs with a magic number are found where they lie; only the
 * header identifies Brotli bodies, as a list of two: `16:content-encoding,2:br,`, before `7:content;`.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { atFixedLimit } from '../../model/gap.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { occurrencesIn } from '../container/magic.ts';
import { latin1 } from '../container/text.ts';

const HEAD_BYTES = 40;
/** A dict, and its first key: text, or bytes before version 0.18. Flows of HTTP, TCP, UDP and DNS have no other. */
const FIRST_KEY =
  /^[1-9][0-9]{1,11}:[0-9]{1,2}:(?:version|type|id|error|backup|client_conn|server_conn|request|response|websocket|intercepted|is_replay|marked|metadata|comment|timestamp_created|mode|messages)[;,]/;
/** End of the header's name, in either case. */
const ENCODING = Buffer.from('ncoding,');
const NAME = 'content-encoding,';
/** Of several codings, the last one was applied last. */
const BROTLI = /^[0-9]{1,3}:(?:[a-z-]{1,16}[ \t]*,[ \t]*){0,4}br[ \t]*,/i;
const CONTENT = /7:content[;,]([0-9]{1,12}):/;
/** `7:content;`, a length and a colon. */
const MAX_KEY_BYTES = 24;
/** Another message begins. */
const HEADERS = /7:headers[;,]/;
const MAX_VALUE_BYTES = 128;
/** More than servers accept. */
const MAX_HEADER_BYTES = 16 << 10;
/** Each costs half a millisecond, however short it is. */
const MAX_BODIES = 10_000;

export const mitmproxy: SourceContainer = {
  id: 'mitmproxy',
  title: 'mitmproxy flows, with Brotli bodies',
  reads: 'source',
  headBytes: HEAD_BYTES,
  keepsLeaf: 'searched',
  firstBytes: [...Buffer.from('123456789')],
  sniff: (head) => FIRST_KEY.test(latin1(head.subarray(0, HEAD_BYTES))),
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const ahead = new ReadAheadSource(source);
  const messages = new Messages(ahead);
  let [end, bodies] = [0, 0];
  for (const at of occurrencesIn(source, ENCODING, budget)) {
    if (at < end || !isBrotli(ahead, at)) continue;
    const found = messages.bodyBehind(at + ENCODING.length);
    if (found === undefined || found.length === 0) continue;
    if (++bodies > MAX_BODIES) {
      const message = `more than ${MAX_BODIES} bodies of Brotli; the others are not unpacked`;
      yield { trouble: { code: 'budget', message: atFixedLimit(message, 'save the flows in smaller files') } };
      return;
    }
    const { start } = found;
    end = Math.min(source.size, start + found.length);
    const body = { start, end };
    // The extension tells the walker the format.
    const name = `body at ${start}.br`;
    yield { name, open: () => streamOf(source, body.start, body.end), taken: () => [body] };
  }
  const broken = breakOf(source, ahead, budget);
  if (broken !== undefined) yield damaged(`expected a string with its length at byte ${broken}`);
}

const LENGTH = /^(0|[1-9][0-9]{0,11}):/;
const MAX_LENGTH_BYTES = 13;
const [LISTS, SCALARS, DICT] = [Buffer.from(']}'), Buffer.from(',;#^!~'), 0x7d];
/** Nesting limit for lists; mitmproxy needs a handful. */
const MAX_DEPTH = 64;

/** Where the strings stop nesting properly; undefined when all do, to the end. */
function breakOf(source: ByteSource, ahead: ByteSource, budget: Budget): number | undefined {
  /** Ends of the open lists. */
  const ends: number[] = [];
  for (let at = 0, count = 0; at < source.size; count++) {
    if ((count & 0xfff) === 0) budget.checkTime();
    const limit = ends.at(-1) ?? source.size;
    const length = LENGTH.exec(latin1(ahead.read(at, Math.min(MAX_LENGTH_BYTES, limit - at))));
    if (length === null) return at;
    const start = at + length[0].length;
    const end = start + Number(length[1]);
    if (end >= limit) return at;
    // Reading far away would move the read-ahead window back and forth.
    const tag = (end - at < MAX_HEADER_BYTES ? ahead : source).read(end, 1)[0]!;
    const isList = LISTS.includes(tag);
    if (ends.length === 0 ? tag !== DICT : !isList && !SCALARS.includes(tag)) return at;
    if (isList && ends.length < MAX_DEPTH) ends.push(end);
    at = isList && ends.at(-1) === end ? start : end + 1;
    while (ends.at(-1) === at) at = ends.pop()! + 1;
  }
  return undefined;
}

/** Whether the header with its name at `at` says that the body is Brotli. */
function isBrotli(source: ByteSource, at: number): boolean {
  const behind = at + ENCODING.length;
  const start = behind - NAME.length;
  if (start < 0) return false;
  const text = latin1(source.read(start, Math.min(NAME.length + MAX_VALUE_BYTES, source.size - start)));
  return text.slice(0, NAME.length).toLowerCase() === NAME && BROTLI.test(text.slice(NAME.length));
}

class Messages {
  readonly #source: ByteSource;
  /** Up to here no body begins; with the last headers in that range, this avoids searching the same bytes for every header. */
  #searched = 0;
  #headers = -1;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** The body of the message whose headers continue at `from`; undefined when it has none. One that was not saved is empty. */
  bodyBehind(from: number): { readonly start: number; readonly length: number } | undefined {
    const start = Math.max(from, this.#searched);
    const limit = Math.min(this.#source.size, from + MAX_HEADER_BYTES);
    if (limit <= start) return undefined;
    const text = latin1(this.#source.read(start, limit - start));
    const content = CONTENT.exec(text);
    const headers = text.slice(0, content?.index).search(HEADERS);
    if (content === null) {
      if (headers >= 0) this.#headers = start + text.lastIndexOf('7:headers');
      this.#searched = limit - MAX_KEY_BYTES;
    }
    if (content === null || headers >= 0 || this.#headers > from) return undefined;
    return { start: start + content.index + content[0].length, length: Number(content[1]) };
  }
}
