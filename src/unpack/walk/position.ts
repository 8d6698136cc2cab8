import type { PlacedRun } from '../../model/place.ts';
import type { Container } from '../container/container.ts';
import type { Ancestor } from './ancestors.ts';

/** Of a place, what is plain data. */
export interface PlainPlace {
  readonly path: string;
  /** Depth of a container that is opened here; the artifact's is 1. */
  readonly depth: number;
  /** The runs of text that lead here, one in the other, the outermost first. */
  readonly runs: readonly PlacedRun[];
  /** Possibly a piece of something, or taken for it by chance: that it is damaged is no news. */
  readonly isFragment?: true;
}

export function plainPlace({ path, depth, runs, isFragment }: PlainPlace): PlainPlace {
  return { path, depth, runs, ...(isFragment && { isFragment }) };
}

/** Where the finds lie. */
export interface FindPlace extends PlainPlace {
  /** What is open around this place and can be read anywhere, the outermost first. */
  readonly ancestors: readonly Ancestor[];
  /** What lies here was decoded from text in the middle of other bytes. Not so of what lies in it. */
  readonly isExcerpt?: true;
}

/** Where we are. */
export interface Position extends FindPlace {
  /** Containers that have looked through these very bytes before (see `Entry.isRemainder`, `Container.keepsLeaf`). */
  readonly examinedBy: readonly Container[];
  /** What ended these bytes early. A container that runs into that end meets this error, which is a gap already. */
  readonly cutBy?: Error | undefined;
  /** Where in these bytes the entries lie that a container has taken out already (see `Entry.packedAt`). */
  readonly packed?: { start: number; end: number }[];
}
export const TOP: Omit<Position, 'path'> = { depth: 1, examinedBy: [], runs: [], ancestors: [] };
