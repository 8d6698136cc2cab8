import type { Surroundings } from '../run.ts';
import type { progressLine } from './progress-line.ts';

/** What every scan on the command line has around it. */
export function surroundings(base: string, progress: ReturnType<typeof progressLine>): Surroundings {
  return {
    base,
    syntax: 'arguments',
    standardInput: process.stdin,
    onProgress: progress.update,
    environment: process.env,
    // Only GitHub's runner can be told to mask a value in its log.
    onSecret: () => {},
  };
}
