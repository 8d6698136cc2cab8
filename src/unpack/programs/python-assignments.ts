/**
 * Which texts a program in Python gives which names: `NAME = 'text'`, `self.name = 'text'`, `settings['NAME'] = 'text'`, `connect(name='text')`
 * and `{'name': 'text'}`, as CPython 3.7 to 3.13 compile them (Lib/opcode.py, Lib/dis.py).
 */
import type { Code, Constant } from './python-marshal.ts';

/** A name and a text, for `textOf`. */
export type OnPair = (name: number, text: number) => void;

const STEPS = [
  /** Uses what is on the stack for something else. */
  'other',
  'loadConstant',
  /** Puts something else on the stack, or replaces what is there. */
  'load',
  'storeGlobal',
  'storeLocal',
  /** Stores one local and loads another: their numbers are in the two halves of the argument. */
  'storeLoadLocals',
  'storeAttribute',
  'storeItem',
  'buildMap',
  /** The constant before it is the tuple of names. */
  'withNames',
  /** Its argument is the constant that is the tuple of names. */
  'keywordNames',
  'extendedArgument',
  /** Room for the results of an instruction. */
  'cache',
] as const;
type Step = (typeof STEPS)[number];

/** Indexed by the number of an instruction. */
function stepsOf(numbers: Readonly<Partial<Record<Step, readonly number[]>>>): readonly Step[] {
  const steps: Step[] = Array.from({ length: 256 }, () => 'other');
  for (const step of STEPS) for (const number of numbers[step] ?? []) steps[number] = step;
  return steps;
}

const UP_TO_3_12 = stepsOf({
  loadConstant: [100],
  // LOAD_NAME, LOAD_ATTR, LOAD_GLOBAL, LOAD_FAST
  load: [101, 106, 116, 124],
  // STORE_NAME, STORE_GLOBAL
  storeGlobal: [90, 97],
  storeLocal: [125],
  storeAttribute: [95],
  storeItem: [60],
  buildMap: [105],
  // CALL_FUNCTION_KW, BUILD_CONST_KEY_MAP
  withNames: [141, 156],
  keywordNames: [172],
  extendedArgument: [144],
  cache: [0],
});

const OF_3_13 = stepsOf({
  loadConstant: [83],
  load: [82, 85, 91, 92],
  storeGlobal: [113, 114],
  storeLocal: [110],
  storeLoadLocals: [111],
  storeAttribute: [108],
  storeItem: [39],
  buildMap: [48],
  // BUILD_CONST_KEY_MAP, CALL_KW
  withNames: [46, 57],
  extendedArgument: [71],
  cache: [0],
});

/** RESUME, with which a function begins from 3.11 on, behind the instructions that make its cells. */
const RESUME: ReadonlyMap<number, readonly Step[]> = new Map([
  [151, UP_TO_3_12],
  [149, OF_3_13],
]);
const MAX_BEFORE_RESUME = 64;

function stepsIn(instructions: Uint8Array): readonly Step[] {
  const end = Math.min(instructions.length - 1, 2 * MAX_BEFORE_RESUME);
  for (let at = 0; at < end; at += 2) {
    const steps = RESUME.get(instructions[at]!);
    // Its argument says where: 0 at the start of a function.
    if (steps !== undefined && instructions[at + 1] === 0) return steps;
  }
  return UP_TO_3_12;
}

/** On the stack, in place of anything that is no constant. */
const OTHER = -1;

export function findPairs(code: Code, onPair: OnPair): void {
  const { instructions } = code;
  const steps = stepsIn(instructions);
  const stack: Constant[] = [];
  let extended = 0;
  for (let at = 0; at + 1 < instructions.length; at += 2) {
    const step = steps[instructions[at]!]!;
    if (step === 'cache') continue;
    const argument = (extended << 8) | instructions[at + 1]!;
    extended = step === 'extendedArgument' ? argument : 0;
    if (step === 'extendedArgument') continue;
    if (step === 'loadConstant') stack.push(code.constants[argument]);
    else if (step === 'load') stack.push(OTHER);
    else if (stack.length > 0) {
      if (step !== 'other') pairsBy(step, argument, { code, stack, onPair });
      stack.length = 0;
    }
  }
}

interface State {
  readonly code: Code;
  readonly stack: readonly Constant[];
  readonly onPair: OnPair;
}

function pairsBy(step: Step, argument: number, { code, stack, onPair }: State): void {
  const pair = (name: Constant, text: Constant) => {
    if (isText(name) && isText(text)) onPair(name, text);
  };
  const pairs = (names: Constant, above: number) => {
    if (!Array.isArray(names)) return;
    for (const [index, name] of names.entries()) pair(name, stack.at(index - names.length - above));
  };
  switch (step) {
    case 'storeGlobal':
      pair(code.names[argument], stack.at(-1));
      break;
    case 'storeLocal':
      pair(code.locals[argument], stack.at(-1));
      break;
    case 'storeLoadLocals':
      pair(code.locals[argument >> 4], stack.at(-1));
      break;
    case 'storeAttribute':
      pair(code.names[argument], lastConstant(stack, stack.length - 1));
      break;
    case 'storeItem':
      pair(stack.at(-1), lastConstant(stack, stack.length - 2));
      break;
    case 'buildMap':
      for (let at = Math.min(2 * argument, stack.length & ~1); at > 0; at -= 2) pair(stack.at(-at), stack.at(1 - at));
      break;
    case 'withNames':
      pairs(stack.at(-1), 1);
      break;
    case 'keywordNames':
      pairs(code.constants[argument], 0);
  }
}

function isText(constant: Constant): constant is number {
  return typeof constant === 'number' && constant !== OTHER;
}

/** The constant at `at` of the stack, or the last one below. */
function lastConstant(stack: readonly Constant[], at: number): Constant {
  let below = at;
  while (below >= 0 && stack[below] === OTHER) below--;
  return stack[below];
}
