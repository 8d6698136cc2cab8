import { createHash } from 'node:crypto';
import { type Bomb, MIB, repeated } from './bomb.ts';

const DEPTH: Bomb['gaps'][number] = [
  'budget',
  /^more than 16 levels of nested containers; raise max-depth to scan the rest$/,
];

const TOO_MANY_RUNS: Bomb['gaps'][number] = [
  'budget',
  /^found \d+ more places that look like archives or encoded text than the 100000 that are opened/,
];

export const textBombs: readonly Bomb[] = [
  {
    name: 'base64 of base64, 40 times',
    make: () => tower(40, (text) => Buffer.from(text).toString('base64')),
    gaps: [DEPTH],
  },
  { name: 'hex of hex, 16 times', make: () => tower(16, (text) => Buffer.from(text).toString('hex')), gaps: [] },
  {
    name: 'percent of percent, 100,000 times',
    make: () => Buffer.from(`%${'25'.repeat(100_000)}41 some text\n`),
    gaps: [],
  },
  {
    name: 'percent of every byte, in itself, 8 times',
    isHeavy: true,
    make: () =>
      tower(8, (text) => text.replace(/[\s\S]/g, (one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`), 40),
    gaps: [],
  },
  {
    name: 'backslashes of backslashes, 18 times',
    make: () => tower(18, (text) => JSON.stringify(text), 40),
    gaps: [],
  },
  {
    name: 'public keys for SSH, 70,000, one in each line',
    isHeavy: true,
    make: () => publicKeys(70_000),
    gaps: [],
  },
  {
    name: 'a log with 80 MiB of base64',
    isHeavy: true,
    make: () => repeated(Buffer.from(`2026-01-02T03:04:05.1234567Z ${LINE_OF_BASE64}\n`), (80 * MIB) / 106),
    gaps: [TOO_MANY_RUNS],
    scannedBytes: 120 * MIB,
  },
  {
    name: 'a program with 80 MiB of base64 in literals',
    isHeavy: true,
    make: () => repeated(Buffer.from(`  "${LINE_OF_BASE64}" +\n`), (80 * MIB) / 83),
    gaps: [TOO_MANY_RUNS],
  },
  { name: 'a megabyte of open brackets', make: () => Buffer.alloc(MIB, '['), gaps: [] },
  {
    name: 'YAML aliases, nine to the ninth',
    make: () =>
      Buffer.from(
        [...'abcdefghi']
          .map((name, at) => `${name}: &${name} [${at === 0 ? '"lol"' : Array(9).fill(`*${'abcdefghi'[at - 1]}`)}]`)
          .join('\n'),
      ),
    gaps: [],
  },
  {
    name: 'XML entities, ten to the ninth',
    make: () => {
      const entities = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`);
      return Buffer.from(`<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">${entities.join('')}]><l>&l9;</l>`);
    },
    gaps: [],
  },
];

/** A line of 76 characters: 57 bytes of text. */
const LINE_OF_BASE64 = Buffer.from('text that stands for itself, '.repeat(2).slice(0, 57)).toString('base64');

/** As in a file of authorized keys; any 32 bytes are a public key of Ed25519 (RFC 8032, section 5.1.5). */
function* publicKeys(count: number): Generator<Uint8Array> {
  const begin = Buffer.from('0000000b7373682d6564323535313900000020', 'hex');
  const line = (at: number): string => {
    const key = createHash('sha256').update(`${at}`).digest();
    return `ssh-ed25519 ${Buffer.concat([begin, key]).toString('base64')} user${at}@host.example\n`;
  };
  for (let at = 0; at < count; at += 1000)
    yield Buffer.from(Array.from({ length: 1000 }, (_, more) => line(at + more)).join(''));
}

function tower(times: number, encode: (text: string) => string, words = 4): Buffer {
  let text = 'some text that is worth a look, '.repeat(words);
  for (let done = 0; done < times; done++) text = encode(text);
  return Buffer.from(text);
}
