/**
 * What the instructions of CPython 3.7 to 3.15 do with the stack, as far as it concerns texts and their names (Lib/opcode.py, Python/bytecodes.c).
 * A method is one object of the stack, whatever else a version puts beside it.
 */

export type Step =
  /** Not followed: what is on the stack is unknown afterwards. */
  | 'other'
  | 'skip'
  | 'pushConstant'
  | 'push'
  | 'pushTwo'
  | 'duplicate'
  | 'swap'
  | 'replace'
  | 'drop'
  /** Of two objects, makes one. */
  | 'join'
  /** Of as many objects as the argument says, makes one. */
  | 'build'
  | 'buildMap'
  /** On the stack, a tuple of names is above the values. */
  | 'buildNamedMap'
  | 'addToMap'
  | 'call'
  /** Likewise, above the arguments. */
  | 'callWithNames'
  /** The tuple of names is a constant. */
  | 'nameArguments'
  | 'unpack'
  /** Part of a text in `f'{a}'`: the argument says whether a format is on the stack. */
  | 'format'
  | 'storeGlobal'
  | 'storeLocal'
  /** Stores one local and loads another: their numbers are in the two halves of the argument. */
  | 'storeAndPush'
  | 'storeTwo'
  | 'storeAttribute'
  | 'storeItem'
  | 'makeFunction'
  | 'setDefaults'
  | 'extendArgument';

const STEPS: Readonly<Partial<Record<Step, string>>> = {
  skip: 'CACHE NOP NOT_TAKEN PRECALL PUSH_NULL RESUME',
  pushConstant: 'LOAD_CONST',
  push: 'LOAD_BUILD_CLASS LOAD_CLOSURE LOAD_COMMON_CONSTANT LOAD_DEREF LOAD_FAST LOAD_FAST_BORROW LOAD_FAST_CHECK LOAD_GLOBAL LOAD_NAME LOAD_SMALL_INT',
  pushTwo: 'LOAD_FAST_BORROW_LOAD_FAST_BORROW LOAD_FAST_LOAD_FAST',
  duplicate: 'COPY DUP_TOP',
  swap: 'ROT_TWO SWAP',
  replace: 'CONVERT_VALUE FORMAT_SIMPLE LOAD_ATTR LOAD_METHOD',
  drop: 'DICT_MERGE DICT_UPDATE LIST_APPEND LIST_EXTEND POP_TOP SET_UPDATE STORE_CELL',
  join: 'BINARY_ADD BINARY_MODULO BINARY_OP BINARY_SUBSCR BINARY_TRUE_DIVIDE FORMAT_WITH_SPEC',
  build: 'BUILD_LIST BUILD_SET BUILD_STRING BUILD_TUPLE',
  buildMap: 'BUILD_MAP',
  buildNamedMap: 'BUILD_CONST_KEY_MAP',
  addToMap: 'MAP_ADD',
  call: 'CALL CALL_FUNCTION CALL_METHOD',
  callWithNames: 'CALL_FUNCTION_KW CALL_KW',
  nameArguments: 'KW_NAMES',
  unpack: 'UNPACK_SEQUENCE',
  format: 'FORMAT_VALUE',
  storeGlobal: 'STORE_GLOBAL STORE_NAME',
  storeLocal: 'STORE_DEREF STORE_FAST',
  storeAndPush: 'STORE_FAST_LOAD_FAST',
  storeTwo: 'STORE_FAST_STORE_FAST',
  storeAttribute: 'STORE_ATTR',
  storeItem: 'STORE_SUBSCR',
  makeFunction: 'MAKE_FUNCTION',
  setDefaults: 'SET_FUNCTION_ATTRIBUTE',
  extendArgument: 'EXTENDED_ARG',
};
const STEP_OF = new Map(
  Object.entries(STEPS).flatMap(([step, names]) => names.split(' ').map((name) => [name, step as Step] as const)),
);

export interface InstructionSet {
  /** Indexed by the number of an instruction. */
  readonly steps: readonly Step[];
  /** The name of a function is on the stack when it is made. */
  readonly namesFunctions: boolean;
}

/** @param numbers names and numbers, in turn */
function instructionSet(numbers: string, namesFunctions = false): InstructionSet {
  const steps: Step[] = Array.from({ length: 256 }, () => 'other');
  for (const [, name, number] of numbers.matchAll(/(\w+) (\d+)/g)) steps[Number(number)] = STEP_OF.get(name!)!;
  return { steps, namesFunctions };
}

const UP_TO_3_12 = `POP_TOP 1 NOP 9 BINARY_SUBSCR 25 STORE_SUBSCR 60 LOAD_BUILD_CLASS 71 STORE_NAME 90 UNPACK_SEQUENCE 92 STORE_ATTR 95
  STORE_GLOBAL 97 LOAD_CONST 100 LOAD_NAME 101 BUILD_TUPLE 102 BUILD_LIST 103 BUILD_SET 104 BUILD_MAP 105 LOAD_ATTR 106 LOAD_GLOBAL 116
  LOAD_FAST 124 STORE_FAST 125 MAKE_FUNCTION 132 EXTENDED_ARG 144 LIST_APPEND 145 MAP_ADD 147 FORMAT_VALUE 155 BUILD_CONST_KEY_MAP 156
  BUILD_STRING 157 LOAD_METHOD 160 LIST_EXTEND 162 SET_UPDATE 163 DICT_MERGE 164 DICT_UPDATE 165`;

/** A variable that inner functions use has a number of its own there. */
const OF_3_7 = instructionSet(
  `${UP_TO_3_12} ROT_TWO 2 DUP_TOP 4 BINARY_MODULO 22 BINARY_ADD 23 BINARY_TRUE_DIVIDE 27 CALL_FUNCTION 131 LOAD_CLOSURE 135 LOAD_DEREF 136 STORE_CELL 137
  CALL_FUNCTION_KW 141 CALL_METHOD 161`,
  true,
);

const OF_3_11 = instructionSet(
  `${UP_TO_3_12} CACHE 0 PUSH_NULL 2 SWAP 99 COPY 120 BINARY_OP 122 LOAD_FAST_CHECK 127 LOAD_CLOSURE 136 LOAD_DEREF 137 STORE_DEREF 138 RESUME 151
  PRECALL 166 CALL 171 KW_NAMES 172`,
);

const OF_3_13 = instructionSet(
  `CACHE 0 BINARY_SUBSCR 5 FORMAT_SIMPLE 14 FORMAT_WITH_SPEC 15 LOAD_BUILD_CLASS 24 MAKE_FUNCTION 26 NOP 30 POP_TOP 32 PUSH_NULL 34 STORE_SUBSCR 39 BINARY_OP 45
  BUILD_CONST_KEY_MAP 46 BUILD_LIST 47 BUILD_MAP 48 BUILD_SET 49 BUILD_STRING 51 BUILD_TUPLE 52 CALL 53 CALL_KW 57 CONVERT_VALUE 60 COPY 61 DICT_MERGE 68
  DICT_UPDATE 69 EXTENDED_ARG 71 LIST_APPEND 80 LIST_EXTEND 81 LOAD_ATTR 82 LOAD_CONST 83 LOAD_DEREF 84 LOAD_FAST 85 LOAD_FAST_CHECK 87
  LOAD_FAST_LOAD_FAST 88 LOAD_GLOBAL 91 LOAD_NAME 92 MAP_ADD 95 SET_FUNCTION_ATTRIBUTE 106 SET_UPDATE 107 STORE_ATTR 108 STORE_DEREF 109
  STORE_FAST 110 STORE_FAST_LOAD_FAST 111 STORE_FAST_STORE_FAST 112 STORE_GLOBAL 113 STORE_NAME 114 SWAP 115 UNPACK_SEQUENCE 117 RESUME 149`,
);

const OF_3_14 = instructionSet(
  `CACHE 0 FORMAT_SIMPLE 12 FORMAT_WITH_SPEC 13 LOAD_BUILD_CLASS 21 MAKE_FUNCTION 23 NOP 27 NOT_TAKEN 28 POP_TOP 31 PUSH_NULL 33 STORE_SUBSCR 38 BINARY_OP 44
  BUILD_LIST 46 BUILD_MAP 47 BUILD_SET 48 BUILD_STRING 50 BUILD_TUPLE 51 CALL 52 CALL_KW 55 CONVERT_VALUE 58 COPY 59 DICT_MERGE 66 DICT_UPDATE 67
  EXTENDED_ARG 69 LIST_APPEND 78 LIST_EXTEND 79 LOAD_ATTR 80 LOAD_COMMON_CONSTANT 81 LOAD_CONST 82 LOAD_DEREF 83 LOAD_FAST 84
  LOAD_FAST_BORROW 86 LOAD_FAST_BORROW_LOAD_FAST_BORROW 87 LOAD_FAST_CHECK 88 LOAD_FAST_LOAD_FAST 89 LOAD_GLOBAL 92 LOAD_NAME 93
  LOAD_SMALL_INT 94 MAP_ADD 98 SET_FUNCTION_ATTRIBUTE 108 SET_UPDATE 109 STORE_ATTR 110 STORE_DEREF 111 STORE_FAST 112
  STORE_FAST_LOAD_FAST 113 STORE_FAST_STORE_FAST 114 STORE_GLOBAL 115 STORE_NAME 116 SWAP 117 UNPACK_SEQUENCE 119 RESUME 128`,
);

const OF_3_15 = instructionSet(
  `CACHE 0 FORMAT_SIMPLE 12 FORMAT_WITH_SPEC 13 LOAD_BUILD_CLASS 19 MAKE_FUNCTION 21 NOP 25 NOT_TAKEN 26 POP_TOP 29 PUSH_NULL 31 STORE_SUBSCR 36 BINARY_OP 42
  BUILD_LIST 44 BUILD_MAP 45 BUILD_SET 46 BUILD_STRING 48 BUILD_TUPLE 49 CALL 50 CALL_KW 53 CONVERT_VALUE 56 COPY 57 DICT_MERGE 64 DICT_UPDATE 65
  EXTENDED_ARG 67 LIST_APPEND 77 LIST_EXTEND 78 LOAD_ATTR 79 LOAD_COMMON_CONSTANT 80 LOAD_CONST 81 LOAD_DEREF 82 LOAD_FAST 83
  LOAD_FAST_BORROW 85 LOAD_FAST_BORROW_LOAD_FAST_BORROW 86 LOAD_FAST_CHECK 87 LOAD_FAST_LOAD_FAST 88 LOAD_GLOBAL 91 LOAD_NAME 92
  LOAD_SMALL_INT 93 MAP_ADD 97 SET_FUNCTION_ATTRIBUTE 107 SET_UPDATE 108 STORE_ATTR 109 STORE_DEREF 110 STORE_FAST 111
  STORE_FAST_LOAD_FAST 112 STORE_FAST_STORE_FAST 113 STORE_GLOBAL 114 STORE_NAME 115 SWAP 116 UNPACK_SEQUENCE 118 RESUME 128`,
);

/** From 3.11 on, a module begins with RESUME 0, behind the instructions that make its cells. */
const BY_RESUME: ReadonlyMap<number, readonly InstructionSet[]> = new Map([
  [151, [OF_3_11]],
  [149, [OF_3_13]],
  [128, [OF_3_14, OF_3_15]],
]);
const MAX_BEFORE_RESUME = 64;

/** Which set a module is written in: its code says so itself, since PyInstaller drops the version. */
export function instructionSetOf(module: Uint8Array): InstructionSet {
  const end = Math.min(module.length - 1, 2 * MAX_BEFORE_RESUME);
  for (let at = 0; at < end; at += 2) {
    const sets = BY_RESUME.get(module[at]!);
    if (sets !== undefined && module[at + 1] === 0) return firstToLoad(sets, module, at);
  }
  return OF_3_7;
}

/** The set in which the first instruction that may load a constant does so: modules do little else before. */
function firstToLoad(sets: readonly InstructionSet[], module: Uint8Array, from: number): InstructionSet {
  for (let at = from; at < module.length; at += 2) {
    const set = sets.find(({ steps }) => steps[module[at]!] === 'pushConstant');
    if (set !== undefined) return set;
  }
  return sets[0]!;
}
