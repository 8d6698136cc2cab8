import { setFlagsFromString } from 'node:v8';

/**
 * Most of our functions are warm and few are hot, and each thread compiles by itself: V8's optimizing compiler, which makes a function
 * large by what it inlines, takes a sixth of the processor in a short scan. With less to inline, 256 MiB of text, minified programs, or
 * both with random bytes, take 0.95 to 0.98 of the time, and a core of 1.5 GiB as much (Node 20 and 24; whole processes in turns, 2
 * threads). The flag is there from Node 20 to 26; one that a version does not know is told on stderr.
 */
const INLINE_LESS = '--max-inlined-bytecode-size-cumulative=100';
/**
 * Node 20, whose V8 has no counts of calls yet, gives a function to that compiler after 66 KiB of bytecode. Later versions wait for 3,000
 * calls by themselves, and know the flag no more. With more than these 128,000 bytes, 50,000 small files take a tenth longer: what is called once
 * a file stays as it is for all of them.
 */
const OPTIMIZE_LATER = '--interrupt-budget=128000';

const FLAGS_BY_V8: Readonly<Record<string, readonly string[]>> = {
  11: [INLINE_LESS, OPTIMIZE_LATER],
  12: [INLINE_LESS],
  13: [INLINE_LESS],
  14: [INLINE_LESS],
};

/**
 * For the whole process, its workers included. The flags are read anew whenever V8 makes that choice. None of its garbage collector is among them: with
 * `--no-incremental-marking` large packed streams take 0.86 of the time, but V8 ends the process when it changes while some thread marks (Node 20).
 */
export function optimizeLate(): void {
  const [major = ''] = process.versions.v8.split('.');
  for (const flag of FLAGS_BY_V8[major] ?? []) setFlagsFromString(flag);
}
