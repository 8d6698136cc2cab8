import { FormatError } from '../../model/errors.ts';
import { innerPath, type PlacedRun } from '../../model/place.ts';
import type { Container, Entry } from '../container/container.ts';
import type { Ancestor } from './ancestors.ts';
import type { Known, TakenRanges } from './taken-ranges.ts';

/** The part of a place that is plain data. */
export interface PlainPlace {
  readonly path: string;
  /** Depth of a container opened here; that of the artifact is 1. */
  readonly depth: number;
  /** The nested runs of text that lead here, outermost first. */
  readonly runs: readonly PlacedRun[];
  /** Possibly a piece of something, or matched by chance: that it is damaged is not worth a gap. */
  readonly isFragment?: true;
}

export function plainPlace({ path, depth, runs, isFragment }: PlainPlace): PlainPlace {
  return { path, depth, runs, ...(isFragment && { isFragment }) };
}

/** Where the finds lie. */
export interface FindPlace extends PlainPlace {
  /** Containers open around this place that can be read at random, outermost first. */
  readonly ancestors: readonly Ancestor[];
  /** These bytes were decoded from text in the middle of other bytes. Does not apply to what lies inside them. */
  readonly isExcerpt?: true;
  /** What containers have already taken out of these bytes (see `Entry.taken`). */
  readonly taken?: TakenRanges;
}

/** The walk's current position. */
export interface Position extends FindPlace {
  /** Containers that have already looked through these very bytes (see `Entry.isRemainder`, `Container.keepsLeaf`). */
  readonly examinedBy: readonly Container[];
  /** The error that ended these bytes early, already reported as a gap. A container that reads up to there meets it. */
  readonly cutBy?: Error | undefined;
}

export const TOP: Omit<Position, 'path'> = { depth: 1, examinedBy: [], runs: [], ancestors: [] };

/** Where an entry of `container` lies, which is open at `position`. */
export function entryPosition(position: Position, container: Container, { name, isRemainder }: Entry): Position {
  const { path, depth, ancestors, examinedBy } = position;
  return {
    ...{ ...plainPlace(position), path: innerPath(path, name), depth: depth + 1 },
    ...{ ancestors, examinedBy: isRemainder ? [...examinedBy, container] : [] },
  };
}

/**
 * A place whose bytes a limit or the system has ended early (`failure`, already a gap): content is cut off by that rather than
 * damaged. Damage that ended them may be reported again by a container that meets it.
 */
export function cutShort(position: Position, failure: Error | undefined): Position {
  const isOurs = failure !== undefined && !(failure instanceof FormatError);
  return { ...position, cutBy: failure, ...(isOurs && { isFragment: true }) };
}

/** @returns undefined when no container has looked through these bytes */
export function knownOf({ examinedBy, taken }: Position): Known | undefined {
  if (examinedBy.length === 0 && (taken === undefined || taken.isEmpty)) return undefined;
  const reportedBy = examinedBy.filter(({ reportsAll }) => reportsAll === true).map(({ id }) => id);
  return { taken: taken?.all ?? [], reportedBy };
}
