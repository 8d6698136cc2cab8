import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { spelledKey } from '../../../src/unpack/programs/spelled-key.ts';
import { LISTS, TEXT_LISTS } from '../../builders/spelled.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise } from '../observe.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const der = privateKey.export({ type: 'pkcs8', format: 'der' });
const pem = Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' }));
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'der' });
const spkiOf = (spki: Buffer) => createHash('sha256').update(spki).digest('hex');
const spkiSha256 = spkiOf(publicKey.export({ type: 'spki', format: 'der' }));

/** From where the kernel finds it. */
function fromFirstNumber(text: string): Buffer {
  const begins = spelledKey.embeddedBy!.map(({ bytes }) => text.indexOf(Buffer.from(bytes).toString('latin1')));
  return Buffer.from(text.slice(Math.min(...begins.filter((begin) => begin >= 0))), 'latin1');
}

async function findingsIn(text: string) {
  const { findings, gaps } = await scanBytes({ 'some.txt': Buffer.from(text, 'latin1') });
  expect(gaps).toEqual([]);
  return findings;
}

describe.each(Object.entries(LISTS))('%s', (_, write) => {
  test.each([
    ['PEM', pem],
    ['DER', der],
  ])('shows the key in %s', async (_form, key) => {
    expect(await findingsIn(`key = ${write(key)}\nbehind\n`)).toMatchObject([{ facts: { spkiSha256 } }]);
  });

  test('in a log', async () => {
    const lines = write(pem).trimEnd().split('\n');
    const log = lines.map((line, at) => `2026-01-02T03:04:${10 + (at % 50)}.1234567Z ${line}\n`).join('');
    expect(await findingsIn(log)).toMatchObject([{ facts: { spkiSha256 } }]);
  });

  test('gives all bytes, whatever the window', async () => {
    const bytes = Buffer.concat([rsa, noise(30_000)]);
    const { entries, troubles } = await list(spelledKey, fromFirstNumber(write(bytes)));
    expect(troubles).toEqual([]);
    expect(entries[0]?.bytes.subarray(0, bytes.length).equals(bytes)).toBe(true);
  });
});

test.each(Object.entries(TEXT_LISTS))('%s shows the key', async (_, write) => {
  expect(await findingsIn(`${write(pem)}\nbehind\n`)).toMatchObject([{ facts: { spkiSha256 } }]);
});

test('what only begins so is none', () => {
  for (const text of [
    "'-', '-', '-'",
    TEXT_LISTS['characters of C']!(Buffer.from('----- a line, which is no beginning of a key -----')),
    LISTS['.byte of GNU as, one a line']!(noise(100)).trimStart(),
    LISTS['xxd -b']!(pem.subarray(0, 8)).slice(10),
    '',
  ])
    expect(spelledKey.sniff(Buffer.from(text))).toBe(false);
});

// A second or two, where all numbers within reach took a minute: the test would time out.
test.each([
  ['bits', '00101101 '],
  ['directives', 'db 45 '],
  ['characters', 'chr(45)+'],
])('dashes as %s, over and over, are told from few numbers', (_, number) => {
  const text = Buffer.from(number.repeat(300));
  let count = 0;
  for (let at = 0; at < 60_000; at++) if (spelledKey.sniff(text)) count++;
  expect(count).toBe(0);
});
