/**
 * The data of one file in a zip. Stored (method 0) and deflated (method 8) data is read here; a compressed size is only a hint,
 * because deflate has its own end. Other methods are left to 7-Zip. What cannot be decoded, such as encrypted data, gives a
 * Trouble. A false encryption flag (Android reads such files) is detected by the CRC-32.
 */
import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { drain } from '../../bytes/chunks.ts';
import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import { inflateNext, inflateWhole } from '../codecs/inflate.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { isOddMethod, readOddMethod } from './zip-odd-method.ts';
import { FLAG, isEmpty, isMarked, METHOD_NAMES, type ZipRecord } from './zip-record.ts';

export interface ZipFile extends ZipRecord {
  readonly dataStart: number;
}

/** Compressed data up to this size is read and inflated in one call: streaming a small entry costs more than all the rest. */
const SMALL_BYTES = 1 << 20;
const SMALL_OUTPUT_BYTES = 16 << 20;
/** Bytes per read in a stream whose length is unknown. */
const READ_BYTES = 64 << 10;

const DEFLATED = 8;

/** Outcome of reading a file. */
export interface ZipExtent {
  /** Behind the last byte read, or the declared end when none was. */
  readonly end: number;
  /** Whether the data matches its record. If not, the packed bytes must also be scanned as is. */
  readonly isSound: boolean;
  /** Whether it could be decoded at all. */
  readonly isRead: boolean;
}

/** Yields the file and its troubles. @param limit no data is read beyond it */
export async function* readZipFile(
  source: ByteSource,
  file: ZipFile,
  limit: number,
  budget: Budget,
): AsyncGenerator<Entry | Trouble, ZipExtent> {
  const obstacle = await findObstacle(source, file, limit, budget);
  if (obstacle?.code === 'unsupported' && isOddMethod(file)) {
    const end = Math.min(file.dataStart + file.compressedSize, limit);
    const isSound = yield* readOddMethod(source, file, { start: file.dataStart, end }, budget);
    return { end, isSound, isRead: true };
  }
  if (obstacle !== undefined) {
    yield { name: file.name, trouble: obstacle };
    return { end: file.dataStart, isSound: false, isRead: false };
  }
  const data = new ZipData(source, file, limit);
  yield { name: file.name, open: () => data.read(), whole: () => data.whole() };
  if (data.hasWrongSum) yield { name: file.name, trouble: WRONG_SUM };
  const hasDescriptor = (file.flags & FLAG.hasDescriptor) !== 0;
  const end = hasDescriptor ? behindDescriptor(source, file.dataStart, data.end, data) : data.end;
  const isUnproved = file.crc32 === undefined && end === data.end;
  return { end, isSound: !data.isDamaged && !data.hasWrongSum && !isUnproved, isRead: true };
}
const WRONG_SUM = {
  code: 'damaged',
  message: 'the CRC-32 does not fit the data, which is scanned as it is',
} as const;

/* 0  4    signature PK 07 08, or missing
 *    4    CRC-32
 *    4/8  compressed size, 8 bytes in zip64
 *    4/8  size                                 */
/** The end of the data descriptor at `at`. One that contradicts what was read is not a descriptor: it is left to be scanned. */
function behindDescriptor(
  source: ByteSource,
  dataStart: number,
  at: number,
  data: Pick<ZipData, 'sum' | 'size'>,
): number {
  const bytes = Buffer.alloc(24);
  bytes.set(source.read(at, Math.min(bytes.length, source.size - at)));
  const sumAt = bytes.readUInt32LE(0) === 0x08074b50 ? 4 : 0;
  if (bytes.readUInt32LE(sumAt) !== data.sum) return at;
  const sizes = sumAt + 4;
  const compressedSize = at - dataStart;
  const isWide = size64LE(bytes, sizes) === compressedSize && size64LE(bytes, sizes + 8) === data.size;
  if (isWide) return Math.min(at + sizes + 16, source.size);
  return bytes.readUInt32LE(sizes) === compressedSize % 2 ** 32 ? Math.min(at + sizes + 8, source.size) : at;
}

/** The reason why the data cannot be decoded, if any. */
async function findObstacle(source: ByteSource, file: ZipFile, limit: number, budget: Budget) {
  if (isMarked(file) && !(await isPlain(source, file, limit, budget))) {
    const cipher = file.method === 99 ? 'AES' : file.flags & FLAG.strongEncryption ? 'strong encryption' : 'ZipCrypto';
    return { code: 'encrypted', message: `the entry is encrypted (${cipher}) and cannot be read` } as const;
  }
  if (file.method === 0 || file.method === DEFLATED) return undefined;
  const name = METHOD_NAMES.get(file.method) ?? 'unknown';
  const message = `compression method ${file.method} (${name}) is not supported; only the packed bytes are scanned`;
  return { code: 'unsupported', message } as const;
}

/**
 * Tries to decode the file as if it were not encrypted. Ciphertext fails as deflate within a few bytes, or has another
 * size; what inflates for longer is not ciphertext, whatever its declared CRC-32.
 */
async function isPlain(source: ByteSource, file: ZipFile, limit: number, budget: Budget): Promise<boolean> {
  if (file.method !== DEFLATED && (file.method !== 0 || file.size !== file.compressedSize)) return false;
  const data = new ZipData(source, file, limit);
  try {
    await drain(data.read(), budget);
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
  if (file.method === DEFLATED && data.end - file.dataStart >= NO_NOISE_BYTES) return true;
  return file.size !== 0 && file.crc32 !== undefined && !data.hasWrongSum;
}
const NO_NOISE_BYTES = 64;

const NOTHING = new Uint8Array(0);

class ZipData {
  readonly #source: ByteSource;
  readonly #file: ZipFile;
  readonly #limit: number;
  #end: number;
  #sum = 0;
  #size = 0;
  #state: 'unread' | 'complete' | 'damaged' = 'unread';

  constructor(source: ByteSource, file: ZipFile, limit: number) {
    this.#source = source;
    this.#file = file;
    this.#limit = limit;
    this.#end = Math.min(file.dataStart + file.compressedSize, limit);
  }

  /** The end of the data: the declared one until it was read. */
  get end(): number {
    return this.#end;
  }

  /** CRC-32: the declared one until all was read. */
  get sum(): number | undefined {
    return this.#state === 'complete' ? this.#sum : this.#file.crc32;
  }

  /** Uncompressed size: the declared one until all was read. */
  get size(): number {
    return this.#state === 'complete' ? this.#size : this.#file.size;
  }

  get isDamaged(): boolean {
    return this.#state === 'damaged';
  }

  get hasWrongSum(): boolean {
    const { crc32 } = this.#file;
    return this.#state === 'complete' && crc32 !== undefined && this.#sum !== crc32;
  }

  /** The whole content, if it is small, and complete or valid deflate. */
  whole(): Uint8Array | undefined {
    const { method, dataStart, compressedSize, size } = this.#file;
    if (isEmpty(this.#file)) return this.#complete(NOTHING, 0);
    if (compressedSize > SMALL_BYTES) return undefined;
    if (method === DEFLATED) {
      const whole = inflateWhole(this.#source.read(dataStart, this.#end - dataStart), SMALL_OUTPUT_BYTES, size);
      return typeof whole === 'string' ? undefined : this.#complete(whole.output, whole.consumed);
    }
    const isAllThere = this.#end === dataStart + compressedSize;
    return isAllThere ? this.#complete(this.#source.read(dataStart, compressedSize), compressedSize) : undefined;
  }

  #complete(output: Uint8Array, consumed: number): Uint8Array {
    this.#end = this.#file.dataStart + consumed;
    this.#sum = crc32(output);
    this.#size = output.length;
    this.#state = 'complete';
    return output;
  }

  async *read(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of this.#file.method === DEFLATED ? this.#inflate() : this.#stored()) {
        this.#sum = crc32(chunk, this.#sum);
        this.#size += chunk.length;
        yield chunk;
      }
      this.#state = 'complete';
    } catch (error) {
      this.#state = 'damaged';
      throw error;
    }
  }

  async *#stored(): AsyncGenerator<Uint8Array> {
    const { dataStart, compressedSize } = this.#file;
    yield* streamOf(this.#source, dataStart, this.#end);
    if (this.#end < dataStart + compressedSize)
      throw new FormatError(`expected ${compressedSize} stored bytes, found ${this.#end - dataStart}`);
  }

  async *#inflate(): AsyncGenerator<Uint8Array> {
    const { dataStart } = this.#file;
    if (isEmpty(this.#file)) return;
    // For what `whole` declined as too large, damaged, or longer than declared: reads as far as possible.
    const reader = new ChunkReader(streamOf(this.#source, dataStart, this.#limit, READ_BYTES));
    try {
      yield* inflateNext(reader);
      this.#end = dataStart + reader.position;
    } catch (error) {
      this.#end = dataStart + reader.position;
      throw error;
    } finally {
      await reader.close();
    }
  }
}
