import { Budget, type Limits } from '../bytes/budget.ts';
import { collect } from '../bytes/chunks.ts';
import { FileSource } from '../bytes/file-source.ts';
import { KeysieveError } from '../model/errors.ts';
import { containers } from '../unpack/catalog.ts';
import { walk } from '../unpack/walk/walk.ts';
import type { Leaf } from '../unpack/walk/walk-options.ts';
import type { ArtifactRef } from './task.ts';

export interface WantedLeaves {
  /** Paths as reports show them. */
  readonly wanted: ReadonlySet<string>;
  /** Larger files are skipped. */
  readonly maxBytes: number;
  /** @param bytes valid until the callback returns */
  readonly onFile: (path: string, bytes: Uint8Array) => void;
}

/** Reads files inside an artifact without scanning them. What is not there, or cannot be read, is skipped. */
export async function readLeaves(
  { path, file }: ArtifactRef,
  { wanted, maxBytes, onFile }: WantedLeaves,
  limits: Limits,
): Promise<void> {
  const visit = (leaf: Leaf): Promise<void> | undefined => {
    if (!wanted.has(leaf.path)) return undefined;
    if (!('source' in leaf)) return takeStream(leaf.stream, maxBytes, (bytes) => onFile(leaf.path, bytes));
    if (leaf.source.size <= maxBytes) onFile(leaf.path, leaf.source.read(0, leaf.source.size));
    return undefined;
  };
  let source: FileSource | undefined;
  try {
    source = FileSource.open(file);
    await walk(
      { path, source },
      {
        containers,
        budget: new Budget(limits),
        needsSource: () => false,
        onGap: () => {},
        onOpen: () => () => {},
        visit,
      },
    );
  } catch (error) {
    if (!(error instanceof KeysieveError)) throw error;
  } finally {
    source?.close();
  }
}

async function takeStream(
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
  onBytes: (bytes: Uint8Array) => void,
): Promise<void> {
  const bytes = await collect(stream, maxBytes);
  if (bytes !== undefined) onBytes(bytes);
}
