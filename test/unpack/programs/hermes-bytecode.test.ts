import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { hermesBytecode } from '../../../src/unpack/programs/hermes-bytecode.ts';
import { hermesBytecodeOf } from '../../builders/hermes.ts';
import { AMPLE } from '../observe.ts';

const STRINGS = ['headerA', 'MARK_0123456789', '-----\nin a text\n-----', 'Zebra', 'a'.repeat(300)].map((text) => ({
  text,
}));

async function read(bytes: Uint8Array): Promise<{ lines: string[]; troubles: string[] }> {
  const chunks: Uint8Array[] = [];
  const troubles: string[] = [];
  for await (const item of hermesBytecode.entries(new MemorySource(bytes), new Budget(AMPLE))) {
    if ('trouble' in item) troubles.push(item.trouble.message);
    else chunks.push(await buffer(item.open()));
  }
  return { lines: Buffer.concat(chunks).toString().split('\n').slice(0, -1), troubles };
}

test.each([
  ['of React Native', { version: 96, functionBytes: 16 }],
  ['of Hermes 1.0', { version: 99, functionBytes: 12 }],
])('%s: strings that a neighbour could belong to come one a line', async (_, version) => {
  const { lines, troubles } = await read(hermesBytecodeOf(STRINGS, version));
  expect(lines).toEqual(['MARK_0123456789', 'a'.repeat(300)]);
  expect(troubles).toEqual([]);
});

test('a string that begins in another one', async () => {
  const { lines } = await read(
    hermesBytecodeOf([{ text: 'preMARK_0123456789post' }, { text: 'MARK_0123456789', at: 3 }]),
  );
  expect(lines).toEqual(['MARK_0123456789']);
});

test('cut off in the storage of strings: what is there is read, and the rest told', async () => {
  const bytes = hermesBytecodeOf(STRINGS);
  const { lines, troubles } = await read(bytes.subarray(0, bytes.indexOf('aaa') + 100));
  expect(lines).toEqual(['MARK_0123456789']);
  expect(troubles).toEqual([
    `expected ${bytes.length} bytes of bytecode of Hermes, found ${bytes.indexOf('aaa') + 100}`,
  ]);
});

test('tables of a version that nobody knows are a gap', async () => {
  const unknown = hermesBytecodeOf(STRINGS, { version: 200, functionBytes: 20 });
  await expect(read(unknown)).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('version 200'),
  });
});

test('counts of strings that are more than the file has room for', async () => {
  const bytes = hermesBytecodeOf(STRINGS);
  for (const at of [40, 44, 48, 52, 56]) {
    const wrong = Buffer.from(bytes);
    wrong.writeUInt32LE(0xffff_ffff, at);
    await expect(read(wrong)).rejects.toMatchObject({ code: 'unsupported' });
  }
});

test('strings that lie on one another without end are damage, and not read without end', async () => {
  const long = { text: 'MARK_0123456789'.repeat(10), at: 0 };
  const bytes = hermesBytecodeOf([{ text: long.text }, ...Array.from({ length: 1000 }, () => long)]);
  await expect(read(bytes)).rejects.toMatchObject({ code: 'damaged' });
});
