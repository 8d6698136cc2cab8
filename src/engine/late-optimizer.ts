import { setFlagsFromString } from 'node:v8';

/**
 * Most of our functions are warm and few are hot, and each thread compiles for itself. V8's optimizing compiler
 * enlarges functions by inlining, and takes a sixth of the processor time of a short scan. With less inlining, 256 MiB
 * of text, of minified programs, or of both with random bytes take 0.95 to 0.98 of the time, and a core dump of 1.5 GiB
 * takes the same (Node 20 and 24; whole processes alternating, 2 threads). The flag exists in Node 20 to 26; V8 prints
 * a warning to stderr for a flag that it does not know.
 */
const INLINE_LESS = '--max-inlined-bytecode-size-cumulative=100';
/**
 * V8 in Node 20 does not count calls yet, and hands a function to that compiler after 66 KiB of bytecode. Later
 * versions wait for 3,000 calls, and no longer have this flag. With more than these 128,000 bytes, 50,000 small files
 * take a tenth longer: what is called once a file stays unoptimized for all of them.
 */
const OPTIMIZE_LATER = '--interrupt-budget=128000';

const FLAGS_BY_V8: Readonly<Record<string, readonly string[]>> = {
  11: [INLINE_LESS, OPTIMIZE_LATER],
  12: [INLINE_LESS],
  13: [INLINE_LESS],
  14: [INLINE_LESS],
};

/**
 * Sets V8's flags for the whole process, its workers included: V8 reads them whenever it decides about a function. No
 * flag of the garbage collector is among them: with `--no-incremental-marking` large packed streams take 0.86 of the
 * time, but V8 aborts the process when that flag changes while a thread is marking (Node 20).
 */
export function optimizeLate(): void {
  const [major = ''] = process.versions.v8.split('.');
  for (const flag of FLAGS_BY_V8[major] ?? []) setFlagsFromString(flag);
}
