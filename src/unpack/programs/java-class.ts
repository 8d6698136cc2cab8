/**
 * Class files of Java, Kotlin and Scala (`.class`, in JAR and WAR files). Texts are plain in the pool of constants, but their names are
 * elsewhere in it: those pairs come as assignments, `name = "value"`, if the name says that a secret follows.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { ClassFile } from './class-file.ts';
import { ANNOTATIONS, JavaAnnotations } from './java-annotations.ts';
import { JavaPairs } from './java-assignments.ts';
import { NAMES_OF_SECRETS, ProgramSettings } from './program-settings.ts';

/*  0  4  ca fe ba be
 *  4  2  minor version
 *  6  2  major version: 45 of Java 1.1, 70 of Java 26
 *  8  .  the pool of constants                    */
const MAGIC = magic('ca fe ba be');
const [VERSION_AT, HEAD_BYTES] = [6, 10];
/** Universal programs of Apple have the same magic number, and here how many there are in them. */
const [MIN_VERSION, MAX_VERSION] = [45, 120];
/** A pool of 65,535 constants and as many methods; real ones are of a few KiB. */
const MAX_BYTES = 16 << 20;

export const javaClass: SourceContainer = {
  id: 'java-class',
  title: 'class files of Java, Kotlin and Scala (settings as `name = "value"`)',
  limits: 'classes above 16 MiB; annotations of parameters',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEAD_BYTES,
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => {
    if (head.length < HEAD_BYTES || !hasMagic(head, MAGIC)) return false;
    const version = bufferOf(head).readUInt16BE(VERSION_AT);
    return version >= MIN_VERSION && version <= MAX_VERSION;
  },
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  if (source.size > MAX_BYTES)
    throw new FormatError('a class of Java of more than 16 MiB; its bytes are scanned as is', 'unsupported');
  const bytes = bufferOf(source.read(0, source.size));
  if (!NAMES_OF_SECRETS.test(bytes.toString('latin1'))) return;
  const file = new ClassFile(bytes);
  const settings = new ProgramSettings('a class of Java');
  let trouble: unknown;
  try {
    const pairs = new JavaPairs(file, settings.add);
    const annotations = new JavaAnnotations(file, settings.add);
    file.readMembers({
      onConstant: settings.add,
      onMethod: (method) => {
        budget.checkTime();
        pairs.read(method);
      },
      onAttribute: (kind, start, end, field) => {
        if (ANNOTATIONS.test(kind)) annotations.read(start, end, field);
      },
    });
  } catch (error) {
    trouble = error;
  }
  yield* settings.entries();
  if (trouble !== undefined) throw trouble;
}
