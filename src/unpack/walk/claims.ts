import type { Container, SourceContainer } from '../container/container.ts';
import type { Mark } from '../container/magic.ts';
import type { Ends } from './ends.ts';
import type { Position } from './position.ts';

/** A format that may begin with a byte, and which other byte decides whether it is to be asked. */
interface Asked {
  readonly container: Container;
  readonly at: number;
  readonly members: Uint8Array;
}

const NOBODY: readonly Asked[] = [];
const ANY = new Uint8Array(256).fill(1);

/** Who is to be asked. */
interface Askable {
  /** By the first byte, each made when something begins with it. */
  readonly heads: (readonly Asked[] | undefined)[];
  readonly names: readonly Container[];
  readonly tails: readonly SourceContainer[];
  /** Of `tails`, those that are asked about what begins as something else, too. */
  readonly sureTails: readonly SourceContainer[];
}

/** By list of containers, of which there are few. To ask all of them took a quarter of the time of a small file. */
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

/** Who says that it can open what begins with `head`; a name is asked about only when nobody does. */
export function headClaims(
  containers: readonly Container[],
  { path, examinedBy, isExcerpt }: Pick<Position, 'path' | 'examinedBy' | 'isExcerpt'>,
  head: Uint8Array,
): readonly Container[] {
  const { heads, names } = askableOf(containers);
  const first = head[0];
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  // What is empty begins as nothing does; of a packed file, it is what is left.
  if (first !== undefined) heads[first] ??= askedFor(first, containers);
  const asked = first === undefined ? NOBODY : heads[first]!;
  const claims: Container[] = [];
  for (const { container, at, members } of asked)
    if (at < bytes.length && members[bytes[at]!] === 1 && container.sniff(bytes)) claims.push(container);
  const allowed = claims.filter(
    (container) => !examinedBy.includes(container) && !(isExcerpt === true && container.notInDecodedText === true),
  );
  if (allowed.length > 0) return allowed;
  return names.filter((container) => container.sniffName?.(path, head) === true && !examinedBy.includes(container));
}

/** Who says that it can open what ends with `tail`. */
export function tailClaims(
  containers: readonly Container[],
  examinedBy: readonly Container[],
  tail: Uint8Array,
): readonly SourceContainer[] {
  return askableOf(containers).tails.filter(
    (container) => container.sniffTail?.(tail) === true && !examinedBy.includes(container),
  );
}

/** Who is asked to open it first, of those who know its head and those who are sure of its end. */
export function claimsByEnds(
  containers: readonly Container[],
  position: Pick<Position, 'path' | 'examinedBy' | 'isExcerpt'>,
  { head, tail }: Ends,
  atEnd: () => readonly SourceContainer[],
): readonly Container[] {
  const atHead = headClaims(containers, position, head);
  if (atHead.length === 0) return atHead;
  const sure = askableOf(containers).sureTails.filter(
    (container) => container.sniffTail?.(tail) === true && !position.examinedBy.includes(container),
  );
  if (sure.length > 0) return sure;
  return atHead.some(yieldsToEnd) && atEnd().length > 0 ? atHead.filter((one) => !yieldsToEnd(one)) : atHead;
}

/** What was opened by its head. */
interface OpenedAtHead {
  readonly claims: readonly Container[];
  readonly opening: Opening | undefined;
  readonly tail: Uint8Array;
}

/** Those of `atEnd`, known by `tail`, that have more to say of it. */
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

/** As zlib does: what begins as a stream of it may end as an image of a disk of Apple. */
export function yieldsToEnd(container: Container): boolean {
  return container.yieldsToEnd !== undefined;
}

/**
 * What came of claims: `all` when one that hands on all bytes could be opened; `some` when one could whose files lie plainly in what is
 * still to be scanned; `none` when one may not be opened, which is told. Where nothing could be, the bytes are to be looked through.
 */
export type Opening = 'all' | 'some' | 'none';
