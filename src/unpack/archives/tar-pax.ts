/** pax extended header records, POSIX.1-2001 "pax Header File Format": repeated `<length> <keyword>=<value>\n`. */
import { FormatError } from '../../model/errors.ts';
import { decodeUtf8OrLatin1 } from '../container/text.ts';
import type { TarContinued } from './tar-header.ts';
import { type PaxSparse, paxSparse } from './tar-sparse.ts';

/** The pax records that matter here; all others are just scanned. */
export interface PaxValues {
  readonly path?: string;
  readonly size?: number;
  readonly sparse?: PaxSparse;
  /** From a global header, which concerns the single file that follows (`GNU.volume.filename`, `.offset`). */
  readonly continued?: TarContinued | undefined;
}

/** @throws FormatError when a record is malformed */
export function parsePax(body: Uint8Array): PaxValues {
  const records: [keyword: string, value: string][] = [];
  for (let at = 0; at < body.length && body[at] !== 0; ) {
    const space = body.indexOf(0x20, at);
    const length = space < 0 ? Number.NaN : decimal(decodeUtf8OrLatin1(body.subarray(at, Math.min(space, at + 20))));
    const end = at + length;
    const equals = body.indexOf(0x3d, space);
    if (!(end <= body.length && end > space + 1) || equals < 0 || equals >= end || body[end - 1] !== 0x0a)
      throw new FormatError(`expected "<length> <keyword>=<value>" and a line feed at byte ${at} of the pax header`);
    records.push([
      decodeUtf8OrLatin1(body.subarray(space + 1, equals)),
      decodeUtf8OrLatin1(body.subarray(equals + 1, end - 1)),
    ]);
    at = end;
  }
  return paxValues(records);
}

function paxValues(all: readonly (readonly [string, string])[]): PaxValues {
  const records = new Map(all);
  const sparse = paxSparse(all);
  // GNU sparse 1.0 stores a made-up name in `path`, and the real one separately.
  const path = records.get('GNU.sparse.name') ?? records.get('path');
  const size = records.get('size');
  const bytes = size === undefined ? undefined : decimal(size);
  if (bytes !== undefined && !Number.isSafeInteger(bytes))
    throw new FormatError('expected a decimal number of bytes as size in the pax header');
  const offset = decimal(records.get('GNU.volume.offset') ?? '');
  return {
    ...(Number.isSafeInteger(offset) && { continued: { offset, name: records.get('GNU.volume.filename') } }),
    ...(path !== undefined && { path }),
    ...(bytes !== undefined && { size: bytes }),
    ...(sparse && { sparse }),
  };
}

/** NaN unless it is all digits. */
function decimal(text: string): number {
  return /^[0-9]+$/.test(text) ? Number(text) : Number.NaN;
}
