import type { Gap } from '../model/gap.ts';
import { TOO_SLOW } from './plug-in-watch.ts';
import { type ArtifactPart, artifactsOf, type Task, type TaskResult } from './task.ts';

/** What becomes of a task whose thread gave no answer at its artifact number `index`: a gap, and the other artifacts anew. */
export function stuckResult(task: Task, index: number, message: string): TaskResult {
  const stuck = artifactsOf(task)[index]!;
  return { parts: [partOf({ path: stuck.path, code: 'timeout', message })], followUps: othersThan(task, index) };
}

export function stuckMessage(task: Task, maxSeconds: number): string {
  const where = task.kind === 'range' ? ` in bytes ${task.start} to ${task.end}` : '';
  return `no answer after ${maxSeconds} s${where}; raise max-seconds, or report the file as a bug of keysieve`;
}

/** The same where it was a plug-in that gave none: the artifact is scanned anew, with everything but that. */
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
