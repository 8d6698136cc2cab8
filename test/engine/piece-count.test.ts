import { expect, test } from 'vitest';
import { Budget } from '../../src/bytes/budget.ts';
import { PieceCount } from '../../src/engine/piece-count.ts';
import { stuckResult } from '../../src/engine/stuck-task.ts';
import type { ArtifactPart, Task } from '../../src/engine/task.ts';
import { limitsOf, parseSettings } from '../../src/settings/settings.ts';

const ARTIFACT = { path: 'a.tar', file: 'a.tar' };
const OWNER: Task = { kind: 'files', artifacts: [ARTIFACT] };
const PIECE: Task = {
  ...{
    kind: 'leaves',
    artifact: ARTIFACT,
    begunAtMs: 0,
    spent: new Budget(limitsOf(parseSettings('cli', () => undefined))).spent,
    lock: new Int32Array(new SharedArrayBuffer(4)),
  },
  leaves: { bytes: new Uint8Array(0), spans: [] },
};

function resultOf(pieces?: number): { parts: ArtifactPart[] } {
  const gaps = { listed: [], more: {} };
  const part = { path: 'a.tar', size: 1, entries: 0, scannedBytes: 1, findings: [], notes: [], gaps, formats: {} };
  return { parts: [{ ...part, ...(pieces !== undefined && { pieces }) }] };
}

test('what was handed on and came back is complete, in whichever order the results come', () => {
  const count = new PieceCount();
  count.note(PIECE, resultOf());
  count.note(OWNER, resultOf(2));
  count.note(PIECE, resultOf());
  expect(() => count.assertNoneMissing()).not.toThrow();
});

test('what did not come back is an error that names the artifact', () => {
  const count = new PieceCount();
  count.note(OWNER, resultOf(2));
  count.note(PIECE, resultOf());
  // Done by its owner after all, and so without a part.
  count.note(PIECE, { parts: [] });
  expect(() => count.assertNoneMissing()).toThrow(
    '"a.tar": of what was handed to other threads, pieces are missing: 1',
  );
});

test('what had to be given up is a gap, and not missing', () => {
  const count = new PieceCount();
  count.note(OWNER, resultOf(1));
  count.note(PIECE, stuckResult(PIECE, 0, 'no answer'));
  expect(() => count.assertNoneMissing()).not.toThrow();
  // Its owner was ended, and tells of no pieces.
  count.note(PIECE, resultOf());
  expect(() => count.assertNoneMissing()).not.toThrow();
});
