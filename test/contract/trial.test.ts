import { describe, expect, test } from 'vitest';
import type { Sample } from '../../src/contract/sample.ts';
import { complaintsOf, TRIALS, type TrialSubject } from '../../src/contract/trial.ts';
import type { Detector } from '../../src/detect/detector.ts';
import { tokenFingerprint } from '../../src/detect/fingerprint.ts';
import { textAnchor } from '../../src/model/anchor.ts';
import type { Match } from '../../src/model/match.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { samplesOfAllDetectors } from './samples.ts';

const digits = (seed: number) => seededRandom(seed).text(20, '0123456789');

/** Finds `MARK` and 20 digits, at the word. */
const good: Detector = {
  ...{ id: 'acme-mark', title: 'Acme mark', severity: 'high', confidence: 'high', advice: 'Take it out.' },
  trigger: { anchors: [textAnchor('MARK')], bytesBefore: 0, reads: 'text' },
  maxMatchBytes: 24,
  inspect(window, at) {
    const text = Buffer.from(window.subarray(at, at + 24)).toString('latin1');
    if (!/^MARK\d{20}$/.test(text)) return undefined;
    return { offset: at, length: 24, fingerprint: tokenFingerprint(text), preview: 'MARK…', facts: { kind: 'mark' } };
  },
};

function sample(variant: string, seed: number): Sample {
  const bytes = Buffer.from(`value: MARK${digits(seed)} end`);
  const rest = { severity: 'high', confidence: 'high', facts: { kind: 'mark' } } as const;
  return { variant, bytes, offset: 7, length: 24, secrets: [Buffer.from(digits(seed))], ...rest };
}

const subject: TrialSubject = {
  detector: good,
  samples: [sample('one', 1), sample('two', 2)],
  lookAlikes: [{ variant: 'short', bytes: Buffer.from('MARK12345 end') }],
};

/** The titles of the trials that have something to say. */
function failing(changes: Partial<TrialSubject>, detector: Partial<Detector> = {}): string[] {
  const changed = { ...subject, ...changes, detector: { ...good, ...detector } };
  return TRIALS.filter((trial) => complaintsOf(trial, changed).length > 0).map(({ title }) => title);
}

const answers =
  (change: (match: Match, window: Uint8Array) => Match): Detector['inspect'] =>
  (window, at, memory) => {
    const match = good.inspect(window, at, memory);
    return match && change(match, window);
  };

describe('the trials of a detector', () => {
  test('pass one that keeps its promises', () => {
    expect(failing({})).toEqual([]);
  });

  let calls = 0;
  const broken: [what: string, trial: string, changes: Partial<TrialSubject>, detector: Partial<Detector>][] = [
    ['no example', 'there are examples', { samples: [] }, {}],
    ['no look-alike', 'there are examples', { lookAlikes: [] }, {}],
    ['an example twice', 'there are examples', { samples: [sample('one', 1), sample('one', 2)] }, {}],
    ['a reach that is too short', 'each example is found at its offset', {}, { maxMatchBytes: 23 }],
    [
      'another place',
      'each example is found at its offset',
      {},
      { inspect: answers((match) => ({ ...match, offset: match.offset + 1 })) },
    ],
    ['another severity', 'each example is found at its offset', {}, { severity: 'low' }],
    [
      'a fact that is not there',
      'each example is found at its offset',
      {},
      { inspect: answers((match) => ({ ...match, facts: {} })) },
    ],
    [
      'a look-alike that is found',
      'no look-alike is found',
      { lookAlikes: [{ variant: 'true', bytes: sample('x', 3).bytes }] },
      {},
    ],
    [
      'an answer only at the start of a window',
      'wherever a window ends',
      {},
      {
        inspect: (window, at, memory) =>
          at === 0 || window.length > 100 ? good.inspect(window, at, memory) : undefined,
        maxMatchBytes: 24,
        trigger: { ...good.trigger, bytesBefore: 7 },
      },
    ],
    [
      'a secret in the preview',
      'no finding shows',
      {},
      {
        inspect: answers((match, window) => ({
          ...match,
          preview: Buffer.from(window.subarray(match.offset, match.offset + 12)).toString(),
        })),
      },
    ],
    [
      'a secret in a fact, in base64',
      'no finding shows',
      {},
      {
        inspect: answers((match, window) => ({
          ...match,
          facts: { kind: 'mark', more: Buffer.from(window).toString('base64') },
        })),
      },
    ],
    [
      'state between calls',
      'the same bytes give the same result',
      {},
      {
        inspect: answers((match) => ({ ...match, facts: { kind: 'mark', calls: calls++ } })),
      },
    ],
    [
      'an exception at the end of the data',
      'cut anywhere',
      {},
      {
        inspect: (window, at, memory) => {
          if (window.length < at + 24) throw new RangeError('too short');
          return good.inspect(window, at, memory);
        },
      },
    ],
    [
      'a match beyond the end',
      'cut anywhere',
      {},
      {
        inspect: (window, at, memory) =>
          good.inspect(window, at, memory) ??
          (window.length < at + 24
            ? { offset: at, length: 24, fingerprint: 'token:none', preview: '', facts: {} }
            : undefined),
      },
    ],
  ];

  test.each(broken)('%s fails "%s"', (_, trial, changes, detector) => {
    expect(failing(changes, detector).join('\n')).toContain(trial);
  });

  test('text that is not found in UTF-16 fails', () => {
    const inspect: Detector['inspect'] = (window, at, memory) =>
      window.length > 24 ? good.inspect(window, at, memory) : undefined;
    const own = { samples: [{ ...sample('one', 1), bytes: Buffer.from(`MARK${digits(1)}`), offset: 0 }] };
    expect(failing(own, { inspect }).join('\n')).toContain('UTF-16');
  });
});

describe('our own token rules', async () => {
  const own = (await samplesOfAllDetectors()).filter(({ detector }) =>
    /^(?:github|sendgrid|slack|npm)-/.test(detector.id),
  );

  test.each(own)('$detector.id passes what plug-ins are tried with', (each) => {
    expect(TRIALS.flatMap((trial) => complaintsOf(trial, each))).toEqual([]);
  });
});
