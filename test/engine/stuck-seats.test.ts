import { describe, expect, test } from 'vitest';
import { PROGRESS } from '../../src/engine/plug-in-watch.ts';
import { freshLook, stuckSeats, type Watched } from '../../src/engine/stuck-seats.ts';

const PATIENCE = { looks: 20, looksAtPlugIn: 10, looksMore: 5 };

interface Seat extends Watched {
  readonly name: string;
}

const seat = (name: string, at: Partial<Record<keyof typeof PROGRESS, number>> = {}): Seat => {
  const progress = new Int32Array(PROGRESS.length);
  for (const [what, value] of Object.entries(at)) progress[PROGRESS[what as keyof typeof PROGRESS]] = value;
  return { name, progress, look: freshLook() };
};

/** After how many looks each is ended, of seats that leave when they are. */
function endsOf(seats: readonly Seat[], looks: number, onLook: (look: number) => void = () => {}): [string, number][] {
  const ends: [string, number][] = [];
  let left = seats;
  for (let look = 1; look <= looks; look++) {
    onLook(look);
    const stuck = stuckSeats(left, PATIENCE).map((one) => one.seat);
    ends.push(...stuck.map(({ name }): [string, number] => [name, look]));
    left = left.filter((one) => !stuck.includes(one));
  }
  return ends;
}

describe('which workers are stuck', () => {
  test('one that is at the same artifact for longer than its patience, and none that goes on', () => {
    const [stuck, busy] = [seat('stuck'), seat('busy')];
    const goOn = (look: number): void => {
      busy.progress[PROGRESS.artifact] = look;
    };
    expect(endsOf([stuck, busy], 100, goOn)).toEqual([['stuck', 21]]);
  });

  test('of several at once the one that is longest at its artifact; the others have time to go on', () => {
    const [first, second, third] = [seat('first'), seat('second'), seat('third')];
    first.look.looks = 2;
    // What waited for the memory of the first is through soon after, though it began two looks later.
    const goOn = (look: number): void => {
      if (look > 22) third.progress[PROGRESS.artifact] = look;
    };
    expect(endsOf([first, second, third], 60, goOn)).toEqual([
      ['first', 19],
      ['second', 25],
    ]);
  });

  test('those that are stuck together are ended one after the other, each a little later', () => {
    expect(
      endsOf(
        ['a', 'b', 'c'].map((name) => seat(name)),
        100,
      ),
    ).toEqual([
      ['a', 21],
      ['b', 27],
      ['c', 33],
    ]);
  });

  test('who waits while another is at work is not stuck; where all wait, one is ended and the others may go on', () => {
    const [held, waits] = [seat('held', { waiting: 1 }), seat('waits', { waiting: 1 })];
    const wake = (look: number): void => {
      if (look === 22) waits.progress[PROGRESS.waiting] = 0;
      if (look > 22) waits.progress[PROGRESS.artifact] = look;
    };
    expect(endsOf([held, waits], 60, wake)).toEqual([['held', 21]]);
    const [atWork, excused] = [seat('at work'), seat('excused', { waiting: 1 })];
    expect(endsOf([atWork, excused], 25)).toEqual([['at work', 21]]);
    expect(excused.look.looks).toBeLessThan(5);
  });

  test('each that gets no answer from a plug-in, and nobody else with it', () => {
    const seats = [seat('a', { plugIn: 3, calls: 1 }), seat('b', { plugIn: 1, calls: 9 }), seat('c')];
    expect(endsOf(seats, 13)).toEqual([
      ['a', 12],
      ['b', 12],
    ]);
    expect(
      stuckSeats([{ ...seat('d', { plugIn: 3 }), look: { ...freshLook(), looksAtCall: 10 } }], PATIENCE),
    ).toMatchObject([{ plugIn: 2 }]);
  });
});
