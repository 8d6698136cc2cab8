/**
 * Streams of `zfs send` (sys/zfs_ioctl.h of OpenZFS) whose blocks are packed as the pool has them (`-c`), or encrypted (`-w`). Others
 * hold files as they are, and are scanned as they lie.
 */
import { FormatError } from '../../model/errors.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { StreamContainer } from '../container/container.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { encryptedMessage } from './encrypted-message.ts';

/*  first record, little-endian
 *   0  4  0, it begins a stream   4  4  bytes behind it   8  8  2f5bacbac   16  8  bits 0 and 1: kind; from bit 2 on: features,
 *         of which 22 is packed blocks, 24 raw ones                                                            */
const MAGIC = magic('00 00 00 00 .. .. .. .. ac cb ba f5 02 00 00 00');
const FEATURES_AT = 19;
const [PACKED, RAW] = [1, 4];
const RECORD_BYTES = 312;

const featuresOf = (head: Uint8Array): number => head[FEATURES_AT] ?? 0;

export const zfsStream: StreamContainer = {
  id: 'zfs-stream',
  title: 'stream of zfs send, packed or encrypted (recognised, not opened)',
  reads: 'stream',
  headBytes: RECORD_BYTES,
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => head.length >= RECORD_BYTES && hasMagic(head, MAGIC) && (featuresOf(head) & (PACKED | RAW)) !== 0,
  // biome-ignore lint/correctness/useYield: it has nothing to yield
  async *entries(chunks) {
    const reader = new ChunkReader(chunks);
    const isRaw = (featuresOf(await reader.peek(RECORD_BYTES)) & RAW) !== 0;
    await reader.close();
    if (isRaw) throw new FormatError(encryptedMessage('stream of zfs send'), 'encrypted');
    const message = 'stream of zfs send, packed: keysieve cannot open it yet; send it without -c';
    throw new FormatError(message, 'unsupported');
  },
};
