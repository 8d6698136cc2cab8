/*  Runs as Firebird packs records (sqz.cpp, Compressor::unpack), a step:
 *  0  1  signed: n above 0: so many bytes follow as they are; 0: nothing
 *        below 0: the byte after it, -n times; but -1: as often as the 2 bytes between them say, -2: the 4 bytes (ODS 13.1)       */
const [LONG_RUN, LONGER_RUN] = [-1, -2];
/** No secret contains as many equal bytes in a row. */
const SHORT_RUN_BYTES = 64;

export interface Unpacked {
  /** Input bytes of complete steps. */
  readonly read: number;
  /** Where their output ends in the target. */
  readonly end: number;
  /** Bytes that the steps stand for. */
  readonly bytes: number;
}

export interface RunsTarget {
  readonly room: Uint8Array;
  /** Where in `room` the output begins. */
  readonly at: number;
  /** Limit on the bytes that they stand for; further steps are not read. */
  readonly maxBytes: number;
  /** Writes only the beginning of a long run: for a quick look that does not count bytes. */
  readonly cutsRuns: boolean;
}

/** Unpacks `source`, up to a step that is cut off, exceeds the limit, or does not fit. */
export function unpackSignedRuns(source: Uint8Array, { room, at, maxBytes, cutsRuns }: RunsTarget): Unpacked {
  let [read, end, bytes] = [0, at, 0];
  let [runByte, runBytes] = [-1, 0];
  while (read < source.length && bytes < maxBytes) {
    const control = (source[read]! << 24) >> 24;
    if (control >= 0) {
      const next = read + 1 + control;
      if (next > source.length || bytes + control > maxBytes || end + control > room.length) break;
      for (let from = read + 1; from < next; from++) room[end++] = source[from]!;
      [read, bytes, runBytes] = [next, bytes + control, control === 0 ? runBytes : 0];
      continue;
    }
    const lengthBytes = control === LONG_RUN ? 2 : control === LONGER_RUN ? 4 : 0;
    const byteAt = read + 1 + lengthBytes;
    if (byteAt >= source.length) break;
    const run = lengthBytes === 0 ? -control : lengthOf(source, read + 1, lengthBytes);
    const byte = source[byteAt]!;
    if (bytes + run > maxBytes) break;
    if (byte !== runByte) [runByte, runBytes] = [byte, 0];
    const made = cutsRuns ? Math.min(run, Math.max(0, SHORT_RUN_BYTES - runBytes)) : run;
    if (end + made > room.length) break;
    room.fill(byte, end, end + made);
    [read, end, bytes, runBytes] = [byteAt + 1, end + made, bytes + run, runBytes + run];
  }
  return { read, end, bytes };
}

function lengthOf(source: Uint8Array, at: number, bytes: number): number {
  let length = 0;
  for (let index = bytes - 1; index >= 0; index--) length = length * 256 + source[at + index]!;
  return length;
}
