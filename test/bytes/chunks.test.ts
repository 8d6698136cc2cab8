import { expect, test } from 'vitest';
import { collect, collectFirst, drain } from '../../src/bytes/chunks.ts';
import { BudgetError, FormatError } from '../../src/model/errors.ts';

async function* chunks(texts: readonly string[], failure?: Error): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
  if (failure !== undefined) throw failure;
}

test('all are read, and the time is checked at each', async () => {
  let checks = 0;
  await drain(chunks(['a', 'b', 'c']), { checkTime: () => void checks++ });
  expect(checks).toBe(3);
  await expect(drain(chunks(['a'], new FormatError('damaged')))).rejects.toThrow('damaged');
});

test('what has more bytes than the limit is not collected, nor read to its end', async () => {
  expect(String(await collect(chunks(['ab', 'c']), 3))).toBe('abc');
  expect(await collect(chunks(['ab', 'cd'], new Error('read too far')), 3)).toBeUndefined();
  expect(await collect(chunks([]), 0)).toHaveLength(0);
});

test('the first bytes are those before the end or before damage', async () => {
  const first = async (bytes: number, failure?: Error): Promise<[string, boolean]> => {
    const { content, hasEnded } = await collectFirst(chunks(['ab', 'cd'], failure), bytes);
    return [content.toString(), hasEnded];
  };
  expect(await first(2)).toEqual(['ab', false]);
  expect(await first(3)).toEqual(['abcd', false]);
  expect(await first(4)).toEqual(['abcd', false]);
  expect(await first(5)).toEqual(['abcd', true]);
  expect(await first(5, new FormatError('damaged'))).toEqual(['abcd', false]);
  await expect(first(5, new BudgetError('too late'))).rejects.toThrow('too late');
});
