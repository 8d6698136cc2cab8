/**
 * PHP archives in their own format (PHP manual, "Phar file format"; ext/phar/phar.c): a PHP program, a list of files behind its last
 * token, then the files, each packed individually or not at all. Those in tar or zip format are recognised as such. Found by that
 * token, wherever it is.
 */
import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import { DeflatedData } from '../codecs/deflated-entry.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { remainder } from '../container/remainder.ts';
import { decodeUtf8OrLatin1 } from '../container/text.ts';

const TOKEN = Buffer.from('__HALT_COMPILER();');
/** What PHP skips behind the token. */
const AFTER_TOKEN = /^(?:[ \n]\?>(?:\r\n|\n)?)?/;
const MAX_AFTER_TOKEN_BYTES = 5;

/*  list of files, little-endian, behind the token
 *  0   4  bytes of the list behind this
 *  4   4  files
 *  8   2  version, high byte first: 1.0.0 to 1.1.1
 *  10  4  flags
 *  14  4  length of the alias, the alias; length of metadata, metadata
 *  file
 *  0   4  length of the name, the name
 *  .   4  unpacked size, 4 time, 4 packed size, 4 CRC-32
 *  .   4  flags: 1000 deflate, 2000 bzip2
 *  .   4  length of metadata, metadata                                    */
const HEADER_BYTES = 18;
const MIN_FILE_BYTES = 28;
/** PHP's own limit. */
const MAX_LIST_BYTES = 100 << 20;
const DEFLATE = 0x1000;

export const phar: SourceContainer = {
  id: 'phar',
  title: 'PHP archive (.phar)',
  reads: 'source',
  headBytes: TOKEN.length + MAX_AFTER_TOKEN_BYTES + HEADER_BYTES,
  embeddedBy: [{ offset: 0, bytes: [...TOKEN] }],
  firstBytes: [TOKEN[0]!],
  sniff: (head) => listIn(head) !== undefined,
  entries,
};

interface FileList {
  readonly start: number;
  readonly end: number;
  readonly files: number;
}

function listIn(bytes: Uint8Array): FileList | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, phar.headBytes));
  if (Buffer.compare(head.subarray(0, TOKEN.length), TOKEN) !== 0) return undefined;
  const after = head.toString('latin1', TOKEN.length, TOKEN.length + MAX_AFTER_TOKEN_BYTES);
  const start = TOKEN.length + AFTER_TOKEN.exec(after)![0].length;
  if (start + HEADER_BYTES > head.length) return undefined;
  const [length, files, version] = [
    head.readUInt32LE(start),
    head.readUInt32LE(start + 4),
    head.readUInt16BE(start + 8),
  ];
  const isList = length >= HEADER_BYTES - 4 && length <= MAX_LIST_BYTES && files * MIN_FILE_BYTES <= length;
  return isList && version >= 0x1000 && version <= 0x1111 ? { start, end: start + 4 + length, files } : undefined;
}

interface PharFile {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly size: number;
  readonly crc: number;
  readonly isDeflated: boolean;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const list = listIn(source.read(0, Math.min(phar.headBytes, source.size)));
  if (list === undefined || list.end > source.size)
    throw new FormatError('the list of files of a PHP archive is cut off');
  yield remainder('headers', () => streamOf(source, list.start, list.end));
  const ahead = new ReadAheadSource(source);
  let end = list.end;
  for (const file of filesOf(source, list)) {
    budget.checkTime();
    if (file.end > source.size || file.name === '') {
      yield damaged(`expected ${list.files} files in a PHP archive, found that one of them is not in it`);
      break;
    }
    yield* file.isDeflated ? readDeflated(ahead, file) : readStored(ahead, file);
    end = file.end;
  }
  // Usually a signature.
  if (end < source.size) yield remainder('behind', () => streamOf(source, end), end);
}

/** In order, which is also that of their data. A file without a name means that the list ends early. */
function* filesOf(source: ByteSource, { start, end, files }: FileList): Generator<PharFile> {
  const list = Buffer.from(source.read(start, end - start));
  let at = 14;
  const u32 = (): number => {
    const value = at + 4 > list.length ? 0 : list.readUInt32LE(at);
    at += 4;
    return value;
  };
  const skip = (bytes: number): void => {
    at += bytes;
  };
  skip(u32());
  skip(u32());
  let dataAt = end;
  for (let index = 0; index < files; index++) {
    const nameBytes = u32();
    const name = decodeUtf8OrLatin1(list.subarray(at, at + nameBytes));
    skip(nameBytes);
    const [size, , packed, crc, flags] = [u32(), u32(), u32(), u32(), u32()];
    skip(u32());
    const isWhole = at <= list.length;
    const file = { start: dataAt, end: dataAt + packed!, size: size!, crc: crc!, isDeflated: (flags! & DEFLATE) !== 0 };
    yield { ...file, name: isWhole ? name : '' };
    dataAt = file.end;
  }
}

async function* readStored(source: ByteSource, { name, start, end, crc }: PharFile): AsyncGenerator<Entry | Trouble> {
  let sum = 0;
  let read = 0;
  const open = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of streamOf(source, start, end)) {
      sum = crc32(chunk, sum);
      read += chunk.length;
      yield chunk;
    }
  };
  yield { name, open };
  // For bzip2, this checksum covers the unpacked bytes; bzip2 has one of its own.
  const isBzip2 = end - start > 2 && Buffer.from(source.read(start, 3)).toString('latin1') === 'BZh';
  if (read === end - start && sum !== crc && !isBzip2) yield damaged(WRONG_SUM, name);
}

async function* readDeflated(source: ByteSource, file: PharFile): AsyncGenerator<Entry | Trouble> {
  let sum = 0;
  const data = new DeflatedData(source, file, (chunk) => {
    sum = crc32(chunk, sum);
  });
  yield { name: file.name, open: () => data.read(), whole: () => data.whole() };
  if (data.end === undefined) return;
  const wrong = data.wrongSize ?? (sum === file.crc ? undefined : WRONG_SUM);
  if (wrong !== undefined) yield damaged(wrong, file.name);
}
const WRONG_SUM = 'the CRC-32 does not fit the file, which is scanned as it is';
