import { expect, test } from 'vitest';
import { AccessError, BudgetError, FormatError, isForeseen, UsageError } from '../../src/model/errors.ts';

test.each([new FormatError('x'), new BudgetError('x'), new AccessError('x')])('%s becomes a gap', (error) => {
  expect(isForeseen(error)).toBe(true);
});

test.each([new UsageError('x'), new TypeError('x'), 'x', undefined])('%s becomes none', (error) => {
  expect(isForeseen(error)).toBe(false);
});
