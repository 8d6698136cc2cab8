import { SCHEDULE_HIT_BYTES } from './assembly/layout.ts';
import { rangeOf } from './machine.ts';
import type { OpenKernel } from './open-kernel.ts';

/** An expanded AES key in memory, proven by its own recurrence (FIPS 197 section 5.2). */
export interface AesSchedule {
  /** Offset in the kernel's window, and length in bytes: 176, 208 or 240. */
  readonly offset: number;
  readonly length: number;
  /** The secret key itself: 16, 24 or 32 bytes. */
  readonly key: Uint8Array;
  /**
   * `decrypt`: rounds in reverse order with InvMixColumns applied, as in the equivalent inverse cipher (section 5.3.5).
   * `decrypt-forward`: InvMixColumns applied, but in the order of encryption, as Nettle stores them since 3.9.
   */
  readonly direction: 'encrypt' | 'decrypt' | 'decrypt-forward';
  /** `swapped`: the bytes of each 32-bit word are reversed, as in software that loads columns as big-endian numbers. */
  readonly words: 'standard' | 'swapped';
}

/**
 * Every schedule that begins in [start, end) of the window, at any byte offset, and ends at or before `limit`, in
 * order. Skips keys whose second word is 0, so that memory full of zeros costs nothing, and inverse schedules with such
 * a word in their second round or wherever else they are recognised: one key in 2^32.
 */
export function findAesSchedules(
  { machine }: OpenKernel,
  start: number,
  end: number,
  limit: number,
): readonly AesSchedule[] {
  const { exports, buffer, hitsAt, hitsEnd } = machine;
  const range = rangeOf(machine, start, end, limit);
  const schedules: AesSchedule[] = [];
  if (!range) return schedules;
  exports.beginSchedules(...range);
  do {
    const foundEnd = exports.resumeSchedules(hitsAt, hitsEnd);
    for (let at = hitsAt; at < foundEnd; at += SCHEDULE_HIT_BYTES) schedules.push(scheduleAt(buffer, at));
  } while (exports.moreSchedules() !== 0);
  return schedules.sort((a, b) => a.offset - b.offset || a.length - b.length);
}

const DIRECTIONS = ['encrypt', 'decrypt', 'decrypt-forward'] as const;

function scheduleAt(buffer: ArrayBuffer, at: number): AesSchedule {
  const hit = new DataView(buffer, at, SCHEDULE_HIT_BYTES);
  const keyWords = hit.getUint8(4);
  return {
    offset: hit.getUint32(0, true),
    length: 16 * (keyWords + 7),
    key: new Uint8Array(buffer.slice(at + 8, at + 8 + 4 * keyWords)),
    direction: DIRECTIONS[hit.getUint8(5)]!,
    words: hit.getUint8(6) === 1 ? 'swapped' : 'standard',
  };
}
