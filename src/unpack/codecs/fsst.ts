/**
 * FSST (Boncz, Neumann, Leis: "FSST: Fast Random Access String Compression", 2020; cwida/fsst, libfsst.cpp): a one-byte code stands
 * for a symbol of up to eight bytes; 255 escapes the byte that follows it.
 */
const ESCAPE = 255;
const MAX_SYMBOL_BYTES = 8;

/** Version and byte-order mark, by which a symbol table is found: little-endian, 4 bytes into it. */
export const FSST_VERSION = Buffer.from('0a143401', 'hex');
export const VERSION_OFFSET = 4;

/*  0   1  1: little-endian
 *  1   1  symbols
 *  2   2  where those of one byte begin, and others with a byte of their own
 *  4   4  version = 20190218
 *  8   1  1: the first symbol is a NUL
 *  9   8  symbols of 1, 2, … 8 bytes
 *  17  .  symbols of 2, 3, … 8 bytes, then those of 1                        */
const HEADER_BYTES = 17;
/** Size of the longest table. */
export const MAX_TABLE_BYTES = HEADER_BYTES + 255 * MAX_SYMBOL_BYTES;

export interface SymbolTable {
  readonly bytes: number;
  /** The symbol of each code, if it has one. */
  readonly symbols: readonly (Uint8Array | undefined)[];
}

/** @param bytes beginning with the table. @returns undefined when there is none */
export function readSymbolTable(bytes: Uint8Array): SymbolTable | undefined {
  const count = bytes[1] ?? 0;
  if (bytes.length < HEADER_BYTES || bytes[0] !== 1 || count === 0 || bytes[8]! > 1) return undefined;
  const counts = [...bytes.subarray(9, HEADER_BYTES)];
  if (counts.reduce((sum, each) => sum + each, 0) !== count) return undefined;
  const symbols: (Uint8Array | undefined)[] = Array.from({ length: ESCAPE });
  let [at, code] = [HEADER_BYTES, 0];
  if (bytes[8] === 1) {
    if (counts[0] === 0) return undefined;
    counts[0]!--;
    symbols[code++] = Uint8Array.of(0);
  }
  for (const length of [2, 3, 4, 5, 6, 7, 8, 1])
    for (let index = 0; index < counts[length - 1]!; index++, at += length)
      symbols[code++] = bytes.slice(at, at + length);
  return at > bytes.length ? undefined : { bytes: at, symbols };
}

/** @returns the unpacked bytes; a code without a symbol yields nothing */
export function unpackFsst({ symbols }: SymbolTable, packed: Uint8Array): Uint8Array {
  const content = new Uint8Array(MAX_SYMBOL_BYTES * packed.length);
  let end = 0;
  for (let at = 0; at < packed.length; at++) {
    const code = packed[at]!;
    if (code === ESCAPE) {
      if (++at < packed.length) content[end++] = packed[at]!;
      continue;
    }
    const symbol = symbols[code];
    if (symbol === undefined) continue;
    for (let index = 0; index < symbol.length; index++) content[end++] = symbol[index]!;
  }
  return content.slice(0, end);
}
