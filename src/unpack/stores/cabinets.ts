/**
 * Databases of Tokyo Cabinet (tchdb.c, tcbdb.c), Kyoto Cabinet (kchashdb.h, kcplantdb.h) and QDBM (depot.c): hashes, and trees with
 * unpacked values. Packed ones are recognised, but not opened (`packedKeyValues`).
 */
import { size64At } from '../../bytes/size64.ts';
import type { Container, SourceContainer } from '../container/container.ts';
import { firstBytesOf, hasMagic, type Magic, magic, viewOf } from '../container/magic.ts';
import type { PairPlace } from '../records/pair-lines.ts';
import { KYOTO, leafPairs, type Numbers, TOKYO } from './cabinet-numbers.ts';
import { type ChainRecord, chainEntries, type RecordChain } from './record-chain.ts';

const HEAD_BYTES = 72;
/** Above any file size. */
const MAX_BYTES = 2 ** 48;

interface Cabinet {
  readonly id: string;
  readonly title: string;
  readonly mark: Magic;
  /** @param view of HEAD_BYTES. Undefined: of another kind, or packed */
  chainOf(view: DataView): RecordChain | undefined;
}

const word = (view: DataView, at: number, isLittleEndian: boolean): number => size64At(view, at, isLittleEndian);

/*  Tokyo, in either byte order as it was built: 32 1 kind: 0 hash, 1 tree; 34 1 power of two of the alignment; 36 1 flags: 1 large, others packed
 *  56  8  bytes of the file; 64  8  where records begin
 *  record: c8, 1 byte of a hash, two places of 4 bytes or 8, 2 bytes: room behind; bytes of the key, of the value; both
 *  free:   b0, 4 bytes: all of it                                                                                         */
function tokyo(view: DataView): RecordChain | undefined {
  const [kind, power, flags] = [32, 34, 36].map((at) => view.getUint8(at)) as [number, number, number];
  if (kind > 1 || power > 16 || flags > 1) return undefined;
  const alignmentBytes = 2 ** power;
  const placeBytes = flags === 1 ? 8 : 4;
  const isLittle = [true, false].find((each) => {
    const [start, end] = [word(view, 64, each), word(view, 56, each)];
    return start >= TOKYO_HEAD_BYTES && start <= end && end < MAX_BYTES;
  });
  if (isLittle === undefined) return undefined;
  return {
    ...{ start: word(view, 64, isLittle), end: word(view, 56, isLittle), alignmentBytes },
    recordIn(head) {
      const at = 2 + 2 * placeBytes;
      if (head.length < at + 5) return undefined;
      if (head[0] === 0xb0) return { bytes: viewOf(head).getUint32(1, isLittle), pair: undefined };
      if (head[0] !== 0xc8) return undefined;
      return behind(head, { at: at + 2, room: viewOf(head).getUint16(at, isLittle), numbers: TOKYO });
    },
    ...(kind === 1 && { pairsIn: (key, page) => (key[0] === 0x23 ? undefined : leafPairs(page, TOKYO)) }),
  };
}

const TOKYO_HEAD_BYTES = 256;

/*  Kyoto, big-endian: 8 1 kind: 30 hash, 31 tree; 9 1 power of the alignment; 10 1 power of the list of what is free
 *  11  1  flags: 1 small, places of 4 bytes and not 6; 2 a list in each bucket; 4 packed; 16 8 buckets; 40 8 bytes of the file
 *  record: 2 bytes: room behind, or cc and that in one; a place, and another but with lists; bytes of the key, of the value; both
 *  free:   dd dd, bytes of all of it, as wide as a place                                                                       */
function kyoto(view: DataView): RecordChain | undefined {
  const [kind, power, freePower, flags] = [8, 9, 10, 11].map((at) => view.getUint8(at)) as [
    number,
    number,
    number,
    number,
  ];
  if ((kind !== 0x30 && kind !== 0x31) || power > 16 || freePower > 20 || flags > 3) return undefined;
  const placeBytes = (flags & 1) === 0 ? 6 : 4;
  const places = (flags & 2) === 0 ? 2 : 1;
  const alignmentBytes = 2 ** power;
  const freeBytes = freePower === 0 ? 0 : FREE_ENTRY_BYTES * 2 ** freePower + FREE_END_BYTES;
  const tablesEnd = 64 + freeBytes + placeBytes * word(view, 16, false);
  const end = word(view, 40, false);
  if (end >= MAX_BYTES) return undefined;
  return {
    ...{ start: Math.ceil(tablesEnd / alignmentBytes) * alignmentBytes, end, alignmentBytes },
    recordIn(head) {
      const at = 2 + places * placeBytes;
      if (head.length < at) return undefined;
      const room = viewOf(head).getUint16(0, false);
      if (room === 0xdddd) {
        const size = head.subarray(2, 2 + placeBytes).reduce((sum, byte) => sum * 256 + byte, 0);
        return { bytes: size * alignmentBytes, pair: undefined };
      }
      if (room >= 0x8000 && head[0] !== 0xcc) return undefined;
      return behind(head, { at, room: head[0] === 0xcc ? head[1]! : room, numbers: KYOTO });
    },
    ...(kind === 0x31 && { pairsIn: (key, page) => (key[0] === 0x4c ? leafPairs(page, KYOTO) : undefined) }),
  };
}
/** Entries of the free list, and the two numbers and two marks behind it. */
const [FREE_ENTRY_BYTES, FREE_END_BYTES] = [6, 14];

/*  QDBM, here little-endian: 16 4 flags: 1 a tree, whose values are pages; 24 4 bytes of the file; 32 4 buckets of 4 bytes each, from 48 on
 *  record: 4 bytes each: flags (1 deleted), hash, bytes of the key, of the value, room behind, two places; key, value                    */
function qdbm(view: DataView): RecordChain | undefined {
  if (view.getUint32(16, true) !== 0) return undefined;
  return {
    ...{ start: 48 + 4 * view.getUint32(32, true), end: view.getUint32(24, true), alignmentBytes: 1 },
    recordIn(head) {
      if (head.length < DEPOT_BYTES) return undefined;
      const [keyBytes, valueBytes, room] = [8, 12, 16].map((at) => viewOf(head).getUint32(at, true)) as [
        ...[number, number, number],
      ];
      const valueAt = DEPOT_BYTES + keyBytes;
      return { bytes: valueAt + valueBytes + room, pair: { keyAt: DEPOT_BYTES, keyBytes, valueAt, valueBytes } };
    },
  };
}
const DEPOT_BYTES = 28;

/** @param at where the numbers of a record begin */
function behind(
  head: Uint8Array,
  { at, room, numbers }: { readonly at: number; readonly room: number; readonly numbers: Numbers },
): ChainRecord | undefined {
  const key = numbers(head, at);
  const value = key && numbers(head, key.next);
  if (key === undefined || value === undefined) return undefined;
  const valueAt = value.next + key.value;
  const pair: PairPlace = { keyAt: value.next, keyBytes: key.value, valueAt, valueBytes: value.value };
  return { bytes: valueAt + value.value + room, pair };
}

const CABINETS: readonly Cabinet[] = [
  {
    ...{
      id: 'tokyo-records',
      title: 'Tokyo Cabinet database (hash, tree; keys and values, one per line or as `name=value`)',
    },
    ...{ mark: magic('54 6f 4b 79 4f 20 43 61 42 69 4e 65 54 0a'), chainOf: tokyo },
  },
  {
    ...{
      id: 'kyoto-records',
      title: 'Kyoto Cabinet database (hash, tree; keys and values, one per line or as `name=value`)',
    },
    ...{ mark: magic('4b 43 0a 00'), chainOf: kyoto },
  },
  {
    ...{ id: 'qdbm-records', title: 'QDBM database (Depot; keys and values, one per line or as `name=value`)' },
    ...{ mark: magic('5b 64 65 70 6f 74 5d 0a 0c 00 00 00'), chainOf: qdbm },
  },
];

export const cabinets: readonly Container[] = CABINETS.map(({ id, title, mark, chainOf }): SourceContainer => {
  const chainIn = (head: Uint8Array): RecordChain | undefined =>
    head.length >= HEAD_BYTES && hasMagic(head, mark) ? chainOf(viewOf(head)) : undefined;
  return {
    ...{ id, title, reads: 'source', keepsLeaf: 'searched', headBytes: HEAD_BYTES, firstBytes: firstBytesOf([mark]) },
    sniff: (head) => chainIn(head) !== undefined,
    async *entries(source, budget) {
      yield* chainEntries(source, chainIn(source.read(0, HEAD_BYTES))!, budget);
    },
  };
});
