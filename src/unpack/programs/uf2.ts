/**
 * Firmware as UF2 (microsoft/uf2): blocks of 512 bytes, each with its address, for boards whose boot loader is a USB drive. The bytes
 * are put in address order; the rest of each block is a checksum or tags, and is handed on.
 */
import type { Budget } from '../../bytes/budget.ts';
import { isZero } from '../../bytes/zeros.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { SpooledPieces } from '../container/spooled-pieces.ts';
import { type AddressedBytes, entriesByAddress } from './address-runs.ts';

/*  block, little-endian
 *  0    8   magic number
 *  8    4   flags: 1 not for the flash memory
 *  12   4   address
 *  16   4   bytes of data, at most 476
 *  20   12  number of the block, count of blocks, family or size
 *  32   476 data
 *  508  4   magic number                                          */
const BLOCK_BYTES = 512;
const DATA_AT = 32;
const MAX_DATA_BYTES = 476;
const MAGIC = magic('55 46 32 0a 57 51 5d 9e');
const END_MAGIC = 0x0ab16f30;
const BLOCKS_PER_CHECK = 1 << 12;

export const uf2: StreamContainer = {
  id: 'uf2',
  title: 'UF2 firmware',
  reads: 'stream',
  headBytes: MAGIC.bytes.length,
  embeddedBy: [MAGIC],
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => hasMagic(head, MAGIC),
  sniffEmbedded: (bytes) => blockIn(bytes) !== undefined,
  entries,
};

/** @returns undefined when no block begins with `bytes` */
function blockIn(bytes: Uint8Array): (AddressedBytes & { readonly rest: Uint8Array }) | undefined {
  if (bytes.length < BLOCK_BYTES || !hasMagic(bytes, MAGIC)) return undefined;
  const block = Buffer.from(bytes.buffer, bytes.byteOffset, BLOCK_BYTES);
  const length = block.readUInt32LE(16);
  if (length > MAX_DATA_BYTES || block.readUInt32LE(BLOCK_BYTES - 4) !== END_MAGIC) return undefined;
  const data = block.subarray(DATA_AT, DATA_AT + length);
  return { address: block.readUInt32LE(12), bytes: data, rest: block.subarray(DATA_AT + length, BLOCK_BYTES - 4) };
}

async function* entries(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const reader = new ChunkReader(chunks);
  const others = new SpooledPieces('between');
  let damagedBlocks = 0;
  const blocks = async function* (): AsyncGenerator<AddressedBytes> {
    for (let count = 0; ; count++) {
      if (count % BLOCKS_PER_CHECK === 0) budget.checkTime();
      const ahead = await reader.peek(2 * BLOCK_BYTES);
      const block = blockIn(ahead);
      // A damaged block still takes up its place.
      if (block === undefined && blockIn(ahead.subarray(BLOCK_BYTES)) === undefined) return;
      const rest = block?.rest ?? ahead.subarray(0, BLOCK_BYTES);
      await reader.take(BLOCK_BYTES);
      if (block === undefined) damagedBlocks++;
      if (!isZero(rest)) {
        others.begin();
        others.add(rest);
      }
      if (block !== undefined) yield block;
    }
  };
  try {
    yield* entriesByAddress(blocks(), budget);
    if (damagedBlocks > 0) yield damaged(`damaged blocks of UF2, scanned as is: ${damagedBlocks}`);
    yield* others.entries();
    const { position } = reader;
    if ((await reader.peek(1)).length > 0) {
      const message = `expected a block of UF2 at byte ${position}; the bytes there are scanned as is`;
      if (!reader.failed) yield { ...damaged(message), notInside: true };
      yield remainder('behind', () => reader.rest(), position);
    }
    reader.throwIfFailed();
  } finally {
    others.close();
    await reader.close();
  }
}
