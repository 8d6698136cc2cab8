/**
 * Opens containers in containers, depth first, in the order of each archive, and hands on whatever is no container. A foreseen
 * error (`isForeseen` in model/errors.ts) becomes one gap (gap-ledger.ts) at the path of what could not be read, and the walk
 * continues with what is still readable. Any other error is a bug and is rethrown.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Finds } from './embedded.ts';
import type { PlainPlace } from './position.ts';
import { TOP } from './position.ts';
import type { Known } from './taken-ranges.ts';
import type { WalkOptions } from './walk-options.ts';
import { Walker } from './walker.ts';

/**
 * @param artifact its path is the first part of every path that is reported; the caller closes its source
 * @returns undefined when all is done already: there was no container, and the visitor awaited nothing. A promise costs more
 * than the scan of a small file.
 */
export function walk(
  { path, source }: { readonly path: string; readonly source: ByteSource },
  options: WalkOptions,
): Promise<void> | undefined {
  return new Walker(options).visitSource({ ...TOP, path }, source);
}

/** Opens what was found in a part of something that is no container. @param place whose content is `source` */
export async function walkFinds(
  place: PlainPlace,
  { source, finds, known }: { readonly source: ByteSource; readonly finds: Finds; readonly known?: Known | undefined },
  options: WalkOptions,
): Promise<void> {
  await new Walker(options).openFinds({ ...TOP, ...place }, { source, known }, finds);
}

/** Hands on leaves that another walk reached, and opens what is found in them. */
export async function walkLeaves(
  leaves: Iterable<PlainPlace & { readonly source: ByteSource }>,
  options: WalkOptions,
): Promise<void> {
  const walker = new Walker(options);
  for (const { source, ...place } of leaves) {
    const visiting = walker.visitLeaf({ ...TOP, ...place }, { source });
    if (visiting !== undefined) await visiting;
  }
}
