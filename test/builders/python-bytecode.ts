import { FieldWriter } from './field-writer.ts';

/** Instructions and constants of a module, as words of an instruction and its argument. */
export interface PythonModule {
  readonly instructions: readonly (readonly [operation: number, argument: number])[];
  /** A text, or a tuple of texts; undefined for None. */
  readonly constants: readonly (string | readonly string[] | undefined)[];
  readonly names: readonly string[];
}

/** A file of CPython's bytecode with one code object. Independent of src. @param version 3.10 or 3.13 */
export function pycOf(version: '3.10' | '3.13', { instructions, constants, names }: PythonModule): Buffer {
  const isNew = version === '3.13';
  const pyc = new FieldWriter(true)
    .u16(isNew ? 3571 : 3439)
    .text('\r\n')
    .zeros(12);
  pyc
    .u8(0xe3)
    .zeros(4 * (isNew ? 4 : 5))
    .u32(isNew ? 0 : 0x40);
  const words = isNew ? [[149, 0] as const, ...instructions] : instructions;
  pyc.text('s').u32(2 * words.length);
  for (const [operation, argument] of words) pyc.u8(operation).u8(argument);
  const text = (one: string) => pyc.u8(0xda).u8(one.length).text(one);
  const tuple = (all: readonly (string | readonly string[] | undefined)[]): void => {
    pyc.text(')').u8(all.length);
    for (const one of all) {
      if (one === undefined) pyc.text('N');
      else if (typeof one === 'string') text(one);
      else tuple(one);
    }
  };
  tuple(constants);
  tuple(names);
  tuple([]);
  if (isNew) pyc.text('s').u32(0);
  else for (let variables = 0; variables < 2; variables++) tuple([]);
  for (const name of isNew ? ['a.py', '<module>', '<module>'] : ['a.py', '<module>']) text(name);
  pyc.u32(1);
  for (let table = 0; table < (isNew ? 2 : 1); table++) pyc.text('s').u32(0);
  return pyc.finish();
}
