/**
 * Encrypted volumes of APFS (Apple File System Reference, 2020-06-22): 7-Zip shows none of their files, and says nothing. The
 * container's object map tells where volumes are. Only a map of a single node is read, so one with snapshots of hundreds of volumes is
 * not checked.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Trouble } from '../container/container.ts';
import { bufferOf } from '../container/magic.ts';
import { encryptedMessage } from '../unread/encrypted-message.ts';

/*  container                       object map            node of a tree                        volume
 *   36  4  bytes of a block        48  8  its tree       32  2  flags: 2 a leaf, 4 of pairs    32   4  "APSB"
 *  160  8  object map                                    36  4  how many keys                  264  8  flags: 1 not encrypted
 *                                                        40  2  list, from 56 on   42  2  its bytes: of each key 2 bytes, from the
 *                                                               list's end on, and 2 of its value, back from 40 bytes before the end
 *                                                               value: 8  8  block                                    */
const [BLOCK_BYTES_AT, MAP_AT, TREE_AT, NODE_DATA, TREE_INFO_BYTES, FLAGS_AT] = [36, 160, 48, 56, 40, 264];
const [LEAF, PAIRS, NOT_ENCRYPTED] = [2, 4, 1n];
const [MIN_BLOCK, LARGEST_BLOCK] = [4096, 65_536];
/** NX_MAX_FILE_SYSTEMS, and room for other entries of the map. */
const MAX_KEYS = 1000;

export function* encryptedApfs(source: ByteSource): Generator<Trouble> {
  let sealed = 0;
  for (const volume of volumesIn(source))
    if (volume.toString('latin1', 32, 36) === 'APSB' && (volume.readBigUInt64LE(FLAGS_AT) & NOT_ENCRYPTED) === 0n)
      sealed++;
  if (sealed > 0)
    yield {
      trouble: { code: 'encrypted', message: encryptedMessage(`volumes of APFS that are encrypted: ${sealed}`) },
    };
}

function* volumesIn(source: ByteSource): Generator<Buffer> {
  if (source.size < MIN_BLOCK) return;
  const container = bufferOf(source.read(0, MIN_BLOCK));
  const blockBytes = container.readUInt32LE(BLOCK_BYTES_AT);
  if (blockBytes < MIN_BLOCK || blockBytes > LARGEST_BLOCK) return;
  const blockAt = (index: bigint): Buffer | undefined => {
    const at = Number(index) * blockBytes;
    return at + blockBytes <= source.size ? bufferOf(source.read(at, blockBytes)) : undefined;
  };
  const node = blockAt(blockAt(container.readBigUInt64LE(MAP_AT))?.readBigUInt64LE(TREE_AT) ?? 0n);
  for (const index of valuesIn(node)) {
    const volume = blockAt(index);
    if (volume !== undefined) yield volume;
  }
}

/** The blocks that a single-node map points to. */
function* valuesIn(node: Buffer | undefined): Generator<bigint> {
  if (node === undefined || (node.readUInt16LE(32) & (LEAF | PAIRS)) !== (LEAF | PAIRS)) return;
  const keys = Math.min(node.readUInt32LE(36), MAX_KEYS);
  const list = NODE_DATA + node.readUInt16LE(40);
  for (let key = 0; key < keys && list + 4 * key + 4 <= node.length; key++) {
    const value = node.length - TREE_INFO_BYTES - node.readUInt16LE(list + 4 * key + 2);
    if (value >= NODE_DATA && value + 16 <= node.length) yield node.readBigUInt64LE(value + 8);
  }
}
