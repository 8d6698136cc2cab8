/**
 * git packs, versions 2 and 3 (gitformat-pack): every object, resolved from its deltas, as an entry under its type and id.
 * The index is not needed: records are read in sequence, and each is verified by its size and its Adler-32. Names in trees
 * come as `[headers]`. A delta whose base is not in the pack (a thin pack, as in bundles and pushes) comes unpacked, as
 * what it adds to the base. Behind a damaged record, whatever unpacks soundly comes without its type. Objects above 64 MiB
 * are streamed; if they are deltas, they are not resolved. Of a version of a large text, lines far from what changed are not searched again.
 */
import { createHash } from 'node:crypto';
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import { atFixedLimit } from '../../model/gap.ts';
import { inflateNext } from '../codecs/inflate.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { HEADER_BATCH_BYTES, HeaderPieces } from '../container/header-pieces.ts';
import { remainder } from '../container/remainder.ts';
import { wholeEntry } from '../container/whole-entry.ts';
import type { GitObject } from './git-base-cache.ts';
import { changedLines } from './git-changes.ts';
import { type GitRecord, readGitData, readGitRecord } from './git-record.ts';
import { recoverGitData } from './git-recovery.ts';
import { GitResolver, MAX_WHOLE_BYTES, type Obstacle } from './git-resolver.ts';

export const gitPack: SourceContainer = {
  id: 'git-pack',
  title: 'git pack (versions 2 and 3)',
  limits: 'of deltas above 64 MiB or with a base in another pack, all but what they add',
  headBytes: 12,
  reads: 'source',
  keepsLeaf: 'as is',
  firstBytes: [0x50],
  sniff: isPack,
  entries: (source, budget) => new PackReader(source, budget).entries(),
};

const HEADER_BYTES = 12;
/** SHA-1 or SHA-256 of all that precedes it. */
const TRAILER_BYTES = [20, 32];
const READ_BYTES = 64 << 10;

/* 0  4  "PACK"
 * 4  4  version, big-endian: 2 or 3
 * 8  4  number of records           */
function isPack(head: Uint8Array): boolean {
  if (head.length < HEADER_BYTES || head[0] !== 0x50 || head[1] !== 0x41 || head[2] !== 0x43 || head[3] !== 0x4b)
    return false;
  return head[4] === 0 && head[5] === 0 && head[6] === 0 && (head[7] === 2 || head[7] === 3);
}

class PackReader {
  readonly #source: ByteSource;
  readonly #ahead: ByteSource;
  readonly #budget: Budget;
  readonly #resolver: GitResolver;
  readonly #trees = new HeaderPieces();
  /** Deltas that wait for an object, keyed by its id. */
  readonly #waiting = new Map<string, GitRecord[]>();
  readonly #counts = { damaged: 0, large: 0, costly: 0, baseless: 0 };
  #hash: 'sha1' | 'sha256' = 'sha1';

  constructor(source: ByteSource, budget: Budget) {
    this.#source = source;
    this.#ahead = new ReadAheadSource(source);
    this.#budget = budget;
    this.#resolver = new GitResolver(source, budget);
  }

  async *entries(): AsyncGenerator<Entry | Trouble> {
    this.#hash = hashOf(this.#source, this.#budget);
    const count = Buffer.from(this.#source.read(8, 4)).readUInt32BE(0);
    let at = HEADER_BYTES;
    for (let index = 0; index < count || !this.#isTrailer(at); index++) {
      this.#budget.checkTime();
      const end = yield* this.#readRecord(at);
      if (end !== undefined) at = end;
      else if (index < count) return yield* this.#afterDamage(at, count - index);
      else break;
    }
    yield* this.#finish();
    const behind = at + (this.#hash === 'sha1' ? 20 : 32);
    if (behind < this.#source.size) yield remainder('behind', () => streamOf(this.#source, behind), behind);
  }

  #isTrailer(at: number): boolean {
    return TRAILER_BYTES.includes(this.#source.size - at);
  }

  async *#afterDamage(at: number, left: number): AsyncGenerator<Entry | Trouble> {
    yield* recoverGitData(this.#source, at, this.#budget);
    yield* this.#finish();
    const message = `expected a record of a git pack at offset ${at}, found none; of the ${left} that are left, what unpacks soundly is scanned without its type`;
    throw new FormatError(message);
  }

  /** @returns where the next record begins; undefined when there is none here */
  async *#readRecord(at: number): AsyncGenerator<Entry | Trouble, number | undefined> {
    const record = readGitRecord(this.#ahead, at);
    if (record === undefined) return undefined;
    if (record.size > MAX_WHOLE_BYTES) return yield* this.#readLarge(record);
    const data = readGitData(this.#ahead, record);
    if (data === 'damaged') return undefined;
    yield* this.#give(record, data.bytes);
    return data.end;
  }

  async *#give(record: GitRecord, data: Uint8Array): AsyncGenerator<Entry | Trouble> {
    const object = this.#resolver.resolve(record, data);
    if (isObstacle(object)) return yield* this.#refuse(record, data, object);
    yield* this.#giveWaiting(yield* this.#giveObject(record, data, object));
  }

  /** @param data the object, or the delta that made it @returns its id */
  *#giveObject(record: GitRecord, data: Uint8Array, object: GitObject): Generator<Entry, string> {
    const { type, bytes } = object;
    const isBaseGiven = this.#resolver.isLargeAndGiven(record.base);
    const id = this.#resolver.learn(record.offset, object, this.#hash);
    if (type === 'tree') {
      this.#trees.add(bytes);
      if (this.#trees.size >= HEADER_BATCH_BYTES) yield* this.#trees.take();
    } else {
      const unsearched = isBaseGiven && { unsearched: () => changedLines(bytes, data) };
      yield { ...wholeEntry(`${type} ${id}`, bytes), ...unsearched };
    }
    return id;
  }

  /** Resolves what waits for an object, and what waits for that, without recursion: chains can be long. */
  async *#giveWaiting(id: string): AsyncGenerator<Entry | Trouble> {
    const known = [id];
    for (let next = known.pop(); next !== undefined; next = known.pop()) {
      const records = this.#waiting.get(next) ?? [];
      this.#waiting.delete(next);
      for (const record of records) {
        this.#budget.checkTime();
        const data = readGitData(this.#source, record);
        if (data === 'damaged') continue;
        const object = this.#resolver.resolve(record, data.bytes);
        if (isObstacle(object)) yield* this.#refuse(record, data.bytes, object);
        else known.push(yield* this.#giveObject(record, data.bytes, object));
      }
    }
  }

  *#refuse(record: GitRecord, data: Uint8Array, obstacle: Obstacle): Generator<Entry> {
    if (typeof obstacle === 'object') {
      const waiting = this.#waiting.get(obstacle.missing) ?? [];
      waiting.push(record);
      this.#waiting.set(obstacle.missing, waiting);
      return;
    }
    this.#counts[obstacle === 'too large' ? 'large' : obstacle]++;
    yield wholeEntry(`delta at ${record.offset}`, data);
  }

  /** Unpacked twice: its name depends on its whole content. */
  async *#readLarge(record: GitRecord): AsyncGenerator<Entry, number | undefined> {
    const hash = createHash(this.#hash).update(`${record.type} ${record.size}\0`);
    const { end, isSound } = await this.#inflateLarge(record, (chunk) => hash.update(chunk));
    const id = hash.digest('hex');
    if (record.type === undefined) this.#counts.large++;
    else this.#resolver.learnId(id, record.offset);
    const name = record.type === undefined ? `delta at ${record.offset}` : `${record.type} ${id}`;
    yield { name, open: () => inflateNext(this.#readerOf(record)) };
    return isSound ? end + 4 : undefined;
  }

  async #inflateLarge(record: GitRecord, onChunk: (chunk: Uint8Array) => void) {
    const reader = this.#readerOf(record);
    let size = 0;
    try {
      for await (const chunk of inflateNext(reader)) {
        this.#budget.checkTime();
        size += chunk.length;
        onChunk(chunk);
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      size = -1;
    }
    return { end: record.dataStart + 2 + reader.position, isSound: size === record.size };
  }

  #readerOf({ dataStart }: GitRecord): ChunkReader {
    return new ChunkReader(streamOf(this.#source, dataStart + 2, this.#source.size, READ_BYTES));
  }

  /** Deltas still waiting have no base in the pack. */
  async *#finish(): AsyncGenerator<Entry | Trouble> {
    for (const [id, records] of this.#waiting)
      for (const record of records) {
        this.#counts.baseless++;
        const data = readGitData(this.#source, record);
        if (data !== 'damaged') yield wholeEntry(`delta of ${id} at ${record.offset}`, data.bytes);
      }
    yield* this.#trees.take();
    const { damaged, large, costly, baseless } = this.#counts;
    const only = 'only what they add to their base is scanned';
    if (damaged > 0)
      yield trouble('damaged', `expected deltas to fit their base, found other ones (${damaged}); ${only}`);
    if (large > 0)
      yield trouble('unsupported', `expected deltas of objects up to 64 MiB, found larger ones (${large}); ${only}`);
    if (costly > 0)
      yield trouble(
        'budget',
        atFixedLimit(
          `expected deltas behind their bases, found ones whose bases had to be made again and again (${costly}); ${only}`,
          'repack it (git repack -a -d -f)',
        ),
      );
    if (baseless > 0)
      yield trouble(
        'unsupported',
        `expected the base of every delta in the pack, found deltas of objects in other packs (${baseless}); ${only}`,
      );
  }
}

function isObstacle(object: GitObject | Obstacle): object is Obstacle {
  return typeof object === 'string' || 'missing' in object;
}

function trouble(code: 'damaged' | 'unsupported' | 'budget', message: string): Trouble {
  return { trouble: { code, message } };
}

/** Which hash the repository uses, from the one that ends the pack; SHA-1 when neither matches. */
function hashOf(source: ByteSource, budget: Budget): 'sha1' | 'sha256' {
  const hashed = source.size - 32;
  if (hashed < HEADER_BYTES) return 'sha1';
  const sum = createHash('sha256');
  for (let at = 0; at < hashed; at += 1 << 20) {
    budget.checkTime();
    sum.update(source.read(at, Math.min(1 << 20, hashed - at)));
  }
  return Buffer.compare(sum.digest(), source.read(hashed, 32)) === 0 ? 'sha256' : 'sha1';
}
