/** Runs that are decoded while they are read: the same comes out as of the whole run, wherever a chunk ends. */
import { expect, test } from 'vitest';
import { streamOf } from '../../../src/bytes/byte-source.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { codingOf, noise, settings, word, wrapped } from './peel.ts';

const text = settings(word(40)).repeat(20);
const encoded = Buffer.from(text).toString('base64');
const stamped = (lines: string) => lines.replaceAll(/^/gm, () => `2026-01-02T03:04:05.${1_234_567}Z `);
const values = Array.from({ length: 40 }, () => noise(32).toString('base64')).join('\n');

const RUNS: readonly (readonly [coding: string, name: string, run: string])[] = [
  ['base64', 'lines', wrapped(encoded, 76)],
  ['base64', 'a padded value in each line', values],
  ['hex', 'lines', wrapped(Buffer.from(text).toString('hex'), 64)],
  ['log-lines', 'the log of a job', `${stamped(wrapped(encoded, 76))}\n`],
  ['log-lines', 'a log without a line end behind it', stamped(wrapped(encoded, 76))],
  ['log-numbers', 'a log with hex', `${stamped(wrapped(Buffer.from(text).toString('hex'), 64))}\n`],
];

test.each(RUNS)('%s: %s', async (id, _, run) => {
  const coding = codingOf(id);
  const [whole] = coding.decode(Buffer.from(run));
  expect(whole?.length).toBeGreaterThan(1000);
  for (const chunkBytes of [64, 333, 1000, run.length]) {
    const pieces: Uint8Array[] = [];
    for await (const piece of coding.decodeLong!(
      streamOf(new MemorySource(Buffer.from(run)), 0, run.length, chunkBytes),
    ))
      pieces.push(piece);
    expect(Buffer.concat(pieces).toString('latin1')).toBe(Buffer.from(whole!).toString('latin1'));
  }
});

test('a log is left where its lines no longer begin alike', async () => {
  const log = stamped(wrapped(encoded, 76));
  const whole = Buffer.from(`${log}\nthe job is done\n${log}\n`);
  const pieces: Uint8Array[] = [];
  for await (const piece of codingOf('log-lines').decodeLong!(streamOf(new MemorySource(whole), 0, whole.length, 500)))
    pieces.push(piece);
  expect(Buffer.concat(pieces).toString('latin1').trim()).toBe(wrapped(encoded, 76));
});

test('a log is left where a line does not end', async () => {
  const log = `${stamped(wrapped(encoded, 76))}\n`;
  let chunks = 0;
  async function* endless() {
    for (; chunks < 1000; chunks++) yield Buffer.from(chunks === 0 ? log : ' '.repeat(1000));
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of codingOf('log-lines').decodeLong!(endless())) pieces.push(piece);
  expect(Buffer.concat(pieces).toString('latin1').trim()).toBe(wrapped(encoded, 76));
  expect(chunks).toBeLessThan(10);
});
