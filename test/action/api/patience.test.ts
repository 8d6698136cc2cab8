import { describe, expect, it, test } from 'vitest';
import { patiently, rateLimitWait } from '../../../src/action/api/patience.ts';

const MINUTE_MS = 60_000;
const NOW_MS = 1_800_000_000_000;

describe('how long a rate limit asks to wait', () => {
  test.each([
    ['another status', 404, {}, '', undefined],
    ['a refusal', 403, { 'x-ratelimit-remaining': '42', 'x-ratelimit-reset': '1800000600' }, 'forbidden', undefined],
    ['retry-after', 429, { 'retry-after': '7' }, '', 7000],
    ['retry-after before the reset', 403, { 'retry-after': '7', 'x-ratelimit-remaining': '0' }, '', 7000],
    ['the reset', 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1800000600' }, '', 601_000],
    ['a reset that is over', 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1799999000' }, '', 1000],
    ['a secondary limit without a time', 403, {}, 'You have exceeded a secondary rate limit.', MINUTE_MS],
    ['too many requests without a time', 429, {}, '', MINUTE_MS],
    ['a time that is none', 429, { 'retry-after': 'soon' }, '', MINUTE_MS],
  ])('%s', (_, status, headers, text, waitMs) => {
    expect(rateLimitWait({ status, headers }, text, NOW_MS)).toBe(waitMs);
  });
});

describe('patience', () => {
  const asking = (told: string[]) => ({
    what: 'GET /x',
    tell: (line: string) => void told.push(line),
    giveUp: ({ why }: { why: string }) => new Error(`gave up: ${why}`),
  });

  it('asks until it is done, and says what it waits for', async () => {
    const told: string[] = [];
    let asked = 0;
    const answer = await patiently(
      async () => (++asked < 3 ? { trouble: { why: `trouble ${asked}`, status: 500, waitMs: 1 } } : { done: 42 }),
      asking(told),
    );
    expect(answer).toBe(42);
    expect(told).toEqual([
      'GET /x: trouble 1; waiting 0.1 s before try 2 of 4',
      'GET /x: trouble 2; waiting 0.1 s before try 3 of 4',
    ]);
  });

  it('ends after four tries', async () => {
    let asked = 0;
    const asked4 = patiently(async () => ({ trouble: { why: `${++asked}`, status: 500, waitMs: 1 } }), asking([]));
    await expect(asked4).rejects.toThrow('gave up: 4');
  });

  it('does not wait for a quarter of an hour', async () => {
    const told: string[] = [];
    const long = patiently(
      async () => ({ trouble: { why: 'limit', status: 429, waitMs: 16 * MINUTE_MS } }),
      asking(told),
    );
    await expect(long).rejects.toThrow('gave up: limit');
    expect(told).toEqual([]);
  });
});
