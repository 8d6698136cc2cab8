import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Gap } from '../../model/gap.ts';
import type { Range } from './coverage.ts';
import type { Magic, Mark } from './magic.ts';

/** Something that lies in a container. */
export interface Entry {
  /** As the archive says, decoded; untrusted and possibly long, empty, repeated or hostile. */
  readonly name: string;
  /**
   * The entry's bytes, in chunks of any size, which nobody will change. Called at most once, before the next entry is
   * asked for; a consumer may stop early. Errors: FormatError (after all bytes that could be had), and whatever the
   * container's own input throws, unchanged.
   */
  open(): AsyncIterable<Uint8Array>;
  /**
   * The same bytes at once, where they are few: spares an entry of a few KiB most of what it costs. Called at most once, before
   * `open`, which is called only when this gives undefined. Never throws.
   */
  whole?(): Uint8Array | undefined;
  /**
   * Made by `remainder`: bytes that the container has looked through and found none of its own format in. The walk does
   * not ask it again, or two of them would go round in a circle.
   */
  readonly isRemainder?: true;
  /** Of bytes that lie behind the container's own: where they begin in its input. */
  readonly startsAt?: number;
  /**
   * Of a codec that makes something of nearly all bytes, once the entry was read: up to where in its input checksums prove that they are
   * its own. What it has read behind that may be another's.
   */
  soundUntil?(): number;
  /**
   * Of a codec whose headers may claim the same bytes over and over, once the entry was read: how many bytes were read and unpacked for
   * what turned out not to be its own. In the middle of other bytes, so many of them are tried as cost little together.
   */
  vainBytes?(): number;
  /**
   * Of a container that keeps its leaf to be searched, asked when the entry was visited, whether or not anybody read it: which bytes of its
   * input are in the entry, or were unpacked into it. What is found in there by that search is the entry once more, and is passed
   * over. So it names what its reader proved that it used, and no byte behind that: where a stream ends only who has read it knows.
   */
  taken?(): readonly Range[];
}

/** A problem that leaves the rest of the container readable; the walk makes a gap of it at `name` inside the container. */
export interface Trouble {
  readonly trouble: Pick<Gap, 'code' | 'message'>;
  /** Entry that it concerns; absent: the container itself. */
  readonly name?: string;
  /** Of what lies behind the container's own bytes, or before them: in the middle of others, and in what text stands for, that is anything. */
  readonly notInside?: true;
}

interface ContainerBase {
  readonly id: string;
  /** Human name and variants, for the tables in the documents. */
  readonly title: string;
  /** What of the format is not read, in a few words, for the tables in the documents. */
  readonly limits?: string;
  /** Whose code reads it, for the same tables, where it is not ours. */
  readonly openedBy?: string;
  /** Gives something of anything that begins as its data does, and has no names and tables that would say more. */
  readonly isCodec?: true;
  /** Bytes that `sniff` wants to see; the walk gives fewer only when there are no more. */
  readonly headBytes: number;
  /** All bytes with which `sniff` says yes; absent: any. So most formats need not be asked about most files. */
  readonly firstBytes?: readonly number[] | undefined;
  /** A byte behind the first that is one of these wherever `sniff` says yes, for formats that begin with anything. */
  readonly mark?: Mark | undefined;
  /** Cheap and by content only; a name never decides. A wrong yes costs a gap, a wrong no hides content. */
  sniff(head: Uint8Array): boolean;
  /**
   * Not asked about text in the middle of a file that stands for other bytes: a document about the format shows an example there, and
   * so does a program's test.
   */
  readonly notInDecodedText?: true;
  /** What ends as a format that is known by its end is that one: an Apple disk image begins with a zlib stream. */
  readonly yieldsToEnd?: true;
  /**
   * For a format without a magic number (Brotli, `.iwa`), or one that is read on behind a damaged head (tar): asked with the path and the
   * head, when no container knows the head.
   */
  sniffName?(name: string, head: Uint8Array): boolean;
  /**
   * Magic numbers by which it is also found in the middle of other bytes, as an archive behind a program's stub is: four fixed
   * bytes or more in a row. `sniffEmbedded` or else `sniff` is asked there. Programs that know a format hold its magic number, too:
   * what is no codec and claims such bytes must be sure, since damage behind its head is a gap.
   */
  readonly embeddedBy?: readonly Magic[];
  /** Where one ends that begins with `source`, if that is known: for a format whose reader takes what follows for more of the same. */
  endInside?(source: ByteSource, budget: Budget): number | undefined;
  /** It has looked for more of its own in all of its input: what is left over is not searched for it once more. */
  readonly tellsOfAll?: true;
  /** What it gives there, where that is not what `entries` gives. */
  entriesInside?(source: ByteSource, budget: Budget): AsyncIterable<Entry | Trouble>;
  /** Asked there in place of `sniff`, with up to 4 KiB: for a format whose head alone stands in noise now and then. */
  sniffEmbedded?(bytes: Uint8Array): boolean;
  /**
   * For a magic number too short to be looked for: finds by itself what begins in [start, end) of `bytes`, in all that is scanned
   * and not text (it has a NUL). Offsets in order. Must cost less than 0.2 ns a byte.
   */
  findEmbedded?(bytes: Uint8Array, start: number, end: number): Iterable<number>;
  /**
   * The bytes themselves are scanned too, as a leaf, beside the entries that it makes. A file that it claims is also offered to
   * containers that are known by a file's end; and when it finds nothing to open it has opened nothing: its input counts as no
   * container, at any depth. `searched`: a program in which a section or two are packed; archives and text that hides text are looked
   * for in it as in any leaf (see `Entry.taken`). `as it lies`: it holds its files plainly, and beside them what no file holds any
   * more; what the files are is known by their entries already, so only detectors look at the rest.
   */
  readonly keepsLeaf?: 'searched' | 'as it lies';
}

/**
 * Read forwards only: gzip, tar. Spooled only when something else wants to read the same bytes. When `chunks` throws, the
 * container hands on what it has and throws that same error, so that the walk knows it again and reports it once.
 */
export interface StreamContainer extends ContainerBase {
  readonly reads: 'stream';
  entries(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncIterable<Entry | Trouble>;
}

/** Needs its end, or jumps: zip. The walk spools it when it comes out of another container. */
export interface SourceContainer extends ContainerBase {
  readonly reads: 'source';
  /** Also recognised by its end (an archive behind a stub): called with the last TAIL_BYTES, when the head says no. */
  sniffTail?(tail: Uint8Array): boolean;
  /** What ends so is that one alone, whatever it begins as: its first bytes are those of what it holds. `sniffTail` must be cheap. */
  readonly isSureOfEnd?: true;
  /** What ends so holds the bytes before its end and no others: where a disk that lies there was opened, it says no more. */
  holdsOnlyWhatIsBefore?(tail: Uint8Array): boolean;
  entries(source: ByteSource, budget: Budget): AsyncIterable<Entry | Trouble>;
}

/**
 * Makes new bytes out of bytes. What a container yields must cover all of its input that could hold content, but for one that
 * `keepsLeaf`: bytes that belong to no entry (before, between, behind) come as a `remainder`. Throwing FormatError ends the
 * container; what was yielded before stays scanned and the walk reports the rest as a gap. `entries` itself throws nothing: what
 * cannot be read is met when the first entry is asked for. One problem is told once: by a
 * Trouble, or by an error of an entry, or by an error of the container.
 *
 * The walk counts entries and bytes of entries against `budget`; a container asks it for the time (`checkTime`) in loops
 * that yield nothing for long.
 */
export type Container = StreamContainer | SourceContainer;

/** What `sniffTail` gets to see: 64 KiB of comment, the record before it, and some room for bytes behind both. */
export const TAIL_BYTES = 66 << 10;
