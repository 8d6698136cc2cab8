/**
 * zip: APPNOTE 6.3.10, with zip64; jar, war, apk, nupkg, whl, vsix and office documents are the same. The central directory
 * (listed by yauzl) determines the files. Whatever no entry accounts for, before, between and behind the entries, is searched
 * for local headers and otherwise comes out as is, so an archive without its directory, or with a stub before it, is
 * read too. Stored and deflated data is read; everything else gives a Trouble, and its packed bytes come out as is, as
 * does data that contradicts its CRC-32. Refused: archives in several parts (their directory is not used), encrypted central
 * directories.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ClaimedBytes } from '../container/claimed-bytes.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { Coverage, type Range } from '../container/coverage.ts';
import { damaged } from '../container/damaged.ts';
import { HEADER_BATCH_BYTES, HeaderPieces } from '../container/header-pieces.ts';
import { magic } from '../container/magic.ts';
import { claimsOf, hasOtherName } from './zip-claims.ts';
import { readZipDirectory } from './zip-directory.ts';
import { directoryRanges, endsWithZip, findZipEnd, type ZipEnd } from './zip-end.ts';
import { readZipFile } from './zip-file.ts';
import { isZipMember, zipMember } from './zip-member.ts';
import { isEmpty, type LocalHeader, readLocalHeader, type ZipRecord } from './zip-record.ts';
import { recoverZip } from './zip-recovery.ts';
import { Tries } from './zip-tries.ts';

export const zip: SourceContainer = {
  id: 'zip',
  title: 'zip (jar, war, apk, nupkg, whl, vsix, crx, docx …)',
  limits: 'encrypted entries; parts of a split zip',
  openedBy: 'yauzl, node:zlib, 7-Zip',
  headBytes: 8,
  reads: 'source',
  embeddedBy: [magic('50 4b 03 04')],
  sniffEmbedded: isZipMember,
  reportsAll: true,
  entriesInside: zipMember,
  firstBytes: [0x50],
  sniff: (head) => SIGNATURES.some((signature) => signature.equals(head.subarray(0, signature.length))),
  sniffTail: endsWithZip,
  entries: (source, budget) => new ZipReader(source, budget).entries(),
};

/** A local header; an empty archive; the first part of a split archive, or the mark of one that fitted in one part. */
const SIGNATURES = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08PK\x03\x04', 'PK00PK\x03\x04'].map((text) =>
  Buffer.from(text, 'latin1'),
);

/** Places of data to remember; data at others is read again when it is referred to again, within the budget. */
const MAX_TRIED = 200_000;

class ZipReader {
  readonly #source: ByteSource;
  readonly #budget: Budget;
  readonly #coverage = new Coverage();
  readonly #headers = new HeaderPieces();
  /** Keyed by where data begins; few places are tried twice. */
  readonly #tries = new Map<number, Tries>();
  /** Offsets of local headers whose data contradicts them: header and data are scanned as is. */
  readonly #unsound = new Set<number>();
  #repeats = 0;
  readonly #claimed: ClaimedBytes;
  #refused = 0;
  #otherNames = 0;
  #firstHeader = Number.POSITIVE_INFINITY;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = source;
    this.#budget = budget;
    this.#claimed = new ClaimedBytes(source.size);
  }

  async *entries(): AsyncGenerator<Entry | Trouble> {
    const end = findZipEnd(this.#source);
    yield* endTroubles(end, zip.sniff(this.#source.read(0, Math.min(zip.headBytes, this.#source.size))));
    if (end !== undefined) {
      for (const range of directoryRanges(end)) this.#coverage.add(range.start, range.end);
      if (!end.isMultiDisk) yield* this.#namedFiles(end);
    }
    const { holes, overlaps } = this.#coverage.survey(this.#source.size);
    const repeats = this.#repeats;
    if (overlaps + repeats + this.#refused > 0) yield overlapTrouble({ overlaps, repeats, refused: this.#refused });
    if (this.#otherNames > 0) yield otherNames(this.#otherNames);
    const recovery = { source: this.#source, budget: this.#budget, headers: this.#headers, tried: this.#unsound };
    for (const hole of holes) yield* recoverZip(recovery, hole, this.#kindOf(hole, end));
    // Comments and extra fields may contain another archive, or an entry that is in no directory.
    if (end !== undefined) for (const range of directoryRanges(end)) yield* recoverZip(recovery, range, 'directory');
    yield* this.#takeHeaders();
  }

  async *#namedFiles(end: ZipEnd): AsyncGenerator<Entry | Trouble> {
    for await (const record of readZipDirectory(this.#source, end, this.#budget)) {
      if ('trouble' in record) yield record;
      else yield* this.#namedFile(record, end);
      if (this.#headers.size >= HEADER_BATCH_BYTES) yield* this.#takeHeaders();
    }
  }

  async *#namedFile(record: ZipRecord, { shift }: ZipEnd): AsyncGenerator<Entry | Trouble> {
    const source = this.#source;
    const local =
      readLocalHeader(source, record.headerOffset + shift, source.size) ??
      readLocalHeader(source, record.headerOffset, source.size);
    if (local === undefined) yield noLocalHeader(record, shift);
    else yield* this.#readFile(local, record);
  }

  async *#readFile(local: LocalHeader, record: ZipRecord): AsyncGenerator<Entry | Trouble> {
    this.#firstHeader = Math.min(this.#firstHeader, local.headerOffset);
    // Several records of the same data cannot all match the name in its header: only the first is compared.
    if (!this.#tries.has(local.dataStart) && hasOtherName(local, record)) this.#otherNames++;
    const claims = await claimsOf(this.#source, local, record);
    if (claims.every((claim) => this.#isTried(local, claim))) {
      this.#repeats++;
      return;
    }
    this.#keepHeader(local, record);
    if (this.#claimed.areAll) {
      this.#refused++;
      return;
    }
    let end = local.dataStart;
    for (const claim of claims)
      if (!this.#isTried(local, claim)) end = Math.max(end, yield* this.#readClaim(local, claim));
    this.#claimed.add(end - local.dataStart);
  }

  /** @returns where the data ends */
  async *#readClaim(local: LocalHeader, claim: ZipRecord): AsyncGenerator<Entry | Trouble, number> {
    const { dataStart, headerOffset } = local;
    if (isEmpty(claim) && claim.name.endsWith('/')) {
      this.#noteTry(dataStart, claim, false);
      this.#coverage.add(headerOffset, dataStart);
      return dataStart;
    }
    const extent = yield* readZipFile(this.#source, { ...claim, dataStart }, this.#source.size, this.#budget);
    this.#noteTry(dataStart, claim, extent.isRead);
    if (extent.isSound) this.#coverage.add(headerOffset, extent.end);
    else this.#unsound.add(headerOffset);
    return extent.end;
  }

  #noteTry(dataStart: number, claim: ZipRecord, isRead: boolean): void {
    const tries = this.#tries.get(dataStart);
    if (tries !== undefined) tries.add(claim, isRead);
    else if (this.#tries.size < MAX_TRIED) this.#tries.set(dataStart, new Tries(claim, isRead));
  }

  /** Whether this data was read, or cannot be read by such a record. */
  #isTried({ dataStart }: LocalHeader, claim: ZipRecord): boolean {
    return this.#tries.get(dataStart)?.covers(claim) ?? false;
  }

  /**
   * Where an entry hides in an extra field, headers are no remainder, so that it is found like any in the middle of other
   * bytes.
   */
  *#takeHeaders(): Generator<Entry> {
    const hidesEntry = this.#headers.includes('PK\x03\x04');
    for (const entry of this.#headers.take()) yield hidesEntry ? { name: entry.name, open: entry.open } : entry;
  }

  /** The name is in the directory already, which is scanned as a whole. */
  #keepHeader(local: LocalHeader, record: ZipRecord): void {
    if (Buffer.compare(local.rawName, record.rawName) !== 0) this.#headers.add(local.rawName);
    this.#headers.add(local.extra);
  }

  #kindOf(hole: Range, end: ZipEnd | undefined): 'before' | 'between' | 'behind' {
    if (end === undefined) return 'between';
    if (hole.start >= end.end) return 'behind';
    return hole.end <= Math.min(this.#firstHeader, end.directoryStart ?? 0) ? 'before' : 'between';
  }
}

/**
 * @param begins whether it also begins as a zip: decoded text that only ends like one may be anything, as in the tests of archive/zip of Go
 */
function* endTroubles(end: ZipEnd | undefined, begins: boolean): Generator<Trouble> {
  if (end === undefined)
    yield damaged('expected an end of central directory record, found none: the archive is cut off');
  else if (end.isMultiDisk)
    yield {
      trouble: {
        code: 'unsupported',
        message: 'this is one part of a zip in several parts; put them together to have all of it scanned',
      },
      ...(!begins && { notInside: true as const }),
    };
  else if (end.directoryStart === undefined)
    yield damaged(`expected a central directory before offset ${end.directoryEnd}, found none`);
}

function noLocalHeader({ name, headerOffset }: ZipRecord, shift: number): Trouble {
  const at = headerOffset + shift;
  if (at >= 0) return damaged(`expected a local header at offset ${at}, found none`, name);
  return damaged(
    `expected the entry ${-at} bytes before the first byte: the beginning of the archive is missing`,
    name,
  );
}

/** A format recognised by its name (brotli, .iwa) is not opened under another. 7-Zip and unzip report the mismatch as well. */
function otherNames(count: number): Trouble {
  return damaged(
    `expected every entry to have one name, found ${count} with another one in the local header than in the central directory; they are read by the latter`,
  );
}

function overlapTrouble({
  overlaps,
  repeats,
  refused,
}: {
  overlaps: number;
  repeats: number;
  refused: number;
}): Trouble {
  const found =
    overlaps + repeats > 0
      ? `${repeats} that repeat and ${overlaps} that overlap the data of others, as in a zip bomb; repeated data is scanned once`
      : 'entries that claim more bytes together than the zip has';
  const unread =
    refused > 0 ? `, and ${refused} entries were not unpacked, since those before them have all the bytes` : '';
  return damaged(`expected every entry to have its own data, found ${found}${unread}`);
}
