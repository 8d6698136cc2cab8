/** A zlib stream (RFC 1950) inside a file that is also scanned as is: sections of programs, names of profiles. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64BE } from '../../bytes/size64.ts';
import { adler32 } from '../checksums/adler32.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { DeflatedData, type PackedExtent } from './deflated-entry.ts';

const HEADER_BYTES = 2;
const CHECK_BYTES = 4;

/*  0  1  CMF: low 4 bits 8 = deflate, high 4 bits at most 7: window of 2^(n + 8) bytes
 *  1  1  FLG: bit 5 = a dictionary is needed; CMF * 256 + FLG is a multiple of 31       */
export function isZlib(head: Uint8Array): boolean {
  const [cmf = 0, flg = 0] = head;
  return (cmf & 0x0f) === 8 && cmf >> 4 <= 7 && (cmf * 256 + flg) % 31 === 0;
}

/** Yields the unpacked bytes as an entry, then reports any mismatch with the declared sizes. */
export async function* readZlib(source: ByteSource, extent: PackedExtent): AsyncGenerator<Entry | Trouble> {
  const { name, start, end } = extent;
  const head = source.read(start, Math.min(HEADER_BYTES, end - start));
  if (!isZlib(head)) {
    yield damaged('expected a zlib stream, found other bytes', name);
    return;
  }
  if (((head[1] ?? 0) & 0x20) !== 0) {
    const message = 'the zlib stream needs a dictionary that is not here; only the packed bytes are scanned';
    yield { name, trouble: { code: 'unsupported', message } };
    return;
  }
  let sum = 1;
  const data = new DeflatedData(source, { ...extent, start: start + HEADER_BYTES }, (chunk) => {
    sum = adler32(chunk, sum);
  });
  // What follows the stream in the section is not its own; of a broken one, only the beginning is known to be.
  const taken = () => [{ start, end: data.end === undefined ? start + 1 : Math.min(data.end + CHECK_BYTES, end) }];
  yield { name, open: () => data.read(), whole: () => data.whole(), taken };
  const wrong = data.wrongSize ?? wrongSum(source, extent, data.end, sum);
  if (wrong !== undefined) yield damaged(wrong, name);
}

/** A description, if the checksum after the data is wrong. @param dataEnd undefined when not all was read */
function wrongSum(source: ByteSource, { end }: PackedExtent, dataEnd: number | undefined, sum: number) {
  if (dataEnd === undefined) return undefined;
  if (end - dataEnd < CHECK_BYTES) return 'the zlib stream is cut off in its checksum';
  const check = Buffer.from(source.read(dataEnd, CHECK_BYTES)).readUInt32BE(0);
  return check === sum ? undefined : 'the Adler-32 does not fit the data, which is scanned as it is';
}

/*  0  4  'ZLIB'
 *  4  8  unpacked size, big endian in every file
 * 12  n  zlib stream                              */
const ZDEBUG_HEADER_BYTES = 12;

export function isZdebug(source: ByteSource, start: number): boolean {
  // Names in a library may begin like this too: `ZLIB_VERSION`.
  if (start + ZDEBUG_HEADER_BYTES + HEADER_BYTES > source.size) return false;
  const head = source.read(start, ZDEBUG_HEADER_BYTES + HEADER_BYTES);
  return Buffer.from(head).toString('latin1', 0, 4) === 'ZLIB' && isZlib(head.subarray(ZDEBUG_HEADER_BYTES));
}

/**
 * A section `.zdebug_*` (`__zdebug_*` in Mach-O), in which older GNU tools and Go's linker to this day pack debug information: no
 * unpacked section has such a name.
 */
export async function* readZdebug(
  source: ByteSource,
  { name, start, end }: Omit<PackedExtent, 'size'>,
): AsyncGenerator<Entry | Trouble> {
  if (end - start < ZDEBUG_HEADER_BYTES || !isZdebug(source, start)) {
    yield damaged('expected a section that begins with ZLIB, found another one; it is scanned as is', name);
    return;
  }
  const size = size64BE(Buffer.from(source.read(start + 4, 8)), 0);
  yield* readZlib(source, { name, start: start + ZDEBUG_HEADER_BYTES, end, size });
}
