import type { Container } from './container.ts';
import type { FindPlace } from './open-finds.ts';

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
