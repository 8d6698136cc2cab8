import { FieldWriter } from './field-writer.ts';

/** Instructions and constants of a module or function, as words of an instruction and its argument. */
export interface PythonCode {
  readonly instructions: readonly (readonly [operation: number, argument: number])[];
  readonly constants: readonly PythonConstant[];
  readonly names: readonly string[];
  /** Of a function: parameters and variables. */
  readonly locals?: readonly string[];
  /** How many of them are parameters. */
  readonly parameters?: number;
}

/** A text, a tuple, a function; undefined for None. */
export type PythonConstant = string | readonly PythonConstant[] | PythonCode | undefined;

/** Number in the header (Include/internal/pycore_magic_number.h), and of RESUME. */
const VERSIONS = { '3.10': [3439], '3.13': [3571, 149], '3.14': [3627, 128], '3.15': [3666, 128] } as const;
export type PythonVersion = keyof typeof VERSIONS;

/** A file of CPython's bytecode. Independent of src. */
export function pycOf(version: PythonVersion, module: PythonCode): Buffer {
  const [number, resume] = VERSIONS[version];
  const pyc = new FieldWriter(true).u16(number).text('\r\n').zeros(12);
  writeCode(pyc, module, resume);
  return pyc.finish();
}

function writeCode(pyc: FieldWriter, code: PythonCode, resume: number | undefined): void {
  const { instructions, constants, names, locals = [], parameters = 0 } = code;
  const isNew = resume !== undefined;
  const text = (one: string) => pyc.u8(0xda).u8(one.length).text(one);
  const tuple = (all: readonly PythonConstant[]): void => {
    pyc.text(')').u8(all.length);
    for (const one of all) {
      if (one === undefined) pyc.text('N');
      else if (typeof one === 'string') text(one);
      else if ('instructions' in one) writeCode(pyc, one, resume);
      else tuple(one);
    }
  };
  pyc
    .u8(0xe3)
    .u32(parameters)
    .zeros(4 * (isNew ? 3 : 4))
    .u32(isNew ? 0 : 0x40);
  const words = isNew ? [[resume, 0] as const, ...instructions] : instructions;
  pyc.text('s').u32(2 * words.length);
  for (const [operation, argument] of words) pyc.u8(operation).u8(argument);
  tuple(constants);
  tuple(names);
  tuple(locals);
  if (isNew) pyc.text('s').u32(0);
  else for (let variables = 0; variables < 2; variables++) tuple([]);
  for (const name of isNew ? ['a.py', '<module>', '<module>'] : ['a.py', '<module>']) text(name);
  pyc.u32(1);
  for (let table = 0; table < (isNew ? 2 : 1); table++) pyc.text('s').u32(0);
}
