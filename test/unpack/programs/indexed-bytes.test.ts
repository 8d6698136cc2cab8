import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { indexedBytes } from '../../../src/unpack/programs/indexed-bytes.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise } from '../observe.ts';

const content = noise(70_000);
const printed = JSON.stringify(new Uint8Array(content));
/** From its first index on, as it is found. */
const found = (text: string) => Buffer.from(text.slice(text.indexOf('"0"')));

describe('a Uint8Array that was printed as JSON', () => {
  test.each([
    ['as it is', printed, ['}']],
    ['with blanks', JSON.stringify(new Uint8Array(content), null, 4), ['}']],
    ['and cut off', printed.slice(0, -1), []],
    ['with other members behind it', printed.replace('}', ',"length":70000}'), ['"length":70000}']],
  ])('%s gives its bytes, and what stands behind them', async (_, text, behind) => {
    const { entries, troubles } = await list(indexedBytes, found(text));
    expect(troubles).toEqual([]);
    expect(entries[0]?.bytes.equals(content)).toBe(true);
    expect(entries.slice(1).map(({ bytes }) => bytes.toString('latin1'))).toEqual(behind);
  });

  test.each([
    ['print_r', 1, (index: number, byte: number) => `    [${index}] => ${byte}\n`],
    ['print_r with CRLF', 0, (index: number, byte: number) => `    [${index}] => ${byte}\r\n`],
    ['var_dump', 0, (index: number, byte: number) => `  [${index}]=>\n  int(${byte})\n`],
    ['lldb', 0, (index: number, byte: number) => `  [${index}] = 0x${byte.toString(16).padStart(2, '0')}\n`],
  ])('%s gives its bytes, and what stands behind them', async (_, first, line) => {
    const text = [...content].map((byte, index) => line(index + first, byte)).join('');
    const { entries, troubles } = await list(indexedBytes, Buffer.from(`${text.trimStart()})\nbehind`));
    expect(troubles).toEqual([]);
    expect(entries[0]?.bytes.equals(content)).toBe(true);
    expect(entries.slice(1).map(({ bytes }) => bytes.toString('latin1'))).toEqual([')\nbehind']);
  });

  test('shows the key in an array of PHP', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = [...privateKey.export({ type: 'pkcs8', format: 'der' })];
    const log = `Array\n(\n${key.map((byte, index) => `    [${index + 1}] => ${byte}\n`).join('')})\n`;
    expect((await scanBytes({ log: Buffer.from(log) })).findings).toMatchObject([{ rule: 'private-key-der' }]);
  });

  test('shows the key in it, also where it was printed once more', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }));
    for (const log of [`state: ${JSON.stringify({ key })}\n`, `{"message":${JSON.stringify(JSON.stringify({ key }))}}`])
      expect((await scanBytes({ log: Buffer.from(log) })).findings).toMatchObject([{ rule: 'private-key-der' }]);
  });
});

test('what only begins so is none', () => {
  const numbers = (count: number, value = 7) =>
    Array.from({ length: count }, (_, index) => `"${index}":${value}`).join();
  expect(indexedBytes.sniff(Buffer.from(numbers(24)))).toBe(true);
  for (const text of [
    numbers(23),
    numbers(40, 256),
    numbers(40).replace('"9"', '"10"'),
    '"0":"a","1":"b"',
    '"0":',
    '[0] => a\n[1] => b\n',
    '[0] = 0x1 ',
  ])
    expect(indexedBytes.sniff(Buffer.from(text))).toBe(false);
});
