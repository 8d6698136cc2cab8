import { Budget, type Limits } from '../../src/bytes/budget.ts';
import type { ByteSource } from '../../src/bytes/byte-source.ts';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { KeysieveError } from '../../src/model/errors.ts';
import type { Gap } from '../../src/model/gap.ts';
import { containers } from '../../src/unpack/catalog.ts';
import type { Container, Trouble } from '../../src/unpack/container/container.ts';
import { walk } from '../../src/unpack/walk/walk.ts';
import type { Leaf, WalkOptions } from '../../src/unpack/walk/walk-options.ts';

export const AMPLE: Limits = {
  maxDepth: 100,
  maxEntries: 1e6,
  maxEntryBytes: 1e9,
  maxTotalBytes: 1e10,
  maxSeconds: 3600,
};

/** All bytes at once, or in chunks of `chunkBytes`. */
export async function* chunked(bytes: Uint8Array, chunkBytes: number = bytes.length): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

export interface Listing {
  /** In order. `error`: what `open` ended with. */
  readonly entries: { readonly name: string; readonly bytes: Buffer; readonly error?: KeysieveError }[];
  readonly troubles: Trouble[];
  /** What the container ended with. */
  error?: KeysieveError;
}

/** Everything that one container yields. Errors that are not ours fail the test. */
export async function list(container: Container, bytes: Uint8Array, chunkBytes?: number): Promise<Listing> {
  const listing: Listing = { entries: [], troubles: [] };
  const budget = new Budget(AMPLE);
  const items =
    container.reads === 'source'
      ? container.entries(new MemorySource(bytes), budget)
      : container.entries(chunked(bytes, chunkBytes), budget);
  try {
    for await (const item of items) {
      if ('trouble' in item) listing.troubles.push(item);
      else listing.entries.push({ name: item.name, ...(await drain(item.open())) });
    }
  } catch (error) {
    listing.error = ours(error);
  }
  return listing;
}

async function drain(chunks: AsyncIterable<Uint8Array>): Promise<{ bytes: Buffer; error?: KeysieveError }> {
  const parts: Uint8Array[] = [];
  try {
    for await (const chunk of chunks) parts.push(chunk);
  } catch (error) {
    return { bytes: Buffer.concat(parts), error: ours(error) };
  }
  return { bytes: Buffer.concat(parts) };
}

function ours(error: unknown): KeysieveError {
  if (error instanceof KeysieveError) return error;
  throw error;
}

/** What all entries and the container ended with. */
export function errorsOf({ entries, error }: Listing): string[] {
  return [...entries.map((entry) => entry.error), error]
    .filter((item) => item !== undefined)
    .map(({ message }) => message);
}

/** Names and texts of the entries, for tables. */
export function texts({ entries }: Listing): [string, string][] {
  return entries.map(({ name, bytes }) => [name, bytes.toString('latin1')]);
}

/** Entries, and what was told: only this is left of the messages. Errors fail the test. */
export async function seen(
  container: Container,
  bytes: Uint8Array,
): Promise<{ texts: [string, string][]; told: string }> {
  const listing = await list(container, bytes, bytes.length < 3000 ? 7 : undefined);
  if (errorsOf(listing).length > 0) throw new Error(errorsOf(listing).join('|'));
  return { texts: texts(listing), told: listing.troubles.map(({ trouble }) => trouble.message).join('|') };
}

export interface Observation {
  readonly leaves: { readonly path: string; readonly kind: 'source' | 'stream'; readonly bytes: Buffer }[];
  readonly gaps: Gap[];
  readonly formats: Record<string, number>;
  readonly budget: Budget;
}

/** Everything that a walk hands on. */
export async function observe(
  input: Uint8Array | ByteSource,
  options: Partial<WalkOptions> & { readonly limits?: Partial<Limits> } = {},
): Promise<Observation> {
  const budget = options.budget ?? new Budget({ ...AMPLE, ...options.limits });
  const observation: Observation = { leaves: [], gaps: [], formats: {}, budget };
  const source = input instanceof Uint8Array ? new MemorySource(input) : input;
  await walk(
    { path: 'artifact', source },
    {
      containers,
      budget,
      needsSource: () => false,
      visit: async (leaf) => void observation.leaves.push({ path: leaf.path, ...(await leafBytes(leaf)) }),
      onGap: (gap) => void observation.gaps.push(gap),
      onOpen: (id) => {
        observation.formats[id] = (observation.formats[id] ?? 0) + 1;
        return () => {};
      },
      ...options,
    },
  );
  return observation;
}

export async function leafBytes(leaf: Leaf): Promise<{ kind: 'source' | 'stream'; bytes: Buffer }> {
  if ('source' in leaf) return { kind: 'source', bytes: Buffer.from(leaf.source.read(0, leaf.source.size)) };
  const parts: Uint8Array[] = [];
  for await (const chunk of leaf.stream) parts.push(chunk);
  return { kind: 'stream', bytes: Buffer.concat(parts) };
}

/** Repeatable noise that does not compress: xorshift32. */
export function noise(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed | 1;
  for (let at = 0; at < length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[at] = state;
  }
  return bytes;
}
