import type { Detector } from '../detect/detector.ts';
import { EffortError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import type { Match } from '../model/match.ts';
import type { Memory } from '../model/memory.ts';
import { copyMatch } from './copy-match.ts';
import type { PlugIn } from './plug-ins.ts';

/** Indices into the memory in which a worker tells the pool what it is doing. */
export const PROGRESS = { artifact: 0, plugIn: 1, calls: 2, waiting: 3, length: 4 } as const;

/** An answer takes microseconds. After this long, none is expected any more. */
export const MAX_ANSWER_MS = 10_000;

/**
 * Stands between the chain and the detectors of plug-ins, one per thread. Whatever such a detector does wrong becomes a
 * gap that names it, and the scan goes on. What a plug-in throws is not quoted: it may contain what was read.
 */
export class PlugInWatch {
  readonly #progress: Int32Array;
  #onGap: (gap: Gap) => void = () => {};
  #without: readonly number[] = [];
  #reported = new Set<string>();
  /** Path of what is being scanned. */
  path = '';

  constructor(progress: Int32Array = new Int32Array(PROGRESS.length)) {
    this.#progress = progress;
  }

  /** Called before each artifact. @param without numbers of plug-ins that are not to be called for it */
  begin(path: string, without: readonly number[], onGap: (gap: Gap) => void): void {
    this.path = path;
    this.#without = without;
    this.#onGap = onGap;
    this.#reported.clear();
  }

  /** Wraps `detector` of plug-in number `number`: it gets a copy of the window, so it may write into that. */
  guard(detector: Detector, plugIn: PlugIn, number: number): Detector {
    const { id, title, severity, confidence, advice, trigger, maxMatchBytes } = detector;
    const who = `plug-in ${plugIn.name}, ${id}`;
    return {
      ...{ id, title, severity, confidence, advice, trigger, maxMatchBytes },
      inspect: (window, at, memory) => {
        if (this.#without.includes(number)) return undefined;
        return this.#call(detector, { window: new Uint8Array(window), at, memory }, { who, number });
      },
      ...(detector.appliesTo && { appliesTo: (path) => this.#applies(detector, path, who) }),
    };
  }

  /** A detector that fails to say whether it applies is taken to apply. */
  #applies(detector: Detector, path: string, who: string): boolean {
    try {
      return detector.appliesTo?.(path) !== false;
    } catch (error) {
      this.#report(
        who,
        'exception',
        () => `expected of appliesTo true or false, found that it throws ${thrown(error)}`,
      );
      return true;
    }
  }

  #call(
    detector: Detector,
    { window, at, memory }: { window: Uint8Array; at: number; memory: Memory },
    { who, number }: { who: string; number: number },
  ): Match | undefined {
    const startMs = performance.now();
    const windowBytes = window.length;
    Atomics.add(this.#progress, PROGRESS.calls, 1);
    Atomics.store(this.#progress, PROGRESS.plugIn, number + 1);
    try {
      const match: unknown = detector.inspect(window, at, memory);
      if (match === undefined) return undefined;
      const copied = copyMatch(match, windowBytes);
      if ('match' in copied) return copied.match;
      this.#report(who, 'match', () => `expected of a match ${copied.expected}, found something else; it is left out`);
    } catch (error) {
      // Of our own functions, which a plug-in may call.
      if (error instanceof EffortError) throw error;
      this.#report(who, 'exception', () => `expected a match or undefined, found that it throws ${thrown(error)}`);
    } finally {
      Atomics.store(this.#progress, PROGRESS.plugIn, 0);
      if (performance.now() - startMs > MAX_ANSWER_MS) this.#report(who, 'time', () => TOO_SLOW);
    }
    return undefined;
  }

  /** Reports the first fault of each kind at each path: there may be one for every anchor. */
  #report(who: string, kind: string, message: () => string): void {
    const key = `${who}\0${kind}\0${this.path}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.#onGap({ path: this.path, code: 'plug-in', message: `${who}: ${message()}` });
  }
}

export const TOO_SLOW = `expected an answer within ${MAX_ANSWER_MS / 1000} s, found none; it was not called again. keysieve test-detector shows how long it takes`;

const KINDS = ['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'URIError', 'EvalError', 'Error'];

/** The kind of error and where in the plug-in it was thrown; never its message. */
function thrown(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no Error';
  const kind = KINDS.find((name) => name === error.constructor.name) ?? 'an error of its own';
  const frame = /^ {4}at [^\n]*?([^/\\\n(]+:\d+:\d+)\)?$/m.exec(error.stack ?? '')?.[1];
  return frame === undefined ? kind : `${kind} (${frame})`;
}
