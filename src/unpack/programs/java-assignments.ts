/**
 * Which texts a program in Java, Kotlin or Scala gives which names: `name = "text"` of a field or a local variable, `setName("text")`,
 * `put("name", "text")`, and the last argument of what is called after a password. Its stack is followed as far as that takes.
 */
import type { ClassFile, Method } from './class-file.ts';
import { pairArguments, SAME_TEXT } from './java-calls.ts';
import { type OnPair, OTHER, type TextItem } from './program-settings.ts';
import { TextStack } from './text-stack.ts';

/* Instructions (JVMS, section 6.5) by what they do here. All others leave a stack of which nothing is known. */
const [LDC, LDC_W, LDC2_W] = [0x12, 0x13, 0x14];
const [ACONST_NULL, SIPUSH] = [0x01, 0x11];
const [ILOAD, ALOAD_3, IALOAD, SALOAD] = [0x15, 0x2d, 0x2e, 0x35];
const [ISTORE, ASTORE, ASTORE_0, ASTORE_3, IASTORE, SASTORE] = [0x36, 0x3a, 0x4b, 0x4e, 0x4f, 0x56];
const [POP, DUP] = [0x57, 0x59];
const [TABLESWITCH, LOOKUPSWITCH, WIDE, IINC] = [0xaa, 0xab, 0xc4, 0x84];
const [GETSTATIC, PUTSTATIC, GETFIELD, PUTFIELD] = [0xb2, 0xb3, 0xb4, 0xb5];
const [INVOKEVIRTUAL, INVOKESTATIC, INVOKEINTERFACE, INVOKEDYNAMIC] = [0xb6, 0xb8, 0xb9, 0xba];
const [NEW, NEWARRAY, ARRAYLENGTH, CHECKCAST, INSTANCEOF] = [0xbb, 0xbc, 0xbe, 0xc0, 0xc1];

const BYTES_OF = new Uint8Array(256).fill(1);
for (const [first, last, bytes] of [
  [0x10, 0x10, 2],
  [SIPUSH, SIPUSH, 3],
  [LDC, LDC, 2],
  [LDC_W, LDC2_W, 3],
  [ILOAD, 0x19, 2],
  [ISTORE, ASTORE, 2],
  [IINC, IINC, 3],
  [0x99, 0xa8, 3],
  [0xa9, 0xa9, 2],
  [GETSTATIC, INVOKESTATIC, 3],
  [INVOKEINTERFACE, INVOKEDYNAMIC, 5],
  [NEW, NEW, 3],
  [NEWARRAY, NEWARRAY, 2],
  [0xbd, 0xbd, 3],
  [CHECKCAST, INSTANCEOF, 3],
  [0xc5, 0xc5, 4],
  [0xc6, 0xc7, 3],
  [0xc8, 0xc9, 5],
] as const)
  BYTES_OF.fill(bytes, first, last + 1);

/** Of all methods of a class. */
export class JavaPairs {
  readonly #file: ClassFile;
  readonly #onPair: OnPair;
  /** By descriptor: code may call the same method 20,000 times. */
  readonly #parameters = new Map<string, Parameters | undefined>();

  constructor(file: ClassFile, onPair: OnPair) {
    this.#file = file;
    this.#onPair = onPair;
  }

  read(method: Method): void {
    const pairs = new PairsOfMethod(this.#file, method, this.#onPair, (type) => this.#parametersOf(type));
    const { code } = method;
    for (let at = 0; at < code.length; ) {
      const next = at + lengthAt(code, at);
      pairs.step(code, at, next);
      at = next;
    }
  }

  #parametersOf(type: string): Parameters | undefined {
    if (!this.#parameters.has(type)) this.#parameters.set(type, parametersOf(type));
    return this.#parameters.get(type);
  }
}

function lengthAt(code: Uint8Array, at: number): number {
  const instruction = code[at]!;
  if (instruction === WIDE) return code[at + 1] === IINC ? 6 : 4;
  if (instruction !== TABLESWITCH && instruction !== LOOKUPSWITCH) return BYTES_OF[instruction]!;
  // Behind up to three bytes, as numbers of four: where to go by default; from and to, or how many pairs.
  const table = (at + 4) & ~3;
  const entries =
    instruction === LOOKUPSWITCH ? 2 * long(code, table + 4) : long(code, table + 8) - long(code, table + 4) + 1;
  const head = instruction === LOOKUPSWITCH ? 8 : 12;
  return entries < 0 ? code.length : table - at + head + 4 * entries;
}

const short = (code: Uint8Array, at: number): number => ((code[at] ?? 0) << 8) | (code[at + 1] ?? 0);
const long = (code: Uint8Array, at: number): number => (short(code, at) << 16) | short(code, at + 2);

class PairsOfMethod {
  readonly #file: ClassFile;
  readonly #method: Method;
  readonly #onPair: OnPair;
  readonly #parametersOf: (type: string) => Parameters | undefined;
  readonly #stack = new TextStack();

  constructor(file: ClassFile, method: Method, onPair: OnPair, parameters: (type: string) => Parameters | undefined) {
    this.#file = file;
    this.#method = method;
    this.#onPair = onPair;
    this.#parametersOf = parameters;
  }

  step(code: Uint8Array, at: number, next: number): void {
    const instruction = code[at]!;
    const stack = this.#stack;
    if (instruction === LDC) stack.push(this.#file.string(code[at + 1] ?? 0));
    else if (instruction === LDC_W) stack.push(this.#file.string(short(code, at + 1)));
    else if (instruction >= INVOKEVIRTUAL && instruction <= INVOKEDYNAMIC) this.#call(instruction, short(code, at + 1));
    else if (instruction === PUTSTATIC || instruction === PUTFIELD) {
      this.#pair(this.#file.member(short(code, at + 1)).name, stack.pop());
      if (instruction === PUTFIELD) stack.pop();
    } else if (instruction === ASTORE) this.#store(code[at + 1] ?? 0, next);
    else if (instruction >= ASTORE_0 && instruction <= ASTORE_3) this.#store(instruction - ASTORE_0, next);
    else if (instruction === DUP) stack.duplicate();
    else if (instruction !== CHECKCAST && instruction !== 0) this.#other(instruction);
  }

  #other(instruction: number): void {
    const stack = this.#stack;
    const isPush =
      (instruction >= ACONST_NULL && instruction <= ALOAD_3) || instruction === GETSTATIC || instruction === NEW;
    if (isPush) stack.push(OTHER);
    else if ((instruction >= ISTORE && instruction < ASTORE_0) || instruction === POP) stack.pop();
    else if (instruction === GETFIELD || (instruction >= NEWARRAY && instruction <= ARRAYLENGTH)) stack.make(1);
    else if (instruction >= IALOAD && instruction <= SALOAD) stack.make(2);
    else if (instruction >= IASTORE && instruction <= SASTORE) stack.take(3);
    else stack.clear();
  }

  /** A variable begins to have a value behind the instruction that stores the first. */
  #store(slot: number, next: number): void {
    const text = this.#stack.pop();
    if (text === undefined) return;
    this.#pair(this.#method.local(slot, next), text);
  }

  #call(instruction: number, index: number): void {
    const { owner, name, type } = this.#file.member(index);
    const parameters = this.#parametersOf(type);
    if (parameters === undefined) {
      this.#stack.clear();
      return;
    }
    const given = this.#stack.take(parameters.count);
    const isOnObject = instruction !== INVOKESTATIC && instruction !== INVOKEDYNAMIC;
    const on = isOnObject ? this.#stack.pop() : OTHER;
    if (given.length === parameters.count) pairArguments(given, name, owner, this.#onPair);
    if (!parameters.isVoid) this.#stack.push(SAME_TEXT.test(name) ? on : OTHER);
  }

  #pair(name: string | undefined, text: TextItem): void {
    if (name !== undefined && text !== undefined) this.#onPair(name, text);
  }
}

interface Parameters {
  readonly count: number;
  readonly isVoid: boolean;
}

/** Of a descriptor (4.3.3), `(ILjava/lang/String;[B)V`. A long and a double count as one, as everywhere here. */
function parametersOf(type: string): Parameters | undefined {
  const end = type.indexOf(')');
  if (type.charAt(0) !== '(' || end < 0) return undefined;
  const count = type.slice(1, end).match(PARAMETER)?.length ?? 0;
  return { count, isVoid: type.charAt(end + 1) === 'V' };
}
const PARAMETER = /\[*(?:L[^;]*;|[BCDFIJSZ])/g;
