import { expect, test } from 'vitest';
import { JoinedSurveys } from '../../src/engine/joined-surveys.ts';
import type { Survey } from '../../src/model/survey.ts';

const part = (runs: number[], bignums: number[]): Survey => ({
  ...{ runs: Float64Array.from(runs), bignums: Float64Array.from(bignums) },
  ...{ edwardsKeys: new Float64Array(0), slices: new Float64Array(0), smallIntegers: new Float64Array(0) },
  phpArrays: new Float64Array(0),
  scheduleWords: new Float64Array(0),
});
const PARTS = [part([10, 32, 64, 40], [16, 90]), part([96, 64, 300, 40], [250]), part([400, 32], [401, 402])];

function joined(order: readonly number[], most?: ConstructorParameters<typeof JoinedSurveys>[0]) {
  const surveys = new JoinedSurveys(most);
  for (const index of order) surveys.add(index, PARTS[index]!);
  const { isCut } = surveys;
  const { runs, bignums } = surveys.take();
  return { isCut, runs: [...runs], bignums: [...bignums] };
}
const ORDERS = [
  [0, 1, 2],
  [2, 1, 0],
  [1, 2, 0],
];

test.each(ORDERS)('surveys of parts are the survey of the whole: %i, %i, %i', (...order) => {
  expect(joined(order)).toEqual({
    isCut: false,
    runs: [10, 32, 64, 96, 300, 40, 400, 32],
    bignums: [16, 90, 250, 401, 402],
  });
});

test.each(ORDERS)('of more than is kept the first are, in whatever order parts come: %i, %i, %i', (...order) => {
  const most = { runs: 6, bignums: 4, edwardsKeys: 9, slices: 9, smallIntegers: 9, phpArrays: 9, scheduleWords: 9 };
  expect(joined(order, most)).toEqual({ isCut: true, runs: [10, 32, 64, 96], bignums: [16, 90, 250, 401] });
});

test('what is kept lies in memory that threads share', () => {
  const surveys = new JoinedSurveys();
  surveys.add(0, PARTS[0]!);
  for (const numbers of Object.values(surveys.take())) expect(numbers.buffer).toBeInstanceOf(SharedArrayBuffer);
});
