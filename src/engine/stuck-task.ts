import type { Gap } from '../model/gap.ts';
import { TOO_SLOW } from './plug-in-watch.ts';
import { type ArtifactPart, artifactsOf, type Task, type TaskResult } from './task.ts';

/**
 * The result of a task whose thread did not answer at artifact number `index`: a gap, and the other artifacts scanned
 * again.
 */
export function stuckResult(task: Task, index: number, message: string): TaskResult {
  const stuck = artifactsOf(task)[index]!;
  return { parts: [partOf({ path: stuck.path, code: 'timeout', message })], followUps: othersThan(task, index) };
}

export function stuckMessage(task: Task, maxSeconds: number): string {
  const where = task.kind === 'range' ? ` in bytes ${task.start} to ${task.end}` : '';
  return `no answer after ${maxSeconds} s${where}; raise max-seconds, or report the file as a bug of keysieve`;
}

/** The same when a plug-in did not answer: the artifact is scanned again without that plug-in. */
export function withoutPlugIn(
  task: Task,
  index: number,
  { number, name }: { number: number; name: string },
): TaskResult {
  const stuck = artifactsOf(task)[index]!;
  const without = [...(task.without ?? []), number];
  const again: Task = task.kind === 'files' ? { kind: 'files', artifacts: [stuck], without } : { ...task, without };
  const gap: Gap = { path: stuck.path, code: 'plug-in', message: `plug-in ${name}: ${TOO_SLOW}` };
  return { parts: [partOf(gap)], followUps: [again, ...othersThan(task, index)] };
}

function partOf(gap: Gap): ArtifactPart {
  return {
    ...{ path: gap.path, size: 0, entries: 0, scannedBytes: 0, findings: [], notes: [], formats: {} },
    gaps: { listed: [{ gap, times: 1 }], more: {} },
  };
}

function othersThan(task: Task, index: number): Task[] {
  if (task.kind !== 'files') return [];
  const others = task.artifacts.filter((_, other) => other !== index);
  return others.length === 0 ? [] : [{ ...task, artifacts: others }];
}
