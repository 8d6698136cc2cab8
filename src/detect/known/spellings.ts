/**
 * Encodings in which a secret leaks, as programs write them: plain; UTF-16 of both byte orders; hex (RFC 4648, section 8); base64
 * and base64url (sections 4 and 5) at each of the three positions in a group of three bytes, since other bytes may precede it:
 * this includes `user:secret` of basic authentication (RFC 7617); percent-encoding (RFC 3986) and HTML forms; escapes of JSON (RFC
 * 8259) and of programs; character references of HTML; quotes of shells, SQL and CSV. Also the ways to print a secret past the masking
 * of a log: with something between its characters (`sed 's/./& /g'`, `fold -w 1`), and backwards (`rev`).
 *
 * Encoders differ in what they escape, so each character may be plain or in any spelling of the same family. Families are not
 * mixed, since the walk undoes encodings layer by layer.
 */
import type { Edges, KnownBits, SpelledText } from './spelled-text.ts';

/** All texts that represent `value`, in which a newline is `\n`. Files with escaped text are often escaped again, once or twice. */
export function spellingsOf(value: string): readonly SpelledText[] {
  const characters = [...value];
  const plain = characters.every((character) => SAFE.test(character));
  const families = plain ? [AS_IT_IS] : [AS_IT_IS, PERCENT, ESCAPED, HTML, SHELL];
  return [
    ...families.map(({ form, spell }) => ({ form, characters, spell, ignoreCase: false })),
    ...ALL_ESCAPED.map(({ form, spell }) => ({ form, characters, spell, ignoreCase: true })),
    ...utf16Of(characters),
    ...base64Of(Buffer.from(value)),
    // Commands of PowerShell (`-EncodedCommand`).
    ...base64Of(Buffer.from(value, 'utf16le')),
    hexOf(value),
    ...SEPARATORS.map((separator) => spacedOf(characters, separator)),
    { form: 'reversed', characters: characters.toReversed(), spell: AS_IT_IS.spell, ignoreCase: false },
  ];
}

interface Family {
  readonly form: string;
  readonly spell: (character: string) => readonly Uint8Array[];
}

/** Characters that no known encoder escapes in text. */
const SAFE = /^[A-Za-z0-9._~-]$/;

/** @param more spellings of a character besides itself */
function family(form: string, more: (character: string) => readonly string[]): Family {
  const spell = remembered((character) => {
    const texts = new Set([...itself(character), ...(SAFE.test(character) ? [] : more(character))]);
    return [...texts].map((text) => Buffer.from(text));
  });
  return { form, spell };
}

function remembered(spell: Family['spell']): Family['spell'] {
  const known = new Map<string, readonly Uint8Array[]>();
  return (character) => {
    let spellings = known.get(character);
    if (spellings === undefined) {
      spellings = spell(character);
      known.set(character, spellings);
    }
    return spellings;
  };
}

function itself(character: string): readonly string[] {
  return character === '\n' ? ['\n', '\r\n'] : [character];
}

/** In upper and in lower case. */
function inBothCases(text: string): readonly string[] {
  return [text.toUpperCase(), text.toLowerCase()];
}

function bytesOf(character: string, write: (byte: number) => string): string {
  return [...Buffer.from(character)].map(write).join('');
}

function hexDigits(value: number, width: number): string {
  return value.toString(16).padStart(width, '0');
}

const AS_IT_IS = family('plain', () => []);

const PERCENT = family('percent', (character) => {
  const percent = (text: string) => inBothCases(bytesOf(text, (byte) => `%${hexDigits(byte, 2)}`));
  if (character === ' ') return withNested(['+', '%20'], percentAgain);
  return withNested(character === '\n' ? [...percent('\n'), ...percent('\r\n')] : percent(character), percentAgain);
});

/** The texts, and the results of escaping them once more. */
function withNested(texts: readonly string[], again: (text: string) => string): string[] {
  return [...texts, ...texts.map(again)];
}

const percentAgain = (text: string): string => text.replaceAll('%', '%25');

const NAMED_ESCAPES: Readonly<Record<string, readonly string[]>> = {
  '\n': [String.raw`\n`, String.raw`\r\n`],
  '\r': [String.raw`\r`],
  '\t': [String.raw`\t`],
  '\b': [String.raw`\b`],
  '\f': [String.raw`\f`],
};

const ESCAPED = family('escaped', (character) => {
  const units = Array.from({ length: character.length }, (_, index) => hexDigits(character.charCodeAt(index), 4));
  const code = character.codePointAt(0)!;
  const texts = [
    ...(NAMED_ESCAPES[character] ?? [`\\${character}`]),
    ...[units, units.map((unit) => unit.toUpperCase())].map((four) => four.map((unit) => `\\u${unit}`).join('')),
    ...(code < 0x100 ? inBothCases(hexDigits(code, 2)).map((digits) => `\\x${digits}`) : []),
    // Bytes of Python; characters beyond the first plane in Python, and in JavaScript, Rust and PHP.
    ...(code < 0x80 ? [] : [bytesOf(character, (byte) => `\\x${hexDigits(byte, 2)}`)]),
    ...(code < 0x10000 ? [] : [`\\U${hexDigits(code, 8)}`, `\\u{${hexDigits(code, 1)}}`]),
  ];
  return withNested(texts, jsonAgain).concat(texts.map((text) => jsonAgain(jsonAgain(text))));
});

/** JSON text in a JSON string. */
const jsonAgain = (text: string): string => JSON.stringify(text).slice(1, -1);

const NAMED_REFERENCES: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

const HTML = family('html', (character) => {
  const code = character.codePointAt(0)!;
  const name = NAMED_REFERENCES[character];
  const texts = [
    ...(name === undefined ? [] : [`&${name};`]),
    // PHP writes a quote as &#039;.
    ...[`&#${code};`, `&#0${code};`],
    ...inBothCases(hexDigits(code, 1)).map((digits) => `&#x${digits};`),
  ];
  return withNested(texts, (text) => text.replaceAll('&', '&amp;'));
});

const SHELL = family('shell', (character) => {
  if (character === "'") return [`'\\''`, `'"'"'`, "\\'", "''", "`'"];
  if (character === '"') return ['\\"', '""', '`"', '^"'];
  if (character === '\n') return [String.raw`\n`, String.raw`\r\n`];
  const octal = bytesOf(character, (byte) => `\\${byte.toString(8).padStart(3, '0')}`);
  return [`\\${character}`, `\`${character}`, `^${character}`, octal];
});

/** Every character is escaped, letters too: by people who hide text, and by encoders that work that way. Given in lower case. */
const ALL_ESCAPED: readonly Family[] = [
  everyOne('percent', (character) => bytesOf(character, (byte) => `%${hexDigits(byte, 2)}`)),
  everyOne('escaped', (character) => bytesOf(character, (byte) => `\\x${hexDigits(byte, 2)}`)),
  everyOne('escaped', (character) =>
    Array.from({ length: character.length }, (_, index) => `\\u${hexDigits(character.charCodeAt(index), 4)}`).join(''),
  ),
  everyOne('html', (character) => `&#${character.codePointAt(0)};`),
  everyOne('html', (character) => `&#x${hexDigits(character.codePointAt(0)!, 1)};`),
  everyOne('shell', (character) => bytesOf(character, (byte) => `\\${byte.toString(8).padStart(3, '0')}`)),
];

function everyOne(form: string, spell: (character: string) => string): Family {
  return { form, spell: remembered((character) => [Buffer.from(spell(character))]) };
}

/** In the middle of UTF-16 text of one byte order, an ASCII value also occurs in the other byte order, one byte later. */
function utf16Of(characters: readonly string[]): readonly SpelledText[] {
  const common = { form: 'utf-16', characters, ignoreCase: false };
  const little: SpelledText = { ...common, spell: inLittleEndian };
  return [little, { ...common, spell: inBigEndian, unlessNextByteBegins: little }];
}
const inUnits = (character: string) => itself(character).map((text) => Buffer.from(text, 'utf16le'));
const inLittleEndian = remembered(inUnits);
const inBigEndian = remembered((character) => inUnits(character).map((units) => units.swap16()));

const BASE64_DIGITS = family('base64', (digit) => {
  if (digit === '+') return ['-', '%2B', '%2b', String.raw`\u002b`, String.raw`\u002B`];
  return ['_', '%2F', '%2f', String.raw`\/`];
});

/** The digits that depend on the value alone, for each number of bytes that may precede it in its group. */
function base64Of(bytes: Buffer): SpelledText[] {
  return [0, 1, 2].map((before) => {
    const digits = Buffer.concat([Buffer.alloc(before), bytes, Buffer.alloc(3)]).toString('base64');
    const start = Math.ceil((8 * before) / 6);
    const endBit = 8 * (before + bytes.length);
    const end = Math.floor(endBit / 6);
    return {
      form: 'base64',
      characters: [...digits.slice(start, end)],
      spell: BASE64_DIGITS.spell,
      ignoreCase: false,
      edges: edgesOf(digits, { start, end, ownBefore: 6 * start - 8 * before, ownAfter: endBit - 6 * end }),
    };
  });
}

/** @param own how many bits of the digit before, and of the one after, belong to the value */
function edgesOf(
  digits: string,
  { start, end, ownBefore, ownAfter }: { start: number; end: number; ownBefore: number; ownAfter: number },
): Edges {
  const known = (index: number, mask: number): KnownBits => {
    const digit = Buffer.from(`AAA${digits.charAt(index)}`, 'base64')[2]! & 0x3f;
    return mask === 0 ? { mask, bits: 0 } : { mask, bits: digit & mask };
  };
  const low = (1 << ownBefore) - 1;
  const high = 0x3f & ~((1 << (6 - ownAfter)) - 1);
  return { before: known(start - 1, low), after: known(end, high) };
}

const SEPARATORS = [' ', ',', '-', '\n'];

function spacedOf([first, ...others]: readonly string[], separator: string): SpelledText {
  const characters = [first!, ...others.map((character) => `${separator}${character}`)];
  return { ...SPACED, characters, ignoreCase: false };
}
const SPACED = everyOne('spaced', (character) => character);

function hexOf(value: string): SpelledText {
  const characters = [...Buffer.from(value).toString('hex')];
  return { form: 'hex', characters, spell: AS_IT_IS.spell, ignoreCase: true };
}
