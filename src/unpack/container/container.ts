import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Gap } from '../../model/gap.ts';
import type { Range } from './coverage.ts';
import type { Magic, Mark } from './magic.ts';

/** An item inside a container. */
export interface Entry {
  /** As the archive states it, decoded; untrusted and possibly long, empty, repeated or hostile. */
  readonly name: string;
  /**
   * The entry's bytes, in chunks of any size, which nobody will change. Called at most once, before the next entry is
   * asked for; a consumer may stop early. Errors: FormatError (after all bytes that could be had), and whatever the
   * container's own input throws, unchanged.
   */
  open(): AsyncIterable<Uint8Array>;
  /**
   * The same bytes at once, for a small entry: saves most of the cost of an entry of a few KiB. Called at most once, before
   * `open`, which is called only when this returns undefined. Never throws.
   */
  whole?(): Uint8Array | undefined;
  /**
   * For an entry most of whose bytes were in another one: what remains to be searched if no container opens it, at the same offsets.
   * Called at most once, after `whole`; undefined: all of it.
   */
  unsearched?(this: void): ByteSource | undefined;
  /**
   * Made by `remainder`: bytes in which the container has already looked for its own format in vain. The walk does not
   * ask it again; otherwise the two would loop.
   */
  readonly isRemainder?: true;
  /** For bytes after the container's own: where they begin in its input. */
  readonly startsAt?: number;
  /**
   * For a codec that yields something from nearly any bytes; called after the entry was read. The offset in its input up to which
   * checksums prove that the bytes are its own. What it read beyond that may belong to something else.
   */
  soundUntil?(): number;
  /**
   * For a codec whose headers may claim the same bytes over and over; called after the entry was read. How many bytes were read and
   * unpacked for what turned out not to be its own. In the middle of other bytes, attempts are limited by the sum of these.
   */
  wastedBytes?(): number;
  /**
   * For a container that keeps its leaf to be searched; called after the entry was visited, whether or not anybody read it. Returns the
   * ranges of its input that are in the entry, or were unpacked into it. A find of that search within them would be the entry once more,
   * and is skipped. So it may name only bytes that its reader proved it used, and none after those: where a stream ends is known only
   * after reading it.
   */
  taken?(): readonly Range[];
}

/** A problem that leaves the rest of the container readable; the walk makes a gap of it at `name` inside the container. */
export interface Trouble {
  readonly trouble: Pick<Gap, 'code' | 'message'>;
  /** The entry concerned; absent: the container itself. */
  readonly name?: string;
  /**
   * About bytes before or after the container's own: in the middle of other bytes, or in decoded text, those may be anything, so the
   * trouble is dropped there.
   */
  readonly notInside?: true;
}

interface ContainerBase {
  readonly id: string;
  /** Human-readable name and variants, for the tables in the documents. */
  readonly title: string;
  /** What of the format is not read, in a few words, for the same tables. */
  readonly limits?: string;
  /** The third-party code that reads it, for the same tables; absent: our own. */
  readonly openedBy?: string;
  /** Yields something from anything that begins like its data, having no names and tables to check against. */
  readonly isCodec?: true;
  /** A line of it may stand for many others, so that it unpacks to far more than it is long, without being packed. */
  readonly repeats?: true;
  /** Bytes that `sniff` wants to see; the walk passes fewer only when there are no more. */
  readonly headBytes: number;
  /** Every first byte that `sniff` accepts; absent: any. Spares most formats the question about most files. */
  readonly firstBytes?: readonly number[] | undefined;
  /** For formats that may begin with anything: a later byte that is one of these wherever `sniff` says yes. */
  readonly mark?: Mark | undefined;
  /** Must be cheap and go by content only; a name never decides. A wrong yes costs a gap, a wrong no hides content. */
  sniff(head: Uint8Array): boolean;
  /**
   * Not asked about decoded text from the middle of a file: there, a document about the format shows an example, and so does a
   * program's test.
   */
  readonly notInDecodedText?: true;
  /** Gives way to a format recognised by its end: an Apple disk image may begin with a zlib stream. */
  readonly yieldsToEnd?: true;
  /**
   * For a format without a magic number (Brotli, `.iwa`), or one that can be read past a damaged head (tar): asked with the path and the
   * head when no container recognises the head.
   */
  sniffName?(name: string, head: Uint8Array): boolean;
  /**
   * Magic numbers by which it is also found in the middle of other bytes, such as an archive after a program's stub: each with
   * four or more fixed bytes in a row. A match is confirmed by `sniffEmbedded`, or else by `sniff`. Programs that know a format
   * contain its magic number too, so anything but a codec must be sure before it claims such bytes: damage after its head is a
   * gap.
   */
  readonly embeddedBy?: readonly Magic[];
  /**
   * The size of one container at the beginning of `source`, if known: for a format whose reader would take what follows for more of
   * the same.
   */
  endInside?(source: ByteSource, budget: Budget): number | undefined;
  /** It has searched all of its input for more of its own format, so its remainder is not searched for that again. */
  readonly reportsAll?: true;
  /**
   * It has no sizes or ids of its own, and its entries may be any part of it: one inside another, at any depth, is not opened, which is
   * a gap. Otherwise hostile input, in which each claims all that follow, would be opened in more ways than there are bytes.
   */
  readonly isNeverInside?: true;
  /** The entries of an embedded container, where they differ from those of `entries`. */
  entriesInside?(source: ByteSource, budget: Budget): AsyncIterable<Entry | Trouble>;
  /**
   * Asked in place of `sniff` for an embedded container, with up to 4 KiB: for a format whose head alone also occurs in
   * noise.
   */
  sniffEmbedded?(bytes: Uint8Array): boolean;
  /**
   * For a magic number too short to be an anchor: finds by itself what begins in [start, end) of `bytes`. Called for everything
   * scanned that is not text (it has a NUL). Yields ascending offsets. Must cost less than 0.2 ns a byte.
   */
  findEmbedded?(bytes: Uint8Array, start: number, end: number): Iterable<number>;
  /**
   * The bytes themselves are scanned too, as a leaf, beside the entries made from them. A file that it claims is also offered to
   * containers recognised by a file's end; and when it finds nothing to open, its input counts as no container, at any depth.
   * `searched`: a program in which a section or two are packed; archives and encoded text are looked for in it as in any leaf (see
   * `Entry.taken`). `as is`: it stores its files plainly, next to remains of deleted ones; the content of the files is known by
   * their entries already, so only detectors look at the rest.
   */
  readonly keepsLeaf?: 'searched' | 'as is';
}

/**
 * Reads forwards only: gzip, tar. Spooled only when something else wants to read the same bytes. When `chunks` throws,
 * the container hands on what it has and rethrows that same error, so that the walk recognises it and reports it once.
 */
export interface StreamContainer extends ContainerBase {
  readonly reads: 'stream';
  entries(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncIterable<Entry | Trouble>;
}

/** Needs its end, or random access: zip. The walk spools it when it comes out of another container. */
export interface SourceContainer extends ContainerBase {
  readonly reads: 'source';
  /** Also recognised by its end (an archive after a stub): called with the last TAIL_BYTES, when the head says no. */
  sniffTail?(tail: Uint8Array): boolean;
  /** This end alone identifies the format, whatever the first bytes are: those belong to its content. `sniffTail` must be cheap. */
  readonly isSureOfEnd?: true;
  /** Whether an end like this only describes the bytes before it: when a disk that lies there was opened, it adds nothing. */
  holdsOnlyWhatIsBefore?(tail: Uint8Array): boolean;
  entries(source: ByteSource, budget: Budget): AsyncIterable<Entry | Trouble>;
}

/**
 * Makes new bytes out of bytes. Unless the container has `keepsLeaf`, what it yields must cover everything of its input that
 * could hold content: bytes that belong to no entry (before, between, after) come as a `remainder`. Throwing FormatError ends
 * the container; what was yielded before stays scanned, and the walk reports the rest as a gap. The call of `entries` itself
 * throws nothing: errors surface when the first entry is asked for. Each problem is reported once: by a Trouble, by an error of
 * an entry, or by an error of the container. The walk counts entries and their bytes against `budget`; a container calls its
 * `checkTime` in loops that yield nothing for long.
 */
export type Container = StreamContainer | SourceContainer;

/** Bytes that `sniffTail` gets: 64 KiB of comment, the record before it, and some room for bytes after both. */
export const TAIL_BYTES = 66 << 10;
