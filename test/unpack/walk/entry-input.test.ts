import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { isOfHole, zeros } from '../../../src/bytes/zeros.ts';
import { EntryInput } from '../../../src/unpack/walk/entry-input.ts';
import { AMPLE } from '../observe.ts';

const MIB = 1 << 20;
const text = (content: string): Uint8Array => Buffer.from(content);

async function* chunks(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

function inputOf(...pieces: Uint8Array[]): EntryInput {
  return new EntryInput(chunks(pieces), new Budget(AMPLE), (error) => {
    throw error;
  });
}

test('an entry that is held as a whole is one piece', async () => {
  const input = inputOf(text('a '), ...zeros(MIB), text(' b'));
  await input.hold(2 * MIB);
  expect(input.ended).toBe(true);
  expect(Buffer.from(input.whole).equals(Buffer.concat([text('a '), Buffer.alloc(MIB), text(' b')]))).toBe(true);
});

test('holes at the beginning of a large entry are handed on as holes, whatever was held', async () => {
  const input = inputOf(
    text('a'),
    text('b'),
    ...zeros(3 * MIB),
    text('c'),
    ...zeros(100),
    text('d'),
    ...zeros(2 * MIB),
  );
  await input.hold(4 * MIB);
  expect(input.ended).toBe(false);
  expect([...input.head(4)]).toEqual([0x61, 0x62, 0, 0]);
  const seen: [number, boolean][] = [];
  for await (const chunk of input.chunks()) seen.push([chunk.length, isOfHole(chunk)]);
  expect(seen).toEqual([[2, false], ...Array(3).fill([MIB, true]), [102, false], ...Array(2).fill([MIB, true])]);
});
