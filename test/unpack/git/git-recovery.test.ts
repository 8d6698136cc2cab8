/** What is left of a pack behind damage: sound zlib streams, at a cost that does not grow with what merely begins like one. */
import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { recoverGitData } from '../../../src/unpack/git/git-recovery.ts';
import { CountingSource } from '../counting-source.ts';
import { AMPLE, noise } from '../observe.ts';

async function collectAll(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}

async function recover(bytes: Uint8Array) {
  const source = new CountingSource(bytes);
  const found: [name: string, content: Uint8Array | undefined][] = [];
  const troubles: string[] = [];
  for await (const item of recoverGitData(source, 0, new Budget(AMPLE)))
    if ('trouble' in item) troubles.push(`${item.trouble.code}: ${item.trouble.message}`);
    else found.push([item.name, item.whole?.() ?? Buffer.concat(await collectAll(item.open()))]);
  return { found, troubles, source };
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

test('streams that are large, packed or unpacked, are unpacked piece by piece', async () => {
  const contents = [noise(300_000), Buffer.alloc(17 << 20, 'much of the same. '), Buffer.from('the last one')];
  const { found, troubles } = await recover(Buffer.concat(contents.map((content) => deflateSync(content))));
  expect(found.map(([, content]) => Buffer.compare(content!, contents.shift()!) === 0)).toEqual([true, true, true]);
  expect(troubles).toEqual([]);
});

test('a large stream with a wrong checksum, or without its end, is none', async () => {
  const large = deflateSync(noise(300_000), { level: 0 });
  const wrong = Buffer.from(large);
  wrong[wrong.length - 1]! ^= 1;
  for (const bytes of [wrong, large.subarray(0, -10)]) expect((await recover(bytes)).found).toEqual([]);
});

test('where too much was unpacked in vain, the end of the search is told', async () => {
  // Sound but for their checksums: each unpacks to 100 MiB.
  const bomb = deflateSync(Buffer.alloc(100 << 20));
  bomb[bomb.length - 1]! ^= 1;
  const { found, troubles } = await recover(Buffer.concat([...Array(5).fill(bomb), deflateSync('the last one')]));
  expect(found).toEqual([]);
  expect(troubles).toEqual([expect.stringContaining('budget: the search for packed objects ended at offset ')]);
});

test('streams that are damaged far behind their beginning are tried some hundred times', async () => {
  // Each is a stored block of 60,000 bytes, and leads to what is no block. The heads of the others lie in it.
  const head = Buffer.from('78010060ea9f15', 'hex');
  const bytes = Buffer.alloc(200_000, 0xff);
  for (let at = 0; at < 120_000; at += head.length) head.copy(bytes, at);
  const { source } = await recover(bytes);
  expect(source.reads).toBeLessThan(5000);
});
