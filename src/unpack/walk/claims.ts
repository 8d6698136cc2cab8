import type { Container, SourceContainer } from '../container/container.ts';
import type { Mark } from '../container/magic.ts';
import type { Ends } from './ends.ts';
import type { Position } from './position.ts';

/** A format to ask about a given first byte, and the second byte (offset and values) that it also requires. */
interface Asked {
  readonly container: Container;
  readonly at: number;
  readonly members: Uint8Array;
}

const NOBODY: readonly Asked[] = [];
const ANY = new Uint8Array(256).fill(1);

/** The containers to ask, by the kind of evidence they use. */
interface Askable {
  /** Indexed by first byte; each list is made when a source first begins with that byte. */
  readonly heads: (readonly Asked[] | undefined)[];
  readonly names: readonly Container[];
  readonly tails: readonly SourceContainer[];
  /** The subset of `tails` that is asked even when another container claims the head. */
  readonly sureTails: readonly SourceContainer[];
}

/** Keyed by the list of containers, of which there are few. Asking every container took a quarter of the time of a small file. */
const askable = new WeakMap<readonly Container[], Askable>();

function askableOf(containers: readonly Container[]): Askable {
  const known = askable.get(containers);
  if (known !== undefined) return known;
  const tails = containers
    .filter((container) => container.reads === 'source')
    .filter(({ sniffTail }) => sniffTail !== undefined);
  const made: Askable = {
    ...{ heads: [], tails },
    names: containers.filter(({ sniffName }) => sniffName !== undefined),
    sureTails: tails.filter(({ isSureOfEnd }) => isSureOfEnd === true),
  };
  askable.set(containers, made);
  return made;
}

function askedFor(byte: number, containers: readonly Container[]): readonly Asked[] {
  return containers
    .filter(({ firstBytes }) => firstBytes === undefined || firstBytes.includes(byte))
    .map((container) => ({ container, at: container.mark?.at ?? 0, members: membersIn(container.mark) }));
}

function membersIn(mark: Mark | undefined): Uint8Array {
  if (mark === undefined) return ANY;
  const members = new Uint8Array(256);
  for (const byte of mark.bytes) members[byte] = 1;
  return members;
}

/** The containers that say they can open a source that begins with `head`. File names are consulted only when there are none. */
export function headClaims(
  containers: readonly Container[],
  { path, examinedBy, isExcerpt }: Pick<Position, 'path' | 'examinedBy' | 'isExcerpt'>,
  head: Uint8Array,
): readonly Container[] {
  const { heads, names } = askableOf(containers);
  const first = head[0];
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  // An empty source has no first byte; names are still asked about it, since the empty file may be what is left of a packed one.
  if (first !== undefined) heads[first] ??= askedFor(first, containers);
  const asked = first === undefined ? NOBODY : heads[first]!;
  const claims: Container[] = [];
  for (const { container, at, members } of asked) {
    if (isExcerpt === true && container.notInDecodedText === true) continue;
    if (at < bytes.length && members[bytes[at]!] === 1 && container.sniff(bytes)) claims.push(container);
  }
  const allowed = claims.filter((container) => !examinedBy.includes(container));
  if (allowed.length > 0) return allowed;
  return names.filter((container) => container.sniffName?.(path, head) === true && !examinedBy.includes(container));
}

/** The containers that say they can open a source that ends with `tail`. */
export function tailClaims(
  containers: readonly Container[],
  examinedBy: readonly Container[],
  tail: Uint8Array,
): readonly SourceContainer[] {
  return askableOf(containers).tails.filter((container) => claimsTail(container, examinedBy, tail));
}

function claimsTail(container: SourceContainer, examinedBy: readonly Container[], tail: Uint8Array): boolean {
  return container.sniffTail?.(tail) === true && !examinedBy.includes(container);
}

/** The containers to try first, from those that recognise the head and those that are sure of the end. */
export function claimsByEnds(
  containers: readonly Container[],
  position: Pick<Position, 'path' | 'examinedBy' | 'isExcerpt'>,
  { head, tail }: Ends,
  atEnd: () => readonly SourceContainer[],
): readonly Container[] {
  const atHead = headClaims(containers, position, head);
  if (atHead.length === 0) return atHead;
  const { sureTails } = askableOf(containers);
  const sure = sureTails.filter((container) => claimsTail(container, position.examinedBy, tail));
  if (sure.length > 0) return sure;
  return atHead.some(yieldsToEnd) && atEnd().length > 0 ? atHead.filter((one) => !yieldsToEnd(one)) : atHead;
}

/** What was opened because of its head. */
interface OpenedAtHead {
  readonly claims: readonly Container[];
  readonly opening: Opening | undefined;
  readonly tail: Uint8Array;
}

/** Those of `atEnd` (recognised by `tail`) that can still add something. */
export function newAtEnd(
  atEnd: () => readonly SourceContainer[],
  { claims, opening, tail }: OpenedAtHead,
): readonly SourceContainer[] {
  if (opening === 'all' || opening === 'none') return [];
  return atEnd().filter(
    (container) =>
      !claims.includes(container) && !(opening === 'some' && container.holdsOnlyWhatIsBefore?.(tail) === true),
  );
}

export function keepsLeaf(container: Container): boolean {
  return container.keepsLeaf !== undefined;
}

/** zlib does: an Apple disk image may begin with a zlib stream. */
export function yieldsToEnd(container: Container): boolean {
  return container.yieldsToEnd !== undefined;
}

/**
 * Outcome of trying the claims. `all`: one was opened that hands on every byte. `some`: one was opened whose files lie plainly in bytes
 * that are still to be scanned. `none`: one was refused, and a gap says so. When none could be opened (undefined), the bytes are to be
 * searched.
 */
export type Opening = 'all' | 'some' | 'none';
