import { describe, expect, test } from 'vitest';
import { declarationIn } from '../../src/origin/debug-info.ts';
import { dwarfSections, FOLDER, symbolTable } from '../builders/dwarf.ts';
import { buildElf, zlibSection } from '../builders/elf.ts';

const MARK = 'MARK_0123456789';
const SHF_ALLOC = 2;

function program(version: 4 | 5, wordBytes: 4 | 8, packed: 'plain' | 'packed' | 'indexed' = 'plain'): Buffer {
  const kind = { wordBytes, littleEndian: true };
  const at = { version, wordBytes, address: 8 } as const;
  const debug = dwarfSections({ ...at, folder: FOLDER, file: 'keys.c', line: 42, indexed: packed === 'indexed' });
  return buildElf(kind, [
    { name: '.rodata', bytes: `12345678${MARK}${'.'.repeat(100)}`, flags: SHF_ALLOC },
    symbolTable(wordBytes, { address: 8, size: MARK.length + 1 }),
    ...(packed === 'packed' ? debug.map(({ name, bytes }) => zlibSection(kind, name, bytes)) : debug),
  ]);
}

describe('the variable that holds a secret', () => {
  test.each([
    ['DWARF 4, 64 bits', 4, 8, 'plain'],
    ['DWARF 4, 32 bits', 4, 4, 'plain'],
    ['DWARF 5, 64 bits', 5, 8, 'plain'],
    ['DWARF 5, 32 bits', 5, 4, 'plain'],
    ['DWARF 5, packed with zlib', 5, 8, 'packed'],
    ['DWARF 5, with addresses of their own', 5, 8, 'indexed'],
  ] as const)('is found in its source: %s', (_, version, wordBytes, packed) => {
    const bytes = program(version, wordBytes, packed);
    const declaration = { file: 'src/keys.c', line: 42 };
    expect(declarationIn(bytes, bytes.indexOf(MARK))).toEqual(declaration);
    expect(declarationIn(bytes, bytes.indexOf(MARK) + MARK.length)).toEqual(declaration);
    expect(declarationIn(bytes, bytes.indexOf(MARK) - 1)).toBeUndefined();
    expect(declarationIn(bytes, bytes.indexOf(MARK) + MARK.length + 1)).toBeUndefined();
  });

  test('is not found, and nothing fails, in a program that is cut anywhere or has any byte changed', () => {
    const bytes = program(5, 8);
    const at = bytes.indexOf(MARK);
    for (let index = 0; index < bytes.length; index++) {
      expect(() => declarationIn(bytes.subarray(0, index), at)).not.toThrow();
      for (const value of [0, 0xff, bytes[index]! ^ 0x80]) {
        const changed = Buffer.from(bytes);
        changed[index] = value;
        expect(() => declarationIn(changed, at)).not.toThrow();
      }
    }
  });

  test.each([
    ['nothing', ''],
    ['text', 'no program'],
    ['the beginning of a program', '\x7fELF\x02\x01'],
  ])('is not in %s', (_, text) => {
    expect(declarationIn(Buffer.from(text.padEnd(100, '\0'), 'latin1'), 0)).toBeUndefined();
  });
});
