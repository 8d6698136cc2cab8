import type { ByteSource } from '../bytes/byte-source.ts';
import { MemorySource } from '../bytes/memory-source.ts';
import { KeysieveError } from '../model/errors.ts';
import { beginningsIn, imageBehindOthers } from '../views/behind-others.ts';
import { viewReaders } from '../views/catalog.ts';
import { memoryStart, rawMemoryView } from '../views/raw-memory.ts';
import type { View, ViewReader } from '../views/view.ts';
import type { PartRecorder } from './part-recorder.ts';

/** Bytes of the head that are needed to tell whether a file has a view. */
export const VIEW_HEAD_BYTES = Math.max(0, ...viewReaders.map(({ headBytes }) => headBytes));

function readerFor(head: Uint8Array): ViewReader | undefined {
  return viewReaders.find((reader) => reader.sniff(head));
}

/**
 * The view of `source`, if it has one. Problems are recorded in `part`, when given; the bytes are scanned in any case.
 */
export function openView(source: ByteSource, path: string, part: PartRecorder | undefined): View | undefined {
  const reader = readerFor(source.read(0, Math.min(VIEW_HEAD_BYTES, source.size)));
  try {
    const view = reader?.open(source) ?? imageBehindOthers(source, viewReaders) ?? openRaw(source);
    if (view === undefined) return undefined;
    part?.addOpening(view.id, path);
    for (const trouble of view.troubles) part?.addGap({ path, ...trouble });
    return view;
  } catch (error) {
    part?.addError(path, error);
    if (part === undefined && !(error instanceof KeysieveError)) throw error;
    return undefined;
  }
}

/** Whether something that begins with `head` has a view, in which case all of it is needed before it can be scanned. */
export function needsView(head: Uint8Array): boolean {
  const source = new MemorySource(head);
  const mayHaveImage = beginningsIn(source, viewReaders).next().value !== undefined;
  return readerFor(head) !== undefined || mayHaveImage || memoryStart(source) !== undefined;
}

function openRaw(source: ByteSource): View | undefined {
  const start = memoryStart(source);
  return start === undefined ? undefined : rawMemoryView(start, source.size);
}
