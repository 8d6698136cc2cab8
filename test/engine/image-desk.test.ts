import { expect, test } from 'vitest';
import { ImageDesk } from '../../src/engine/image-desk.ts';
import { JoinedSurveys } from '../../src/engine/joined-surveys.ts';
import type { Task, TaskResult } from '../../src/engine/task.ts';

const artifact = { path: 'core', file: 'core' };
const ranges = [0, 1].map((start): Task => ({ kind: 'range', artifact, start, end: start + 1, begunAtMs: 0 }));
const surveyed: TaskResult = { parts: [], followUps: [], survey: new JoinedSurveys().take(), searches: ['rsa', 'ec'] };
/** Of a range that could not be read, or whose worker was stuck. */
const failed: TaskResult = { parts: [], followUps: [] };

test.each([
  ['last', surveyed, failed],
  ['first', failed, surveyed],
])('an image is searched though one of its ranges could not be read, when that is %s', (_, first, second) => {
  const desk = new ImageDesk();
  expect(desk.note({ kind: 'files', artifacts: [artifact] }, { parts: [], followUps: ranges })).toEqual([]);
  expect(desk.note(ranges[0]!, first)).toEqual([]);
  const searches = desk.note(ranges[1]!, second);
  expect(searches.map((task) => task.kind === 'image' && task.search)).toEqual(['rsa', 'ec']);
});
