/** Chunks of MVStore (org.h2.mvstore.Chunk of h2database/h2database): pages that were written together, at a multiple of 4,096 bytes. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { bufferOf } from '../container/magic.ts';

/*  header: `chunk:2,len:3,pages:f,max:3970,map:d,root:…,time:…,version:2,next:6,toc:2c4d`, spaces, `\n`, of up to 1,024 bytes; numbers are
 *  hexadecimal: its own, blocks, pages, and, since H2 2, where behind all pages a list of them is
 *  footer: `chunk:2,len:3,version:2,fletcher:…`, spaces, `\n`, of 128 bytes, with which the last block ends                          */
export const BLOCK_BYTES = 4096;
const BEGINS = Buffer.from('chunk:');
const MAX_HEADER_BYTES = 1024;
const FOOTER_BYTES = 128;

export interface H2Chunk {
  readonly number: number;
  readonly at: number;
  readonly end: number;
  readonly pages: number;
  readonly pagesAt: number;
  readonly pagesEnd: number;
  /** Its footer is intact. In a chunk that is no longer used, another chunk may have overwritten the end. */
  readonly isWhole: boolean;
  /** It extends beyond the end of the file. */
  readonly isCut: boolean;
}

/** @param at a multiple of a block @returns undefined where no chunk begins */
export function chunkAt(source: ByteSource, at: number, budget: Budget): H2Chunk | undefined {
  if (!beginsAt(source, at)) return undefined;
  const head = bufferOf(source.read(at, Math.min(MAX_HEADER_BYTES, source.size - at)));
  const line = head.toString('latin1', 0, head.indexOf('\n') + 1);
  const fields = h2FieldsOf(line);
  const [number, blocks, pages] = ['chunk', 'len', 'pages'].map((name) => hexOf(fields, name));
  if (number === undefined || pages === undefined || !blocks) return undefined;
  const stated = at + blocks * BLOCK_BYTES;
  const isCut = stated > source.size;
  const isWhole = !isCut && hasFooter(source, stated, number);
  const end = isWhole ? stated : nextChunk(source, at, Math.min(stated, source.size), budget);
  const pagesAt = at + line.length;
  const listAt = hexOf(fields, 'toc') ?? 0;
  const isListIn = listAt > line.length && at + listAt < end;
  const pagesEnd = Math.max(pagesAt, isListIn ? at + listAt : end);
  return { number, at, end, pages, pagesAt, pagesEnd, isWhole, isCut };
}

function beginsAt(source: ByteSource, at: number): boolean {
  return at + BEGINS.length <= source.size && BEGINS.equals(source.read(at, BEGINS.length));
}

function hasFooter(source: ByteSource, end: number, number: number): boolean {
  const text = bufferOf(source.read(end - FOOTER_BYTES, FOOTER_BYTES)).toString('latin1');
  return hexOf(h2FieldsOf(text), 'chunk') === number;
}

/** Where the next one begins, or `end`. */
function nextChunk(source: ByteSource, from: number, end: number, budget: Budget): number {
  for (let at = from + BLOCK_BYTES; at < end; at += BLOCK_BYTES) {
    if (at % CHECK_BYTES === 0) budget.checkTime();
    if (beginsAt(source, at)) return at;
  }
  return end;
}
/** A multiple of a block. */
const CHECK_BYTES = 1 << 20;

/** `name:value,name:value` (DataUtils.parseMap), with quotes around some values removed. */
export function h2FieldsOf(line: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const field of line.split('\n', 1)[0]!.trim().split(',')) {
    const colon = field.indexOf(':');
    if (colon > 0) fields.set(field.slice(0, colon), field.slice(colon + 1));
  }
  return fields;
}

/** A number of up to 32 bits. */
export function hexOf(fields: ReadonlyMap<string, string>, name: string): number | undefined {
  const text = fields.get(name);
  return text !== undefined && /^[0-9a-f]{1,8}$/.test(text) ? Number.parseInt(text, 16) : undefined;
}
