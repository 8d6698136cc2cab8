/**
 * Archives of Electron (asar, see its README, "Format"). Files lie in them uncompressed and are scanned as is; the
 * archive is opened for the files' names, and for archives among them. Files marked `unpacked` lie beside the archive and are
 * not part of it.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import { ClaimedBytes } from '../container/claimed-bytes.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { Coverage } from '../container/coverage.ts';
import { damaged } from '../container/damaged.ts';
import { remainder } from '../container/remainder.ts';

export const asar: SourceContainer = {
  id: 'asar',
  title: 'asar (Electron)',
  headBytes: 18,
  reads: 'source',
  // A false size would cut content in two.
  keepsLeaf: 'as is',
  firstBytes: [4],
  sniff: (head) => headerOf(head) !== undefined,
  entries,
};

const HEADER_BYTES = 18;
/** Limit for the list of files; that of Visual Studio Code has 2 MB. */
const MAX_JSON_BYTES = 64 << 20;
const MAX_DEPTH = 256;
const SMALL_BYTES = 256 << 10;

/*  0  4  4: size of the next number, in Chromium's Pickle
 *  4  4  size of the rest of the header: n
 *  8  4  n - 4
 * 12  4  size of the list: at most n - 8
 * 16     list of files, as JSON: {"files":{…}}                */
function headerOf(head: Uint8Array): { listEnd: number; dataStart: number } | undefined {
  if (head.length < HEADER_BYTES || head[16] !== 0x7b || head[17] !== 0x22) return undefined;
  const numbers = Buffer.from(head.buffer, head.byteOffset, 16);
  const size = numbers.readUInt32LE(4);
  const listBytes = numbers.readUInt32LE(12);
  if (numbers.readUInt32LE(0) !== 4 || numbers.readUInt32LE(8) !== size - 4) return undefined;
  return listBytes <= size - 8 && listBytes > size - 12 ? { listEnd: 16 + listBytes, dataStart: 8 + size } : undefined;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const header = headerOf(source.read(0, Math.min(HEADER_BYTES, source.size)));
  if (header === undefined || header.dataStart > source.size)
    throw new FormatError('the list of files of an asar archive is cut off');
  const { listEnd, dataStart } = header;
  const list = parseList(source, listEnd);
  const ahead = new ReadAheadSource(source);
  const coverage = new Coverage();
  coverage.add(0, Math.min(dataStart, source.size));
  const claimed = new ClaimedBytes(source.size);
  const given = new Set<string>();
  let refused = 0;
  for (const file of filesOf(list)) {
    budget.checkTime();
    if ('trouble' in file) {
      yield file;
      continue;
    }
    const { name, size } = file;
    const start = Math.min(dataStart + file.offset, source.size);
    const end = Math.min(start + size, source.size);
    // Files with the same content may share it.
    if (end > start && !given.has(`${start} ${end}`)) {
      if (claimed.areAll) refused++;
      else yield fileEntry(ahead, name, start, end);
      claimed.add(end - start);
      given.add(`${start} ${end}`);
    }
    coverage.add(start, end);
    const message = `expected ${size} bytes of a file, found ${end - start}: the archive is cut off`;
    if (end - start < size) yield damaged(message, name);
  }
  if (refused > 0) yield damaged(overlapMessage(refused));
  // Detectors scan these bytes with the rest of the leaf; as entries, they are also searched for archives.
  for (const hole of coverage.survey(source.size).holes)
    yield remainder('between', () => streamOf(source, hole.start, hole.end));
}

function overlapMessage(refused: number): string {
  return `expected files that do not overlap, found ${refused} after those that have all the bytes; they are scanned as is`;
}

function fileEntry(source: ByteSource, name: string, start: number, end: number): Entry {
  const open = (): AsyncIterable<Uint8Array> => streamOf(source, start, end);
  if (end - start > SMALL_BYTES) return { name, open };
  const bytes = source.read(start, end - start);
  return { name, open, whole: () => bytes };
}

function parseList(source: ByteSource, listEnd: number): unknown {
  if (listEnd > MAX_JSON_BYTES)
    throw new FormatError(
      `expected a list of files of at most ${MAX_JSON_BYTES} bytes; they are scanned as is`,
      'unsupported',
    );
  try {
    return JSON.parse(Buffer.from(source.read(16, listEnd - 16)).toString());
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new FormatError('expected JSON as the list of files of an asar archive; they are scanned as is');
  }
}

interface AsarFile {
  readonly name: string;
  /** Relative to the end of the header. */
  readonly offset: number;
  readonly size: number;
}

/** { "files": { name: { "files": … } | { "size": number, "offset": "digits" } | { "link": … } | { "unpacked": true } } } */
function* filesOf(list: unknown): Generator<AsarFile | Trouble> {
  const stack = [{ path: '', node: list, depth: 0 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { path, node, depth } = next;
    const { files, size, offset, link, unpacked } = fieldsOf(node);
    if (typeof files === 'object' && files !== null && depth < MAX_DEPTH) {
      const children = Object.entries(files).reverse();
      for (const [name, child] of children)
        stack.push({ path: path === '' ? name : `${path}/${name}`, node: child, depth: depth + 1 });
    } else if (isSize(size) && typeof offset === 'string' && /^\d{1,15}$/.test(offset))
      yield { name: path, offset: Number(offset), size };
    else if (link === undefined && unpacked !== true)
      yield {
        ...(path !== '' && { name: path }),
        trouble: { code: 'damaged', message: 'expected a size and an offset of a file in the list of an asar archive' },
      };
  }
}

function fieldsOf(node: unknown): Record<string, unknown> {
  return typeof node === 'object' && node !== null ? (node as Record<string, unknown>) : {};
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
