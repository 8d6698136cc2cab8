import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { systemPath } from '../model/system-path.ts';
import type { ArtifactRef } from './task.ts';

/** Programs and text are typically compressed to a third. */
const UNPACKED = 3;
/** First bytes of packed files: zip, gzip, xz, Zstandard, 7z, bzip2, RAR. */
const PACKED = ['504b0304', '1f8b08', 'fd377a58', '28b52ffd', '377abcaf', '425a68', '52617221'];

/** Estimates how many bytes there will be to scan. A file that cannot be read counts as 0; the scan reports it. */
export function expectedBytes(artifacts: readonly ArtifactRef[]): number {
  return artifacts.reduce((sum, { file }) => sum + expectedOf(file), 0);
}

function expectedOf(file: string): number {
  const size = statSync(systemPath(file), { throwIfNoEntry: false })?.size ?? 0;
  return size < 1 << 20 || !isPacked(file) ? size : UNPACKED * size;
}

function isPacked(file: string): boolean {
  try {
    const descriptor = openSync(systemPath(file), 'r');
    try {
      const head = Buffer.alloc(4);
      readSync(descriptor, head);
      return PACKED.some((magic) => head.toString('hex').startsWith(magic));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}
