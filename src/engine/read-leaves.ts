import { Budget, type Limits } from '../bytes/budget.ts';
import { FileSource } from '../bytes/file-source.ts';
import { KeysieveError } from '../model/errors.ts';
import { containers } from '../unpack/catalog.ts';
import { walk } from '../unpack/walk.ts';
import type { Leaf } from '../unpack/walk-options.ts';
import type { ArtifactRef } from './task.ts';

/**
 * Content of files in an artifact, by the paths that reports show. Looks, and scans nothing; what is not there, cannot be read, or
 * has more than `maxBytes`, is left out.
 */
export async function readLeaves(
  { path, file }: ArtifactRef,
  wanted: ReadonlySet<string>,
  { limits, maxBytes }: { readonly limits: Limits; readonly maxBytes: number },
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const visit = (leaf: Leaf): Promise<void> | undefined => {
    if (!wanted.has(leaf.path)) return undefined;
    if (!('source' in leaf)) return keepStream(leaf.path, leaf.stream, maxBytes, found);
    if (leaf.source.size <= maxBytes) found.set(leaf.path, Uint8Array.from(leaf.source.read(0, leaf.source.size)));
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
  return found;
}

async function keepStream(
  path: string,
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
  found: Map<string, Uint8Array>,
): Promise<void> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxBytes) return;
    chunks.push(Uint8Array.from(chunk));
  }
  found.set(path, Buffer.concat(chunks));
}
