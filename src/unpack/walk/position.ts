import { FormatError } from '../../model/errors.ts';
import type { PlacedRun } from '../../model/place.ts';
import type { Container } from '../container/container.ts';
import type { Ancestor } from './ancestors.ts';
import type { Known, TakenRanges } from './taken-ranges.ts';

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
  /** What of these bytes containers have taken out already (see `Entry.taken`). */
  readonly taken?: TakenRanges;
}
export const TOP: Omit<Position, 'path'> = { depth: 1, examinedBy: [], runs: [], ancestors: [] };

/**
 * A place whose bytes a limit or the system has ended early (`failure`, a gap already): what they hold is cut off by that, and is not
 * damaged. Damage that ended them may be told once more by who meets it.
 */
export function cutShort(position: Position, failure: Error | undefined): Position {
  const isOurs = failure !== undefined && !(failure instanceof FormatError);
  return { ...position, cutBy: failure, ...(isOurs && { isFragment: true }) };
}

/** @returns undefined when no container has looked through these bytes */
export function knownOf({ examinedBy, taken }: Position): Known | undefined {
  if (examinedBy.length === 0 && (taken === undefined || taken.isEmpty)) return undefined;
  const toldBy = examinedBy.filter(({ tellsOfAll }) => tellsOfAll === true).map(({ id }) => id);
  return { taken: taken?.within(0, Number.POSITIVE_INFINITY) ?? [], toldBy };
}
