/** Writes bytes as programs list them, each by itself. Independent of src. */

const signed = (byte: number) => (byte < 128 ? byte : byte - 256);
const hex = (byte: number) => byte.toString(16).padStart(2, '0');
const bits = (byte: number) => byte.toString(2).padStart(8, '0');
const octal = (offset: number) => offset.toString(8).padStart(7, '0');
const quoted = (byte: number, quote: string) =>
  `${quote}${byte === 10 ? String.raw`\n` : byte === 13 ? String.raw`\r` : String.fromCharCode(byte)}${quote}`;

/** As gdb shows a character. */
const shown = (byte: number) =>
  byte === 10
    ? String.raw`'\n'`
    : byte < 32 || byte > 126
      ? `'\\${byte.toString(8).padStart(3, '0')}'`
      : quoted(byte, "'");

function rows(bytes: Uint8Array, perRow: number, write: (row: Uint8Array, offset: number) => string): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += perRow) text += `${write(bytes.subarray(at, at + perRow), at)}\n`;
  return text;
}

/** Least significant byte first; the last word is filled up with zeros. */
function words(bytes: Uint8Array, size: 2 | 4 | 8): bigint[] {
  const filled = Buffer.concat([bytes, Buffer.alloc(-bytes.length & (size - 1))]);
  return Array.from({ length: filled.length / size }, (_, index) =>
    BigInt(
      `0x${Buffer.from(filled.subarray(index * size, (index + 1) * size))
        .reverse()
        .toString('hex')}`,
    ),
  );
}

type Write = (bytes: Uint8Array) => string;

/** Any bytes. */
export const LISTS: Readonly<Record<string, Write>> = {
  '.byte of GNU as, one a line': (bytes) => rows(bytes, 1, ([byte]) => `\t.byte\t${byte}`),
  '.byte of LLVM, with comments': (bytes) =>
    rows(bytes, 1, ([byte]) => `\t.byte\t${`${byte}`.padEnd(32)}# 0x${hex(byte!)}`),
  'db of NASM, one a line': (bytes) => rows(bytes, 1, ([byte]) => `    db 0x${hex(byte!)}`),
  'DB of MSVC': (bytes) => rows(bytes, 8, (row) => `\tDB\t${[...row].map((byte) => `0${hex(byte)}H`).join(', ')}`),
  'F#': (bytes) => [...bytes].map((byte) => `0x${hex(byte)}uy`).join('; '),
  'F#, decimal': (bytes) => [...bytes].map((byte) => `${byte}uy`).join('; '),
  OCaml: (bytes) => `${[...bytes].map((byte) => `0x${hex(byte)}`).join('; ')}|]`,
  Nim: (bytes) => [...bytes].map((byte) => `0x${hex(byte)}'u8`).join(', '),
  Kotlin: (bytes) => [...bytes].map((byte) => `0x${hex(byte)}.toByte()`).join(', '),
  'Kotlin, unsigned': (bytes) => [...bytes].map((byte) => `0x${hex(byte)}u`).join(', '),
  Ada: (bytes) => rows(bytes, 8, (row) => [...row].map((byte) => `16#${hex(byte).toUpperCase()}#,`).join(' ')),
  Verilog: (bytes) => rows(bytes, 1, ([byte]) => `8'h${hex(byte!)},`),
  VHDL: (bytes) => [...bytes].map((byte) => `X"${hex(byte).toUpperCase()}"`).join(', '),
  'floating-point numbers': (bytes) => [...bytes].map((byte) => `${byte}.0`).join(', '),
  'chr of Python': (bytes) => [...bytes].map((byte) => `chr(${byte})`).join('+'),
  'Chr of Visual Basic, over lines': (bytes) =>
    rows(bytes, 8, (row) => `${[...row].map((byte) => `Chr(${byte})`).join(' & ')} & _`),
  'char of PowerShell': (bytes) => [...bytes].map((byte) => `[char]${byte}`).join('+'),
  'a string of Lua': (bytes) => [...bytes].map((byte) => `\\${byte}`).join(''),
  'od -t d1': (bytes) =>
    rows(bytes, 16, (row, at) => octal(at) + [...row].map((byte) => `${signed(byte)}`.padStart(5)).join('')).slice(8),
  'od -t u1': (bytes) =>
    rows(bytes, 16, (row, at) => octal(at) + [...row].map((byte) => `${byte}`.padStart(4)).join('')).slice(7),
  "gdb's x/d": (bytes) =>
    rows(
      bytes,
      8,
      (row, at) => `0x5555000${hex(at >> 8)}${hex(at & 255)} <key+${at}>:\t${[...row].map(signed).join('\t')}`,
    ),
  "gdb's x/c": (bytes) =>
    rows(
      bytes,
      8,
      (row, at) =>
        `0x5555000${hex(at >> 8)}${hex(at & 255)}:\t${[...row].map((byte) => `${signed(byte)} ${shown(byte)}`).join('\t')}`,
    ),
  'xxd -b': (bytes) =>
    rows(
      bytes,
      6,
      (row, at) =>
        `${at.toString(16).padStart(8, '0')}: ${[...row].map(bits).join(' ').padEnd(53)}  ${Buffer.from(row)
          .toString('latin1')
          .replaceAll(/[^ -~]/g, '.')}`,
    ),
  "gdb's x/8tb": (bytes) =>
    rows(bytes, 8, (row, at) => `0x${(0x404020 + at).toString(16)}:\t${[...row].map(bits).join('\t')}`),
  'bits of Python': (bytes) => [...bytes].map((byte) => `0b${bits(byte)}`).join(', '),
};

/** Text, which is filled up to words that have no leading zeros. */
export const TEXT_LISTS: Readonly<Record<string, Write>> = {
  '.long, one a line': (text) =>
    words(text, 4)
      .map((word) => `\t.long\t${word}\n`)
      .join(''),
  '.quad in hex': (text) =>
    words(text, 8)
      .map((word) => `\t.quad\t0x${word.toString(16)}\n`)
      .join(''),
  'dd of MASM': (text) =>
    words(text, 4)
      .map((word) => `    dd 0${word.toString(16).toUpperCase()}h\n`)
      .join(''),
  'DD of IDA, four a line': (text) =>
    rows(
      text,
      16,
      (row) =>
        `  DD ${words(row, 4)
          .map((word) => `${word.toString(16).toUpperCase()}H`)
          .join(', ')}`,
    ),
  'od -t d8': (text) =>
    rows(
      text,
      16,
      (row, at) =>
        octal(at) +
        words(row, 8)
          .map((word) => `${word}`.padStart(21))
          .join(''),
    ),
  'hexdump -d': (text) =>
    rows(
      text,
      16,
      (row, at) =>
        hex(at >> 8).padStart(5, '0') +
        hex(at & 255) +
        words(row, 2)
          .map((word) => `   ${`${word}`.padStart(5, '0')}`)
          .join(''),
    ),
  'characters of C': (text) => [...text].map((byte) => quoted(byte, "'")).join(', '),
  'characters as JSON, a line each': (text) => [...text].map((byte) => `  ${quoted(byte, '"')}`).join(',\n'),
  'characters by their index': (text) => [...text].map((byte, index) => `"${index}":${quoted(byte, '"')}`).join(','),
};
