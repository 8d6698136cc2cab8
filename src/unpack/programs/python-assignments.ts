/**
 * Which texts a program in Python gives which names: `NAME = 'text'`, `self.name = 'text'`, `settings['NAME'] = 'text'`, `connect(name='text')`,
 * `{'name': 'text'}` and `def connect(name='text')`. Its stack is followed as far as that takes.
 */
import type { InstructionSet, Step } from './python-instructions.ts';
import { type Code, type Constant, isCode, isTuple } from './python-marshal.ts';

/** A name and a text, for `textOf`. */
export type OnPair = (name: number, text: number) => void;

export function findPairs(code: Code, { steps, namesFunctions }: InstructionSet, onPair: OnPair): void {
  const stack = new Stack(code, namesFunctions, onPair);
  const { instructions } = code;
  let extended = 0;
  for (let at = 0; at + 1 < instructions.length; at += 2) {
    const step = steps[instructions[at]!]!;
    if (step === 'skip') continue;
    const argument = ((extended << 8) | instructions[at + 1]!) >>> 0;
    extended = step === 'extendArgument' ? argument : 0;
    if (step !== 'extendArgument') ACTIONS[step](stack, argument);
  }
}

/** In place of anything that is no constant. */
const OTHER = undefined;
/** Compilers write larger things piece by piece. */
const MAX_STACK = 1 << 16;
/** `a, b = 'one', 'two'`. */
const MAX_UNPACKED = 16;
const MAX_DEFAULTS = 64;
/** Of MAKE_FUNCTION and SET_FUNCTION_ATTRIBUTE: a tuple of default values, and three more things. */
const DEFAULTS = 1;
const ATTRIBUTES = [8, 4, 2, DEFAULTS];
/** Of FORMAT_VALUE. */
const HAS_FORMAT = 4;

type Action = (stack: Stack, argument: number) => void;

const ACTIONS: Readonly<Record<Exclude<Step, 'skip' | 'extendArgument'>, Action>> = {
  other: (stack) => stack.forget(),
  pushConstant: (stack, argument) => stack.push(stack.code.constants[argument]),
  push: (stack) => stack.push(OTHER),
  pushTwo: (stack) => stack.push(OTHER, OTHER),
  duplicate: (stack, argument) => stack.duplicate(argument),
  swap: (stack, argument) => stack.swap(argument),
  replace: (stack) => stack.make(1),
  drop: (stack) => stack.pop(),
  join: (stack) => stack.make(2),
  build: (stack, argument) => stack.push(stack.take(argument)),
  format: (stack, argument) => stack.make(argument & HAS_FORMAT ? 2 : 1),
  unpack: (stack, argument) => stack.unpack(argument),
  buildMap: (stack, argument) => {
    stack.pairInTurn(stack.take(2 * argument));
    stack.push(OTHER);
  },
  buildNamedMap: (stack, argument) => {
    stack.pairLast(stack.pop(), stack.take(argument));
    stack.push(OTHER);
  },
  addToMap: (stack) => stack.pairInTurn(stack.take(2)),
  call: (stack, argument) => stack.call(argument),
  callWithNames: (stack, argument) => {
    stack.nameArguments(stack.pop());
    stack.call(argument);
  },
  nameArguments: (stack, argument) => stack.nameArguments(stack.code.constants[argument]),
  storeGlobal: (stack, argument) => stack.nameGlobal(argument, stack.pop()),
  storeLocal: (stack, argument) => stack.nameLocal(argument, stack.pop()),
  storeAndPush: (stack, argument) => {
    stack.nameLocal(argument >> 4, stack.pop());
    stack.push(OTHER);
  },
  storeTwo: (stack, argument) => {
    stack.nameLocal(argument >> 4, stack.pop());
    stack.nameLocal(argument & 0xf, stack.pop());
  },
  storeAttribute: (stack, argument) => stack.nameGlobal(argument, stack.take(2).at(-2)),
  storeItem: (stack) => stack.nameItem(stack.take(3)),
  makeFunction: (stack, argument) => stack.makeFunction(argument),
  setDefaults: (stack, argument) => {
    const [values, made] = stack.take(2);
    if (argument === DEFAULTS) stack.pairDefaults(made, values);
    stack.push(made);
  },
};

class Stack {
  readonly code: Code;
  readonly #namesFunctions: boolean;
  readonly #onPair: OnPair;
  #items: Constant[] = [];
  #names: Constant;

  constructor(code: Code, namesFunctions: boolean, onPair: OnPair) {
    this.code = code;
    this.#namesFunctions = namesFunctions;
    this.#onPair = onPair;
  }

  push(...items: readonly Constant[]): void {
    if (this.#items.length + items.length > MAX_STACK) this.#items = [];
    this.#items.push(...items);
  }

  pop(): Constant {
    return this.#items.pop();
  }

  /** The last `count` items, or as many as are known. */
  take(count: number): Constant[] {
    return this.#items.splice(Math.max(0, this.#items.length - count));
  }

  /** Makes one of the last items, nothing is known of it. */
  make(ofItems: number): void {
    this.take(ofItems);
    this.push(OTHER);
  }

  duplicate(depth: number): void {
    this.push(this.#items.at(-Math.max(1, depth)));
  }

  /** @param depth of the item that changes places with the last */
  swap(depth: number): void {
    const items = this.#items;
    const [last, other] = [items.length - 1, items.length - Math.max(2, depth)];
    if (other < 0) this.forget();
    else [items[last], items[other]] = [items[other], items[last]];
  }

  nameGlobal(index: number, text: Constant): void {
    this.#pair(this.code.names[index], text);
  }

  nameLocal(index: number, text: Constant): void {
    this.#pair(this.code.locals[index], text);
  }

  nameItem([text, , key]: readonly Constant[]): void {
    this.#pair(key, text);
  }

  /** Of the arguments of the next call. */
  nameArguments(names: Constant): void {
    this.#names = names;
  }

  forget(): void {
    this.#items = [];
  }

  unpack(count: number): void {
    const tuple = this.pop();
    if (count > MAX_UNPACKED) this.#items = [];
    else for (let index = count - 1; index >= 0; index--) this.push(isTuple(tuple) ? tuple[index] : OTHER);
  }

  call(count: number): void {
    this.pairLast(this.#names, this.take(count));
    this.#names = undefined;
    this.make(1);
  }

  makeFunction(flags: number): void {
    if (this.#namesFunctions) this.pop();
    const made = this.pop();
    for (const flag of ATTRIBUTES) {
      if ((flags & flag) === 0) continue;
      const values = this.pop();
      if (flag === DEFAULTS) this.pairDefaults(made, values);
    }
    this.push(made);
  }

  /** Default values are those of the last parameters. */
  pairDefaults(made: Constant, values: Constant): void {
    if (!isCode(made) || !isTuple(values) || values.length > MAX_DEFAULTS) return;
    const first = made.parameters - values.length;
    for (const [index, value] of values.entries()) this.#pair(made.locals[first + index], value);
  }

  /** Names and values in turn; the last is a value. */
  pairInTurn(items: readonly Constant[]): void {
    for (let at = items.length - 1; at > 0; at -= 2) this.#pair(items[at - 1], items[at]);
  }

  /** Gives the names to the last values; of some, the values may be unknown. */
  pairLast(names: Constant, values: readonly Constant[]): void {
    if (!isTuple(names)) return;
    for (let back = Math.min(names.length, values.length); back > 0; back--)
      this.#pair(names.at(-back), values.at(-back));
  }

  #pair(name: Constant, text: Constant): void {
    if (typeof name === 'number' && typeof text === 'number') this.#onPair(name, text);
  }
}
