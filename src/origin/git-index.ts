import { pathOfBytes } from '../model/system-path.ts';

/*
 * The index of a git checkout, which lists the tracked files. gitformat-index(5), versions 2 to 4. Extensions are
 * skipped: of a split index only its own entries are seen, and of a sparse one no folders.
 *
 *   0   4  "DIRC"
 *   4   4  version, big-endian
 *   8   4  number of entries
 *  12   …  entries, sorted by name
 *
 * An entry:
 *   0  24  times, device, inode
 *  24   4  mode: 0o100644 and 0o100755 are files, 0o120000 links, 0o160000 submodules, 0o040000 folders of a
 *          sparse index
 *  28  12  user, group, size
 *  40  20  SHA-1 of the content (32 in a repository with SHA-256)
 *  60   2  flags; bit 14: two more bytes of flags follow (version 3 and later)
 *  62   …  name, NUL, and up to 7 more NULs so that the entry is a multiple of 8; in version 4 the name omits the
 *          prefix that it shares with the one before, and there is no padding
 */
const SIGNATURE = 'DIRC';
const HEADER_BYTES = 12;
const MODE_OFFSET = 24;
const HASH_OFFSET = 40;
const MORE_FLAGS = 0x4000;
/**
 * PATH_MAX of Linux: a file with a longer path cannot be opened. In version 4, each entry may repeat most of the
 * previous name.
 */
const MAX_NAME_BYTES = 4096;
/** The names of 400,000 files take 40 MB. */
const MAX_NAMES_BYTES = 64 << 20;
const FILE_MODES = new Set([0o100644, 0o100755, 0o100664]);
const SUBMODULE_MODE = 0o160000;

/** Paths from the root of the checkout, with forward slashes. */
export interface TrackedPaths {
  /** Regular files. */
  readonly files: readonly string[];
  readonly submodules: readonly string[];
}

export const NOTHING_TRACKED: TrackedPaths = { files: [], submodules: [] };

/**
 * Paths of tracked files and submodules, as far as the index can be read. Names that lead out of the checkout are
 * omitted.
 * @param hashBytes 20, or 32 for SHA-256
 */
export function trackedPaths(index: Uint8Array, hashBytes: 20 | 32): TrackedPaths {
  const bytes = Buffer.from(index.buffer, index.byteOffset, index.length);
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, 4) !== SIGNATURE) return NOTHING_TRACKED;
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) return NOTHING_TRACKED;
  const count = bytes.readUInt32BE(8);
  const nameOffset = HASH_OFFSET + hashBytes + 2;
  const files = new Set<string>();
  const submodules = new Set<string>();
  let name: Uint8Array = new Uint8Array();
  let left = MAX_NAMES_BYTES;
  for (let at = HEADER_BYTES, read = 0; read < count && at + nameOffset < bytes.length; read++) {
    const mode = bytes.readUInt32BE(at + MODE_OFFSET);
    const hasMoreFlags = version > 2 && (bytes.readUInt16BE(at + nameOffset - 2) & MORE_FLAGS) !== 0;
    const start = at + nameOffset + (hasMoreFlags ? 2 : 0);
    const kept = version === 4 ? keptPart(bytes, start, name) : { part: new Uint8Array(), next: start };
    const end = kept === undefined ? -1 : bytes.indexOf(0, kept.next);
    if (kept === undefined || end < 0) break;
    const nameBytes = kept.part.length + end - kept.next;
    left -= nameBytes;
    if (nameBytes > MAX_NAME_BYTES || left < 0) break;
    name = Buffer.concat([kept.part, bytes.subarray(kept.next, end)]);
    at = version === 4 ? end + 1 : at + Math.ceil((end - at + 1) / 8) * 8;
    const path = pathOfBytes(Buffer.from(name));
    if (!staysInside(path)) continue;
    if (FILE_MODES.has(mode)) files.add(path);
    else if (mode === SUBMODULE_MODE) submodules.add(path);
  }
  return { files: [...files], submodules: [...submodules] };
}

/**
 * Version 4: reads how many bytes to drop from the end of the previous name, as an offset in git's packs is encoded.
 * @returns the rest of that name, and where the new part of this one begins
 */
function keptPart(bytes: Buffer, at: number, before: Uint8Array): { part: Uint8Array; next: number } | undefined {
  let next = at;
  let value = 0;
  for (let digits = 0; ; digits++) {
    const byte = bytes[next++];
    if (byte === undefined || digits > 4) return undefined;
    value = digits === 0 ? byte & 0x7f : ((value + 1) << 7) | (byte & 0x7f);
    if ((byte & 0x80) === 0) break;
  }
  return value > before.length ? undefined : { part: before.subarray(0, before.length - value), next };
}

/** git refuses such names, but somebody else may have made the index. */
function staysInside(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.split('/').some((name) => name === '..' || name === '.git');
}
