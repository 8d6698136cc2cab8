/**
 * A single file of a zip in the middle of other bytes (a zip in a program's data, a jar in a dump): read from its local header,
 * without the directory, which may be far away or gone. Stored files are visible without being opened.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { MemorySource } from '../../bytes/memory-source.ts';
import { deflateHead } from '../codecs/deflate-head.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { remainder } from '../container/remainder.ts';
import { readZipFile } from './zip-file.ts';
import { isMarked, readLocalHeader } from './zip-record.ts';

const DEFLATED = 8;

/** Whether a packed file begins here: programs that read zips contain the signature too. */
export function isZipMember(bytes: Uint8Array): boolean {
  const local = readLocalHeader(new MemorySource(bytes), 0, bytes.length);
  if (local === undefined || local.rawName.length === 0 || local.method === 0) return false;
  if (local.rawName.some((byte) => byte < 0x20)) return false;
  return local.method !== DEFLATED || isMarked(local) || deflateHead(bytes, local.dataStart) !== 'no';
}

export async function* zipMember(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const local = readLocalHeader(source, 0, source.size);
  if (local === undefined) return;
  const { end, isSound } = yield* readZipFile(source, local, source.size, budget);
  // Where the data is cut off, deflate has decoded some of what follows it.
  const from = isSound ? end : local.dataStart;
  yield remainder('behind', () => streamOf(source, from), from);
}
