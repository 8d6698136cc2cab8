/** What is left of a pack behind damage: sound zlib streams, at a cost that does not grow with what merely begins like one. */
import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { recoverGitData } from '../../../src/unpack/git/git-recovery.ts';
import { CountingSource } from '../counting-source.ts';
import { AMPLE, noise } from '../observe.ts';

async function recover(bytes: Uint8Array) {
  const source = new CountingSource(bytes);
  const found: [name: string, content: Uint8Array | undefined][] = [];
  for await (const entry of recoverGitData(source, 0, new Budget(AMPLE))) found.push([entry.name, entry.whole?.()]);
  return { found, source };
}

test('streams of any size are found among other bytes', async () => {
  const contents = [Buffer.from('a'), noise(5000), Buffer.alloc(700_000, 'much of the same. '), noise(200_000)];
  const streams = contents.map((content) => deflateSync(content));
  const { found } = await recover(Buffer.concat(streams.flatMap((stream) => [Buffer.alloc(30, 'other '), stream])));
  expect(found.map(([, content]) => content)).toEqual(contents);
});

test('a stream with a wrong checksum is none, and one inside it is found', async () => {
  const inner = deflateSync('the inner one');
  const outer = deflateSync(inner, { level: 0 });
  outer[outer.length - 1]! ^= 1;
  const { found } = await recover(outer);
  expect(found).toEqual([[`data at ${outer.indexOf(inner)}`, Buffer.from('the inner one')]]);
});

test('what only begins like a stream is not read far', async () => {
  const heads = 4096;
  // A block of type 3, which RFC 1951 section 3.2.3 reserves.
  const { found, source } = await recover(Buffer.concat(Array(heads).fill(Buffer.from('789cffff', 'hex'))));
  expect(found).toEqual([]);
  expect(source.readBytes / heads).toBeLessThan(2 << 10);
});

test('others have their turn meanwhile, and node:zlib frees what it took', async () => {
  let [turns, isDone] = [0, false];
  const count = (): void => {
    turns++;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  await recover(Buffer.concat(Array(2100).fill(Buffer.from('789cffff', 'hex'))));
  isDone = true;
  expect(turns).toBeGreaterThanOrEqual(2);
});

test('hundreds of streams that are too large do not end the search', async () => {
  const large = Array(260).fill(deflateSync(noise(300_000)));
  const { found } = await recover(Buffer.concat([...large, deflateSync('the last one')]));
  expect(found.map(([, content]) => content)).toEqual([Buffer.from('the last one')]);
});

test('streams that are damaged far behind their beginning are tried some hundred times', async () => {
  // Each is a stored block of 60,000 bytes, and leads to what is no block. The heads of the others lie in it.
  const head = Buffer.from('78010060ea9f15', 'hex');
  const bytes = Buffer.alloc(200_000, 0xff);
  for (let at = 0; at < 120_000; at += head.length) head.copy(bytes, at);
  const { source } = await recover(bytes);
  expect(source.reads).toBeLessThan(5000);
});
