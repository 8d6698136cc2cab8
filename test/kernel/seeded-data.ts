import type { SeededRandom } from '../support/seeded-random.ts';

/** Kinds of data that artifacts consist of, each made from a seed. */
export const DATA_KINDS: Readonly<Record<string, (random: SeededRandom, bytes: number) => Uint8Array>> = {
  'source text': sourceText,
  'base64 and minified': encodedText,
  'memory of a process': heap,
  'random bytes': randomBytes,
  zeros: (_random, bytes) => new Uint8Array(bytes),
};

const SYLLABLES =
  'a ac au be client con de di en er ex fi get ing int is key le me ment na on pass re se sec ter tion to val'.split(
    ' ',
  );
const PUNCTUATION = [
  ' ',
  ' ',
  ' ',
  ' = ',
  '(',
  ')',
  ';\n',
  ',\n  ',
  '.',
  ' => {\n    ',
  '}\n',
  ': ',
  "'",
  '"',
  '//',
  '_',
  '-',
  '\t',
];

function sourceText(random: SeededRandom, bytes: number): Uint8Array {
  return textOf(bytes, () => {
    let word = random.pick(SYLLABLES) + random.pick(SYLLABLES) + (random.int(2) ? random.pick(SYLLABLES) : '');
    if (random.int(8) === 0) word = word.toUpperCase();
    return word + random.pick(PUNCTUATION);
  });
}

function encodedText(random: SeededRandom, bytes: number): Uint8Array {
  return textOf(bytes, () => {
    if (random.int(4) === 0) return `${'A'.repeat(random.int(12))},`;
    if (random.int(4) === 0) return `function ${random.pick(SYLLABLES)}(e,t){return e.${random.pick(SYLLABLES)}=t}`;
    return Buffer.from(random.bytes(random.int(200))).toString('base64');
  });
}

function textOf(bytes: number, next: () => string): Uint8Array {
  const text = Buffer.alloc(bytes);
  for (let at = 0; at < bytes; ) at += text.write(next(), at, 'latin1') || bytes;
  return text;
}

/** Runs of zeros of all sizes, pointers that share their upper bytes, small numbers, and strings of one and two bytes a character. */
function heap(random: SeededRandom, bytes: number): Uint8Array {
  const data = new DataView(new ArrayBuffer(bytes + 64));
  for (let at = 0; at < bytes; ) {
    const kind = random.int(16);
    if (kind < 2) at += random.int(kind === 0 ? 5000 : 300);
    else if (kind < 8) {
      data.setUint32(at, random.int(2 ** 32), true);
      data.setUint32(at + 4, 0x7f3a, true);
      at += 8;
    } else if (kind < 12) {
      data.setUint32(at, random.int(300), true);
      at += 4;
    } else {
      const text = random.pick(SYLLABLES) + random.pick(SYLLABLES);
      const wide = kind & 1;
      for (let index = 0; index < text.length; index++) data.setUint8(at + (index << wide), text.charCodeAt(index));
      at += (text.length << wide) + 1;
    }
  }
  return new Uint8Array(data.buffer, 0, bytes);
}

function randomBytes(random: SeededRandom, bytes: number): Uint8Array {
  const words = Uint32Array.from({ length: Math.ceil(bytes / 4) }, () => random.int(2 ** 32));
  return new Uint8Array(words.buffer, 0, bytes);
}
