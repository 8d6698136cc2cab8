/**
 * Writes src/kernel/generated/text-statistics.ts, or with --check compares what is there: how often two and three characters stand side by side in source text.
 * Counted over sample-texts.ts.
 *
 *   node scripts/build-background.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { sampleTexts } from './sample-texts.ts';

const TARGET = new URL('../src/kernel/generated/text-statistics.ts', import.meta.url);

/** Symbols of the table of pairs, in order: tab, line feed, carriage return, then 0x20 to 0x7e. */
const SYMBOLS = [0x09, 0x0a, 0x0d, ...Array.from({ length: 0x5f }, (_, index) => 0x20 + index)];
const TRIPLE_CELLS = 1 << 14;

interface Counts {
  readonly pairs: Float64Array;
  /** By the 24-bit number of three folded bytes. */
  readonly triples: Uint32Array;
  total: number;
}

function count(): Counts {
  const symbolOf = new Int16Array(256).fill(-1);
  for (const [symbol, byte] of SYMBOLS.entries()) symbolOf[byte] = symbol;
  const counts: Counts = { pairs: new Float64Array(SYMBOLS.length ** 2), triples: new Uint32Array(1 << 24), total: 0 };
  for (const bytes of sampleTexts('.')) {
    counts.total += bytes.length;
    for (let at = 0; at + 2 < bytes.length; at++) {
      const first = symbolOf[bytes[at]!]!;
      const second = symbolOf[bytes[at + 1]!]!;
      if (first >= 0 && second >= 0) counts.pairs[first * SYMBOLS.length + second]!++;
      counts.triples[bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | 0x202020]!++;
    }
  }
  return counts;
}

/** Four bits a pair: n stands for the probability 2^-(n + 4), so the rarest is 2^-19. Two pairs a byte, low half first. */
function packPairs({ pairs, total }: Counts): Uint8Array {
  const packed = new Uint8Array(pairs.length / 2);
  for (const [pair, times] of pairs.entries()) {
    const code = Math.min(15, Math.max(0, Math.round(-Math.log2((times + 0.5) / total)) - 4));
    packed[pair >> 1]! |= code << ((pair & 1) * 4);
  }
  return packed;
}

/**
 * Four bits a cell, by a hash of three bytes that are folded with 0x20: 15 - n stands for the probability 2^-(n + 3) of the most
 * frequent three that fall into the cell, 0 for all that are rarer than about 2^-17.
 */
function packTriples({ triples, total }: Counts): Uint8Array {
  const packed = new Uint8Array(TRIPLE_CELLS / 2);
  for (const [triple, times] of triples.entries()) {
    const code = 15 - Math.max(0, Math.round(-Math.log2(times / total)) - 3);
    if (code <= 0) continue;
    const cell = Math.imul(triple, 0x9e3779b1) >>> 18;
    const shift = (cell & 1) * 4;
    const present = (packed[cell >> 1]! >> shift) & 15;
    packed[cell >> 1]! ^= (present ^ Math.max(present, code)) << shift;
  }
  return packed;
}

function literal(name: string, bytes: Uint8Array): string {
  const lines = Buffer.from(bytes)
    .toString('base64')
    .match(/.{1,110}/g)!;
  return `export const ${name} =\n${lines.map((line) => `  '${line}'`).join(' +\n')};\n`;
}

const counts = count();
const text = [
  '// Made by scripts/build-background.ts, which says from what and how. Do not edit.\n',
  literal('textPairs', packPairs(counts)),
  literal('textTriples', packTriples(counts)),
].join('\n');
if (!process.argv.includes('--check')) writeFileSync(TARGET, text);
else if (readFileSync(TARGET, 'utf8') !== text) {
  process.stderr.write(
    'src/kernel/generated/text-statistics.ts: not what the pinned packages give; run node scripts/build-background.ts and commit the result\n',
  );
  process.exitCode = 1;
}
