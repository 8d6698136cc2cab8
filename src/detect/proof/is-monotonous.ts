/**
 * Whether bytes do not look random: fewer than 8 different values, as in zeros, a fill pattern or a small number. 16 random bytes
 * have so few with a chance below 2^-39 (256 choose 7, times (7/256)^16), longer strings with less.
 */
export function isMonotonous(bytes: Uint8Array): boolean {
  return new Set(bytes).size < 8;
}
