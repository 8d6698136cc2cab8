/** Object headers of HDF5 (specification, section IV.A): the messages that a group or a dataset consists of. */
import { FormatError } from '../../model/errors.ts';
import type { Fields, Hdf5File } from './hdf5-file.ts';

export const MESSAGE = {
  ...{ dataspace: 1, linkInfo: 2, datatype: 3, link: 6, layout: 8, filters: 11, continuation: 16, symbols: 17 },
} as const;

export interface Message {
  readonly type: number;
  /** It is stored elsewhere, and this says where. */
  readonly isShared: boolean;
  readonly fields: Fields;
}

/** A block of messages. */
interface Block {
  readonly fields: Fields;
  readonly isNew: boolean;
  readonly hasOrder: boolean;
}

/*  header, version 1                     version 2
 *   0  1  version                         0  4  OHDR
 *   2  2  messages                        4  1  version
 *   4  4  references                      5  1  flags: bits 0 and 1: bytes of the size; 4 orders, 10 limits, 20 times
 *   8  4  bytes of messages               6  .  20: four times of 4 bytes; 10: two numbers of 2
 *  16  .  messages                        .  .  bytes of messages; messages; 4 sum                     */
const V1_BYTES = 16;
const V2_BYTES = 6;
const [HAS_ORDER, HAS_LIMITS, HAS_TIMES] = [4, 0x10, 0x20];
const SIGNATURE = 'OHDR';
const MORE = 'OCHK';
const [TIMES_BYTES, LIMITS_BYTES] = [16, 4];
const SHARED = 2;
/** Each holds at least one message, and an object has some dozens, or 65,535 attributes. */
const MAX_BLOCKS = 1 << 16;

/** All messages except those that refer to further blocks. */
export function* messagesOf(file: Hdf5File, at: number): Generator<Message> {
  const blocks = [firstBlock(file, at)];
  let count = 1;
  for (let block = blocks.pop(); block !== undefined; block = blocks.pop())
    for (const message of messagesIn(block)) {
      if (message.type !== MESSAGE.continuation) yield message;
      else if (++count > MAX_BLOCKS) throw new FormatError(`the header of HDF5 at ${at} goes on without end`);
      else blocks.push(nextBlock(file, message.fields, block));
    }
}

function firstBlock(file: Hdf5File, at: number): Block {
  const head = file.structure(at, V1_BYTES);
  if (head.bytes[0] === 1) {
    head.skip(8);
    const bytes = head.number(4);
    return { fields: file.structure(at + V1_BYTES, bytes), isNew: false, hasOrder: false };
  }
  if (Buffer.from(head.take(SIGNATURE.length)).toString('latin1') !== SIGNATURE || head.number(1) !== 2)
    throw new FormatError(`expected the header of an object of HDF5 at ${at}, found something else`);
  const flags = head.number(1);
  const before = ((flags & HAS_TIMES) === 0 ? 0 : TIMES_BYTES) + ((flags & HAS_LIMITS) === 0 ? 0 : LIMITS_BYTES);
  const sizeBytes = 1 << (flags & 3);
  const messagesAt = V2_BYTES + before + sizeBytes;
  const bytes = file.structure(at + V2_BYTES + before, sizeBytes).number(sizeBytes);
  const fields = file.summed(at, messagesAt + bytes, SIGNATURE);
  fields.at = messagesAt;
  return { fields, isNew: true, hasOrder: (flags & HAS_ORDER) !== 0 };
}

function nextBlock(file: Hdf5File, where: Fields, { isNew, hasOrder }: Block): Block {
  const at = where.address();
  const bytes = where.length();
  const fields = isNew ? file.summed(at, Math.max(0, bytes - 4), MORE) : file.structure(at, bytes);
  return { fields, isNew, hasOrder };
}

/*  message, version 1                    version 2
 *   0  2  type                            0  1  type
 *   2  2  bytes                           1  2  bytes
 *   4  1  flags: 2 shared; 3 zero         3  1  flags
 *   8  .  its fields                      4  2  its order, where there is one
 *                                         .  .  its fields; what is left at the end is too short for one */
function* messagesIn({ fields, isNew, hasOrder }: Block): Generator<Message> {
  const headBytes = isNew ? 4 + (hasOrder ? 2 : 0) : 8;
  while (fields.left >= headBytes) {
    const type = fields.number(isNew ? 1 : 2);
    const bytes = fields.number(2);
    const flags = fields.number(1);
    fields.skip(headBytes - (isNew ? 4 : 5));
    yield { type, isShared: (flags & SHARED) !== 0, fields: fields.part(bytes) };
  }
}
