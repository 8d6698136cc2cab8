/** Resolves objects of a git pack: a delta, its base, the base of that one, down to an object that is no delta. */
import { createHash } from 'node:crypto';
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { GitBaseCache, type GitObject } from './git-base-cache.ts';
import { MIN_CHANGED_BYTES } from './git-changes.ts';
import { applyDelta, deltaSizes } from './git-delta.ts';
import { type GitRecord, readGitData, readGitRecord } from './git-record.ts';

/** Objects are resolved in memory up to this size; git itself makes no deltas of files above 512 MiB. */
export const MAX_WHOLE_BYTES = 64 << 20;
/** git writes no chain longer than 4,095 (`pack.depth`). */
const MAX_CHAIN = 4096;
const CACHE_BYTES = 64 << 20;
/** Ids kept for deltas whose base comes later; further objects are not found by their id. */
const MAX_IDS = 4_000_000;
/** Likewise: versions of further ones are given whole. */
const MAX_LARGE = 1_000_000;

/**
 * Limits on what is unpacked or made again because it is not among the objects kept. git writes a chain in one piece (add_family_to_write_order
 * of builtin/pack-objects.c), where each base is; two chains of large objects that take turns are made from their beginning each time: 60 deltas
 * of 40 MiB, in 165 KB, took 33 s of CPU.
 */
const [MAX_REMADE_BYTES, MAX_REMADE_RATIO] = [16 * 2 ** 30, 64];

/** Why an object cannot be resolved. `missing`: the id of a base that is not known (yet). `costly`: too much was made again. */
export type Obstacle = { readonly missing: string } | 'damaged' | 'too large' | 'costly';

export class GitResolver {
  readonly #source: ByteSource;
  readonly #budget: Budget;
  readonly #cache = new GitBaseCache(CACHE_BYTES);
  /** Offsets of objects whose large versions need not be given whole. */
  readonly #large = new Set<number>();
  /** Offsets of objects, by id. */
  readonly #offsets = new Map<string, number>();
  readonly #maxRemadeBytes: number;
  #remadeBytes = 0;

  constructor(source: ByteSource, budget: Budget, maxRemadeBytes = MAX_REMADE_BYTES) {
    this.#source = source;
    this.#budget = budget;
    this.#maxRemadeBytes = Math.max(maxRemadeBytes, MAX_REMADE_RATIO * source.size);
  }

  /** @param data unpacked data of `record` */
  resolve(record: GitRecord, data: Uint8Array): GitObject | Obstacle {
    const deltas: { readonly offset: number; readonly bytes: Uint8Array }[] = [];
    let at = { record, bytes: data };
    let held = data.length;
    let object: GitObject | undefined;
    while (object === undefined) {
      this.#budget.checkTime();
      const { type, base, offset } = at.record;
      if (type !== undefined || base === undefined) {
        object = { type: type ?? 'blob', bytes: at.bytes };
        if (deltas.length > 0) this.#cache.put(offset, object);
        break;
      }
      deltas.push({ offset, bytes: at.bytes });
      const baseOffset = 'id' in base ? this.#offsets.get(base.id) : base.offset;
      if (baseOffset === undefined) return { missing: 'id' in base ? base.id : '' };
      object = this.#cache.get(baseOffset);
      if (object !== undefined) break;
      const next = this.#read(baseOffset);
      if (typeof next === 'string') return next;
      held += next.bytes.length;
      if (held > 2 * MAX_WHOLE_BYTES || deltas.length > MAX_CHAIN) return 'too large';
      at = next;
    }
    return this.#apply(object, deltas);
  }

  /** Remembers an object for later deltas. @returns its id */
  learn(offset: number, { type, bytes }: GitObject, hash: 'sha1' | 'sha256'): string {
    const id = createHash(hash).update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
    this.#cache.put(offset, { type, bytes });
    if (bytes.length >= MIN_CHANGED_BYTES && this.#large.size < MAX_LARGE) this.#large.add(offset);
    this.learnId(id, offset);
    return id;
  }

  /** Whether that object was learnt, so given, and is large enough for its versions to be told by their changes. */
  isLargeAndGiven(base: GitRecord['base']): boolean {
    if (base === undefined) return false;
    const offset = 'id' in base ? this.#offsets.get(base.id) : base.offset;
    return offset !== undefined && this.#large.has(offset);
  }

  learnId(id: string, offset: number): void {
    if (this.#offsets.size < MAX_IDS) this.#offsets.set(id, offset);
  }

  #read(offset: number): { record: GitRecord; bytes: Uint8Array } | Exclude<Obstacle, object> {
    const record = readGitRecord(this.#source, offset);
    if (record === undefined) return 'damaged';
    if (record.size > MAX_WHOLE_BYTES) return 'too large';
    if (!this.#mayRemake(record.size)) return 'costly';
    this.#cache.makeRoom(record.size);
    const data = readGitData(this.#source, record);
    return data === 'damaged' ? data : { record, bytes: data.bytes };
  }

  /** @param deltas of which the last one applies to `base` */
  #apply(
    base: GitObject,
    deltas: readonly { readonly offset: number; readonly bytes: Uint8Array }[],
  ): GitObject | Obstacle {
    let object = base;
    for (const [left, { offset, bytes }] of [...deltas.entries()].toReversed()) {
      this.#budget.checkTime();
      const resultBytes = deltaSizes(bytes)?.result ?? 0;
      if (resultBytes > MAX_WHOLE_BYTES) return 'too large';
      if (left > 0 && !this.#mayRemake(resultBytes)) return 'costly';
      this.#cache.makeRoom(resultBytes);
      const result = applyDelta(object.bytes, bytes);
      if (result === undefined) return 'damaged';
      object = { type: base.type, bytes: result };
      this.#cache.put(offset, object);
    }
    return object;
  }

  #mayRemake(bytes: number): boolean {
    this.#remadeBytes += bytes;
    return this.#remadeBytes <= this.#maxRemadeBytes;
  }
}
