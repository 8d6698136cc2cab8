import { describe, expect, test } from 'vitest';
import { MAX_NOTES, type Note, NoteBook } from '../../src/engine/note-book.ts';
import type { Finding } from '../../src/model/finding.ts';
import { seededRandom } from '../support/seeded-random.ts';

const note = (spkiSha256: string, offset: number, more: Partial<Note> = {}): Note => ({
  ...{ spkiSha256, fact: 'certificate', facts: { subject: `at ${offset}` }, path: 'a.bin', offset },
  ...more,
});
const finding = (facts: Finding['facts']): Finding => ({
  ...{ rule: 'r', title: 't', artifact: 'a.bin', severity: 'high', confidence: 'proven', fingerprint: 'f' },
  ...{ preview: '', facts, places: [], count: 1, path: 'a.bin', offset: 0, length: 1 },
});

function book(...notes: readonly Note[]): NoteBook {
  const made = new NoteBook();
  for (const each of notes) made.add(each);
  return made;
}

describe('a note book', () => {
  test('gives a finding what was said of its key, the first by place, once for each kind', () => {
    const made = book(
      note('aa', 90),
      note('aa', 10),
      note('aa', 50, { path: 'b' }),
      note('aa', 5, { fact: 'jwk', facts: { kid: 'k1' }, path: 'z' }),
      note('bb', 1),
    );
    const [joined] = made.join([finding({ kind: 'ec', spkiSha256: 'aa' })]);
    expect(joined?.facts).toEqual({
      kind: 'ec',
      spkiSha256: 'aa',
      certificate: { subject: 'at 10', seenAt: 'a.bin' },
      jwk: { kid: 'k1', seenAt: 'z' },
    });
  });

  test('leaves findings alone that have no key, another key, or that fact already', () => {
    const findings = [
      finding({}),
      finding({ spkiSha256: 'cc' }),
      finding({ spkiSha256: 'aa', certificate: { subject: 'own' } }),
    ];
    expect(book(note('aa', 1)).join(findings)).toEqual(findings);
  });

  test('remembers the same keys in every order and every cut, though there are too many', () => {
    const random = seededRandom(6);
    const all = Array.from({ length: 2.5 * MAX_NOTES }, (_, index) =>
      note(Buffer.from(random.bytes(8)).toString('hex'), index),
    );
    const whole = book(...all).notes();
    expect(whole).toHaveLength(MAX_NOTES);
    expect(book(...all.toReversed()).notes()).toEqual(whole);
    const parts = [0, 1, 2].map((part) => book(...all.filter((_, index) => index % 3 === part)).notes());
    expect(book(...parts.flat()).notes()).toEqual(whole);
  });
});
