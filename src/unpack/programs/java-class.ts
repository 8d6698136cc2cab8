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
import { JavaPairs, MAX_NAME_BYTES } from './java-assignments.ts';

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
/** A damaged one may give the same long text a million names. */
const MAX_SETTINGS_BYTES = 4 << 20;
/** Words of names; most classes have none of these, and are not read further. */
const NAMES = /pass|pwd|secret|token|credential|api_?key|private_?key|access_?key|getConnection/i;

export const javaClass: SourceContainer = {
  id: 'java-class',
  title: 'class files of Java, Kotlin and Scala (settings as `name = "value"`)',
  limits: 'classes above 16 MiB; annotations',
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
  if (!NAMES.test(bytes.toString('latin1'))) return;
  const file = new ClassFile(bytes);
  const lines: Uint8Array[] = [];
  let size = 0;
  const add = (name: string, text: Uint8Array) => {
    if (size > MAX_SETTINGS_BYTES || name.length > MAX_NAME_BYTES || !NAMES.test(name)) return;
    const line = assignmentOf(name, text);
    size += line?.length ?? 0;
    if (line !== undefined && size <= MAX_SETTINGS_BYTES) lines.push(line);
  };
  let trouble: unknown;
  try {
    const pairs = new JavaPairs(file, add);
    file.readMembers(add, (method) => {
      budget.checkTime();
      pairs.read(method);
    });
  } catch (error) {
    trouble = error;
  }
  if (lines.length > 0) yield { name: 'settings', open: () => linesOf(lines) };
  if (size > MAX_SETTINGS_BYTES)
    yield { trouble: { code: 'budget', message: 'more than 4 MiB of settings of a class of Java; no more were read' } };
  if (trouble !== undefined) throw trouble;
}

/** In quotes, as in a program: without them, `USER_PWD=userPassword` would be a line of an environment. */
function assignmentOf(name: string, text: Uint8Array): Uint8Array | undefined {
  if (text.length < MIN_TEXT_BYTES || text.length > MAX_TEXT_BYTES || text.includes(LINE_FEED)) return undefined;
  const quote = Uint8Array.of(text.includes(DOUBLE) ? SINGLE : DOUBLE);
  return Buffer.concat([Buffer.from(name, 'latin1'), SIGN, quote, text, quote, END]);
}
/** What is shorter is no secret; what is longer or has lines is recognised by itself, or not at all. */
const [MIN_TEXT_BYTES, MAX_TEXT_BYTES] = [4, 1024];
const [LINE_FEED, DOUBLE, SINGLE] = [0x0a, 0x22, 0x27];
const [SIGN, END] = [Buffer.from(' = '), Uint8Array.of(LINE_FEED)];

async function* linesOf(lines: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield Buffer.concat(lines);
}
