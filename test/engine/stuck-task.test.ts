import { describe, expect, test } from 'vitest';
import { stuckMessage, stuckResult, withoutPlugIn } from '../../src/engine/stuck-task.ts';
import type { Task } from '../../src/engine/task.ts';

const [a, b, c] = ['a', 'b', 'c'].map((path) => ({ path, file: `/${path}` })) as [never, never, never];
const files: Task = { kind: 'files', artifacts: [a, b, c], without: [4] };
const range: Task = { kind: 'range', artifact: b, start: 10, end: 20, begunAtMs: 1 };
const onlyGap = (gap: object) => ({ listed: [{ gap: { path: 'b', ...gap }, times: 1 }], more: {} });
const acme = { number: 2, name: 'acme.ts' };

describe('a task whose thread gave no answer', () => {
  test('is a gap, and what it had not come to is done anew', () => {
    const { parts, followUps } = stuckResult(files, 1, stuckMessage(files, 30));
    expect(parts).toMatchObject([
      { path: 'b', gaps: onlyGap({ code: 'timeout', message: expect.stringMatching(/^no answer after 30 s;/) }) },
    ]);
    expect(followUps).toEqual([{ kind: 'files', artifacts: [a, c], without: [4] }]);
    expect(stuckResult(range, 0, stuckMessage(range, 30)).followUps).toEqual([]);
    expect(stuckMessage(range, 30)).toContain('in bytes 10 to 20');
  });

  test('because of a plug-in is a gap that names it, and done anew without that', () => {
    const { parts, followUps } = withoutPlugIn(files, 1, acme);
    const message = expect.stringMatching(/^plug-in acme\.ts: expected an answer within 10 s/);
    expect(parts).toMatchObject([{ path: 'b', size: 0, gaps: onlyGap({ code: 'plug-in', message }) }]);
    expect(followUps).toEqual([
      { kind: 'files', artifacts: [b], without: [4, 2] },
      { kind: 'files', artifacts: [a, c], without: [4] },
    ]);
    expect(withoutPlugIn(range, 0, acme).followUps).toEqual([{ ...range, without: [2] }]);
  });
});
