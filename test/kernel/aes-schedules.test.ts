import { describe, expect, test } from 'vitest';
import { type AesSchedule, findAesSchedules } from '../../src/kernel/aes-schedules.ts';
import { openKernel } from '../../src/kernel/open-kernel.ts';
import { planKernel } from '../../src/kernel/plan.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { scheduleBytes } from './aes-oracle.ts';
import { DATA_KINDS } from './seeded-data.ts';

const FORMS = [16, 24, 32].flatMap((keyBytes) =>
  (['encrypt', 'decrypt', 'decrypt-forward'] as const).flatMap((direction) =>
    (['standard', 'swapped'] as const).map((words) => ({ keyBytes, direction, words })),
  ),
);
const nameOf = ({ keyBytes, direction, words }: (typeof FORMS)[number]) => `AES-${keyBytes * 8} ${direction} ${words}`;
const plan = planKernel([]);

/** Everything that a schedule says, as text. */
const lineOf = ({ offset, length, key, direction, words }: AesSchedule) =>
  `${offset}+${length} ${direction} ${words} ${Buffer.from(key).toString('hex')}`;

/** Words in hex, in short pieces, as the standard prints them. */
const bytesOf = (words: string) => Uint8Array.from(Buffer.from(words.replaceAll(' ', ''), 'hex'));
const counting = (keyBytes: number) => Uint8Array.from({ length: keyBytes }, (_, index) => index);

describe('the oracle expands keys as FIPS 197 does', () => {
  test.each([
    ['A.1', '2b7e1516 28aed2a6 abf71588 09cf4f3c', 'd014f9a8 c9ee2589 e13f0cc8 b6630ca6'],
    ['A.2', '8e73b0f7 da0e6452 c810f32b 809079e5 62f8ead2 522c6b7b', 'e98ba06f 448c773c 8ecc7204 01002202'],
    [
      'A.3',
      '603deb10 15ca71be 2b73aef0 857d7781 1f352c07 3b6108d7 2d9810a3 0914dff4',
      'fe4890d1 e6188d0b 046df344 706c631e',
    ],
  ])('appendix %s: last round', (_appendix, key, lastRound) => {
    expect(scheduleBytes(bytesOf(key), 'encrypt', 'standard').slice(-16)).toEqual(bytesOf(lastRound));
  });

  test.each([
    ['C.1', 16, '13111d7f e3944a17 f307a78b 4d2b30c5', '13aa29be 9c8faff6 f770f580 00f7bf03'],
    ['C.2', 24, 'a4970a33 1a78dc09 c418c271 e3a41d5d', 'd6bebd0d c209ea49 4db07380 3e021bb9'],
    ['C.3', 32, '24fc79cc bf0979e9 371ac23c 6d68de36', '34f1d1ff bfceaa2f fce9e25f 2558016e'],
  ])('appendix %s: first two rounds of the equivalent inverse cipher', (_appendix, keyBytes, first, second) => {
    const schedule = scheduleBytes(counting(keyBytes), 'decrypt', 'standard');
    expect(schedule.slice(0, 32)).toEqual(bytesOf(first + second));
    expect(schedule.slice(-16)).toEqual(counting(16));
    const forward = scheduleBytes(counting(keyBytes), 'decrypt-forward', 'standard');
    expect(forward.slice(-32)).toEqual(bytesOf(second + first));
    expect(forward.slice(0, 16)).toEqual(counting(16));
  });
});

describe('findAesSchedules', () => {
  test.each(FORMS.map((form) => [nameOf(form), form] as const))('finds %s at every byte offset', (_name, form) => {
    const key = counting(form.keyBytes);
    const bytes = scheduleBytes(key, form.direction, form.words);
    const kernel = openKernel(plan, 1024);
    for (let offset = 0; offset <= 1024 - bytes.length; offset += offset < 300 || offset > 700 ? 1 : 7) {
      kernel.window.fill(0);
      kernel.window.set(bytes, offset);
      const found = findAesSchedules(kernel, 0, 1024, 1024);
      const { direction, words } = form;
      expect(found).toEqual([{ offset, length: bytes.length, key, direction, words }]);
    }
  });

  test.each(FORMS.map((form) => [nameOf(form), form] as const))(
    'takes no %s in which one bit is wrong',
    (_name, form) => {
      const random = seededRandom(form.keyBytes);
      const bytes = scheduleBytes(random.bytes(form.keyBytes), form.direction, form.words);
      const kernel = openKernel(plan, 512);
      for (let bit = 0; bit < bytes.length * 8; bit += 5) {
        kernel.window.set(bytes, 100);
        kernel.window[100 + (bit >> 3)]! ^= 1 << (bit & 7);
        expect(findAesSchedules(kernel, 0, 512, 512)).toEqual([]);
      }
    },
  );

  test('finds a schedule in the part of the window where it begins, if it ends before the limit', () => {
    for (const { keyBytes, direction, words } of FORMS) {
      const bytes = scheduleBytes(counting(keyBytes), direction, words);
      const kernel = openKernel(plan, 512);
      kernel.window.set(bytes, 77);
      const count = (start: number, end: number, limit: number) => findAesSchedules(kernel, start, end, limit).length;
      expect([count(0, 77, 512), count(0, 78, 512), count(77, 78, 512), count(78, 512, 512)]).toEqual([0, 1, 1, 0]);
      expect([count(0, 512, 77 + bytes.length - 1), count(0, 512, 77 + bytes.length)]).toEqual([0, 1]);
    }
  });

  test.each(Object.entries(DATA_KINDS))('finds the planted schedules and no others in %s', (kind, make) => {
    const random = seededRandom(50 + kind.length);
    const windowBytes = 4 << 20;
    const kernel = openKernel(plan, windowBytes);
    kernel.window.set(make(random, windowBytes));
    const planted: string[] = [];
    for (let offset = random.int(300); offset + 240 <= windowBytes; offset += 240 + random.int(20_000)) {
      const { keyBytes, direction, words } = random.pick(FORMS);
      const key = random.bytes(keyBytes);
      const bytes = scheduleBytes(key, direction, words);
      kernel.window.set(bytes, offset);
      planted.push(lineOf({ offset, length: bytes.length, key, direction, words }));
    }
    expect(findAesSchedules(kernel, 0, windowBytes, windowBytes).map(lineOf)).toEqual(planted);
    const cuts = [0, ...Array.from({ length: 50 }, () => random.int(windowBytes)).sort((a, b) => a - b), windowBytes];
    const inParts = cuts.slice(1).flatMap((cut, part) => findAesSchedules(kernel, cuts[part]!, cut, windowBytes));
    expect(inParts.map(lineOf)).toEqual(planted);
  });

  test('finds more schedules than its buffer holds', () => {
    const bytes = scheduleBytes(counting(16), 'encrypt', 'standard');
    const windowBytes = bytes.length * 8000;
    const kernel = openKernel(plan, windowBytes);
    for (let offset = 0; offset < windowBytes; offset += bytes.length) kernel.window.set(bytes, offset);
    const offsets = findAesSchedules(kernel, 0, windowBytes, windowBytes).map(({ offset }) => offset);
    expect(offsets).toEqual(Array.from({ length: 8000 }, (_, index) => index * bytes.length));
  });
});
