/**
 * Forensic images in Expert Witness format, version 1, of EnCase, SMART and FTK Imager ("Expert Witness Compression Format (EWF)" of
 * libewf): media or memory in chunks of 32 KiB, whose boundaries hide what crosses them. A large image consists of several segment
 * files.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ZlibPiece } from '../codecs/zlib-piece.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { Coverage } from '../container/coverage.ts';
import { damaged } from '../container/damaged.ts';
import { joinedPieces } from '../container/joined-pieces.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { EwfImage } from './ewf-image.ts';
import { readMedia } from './ewf-media.ts';
import { EwfNotes } from './ewf-notes.ts';
import {
  DESCRIPTOR_BYTES,
  FILE_HEADER_BYTES,
  readSections,
  type Section,
  type Sections,
  startsWithSection,
} from './ewf-sections.ts';
import { chunkPlaces, looseChunks, readTables } from './ewf-tables.ts';

const IMAGE = magic('45 56 46 09 0d 0a ff 00');
/** Logical evidence (L01) of EnCase, made of single files. */
const FILES = magic('4c 56 46 09 0d 0a ff 00');
const NAME = 'image';
/** An examiner's text, packed with zlib. */
const TEXTS = ['header', 'header2', 'xheader', 'xhash'];

export const ewf: SourceContainer = {
  id: 'ewf',
  title: 'forensic image in Expert Witness format (E01, s01, L01)',
  limits: 'data that crosses segments; the files of an L01 come as one',
  reads: 'source',
  headBytes: FILE_HEADER_BYTES,
  embeddedBy: [IMAGE, FILES],
  firstBytes: firstBytesOf([IMAGE, FILES]),
  sniff,
  // libewf contains the magic number.
  sniffEmbedded: (bytes) =>
    sniff(bytes) && startsWithSection(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
  entries,
};

function sniff(head: Uint8Array): boolean {
  return hasMagic(head, IMAGE) || hasMagic(head, FILES);
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const [notes, coverage] = [new EwfNotes(), new Coverage()];
  const head = Buffer.alloc(FILE_HEADER_BYTES);
  source.readInto(head.subarray(0, Math.min(source.size, head.length)), 0);
  const number = head.readUInt16LE(9);
  const sections = readSections(source, budget, notes);
  const media = readMedia(source, sections.list, notes);
  const tables = readTables(source, sections.list, budget, notes);
  if (media === undefined && number <= 1)
    notes.add('expected a section that says how long chunks are, found none; they are as long as they are', 0);
  yield* notes.troubles();
  for (const section of sections.list) if (TEXTS.includes(section.type)) yield* readText(source, section, coverage);

  const image = new EwfImage(source, budget, coverage, notes);
  const chunks = chunkPlaces(source, tables, sections.list, budget);
  const parts = { chunks, loose: looseChunks(sections.list), chunkBytes: media?.chunkBytes };
  // Without a sound end, it may go on with all segments that follow it, as each of those may.
  const wastedBytes = (): number => (sections.last === undefined ? image.size : 0);
  yield { name: NAME, open: () => image.read(parts), wastedBytes };
  yield* notes.troubles(NAME);
  const isWhole = number === 1 && sections.last === 'done' && hasMagic(head, IMAGE);
  if (isWhole && image.isThrough && media !== undefined && image.size < media.bytes)
    yield damaged(`expected an image of ${media.bytes} bytes, found ${image.size}`, NAME);
  yield* otherParts(number, sections, hasMagic(head, FILES));
  yield* remainders(source, coverage, sections.end, budget);
}

async function* readText(source: ByteSource, section: Section, coverage: Coverage): AsyncGenerator<Entry | Trouble> {
  const start = section.start + DESCRIPTOR_BYTES;
  const piece = new ZlibPiece(source, start, section.end);
  let isThrough = false;
  async function* open(): AsyncGenerator<Uint8Array> {
    yield* piece.read(Number.POSITIVE_INFINITY);
    isThrough = true;
  }
  yield { name: section.type, open };
  if (piece.end !== undefined) coverage.add(start, piece.end);
  if (isThrough && (piece.end === undefined || piece.hasWrongSum))
    yield damaged(`expected a text packed with zlib at byte ${start}, found one that is damaged`, section.type);
}

function* otherParts(number: number, { last }: Sections, hasFiles: boolean): Generator<Trouble> {
  const ends = [
    ...(number > 1 ? [`begins in segment ${number - 1} or before`] : []),
    ...(last === 'next' ? [`goes on in segment ${number + 1}`] : []),
  ];
  if (ends.length > 0)
    yield unsupported(
      `this is segment ${number} of an image that ${ends.join(' and ')}: the part that is here was scanned by itself; put the segments together (ewfexport) to have all of it scanned as one`,
    );
  if (hasFiles)
    yield unsupported(
      'logical evidence: its files were scanned as one, one after the other; export them before the scan to have each opened',
    );
}

function unsupported(message: string): Trouble {
  return { trouble: { code: 'unsupported', message } };
}

/** What no chunk and no text accounts for: descriptors, tables, hashes, and damaged parts. @param end of the last section */
function* remainders(source: ByteSource, coverage: Coverage, end: number, budget: Budget): Generator<Entry> {
  const { holes } = coverage.survey(end);
  if (holes.length > 0) yield remainder('between', () => joinedPieces(source, holes, budget));
  if (end < source.size) yield remainder('behind', () => streamOf(source, end), end);
}
