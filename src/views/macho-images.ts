/**
 * The LC_NOTE `all image infos` of a Mach-O core: the path of each image and the addresses of its segments (lldb,
 * ObjectFileMachO.cpp, "all image infos"). Its offsets are relative to the beginning of the file.
 */
import { FormatError } from '../model/errors.ts';
import type { Span } from './address-spans.ts';
import type { Fields } from './fields.ts';
import type { NamedRange } from './region-layout.ts';
import type { Region } from './view.ts';

const NOTE = 'note all image infos';
/** A macOS process loads a few hundred, each with about five segments. */
const MAX_IMAGES = 1 << 14;
const MAX_IMAGE_SEGMENTS = 64;
/** PATH_MAX of macOS. */
const MAX_PATH_BYTES = 1024;

/** An invalid note gives no names, and is not reported, since names are its only purpose. */
export function readImageNames(fields: Fields, notes: readonly Region[], segments: readonly Span[]): NamedRange[] {
  const note = notes.find(({ name }) => name === NOTE);
  if (note === undefined) return [];
  const ends = new Map(segments.map(({ start, end }) => [start, end]));
  const names: NamedRange[] = [];
  try {
    const count = Math.min(fields.u32(note.offset + 4), MAX_IMAGES); //  4  4  imgcount
    const entries = fields.size64(note.offset + 8); //  8  8  entries_fileoff
    const entryBytes = fields.u32(note.offset + 16); // 16  4  entries_size
    if (fields.u32(note.offset) !== 1 || entryBytes < 48) return []; //  0  4  version
    for (let index = 0; index < count; index++) addImage(fields, entries + index * entryBytes, ends, names);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  }
  return names;
}

function addImage(fields: Fields, at: number, ends: ReadonlyMap<bigint, bigint>, names: NamedRange[]): void {
  const pathAt = fields.size64(at); //  0  8  filepath_offset
  const moduleBase = fields.u64(at + 24); // 24  8  load_address, after the UUID
  const list = fields.size64(at + 32); // 32  8  seg_addrs_offset
  const count = Math.min(fields.u32(at + 40), MAX_IMAGE_SEGMENTS); // 40  4  segment_count
  const path = fields.text(pathAt, Math.max(0, Math.min(MAX_PATH_BYTES, fields.size - pathAt)));
  for (let index = 0; index < count; index++) {
    const segment = fields.text(list + index * 32, 16); //  0 16  segname
    const start = fields.u64(list + index * 32 + 16); // 16  8  vmaddr, then 8 unused
    const end = ends.get(start);
    if (end !== undefined) names.push({ start, end, name: `${path} ${segment}`, moduleBase });
  }
}
