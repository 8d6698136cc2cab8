import { copyMatch } from './copy-match.ts';

/*  LZF (liblzf, lzf_d.c), a step:
 *  0  1  below 32: that many bytes and one more follow as they are
 *        else bits 5 to 7: length of the match - 2, where 7 has the rest in the next byte; bits 0 to 4: distance - 1, bits 8 to 12
 *  .  1  rest of the length, if it is 7
 *  .  1  distance - 1, bits 0 to 7                                                                                        */
/**
 * Unpacks `source` into `target`, up to a step that is cut off or invalid, or that overflows the target.
 * @returns input bytes of complete steps, and their output
 */
export function unpackLzf(source: Uint8Array, target: Uint8Array): { readonly read: number; readonly made: number } {
  let made = 0;
  let read = 0;
  while (read < source.length) {
    const control = source[read]!;
    let next = read + 1;
    if (control < 32) {
      const end = next + control + 1;
      if (end > source.length || made + control + 1 > target.length) break;
      while (next < end) target[made++] = source[next++]!;
    } else {
      let length = control >>> 5;
      if (length === 7) length += source[next++] ?? 0;
      const distance = (((control & 31) << 8) | (source[next++] ?? 0)) + 1;
      if (next > source.length || distance > made || made + length + 2 > target.length) break;
      made = copyMatch(target, made, distance, length + 2);
    }
    read = next;
  }
  return { read, made };
}
