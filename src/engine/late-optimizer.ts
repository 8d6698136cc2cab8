import { setFlagsFromString } from 'node:v8';

/**
 * Node 20 only, whose V8 (11.3) has no counts of calls yet: it gives a function to its optimizing compiler after 66 KiB of bytecode
 * and makes it large by what it inlines. Most of our functions are warm and few are hot, and each thread compiles by itself. With these
 * 256 MiB of text take 3.0 s of processor time and not 3.7, and 0.83 of the time; nothing of 8 MiB or more was slower (whole processes
 * in turns, 2 threads). Later versions wait for 3,000 calls by themselves and know the first flag no more.
 */
const FLAGS = ['--interrupt-budget=250000', '--max-inlined-bytecode-size-cumulative=300'];

/** For the whole process, its workers included. Both flags are read anew whenever V8 makes that choice. */
export function optimizeLate(): void {
  if (process.versions.v8.startsWith('11.3.')) for (const flag of FLAGS) setFlagsFromString(flag);
}
