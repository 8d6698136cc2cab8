/**
 * An image after other bytes: the body of an upload (multipart/form-data), a recorded request, a report with a head of its own. Only a
 * whole image is taken, so that what merely looks like the beginning of one costs no gap; its bytes are scanned in any case.
 */
import type { ByteSource } from '../bytes/byte-source.ts';
import { sliceOf } from '../bytes/joined-source.ts';
import { FormatError } from '../model/errors.ts';
import type { ImageMemory, View, ViewReader } from './view.ts';

/** Longer than the heads of any request; read of every file that no reader recognises. */
export const MAX_BYTES_BEFORE = 64 << 10;
/** Of ELF cores and of minidumps, in either byte order. The tables of both say where they end: of others, what follows would be damage. */
const MAGICS = [Buffer.from('\x7fELF'), Buffer.from('MDMP'), Buffer.from('PMDM')];
/** Each reads the tables of a format. */
const MAX_TRIES = 16;

export function imageBehindOthers(source: ByteSource, readers: readonly ViewReader[]): View | undefined {
  let tries = 0;
  for (const { start, reader } of beginningsIn(source, readers)) {
    if (tries++ === MAX_TRIES) return undefined;
    const view = wholeView(sliceOf(source, start), reader);
    if (view !== undefined) return shifted(view, start);
  }
  return undefined;
}

/** Where one of them may begin, after at least one byte. */
export function* beginningsIn(source: ByteSource, readers: readonly ViewReader[]) {
  const head = source.read(0, Math.min(MAX_BYTES_BEFORE, source.size));
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  for (const magic of MAGICS) {
    for (let start = bytes.indexOf(magic, 1); start > 0; start = bytes.indexOf(magic, start + 1)) {
      const reader = readers.find(({ sniff }) => sniff(bytes.subarray(start)));
      if (reader !== undefined) yield { start, reader };
    }
  }
}

function wholeView(source: ByteSource, reader: ViewReader): View | undefined {
  try {
    const view = reader.open(source);
    return view.troubles.length === 0 && view.regions.length > 0 ? view : undefined;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/** The same of what its source is a part of. */
function shifted({ memory, regions, ...view }: View, start: number): View {
  return {
    ...view,
    regions: regions.map((region) => ({ ...region, offset: region.offset + start })),
    memory: shiftedMemory(memory, start),
  };
}

function shiftedMemory(memory: ImageMemory, start: number): ImageMemory {
  const { pointerBytes, littleEndian } = memory;
  return {
    ...(pointerBytes && { pointerBytes }),
    ...(littleEndian !== undefined && { littleEndian }),
    peek: (address, length) => memory.peek(address, length),
    offsetOf: (address) => {
      const offset = memory.offsetOf?.(address);
      return offset === undefined ? undefined : offset + start;
    },
  };
}
