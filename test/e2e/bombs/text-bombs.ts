import { type Bomb, MIB } from './bomb.ts';

const DEPTH: Bomb['gaps'][number] = [
  'budget',
  /^more than 16 containers in containers; raise max-depth to scan the rest$/,
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
    make: () =>
      tower(8, (text) => text.replace(/[\s\S]/g, (one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`), 40),
    gaps: [],
  },
  {
    name: 'backslashes of backslashes, 18 times',
    make: () => tower(18, (text) => JSON.stringify(text), 40),
    gaps: [],
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

function tower(times: number, encode: (text: string) => string, words = 4): Buffer {
  let text = 'some text that is worth a look, '.repeat(words);
  for (let done = 0; done < times; done++) text = encode(text);
  return Buffer.from(text);
}
