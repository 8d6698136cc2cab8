/** Keys in spellings that no detector reads by itself: a coding gives their bytes, which prove themselves. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { scanBytes } from '../../support/scan-bytes.ts';

function freshKeys() {
  return [
    generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
    generateKeyPairSync('ed25519'),
  ].map(({ privateKey, publicKey }) => {
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    return {
      der: privateKey.export({ type: 'pkcs8', format: 'der' }),
      facts: { spkiSha256: createHash('sha256').update(spki).digest('hex') },
    };
  });
}

const rows = (values: readonly string[], perRow: number) =>
  Array.from({ length: Math.ceil(values.length / perRow) }, (_, row) => values.slice(row * perRow, (row + 1) * perRow));
const hexOf = (byte: number) => `0x${byte.toString(16).padStart(2, '0')}`;

/** Filled up with zeros, as a program does that has no smaller words. */
function words(key: Uint8Array, width: number, order: 'big' | 'little'): readonly string[] {
  const filled = Buffer.concat([key, Buffer.alloc(-key.length & (width - 1))]);
  return Array.from({ length: filled.length / width }, (_, at) => {
    const word = filled.subarray(at * width, (at + 1) * width);
    return Buffer.from(order === 'big' ? word : word.toReversed()).toString('hex');
  });
}

/** As GCC writes an array with -S: a line ends behind a NUL, which `.string` adds, and after sixty characters. */
function gccAssembler(key: Uint8Array): string {
  const named = new Map([...'\b\t\n\f\r"\\'].map((letter, index) => [letter.charCodeAt(0), `\\${'btnfr"\\'[index]}`]));
  const escaped = (byte: number) =>
    named.get(byte) ??
    (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`);
  let [lines, line] = ['key:\n', ''];
  for (const byte of key) {
    if (byte === 0) lines += `\t.string\t"${line}"\n`;
    else if (line.length >= 56) lines += `\t.ascii\t"${line}"\n`;
    else {
      line += escaped(byte);
      continue;
    }
    line = byte === 0 ? '' : escaped(byte);
  }
  return `${lines}\t.ascii\t"${line}"\n\t.globl\tkey_size\n`;
}

const SPELLINGS: Readonly<Record<string, (key: Uint8Array) => string>> = {
  '.byte of an assembler': (key) =>
    `key:\n${rows([...key].map(hexOf), 12)
      .map((row) => `\t.byte ${row.join(',')}\n`)
      .join('')}`,
  '.ascii and .string of an assembler': gccAssembler,
  'db of NASM': (key) =>
    rows([...key].map(hexOf), 16)
      .map((row) => `  db ${row.join(', ')}\n`)
      .join(''),
  'C arrays of Wireshark': (key) =>
    `{\n${rows([...key].map(hexOf), 8)
      .map((row) => `${row.join(', ')}, /* 0....*.. */\n`)
      .join('')}};\n`,
  'print_r of PHP': (key) =>
    `Array\n(\n${[...key].map((byte, index) => `    [${index + 1}] => ${byte}\n`).join('')})\n`,
  'an array in lldb': (key) =>
    `$0 = {\n${[...key].map((byte, index) => `  [${index}] = ${hexOf(byte)}\n`).join('')}}\n`,
  'a device tree': (key) =>
    `\tkey = <${words(key, 4, 'big')
      .map((word) => `0x${word.replace(/^0+(?=.)/, '')}`)
      .join(' ')}>;\n`,
  'words of a small processor': (key) =>
    `uint32_t key[] = {\n  ${rows(
      words(key, 4, 'little').map((word) => `0x${word}`),
      4,
    )
      .map((row) => row.join(', '))
      .join(',\n  ')}\n};\n`,
  'od -An -tx4': (key) =>
    rows(words(key, 4, 'little'), 4)
      .map((row) => ` ${row.join(' ')}\n`)
      .join(''),
};

describe.each(Object.entries(SPELLINGS))('%s', (_, spell) => {
  test('shows each key', async () => {
    for (const { der, facts } of freshKeys()) {
      const { findings } = await scanBytes({ log: Buffer.from(`before it\n\n${spell(der)}\nbehind it\n`) });
      expect(findings).toMatchObject([{ facts }]);
    }
  });
});
