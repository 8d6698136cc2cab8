import { isDeepStrictEqual } from 'node:util';
import type { Detector } from '../detect/detector.ts';
import { buildChain } from '../engine/chain.ts';
import type { Sighting } from '../engine/scanner.ts';
import type { Match } from '../model/match.ts';
import { anchorPositions, inspectAll, inspectAt } from './inspect-all.ts';
import { atWindowEdges, inUtf16, scannerFor, sightingsIn } from './placements.ts';
import type { LookAlike, Sample } from './sample.ts';
import { showsSecret } from './shows-secret.ts';

/** One detector with the material for its trials. */
export interface TrialSubject {
  readonly detector: Detector;
  readonly samples: readonly Sample[];
  readonly lookAlikes: readonly LookAlike[];
}

/** One requirement that every detector must meet. */
export interface Trial {
  readonly title: string;
  /** What is wrong, one sentence each; never quotes what was found. */
  complaints(subject: TrialSubject): readonly string[];
}

/** Trials of a detector by itself. `file-trials.ts` has those in whole files, beside our own detectors. */
export const TRIALS: readonly Trial[] = [
  { title: 'there are examples and look-alikes, no variant twice', complaints: hasSamples },
  {
    title: 'each example is found at its offset, in the smallest window that keysieve may give',
    complaints: findsEachInLeastWindow,
  },
  { title: 'no look-alike is found', complaints: passesLookAlikes },
  { title: 'each example is found wherever a window ends', complaints: findsEachAtEdges },
  { title: 'text is found in UTF-16 of both byte orders', complaints: findsEachInUtf16 },
  { title: 'no finding shows eight bytes of a secret', complaints: hidesSecrets },
  { title: 'the same bytes give the same result', complaints: answersTheSame },
  {
    title: 'examples cut anywhere and with bits flipped: no exception, no match beyond the end',
    complaints: bearsDamage,
  },
];

/** What is wrong; a trial that throws counts as well. */
export function complaintsOf({ complaints }: Trial, subject: TrialSubject): readonly string[] {
  try {
    return complaints(subject);
  } catch (error) {
    return [`expected no exception, found ${error instanceof Error ? error.constructor.name : 'one that is no Error'}`];
  }
}

function hasSamples({ samples, lookAlikes }: TrialSubject): string[] {
  const variants = [...samples, ...lookAlikes].map(({ variant }) => variant);
  const twice = variants.filter((variant, index) => variants.indexOf(variant) !== index);
  return [
    ...(samples.length === 0 ? ['expected an example, found none'] : []),
    ...(lookAlikes.length === 0 ? ['expected a look-alike, found none: what looks like it and is none?'] : []),
    ...twice.map((variant) => `expected each variant once, found ${variant} twice`),
  ];
}

function findsEachInLeastWindow({ detector, samples }: TrialSubject): string[] {
  return samples.flatMap((sample) => {
    const found = inspectAll(detector, sample.bytes);
    const [match] = found;
    if (match === undefined || found.length > 1)
      return [
        `${sample.variant}: expected one match, found ${found.length}; are maxMatchBytes and bytesBefore large enough?`,
      ];
    return mismatches(detector, sample, match).map((text) => `${sample.variant}: ${text}`);
  });
}

function mismatches(detector: Detector, sample: Sample, match: Match): string[] {
  const expected = {
    offset: sample.offset,
    length: sample.length,
    severity: sample.severity,
    confidence: sample.confidence,
  };
  const { severity = detector.severity, confidence = detector.confidence } = match;
  const found = { offset: match.offset, length: match.length, severity, confidence };
  const names = Object.keys(expected) as (keyof typeof expected)[];
  return [
    ...names
      .filter((name) => expected[name] !== found[name])
      .map((name) => `expected ${name} ${expected[name]}, found ${found[name]}`),
    ...Object.entries(sample.facts)
      .filter(([name, value]) => !isDeepStrictEqual(match.facts[name], value))
      .map(([name]) => `expected the fact ${name} as the example has it, found another or none`),
    ...(match.length > detector.maxMatchBytes
      ? [`expected at most maxMatchBytes, found a match of ${match.length}`]
      : []),
  ];
}

function passesLookAlikes({ detector, lookAlikes }: TrialSubject): string[] {
  return lookAlikes
    .filter(({ bytes }) => inspectAll(detector, bytes).length > 0)
    .map(({ variant }) => `${variant}: expected nothing, found a match`);
}

function findsEachAtEdges({ detector, samples }: TrialSubject): string[] {
  const { chain, scanner } = scannerOf(detector);
  return samples.flatMap((sample) => {
    for (const { bytes, start } of atWindowEdges(chain, sample)) {
      const isFound = sightingsIn(scanner, bytes).some(({ offset }) => offset === start + sample.offset);
      if (!isFound)
        return [
          `${sample.variant}: expected at ${start + sample.offset}, where a window ends near it, found elsewhere or not at all`,
        ];
    }
    return [];
  });
}

function findsEachInUtf16({ detector, samples }: TrialSubject): string[] {
  if (detector.trigger.reads !== 'text') return [];
  const { scanner } = scannerOf(detector);
  return samples.flatMap(({ bytes, variant, offset, length }) => {
    const isAt = (sighting: Sighting): boolean => sighting.offset === 2 * offset && sighting.length === 2 * length;
    const isFound = inUtf16(bytes).every((text) => sightingsIn(scanner, text).some(isAt));
    return isFound ? [] : [`${variant}: expected in UTF-16 what is found in ASCII, found elsewhere or not at all`];
  });
}

function hidesSecrets({ detector, samples }: TrialSubject): string[] {
  return samples.flatMap(({ bytes, variant, secrets }) => {
    if (secrets.length === 0) return [`${variant}: expected \`secrets\`, what no report may show, found none`];
    const matches = JSON.stringify(inspectAll(detector, bytes));
    return secrets.some((secret) => showsSecret(matches, secret))
      ? [`${variant}: expected no piece of the secret in the match, found one`]
      : [];
  });
}

function answersTheSame({ detector, samples }: TrialSubject): string[] {
  return samples
    .filter(({ bytes }) => !isDeepStrictEqual(inspectAll(detector, bytes), inspectAll(detector, bytes)))
    .map(
      ({ variant }) =>
        `${variant}: expected the same result twice, found two; a detector keeps no state and reads no clock`,
    );
}

/** Most lengths that are tried for each example. */
const MAX_CUTS = 300;

function bearsDamage({ detector, samples }: TrialSubject): string[] {
  const complaints = new Set<string>();
  for (const { bytes, variant } of samples) {
    const step = Math.max(1, Math.floor(bytes.length / MAX_CUTS));
    for (let at = 0; at < bytes.length; at += step) {
      const flipped = Uint8Array.from(bytes);
      flipped[at]! ^= 1 << (at % 8);
      for (const damaged of [bytes.slice(0, at), flipped]) {
        const complaint = damageOf(detector, damaged);
        if (complaint !== undefined) complaints.add(`${variant}: ${complaint}`);
      }
    }
  }
  return [...complaints];
}

function damageOf(detector: Detector, bytes: Uint8Array): string | undefined {
  try {
    for (const at of anchorPositions(detector, bytes)) {
      const match = inspectAt(detector, bytes, at);
      if (match !== undefined && (match.offset < 0 || match.offset + match.length > bytes.length))
        return 'expected a match inside the bytes, found one that reaches beyond their end';
    }
    return undefined;
  } catch (error) {
    return `expected no exception, found ${error instanceof Error ? error.constructor.name : 'one that is no Error'}`;
  }
}

function scannerOf(detector: Detector) {
  const chain = buildChain([detector]);
  return { chain, scanner: scannerFor(chain) };
}
