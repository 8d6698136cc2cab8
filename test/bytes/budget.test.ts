import { describe, expect, test } from 'vitest';
import { Budget, type Limits } from '../../src/bytes/budget.ts';
import { BudgetError } from '../../src/model/errors.ts';

const LIMITS: Limits = { maxDepth: 3, maxEntries: 2, maxEntryBytes: 100, maxTotalBytes: 250, maxSeconds: 5 };

/** What `action` throws. */
function errorOf(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('a budget', () => {
  test.each<[string, (budget: Budget) => void, RegExp]>([
    ['depth', (budget) => budget.enter(4), /more than 3 levels of nested containers; raise max-depth/],
    ['entries', (budget) => [1, 2, 3].forEach(() => void budget.takeEntry()), /more than 2 entries; raise max-entries/],
    [
      'bytes of an entry',
      (budget) => budget.takeBytes(101, 101),
      /more than 100 bytes in one entry; raise max-entry-bytes/,
    ],
    [
      'bytes in all',
      (budget) => [1, 2, 3].forEach(() => void budget.takeBytes(90, 90)),
      /more than 250 unpacked bytes; raise max-total-bytes/,
    ],
  ])('says which limit was passed and how to raise it: %s', (_, spend, message) => {
    const error = errorOf(() => spend(new Budget(LIMITS)));
    expect(error).toBeInstanceOf(BudgetError);
    expect(error).toMatchObject({ code: 'budget', message: expect.stringMatching(message) });
  });

  test('allows exactly its limits', () => {
    const budget = new Budget(LIMITS);
    budget.enter(3);
    budget.takeEntry();
    budget.takeEntry();
    for (const bytes of [100, 100, 50]) budget.takeBytes(bytes, bytes);
    expect([budget.entries, budget.bytes, budget.isSpent]).toEqual([2, 250, false]);
  });

  test('has no limit on compression', () => {
    const budget = new Budget({ ...LIMITS, maxEntryBytes: 1e12, maxTotalBytes: 1e12 });
    budget.takeBytes(1e11, 1e11);
    expect(budget.bytes).toBe(1e11);
  });

  test('is spent by what counts for the whole, not by one entry or one depth', () => {
    const budget = new Budget(LIMITS);
    expect(errorOf(() => budget.takeBytes(10, 101))).toBeInstanceOf(BudgetError);
    expect(errorOf(() => budget.enter(4))).toBeInstanceOf(BudgetError);
    expect(budget.isSpent).toBe(false);
    expect(errorOf(() => budget.takeBytes(300, 1))).toBeInstanceOf(BudgetError);
    expect(budget.isSpent).toBe(true);
  });

  test('runs of 7-Zip in vain are counted in all threads, those before the count was shared too', () => {
    const budget = new Budget(LIMITS);
    budget.countWastedRun(10);
    const other = new Budget(LIMITS, undefined, 0, budget.spent);
    other.countWastedRun(20);
    for (const each of [budget, other]) expect(each.wastedRuns).toEqual({ count: 2, bytes: 30 });
  });

  describe('effort', () => {
    test('ends once, whichever thread computes what, and what was computed stays free', () => {
      const budget = new Budget(LIMITS);
      expect(budget.takesEffort(4_000_000, 'a')).toBe('yes');
      const other = new Budget(LIMITS, undefined, 0, budget.spent);
      expect(other.takesEffort(4_000_000, 'a')).toBe('yes');
      expect(other.takesEffort(4_000_000, 'b')).toBe('yes');
      expect(budget.takesEffort(4_000_000, 'b')).toBe('yes');
      expect(budget.takesEffort(4_000_000, 'c')).toBe('last');
      for (const each of [budget, other]) {
        expect(['a', 'b', 'c', 'd'].map((work) => each.takesEffort(1, work))).toEqual(['yes', 'yes', 'yes', 'no']);
        expect(each.takesEffort(1)).toBe('no');
      }
    });

    test('work without a name is counted each time', () => {
      const budget = new Budget(LIMITS);
      const answers = Array.from({ length: 4 }, () => budget.takesEffort(4_000_000));
      expect(answers).toEqual(['yes', 'yes', 'last', 'no']);
    });
  });

  test.each<[string, (budget: Budget) => void]>([
    ['checkTime', (budget) => budget.checkTime()],
    ['takeEntry', (budget) => budget.takeEntry()],
    ['takeBytes', (budget) => budget.takeBytes(1, 1)],
  ])('ends after its seconds: %s', (_, spend) => {
    let now = 1000;
    const budget = new Budget(LIMITS, () => now);
    now = 6000;
    spend(budget);
    expect(budget.isSpent).toBe(false);
    now = 6001;
    expect(errorOf(() => spend(budget))).toMatchObject({
      code: 'timeout',
      message: 'not finished after 5 s; raise max-seconds to scan the rest',
    });
    expect(budget.isSpent).toBe(true);
  });
});
