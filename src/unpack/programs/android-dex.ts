/**
 * Programs of Android (`classes.dex` in APK, AAB and AAR files). Texts are plain in their table, sorted, and their names are elsewhere in it:
 * those pairs come as assignments, `name = "value"`, if the name says that a secret follows.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { DexPairs } from './dex-assignments.ts';
import { DexFile } from './dex-file.ts';
import { ProgramSettings } from './program-settings.ts';

/*  0  4  "dex\n"                36  4  size of this head: 0x70, from version 041 on 0x78
 *  4  4  version: "035\0"       40  4  12 34 56 78 in the order of bytes                  */
const MAGIC = magic('64 65 78 0a 30');
const [ORDER_AT, ORDER, HEAD_BYTES] = [40, 0x1234_5678, 0x70];
/** Methods are limited to 65,536: those of large apps have 5 to 12 MiB. */
const MAX_BYTES = 32 << 20;

export const androidDex: SourceContainer = {
  id: 'android-dex',
  title: 'programs of Android (DEX; settings as `name = "value"`)',
  limits: 'files above 32 MiB; annotations; all but the first program of a file of version 041',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEAD_BYTES,
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) =>
    head.length >= HEAD_BYTES && hasMagic(head, MAGIC) && bufferOf(head).readUInt32LE(ORDER_AT) === ORDER,
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  if (source.size > MAX_BYTES)
    throw new FormatError('a DEX file of more than 32 MiB; its bytes are scanned as is', 'unsupported');
  const settings = new ProgramSettings('a program of Android');
  let trouble: unknown;
  try {
    const file = new DexFile(source.read(0, source.size));
    const pairs = new DexPairs(file, settings.add);
    file.readClasses(pairs.constant, (method) => {
      budget.checkTime();
      pairs.read(method);
    });
  } catch (error) {
    trouble = error;
  }
  yield* settings.entries();
  if (trouble !== undefined) throw trouble;
}
