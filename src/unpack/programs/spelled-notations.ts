/** How programs write a list of bytes, in notations that no coding reads: what stands around a number, and how it is written. */

export interface Notation {
  /** What stands before the digits, and behind them. */
  readonly lead: string;
  readonly tail: string;
  readonly digits: 'decimal' | 'hex' | 'bits' | 'character';
  /** Bytes of a number. */
  readonly size: 1 | 2 | 4 | 8;
  /** What stands between two of them; empty where lead and number are rare enough. */
  readonly gaps: readonly string[];
  /** What stands before the first lead: the index of an element. */
  readonly before?: string;
  /** The character in quotes may follow, as in `45 '-'`. */
  readonly isShown?: true;
}

type Around = readonly [lead: string, tail: string];
const notations = (digits: Notation['digits'], all: readonly Around[], gaps: readonly string[] = []): Notation[] =>
  all.map(([lead, tail]) => ({ lead, tail, digits, size: 1, gaps }));
const words = (size: 4 | 8, names: readonly string[]): Notation[] =>
  names.flatMap((lead) => [
    { lead, tail: '', digits: 'decimal', size, gaps: [] },
    { lead: `${lead}0x`, tail: '', digits: 'hex', size, gaps: [] },
  ]);

/** A directive of an assembler before each number: GNU as, NASM. */
const BYTE_DIRECTIVES = ['.byte\t', '.byte ', 'db\t', 'db ', 'DB\t', 'DB '];

export const NOTATIONS: readonly Notation[] = [
  ...notations(
    'decimal',
    BYTE_DIRECTIVES.map((lead) => [lead, '']),
  ),
  ...notations(
    'hex',
    BYTE_DIRECTIVES.map((lead) => [`${lead}0x`, '']),
  ),
  ...words(4, ['.long\t', '.long ', '.4byte\t', '.word\t', 'dd ', 'DD ']),
  ...words(8, ['.quad\t', '.quad ', '.8byte\t', 'dq ', 'DQ ']),
  ...notations('hex', [
    // MASM; F#, Nim, Kotlin, Scala, Ada, Verilog, VHDL
    ...([
      ['0', 'H'],
      ['0', 'h'],
    ] as const),
    ...([
      ['0x', 'uy'],
      ['0x', "'u8"],
      ['0x', '.toByte'],
      ['0x', '.toByte()'],
      ['16#', '#'],
      ["8'h", ''],
    ] as const),
    ...([
      ['X"', '"'],
      ['x"', '"'],
      ['[char]0x', ''],
    ] as const),
  ]),
  ...notations(
    'hex',
    [
      ['', 'H'],
      ['', 'h'],
    ],
    [',', ', '],
  ),
  // Words of MASM and of IDA
  ...['h', 'H'].map((tail): Notation => ({ lead: '', tail, digits: 'hex', size: 4, gaps: [] })),
  // OCaml; Kotlin
  ...notations('hex', [['0x', '']], [';', '; ']),
  ...notations('hex', [['0x', 'u']], [',', ', ']),
  ...notations('decimal', [
    // F#, Nim, Kotlin and Scala
    ...([
      ['', 'uy'],
      ['', "'u8"],
      ['', '.toByte'],
      ['', '.toByte()'],
    ] as const),
    // Python and Lua, PHP, SQL; Visual Basic; PowerShell
    ...([
      ['chr(', ')'],
      ['char(', ')'],
      ['CHR(', ')'],
      ['Chr(', ')'],
      ['ChrW(', ')'],
      ['[char]', ''],
    ] as const),
  ]),
  // Strings of Lua, whose escapes are decimal
  ...notations(
    'decimal',
    [
      ['\\', ''],
      ['\\0', ''],
    ],
    [''],
  ),
  // OCaml, `od -t d1`, `od -t u1`, gdb's `x/8db`; floating-point numbers as JSON
  ...notations('decimal', [['', '']], [';', '; ', '  ', '   ', ' ', '\t']),
  ...notations('decimal', [['', '.0']], [',', ', ']),
  // gdb's `x/c`
  { lead: '', tail: '', digits: 'decimal', size: 1, gaps: [" '-'\t", " '0'\t"], isShown: true },
  // `od -t d2`, `hexdump -d`; `od -t d4`; `od -t d8`
  ...([2, 4, 8] as const).map(
    (size): Notation => ({ lead: '', tail: '', digits: 'decimal', size, gaps: ['  ', '   ', ' '] }),
  ),
  // `xxd -b`, gdb's `x/8tb`; Python
  ...notations('bits', [['', '']], [' ', '\n', '\t']),
  ...notations('bits', [['0b', '']]),
  ...notations(
    'character',
    [
      ["'", "'"],
      ['"', '"'],
    ],
    [',', ', ', ',\n', '+', ' + ', '.', ' . ', ' & '],
  ),
  ...["'0': ", '"0":', '"0": '].map(
    (before): Notation => ({ lead: before[0]!, tail: before[0]!, digits: 'character', size: 1, gaps: [], before }),
  ),
];
