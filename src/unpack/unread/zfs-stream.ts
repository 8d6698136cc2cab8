/**
 * Streams of `zfs send` (sys/zfs_ioctl.h of OpenZFS) with blocks packed as in the pool (`-c`; small ones with `-e`), or encrypted (`-w`).
 * Other streams hold files plainly. A stream of several snapshots or file systems (`-R`, `-I`, `-p`) begins with a list of them
 * (`send_prelim_records` of libzfs_sendrecv.c), whose record says nothing about blocks: the stream behind it does.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { SourceContainer } from '../container/container.ts';
import { bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { encryptedMessage } from './encrypted-message.ts';
import { notOpened } from './not-opened.ts';

/*  record that begins a stream, little-endian
 *   0  4  0   4  4  bytes behind it   8  8  2f5bacbac   16  8  bits 0 and 1: kind, 2 a list; from bit 2 on: features,
 *         of which 16 is small blocks packed, 22 packed blocks, 24 raw ones
 *  behind a list and the record that ends it, which is as long, the next begins                                             */
const MAGIC = magic('00 00 00 00 .. .. .. .. ac cb ba f5 02 00 00 00');
const [LIST_BYTES_AT, FEATURES_AT, RECORD_BYTES] = [4, 16, 312];
const [KINDS, LIST, SMALL_PACKED, PACKED, RAW] = [3, 2, 1 << 18, 1 << 24, 1 << 26];

export const zfsStream: SourceContainer = {
  id: 'zfs-stream',
  title: 'stream of zfs send, packed or encrypted (recognised, not opened)',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: RECORD_BYTES,
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => head.length >= RECORD_BYTES && hasMagic(head, MAGIC) && mayBePacked(head),
  async *entries(source) {
    const features = featuresOf(firstStream(source));
    if ((features & RAW) !== 0) yield* notOpened(encryptedMessage('stream of zfs send'), 'encrypted');
    if ((features & (PACKED | SMALL_PACKED)) === 0) return;
    const message = 'stream of zfs send, packed: keysieve cannot open it yet; send it without -c and -e';
    yield* notOpened(message, 'unsupported');
  },
};

const featuresOf = (head: Uint8Array): number => bufferOf(head).readUInt32LE(FEATURES_AT);
const isList = (head: Uint8Array): boolean => (featuresOf(head) & KINDS) === LIST;

function mayBePacked(head: Uint8Array): boolean {
  return isList(head) || (featuresOf(head) & (SMALL_PACKED | PACKED | RAW)) !== 0;
}

/** The first record of the stream, or of the first stream behind a list, if all of that is here. */
function firstStream(source: ByteSource): Uint8Array {
  const head = source.read(0, RECORD_BYTES);
  if (!isList(head)) return head;
  const at = RECORD_BYTES + bufferOf(head).readUInt32LE(LIST_BYTES_AT) + RECORD_BYTES;
  if (at + RECORD_BYTES > source.size) return head;
  const next = source.read(at, RECORD_BYTES);
  return hasMagic(next, MAGIC) ? next : head;
}
