/**
 * Which texts a program for Android gives which names: static values, `name = "text"` of a field or a local variable, and what calls say
 * (java-calls.ts). Registers are followed as far as control does not come from elsewhere.
 */
import { FormatError } from '../../model/errors.ts';
import { bytesOf, longAt, shortAt, targetOf } from './dex-code.ts';
import type { DexFile, DexMethod } from './dex-file.ts';
import { pairArguments, SAME_TEXT } from './java-calls.ts';
import { type OnPair, OTHER, type TextItem } from './program-settings.ts';

const [MOVE, MOVE_FROM, MOVE_FAR, MOVE_RESULT] = [0x07, 0x08, 0x09, 0x0c];
const [CONST_STRING, CONST_STRING_JUMBO] = [0x1a, 0x1b];
const [IPUT_OBJECT, SPUT_OBJECT] = [0x5b, 0x69];
/** virtual, super, direct, static, interface; the same with a range of registers */
const [INVOKE, INVOKE_LAST, INVOKE_RANGE, INVOKE_RANGE_LAST] = [0x6e, 0x72, 0x74, 0x78];
const [INVOKE_STATIC, INVOKE_STATIC_RANGE] = [0x71, 0x77];

/** Arguments of calls behind a text. A call of 6 bytes may claim 255; 65,536 methods of a real file have a million. */
const MAX_LOOKS = 8 << 20;

export class DexPairs {
  readonly #file: DexFile;
  readonly #onPair: OnPair;
  readonly #registers = new Map<number, Uint8Array>();
  /** Of the call just before. */
  #result: TextItem;
  #looks = 0;

  constructor(file: DexFile, onPair: OnPair) {
    this.#file = file;
    this.#onPair = onPair;
  }

  readonly constant = (field: number, text: number): void => this.#pair(this.#file.field(field), this.#file.text(text));

  read(method: DexMethod): void {
    const { code } = method;
    const begun = new Map<number, Uint8Array>();
    this.#registers.clear();
    for (let at = 0; at < code.length; ) {
      const next = at + bytesOf(code, at);
      const target = targetOf(code, at);
      if (target === undefined) this.#step(code, at);
      else {
        const text = this.#textAt(code, at);
        if (text === undefined) this.#registers.delete(target);
        else {
          this.#registers.set(target, text);
          begun.set(placeOf(target, next / 2), text);
        }
      }
      at = next;
    }
    if (begun.size === 0) return;
    method.readLocals((address, register, name) => {
      const text = begun.get(placeOf(register, address));
      if (text !== undefined) this.#pair(this.#file.name(name), text);
    });
  }

  /** What an instruction puts into its register, if that is a text. */
  #textAt(code: Buffer, at: number): TextItem {
    const instruction = code[at];
    if (instruction === CONST_STRING) return this.#file.text(shortAt(code, at + 2));
    if (instruction === CONST_STRING_JUMBO) return this.#file.text(longAt(code, at + 2));
    if (instruction === MOVE_RESULT) return this.#result;
    if (instruction === MOVE) return this.#registers.get((code[at + 1] ?? 0) >> 4);
    if (instruction === MOVE_FROM) return this.#registers.get(shortAt(code, at + 2));
    return instruction === MOVE_FAR ? this.#registers.get(shortAt(code, at + 4)) : OTHER;
  }

  #step(code: Buffer, at: number): void {
    const instruction = code[at]!;
    const second = code[at + 1] ?? 0;
    this.#result = OTHER;
    if (this.#registers.size === 0) return;
    const isCall = instruction >= INVOKE && instruction <= INVOKE_LAST;
    const isLongCall = instruction >= INVOKE_RANGE && instruction <= INVOKE_RANGE_LAST;
    if (isCall || isLongCall) {
      const isStatic = instruction === INVOKE_STATIC || instruction === INVOKE_STATIC_RANGE;
      this.#call(shortAt(code, at + 2), isCall ? listAt(code, at) : rangeAt(code, at), isStatic);
    } else if (instruction === SPUT_OBJECT) this.#put(shortAt(code, at + 2), second);
    else if (instruction === IPUT_OBJECT) this.#put(shortAt(code, at + 2), second & 0xf);
    else if (LEAVES.has(instruction)) this.#registers.clear();
  }

  #put(field: number, register: number): void {
    const text = this.#registers.get(register);
    if (text !== undefined) this.#pair(this.#file.field(field), text);
  }

  #call(index: number, registers: readonly number[], isStatic: boolean): void {
    this.#looks += registers.length;
    if (this.#looks > MAX_LOOKS) throw new FormatError('expected fewer arguments of calls in a DEX file');
    const texts = registers.map((register) => this.#registers.get(register));
    if (texts.every((text) => text === undefined)) return;
    const { owner, name, shorty } = this.#file.method(index);
    const given: TextItem[] = [];
    let at = isStatic ? 0 : 1;
    for (const letter of shorty.slice(1)) {
      given.push(texts[at]);
      at += TAKES_TWO.has(letter) ? 2 : 1;
    }
    if (at === texts.length) pairArguments(given, name, owner, this.#onPair);
    if (!isStatic && SAME_TEXT.test(name)) this.#result = texts[0];
  }

  #pair(name: string, text: TextItem): void {
    if (text !== undefined) this.#onPair(name, text);
  }
}

/** What comes next is reached from elsewhere. */
const LEAVES = new Set([...[0x0e, 0x0f, 0x10, 0x11], 0x27, ...[0x28, 0x29, 0x2a]]); // return, throw, goto
/** A long and a double. */
const TAKES_TWO = new Set(['J', 'D']);

function placeOf(register: number, address: number): number {
  return register * 2 ** 32 + address;
}

/*  1  1  how many in the upper half, the fifth in the lower      4  2  half a byte for each of four, the lowest first */
function listAt(code: Buffer, at: number): number[] {
  const [counts, four] = [code[at + 1] ?? 0, shortAt(code, at + 4)];
  return [four & 0xf, (four >> 4) & 0xf, (four >> 8) & 0xf, four >> 12, counts & 0xf].slice(0, counts >> 4);
}

/*  1  1  how many      4  2  the first */
function rangeAt(code: Buffer, at: number): number[] {
  const first = shortAt(code, at + 4);
  return Array.from({ length: code[at + 1] ?? 0 }, (_, index) => first + index);
}
