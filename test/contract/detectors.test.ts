import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { inspectAll } from '../../src/contract/inspect-all.ts';
import { atWindowEdges, inUtf16, scannerFor, sightingsIn } from '../../src/contract/placements.ts';
import { showsSecret } from '../../src/contract/shows-secret.ts';
import { detectors, rules } from '../../src/detect/catalog.ts';
import type { Detector } from '../../src/detect/detector.ts';
import { buildChain } from '../../src/engine/chain.ts';
import { checkDetector } from '../../src/engine/check-detector.ts';
import type { JudgedFinding, Verdict } from '../../src/model/result.ts';
import { reporters } from '../../src/report/catalog.ts';
import type { Sample } from '../samples/sample.ts';
import { cheapScrypt } from '../support/cheap-scrypt.ts';
import { isSlowRun } from '../support/is-slow-run.ts';
import { scanBytes } from '../support/scan-bytes.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { tarGzWith, tarWith, zipWith } from '../support/wrap.ts';
import { samplesOfAllDetectors } from './samples.ts';

cheapScrypt();

const all = await samplesOfAllDetectors();
const casesOf = (most?: number) =>
  all.flatMap(({ detector, samples }) =>
    samples.slice(0, most).map((sample) => ({ detector, sample, id: detector.id, variant: sample.variant })),
  );
const cases = casesOf();

/** One test for each detector: to report one for each of its samples takes longer than to try them. */
function byDetector<Case extends { readonly id: string }>(list: readonly Case[]): { id: string; each: Case[] }[] {
  const groups = new Map<string, Case[]>();
  for (const one of list) {
    const group = groups.get(one.id);
    if (group === undefined) groups.set(one.id, [one]);
    else group.push(one);
  }
  return [...groups].map(([id, each]) => ({ id, each }));
}

/** How samples are wrapped, and the path at which they must then be found. */
interface Wrap {
  make(bytes: Uint8Array): Promise<Uint8Array>;
  readonly inner: string;
  /** Of each detector: what opens a container knows nothing of them. All where it is left out. */
  readonly most?: number;
}

const WRAPS: Readonly<Record<string, Wrap>> = {
  plain: { make: async (bytes) => bytes, inner: '' },
  zip: { make: (bytes) => zipWith('a/b.bin', bytes), inner: '!/a/b.bin', most: 1 },
  'tar.gz': { make: (bytes) => tarGzWith('a/b.bin', bytes), inner: '!/data!/a/b.bin', most: 1 },
  'zip in tar in zip': {
    make: async (bytes) => zipWith('x.dat', await tarWith('y', await zipWith('z', bytes))),
    inner: '!/x.dat!/y!/z',
    most: 1,
  },
};

/** For a key that is drawn anew in each run, and not found in one run of fifty. */
function seenAlone(detector: Detector, sample: Sample): string {
  const isSame = made.get(sample) === sha1Of(sample);
  const matches = inspectAll(detector, sample.bytes).length;
  return `its bytes are ${isSame ? 'those that were made' : 'others than were made'}, the detector alone finds ${matches}`;
}

function sha1Of({ bytes }: Sample): string {
  return createHash('sha1').update(bytes).digest('hex');
}

const made = new Map(cases.map(({ sample }) => [sample, sha1Of(sample)]));

function byArtifact({ findings }: Verdict): ReadonlyMap<string, readonly JudgedFinding[]> {
  const found = new Map<string, JudgedFinding[]>();
  for (const finding of findings) found.set(finding.artifact, [...(found.get(finding.artifact) ?? []), finding]);
  return found;
}

describe('detectors', () => {
  test('ids are unique, in kebab-case, and every detector says what to do', () => {
    expect(new Set(detectors.map(({ id }) => id)).size).toBe(detectors.length);
    for (const { id, title, advice } of detectors) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(title).not.toBe('');
      expect(advice.length).toBeGreaterThan(20);
    }
  });

  test.each(detectors)('$id: has all that a detector has, within its bounds', (detector) => {
    expect(checkDetector(detector)).toBeUndefined();
  });

  test('every detector but those of tokens names its specification and its proof', () => {
    const tokens = new Set(rules.map(({ id }) => id));
    for (const { id, form } of detectors)
      if (!tokens.has(id))
        expect({ id, form }).toMatchObject({
          form: { specification: expect.stringMatching(/./), proof: expect.stringMatching(/./) },
        });
  });

  test.each(all)('$detector.id has true examples, and no variant twice', ({ samples }) => {
    expect(samples.length).toBeGreaterThan(0);
    expect(new Set(samples.map(({ variant }) => variant)).size).toBe(samples.length);
  });
});

describe.each(Object.keys(WRAPS))('every true example, %s', (wrap) => {
  const { make, inner, most } = WRAPS[wrap]!;
  const wrapped = casesOf(most);
  const nameOf = (index: number) => `case-${index}`;
  let verdict: Verdict;
  let found: ReadonlyMap<string, readonly JudgedFinding[]>;

  beforeAll(async () => {
    const files = await Promise.all(
      wrapped.map(async ({ sample }, index) => [nameOf(index), await make(sample.bytes)] as const),
    );
    verdict = await scanBytes(Object.fromEntries(files));
    expect(verdict.gaps).toEqual([]);
    found = byArtifact(verdict);
  });

  test.each(byDetector(wrapped.map((each, index) => ({ ...each, index }))))(
    '$id: each is found once, at its place, as what it is',
    ({ id, each }) => {
      for (const { sample, index, variant, detector } of each) {
        const own = found.get(nameOf(index)) ?? [];
        if (own.length === 0) throw new Error(`${variant}: not found; ${seenAlone(detector, sample)}`);
        expect({ variant, found: own.map(({ rule, count }) => ({ rule, count })) }).toEqual({
          variant,
          found: [{ rule: id, count: 1 }],
        });
        expectFinding(own[0]!, sample);
        expect(own[0]!.path).toBe(nameOf(index) + inner);
      }
    },
  );

  // What a report says of a finding is the same wherever it lay. Of rules, test/detect/text/rules.test.ts asks for all examples.
  if (wrap === 'plain')
    test('no report shows eight bytes of any secret, in any spelling', () => {
      const tokens = new Set(rules.map(({ id }) => id));
      for (const [index, { sample, id, variant }] of wrapped.entries()) {
        if (!isSlowRun && tokens.has(id) && wrapped[index - 1]?.id === id) continue;
        const findings = found.get(nameOf(index)) ?? [];
        expect(findings).toHaveLength(1);
        const told = verdict.rules.filter((rule) => rule.id === id);
        const own = { ...verdict, findings, rules: told, artifacts: [] };
        const text = reporters.map((reporter) => JSON.stringify(reporter.render(own))).join('\n');
        if (sample.secrets.some((secret) => showsSecret(text, secret)))
          throw new Error(`${id}, ${variant}: a report shows it`);
      }
    });
});

describe('every look-alike', () => {
  const lookAlikes = all.flatMap(({ detector, lookAlikes }) =>
    lookAlikes.map(({ variant, bytes }) => ({ id: detector.id, variant, bytes })),
  );
  let verdict: Verdict;
  beforeAll(async () => {
    const files = lookAlikes.map(({ bytes }, index) => [`case-${index}`, bytes] as const);
    verdict = await scanBytes(Object.fromEntries(files));
  });
  test.each(byDetector(lookAlikes.map((each, index) => ({ ...each, index }))))(
    '$id: none is a finding of it',
    ({ id, each }) => {
      const artifacts = new Set(verdict.findings.filter(({ rule }) => rule === id).map(({ artifact }) => artifact));
      expect(each.filter(({ index }) => artifacts.has(`case-${index}`)).map(({ variant }) => variant)).toEqual([]);
    },
  );
});

describe('noise', () => {
  test('4 MiB of random bytes and 4 MiB of zeros hold no secret', async () => {
    const verdict = await scanBytes({ random: seededRandom(1).bytes(4 << 20), zeros: new Uint8Array(4 << 20) });
    expect(verdict).toMatchObject({ verdict: 'pass', findings: [], gaps: [] });
  });
});

describe('window edges', () => {
  const chain = buildChain(detectors);
  const scanner = scannerFor(chain);

  // All five edges for the first samples of a detector; two of them in turns for the others.
  const edgeCases = all.flatMap(({ detector, samples }) =>
    samples.map((sample, index) => ({
      ...{ id: detector.id, variant: sample.variant, detector, sample },
      isTried: (edge: number) => index < 2 || edge === index % 5 || edge === (index + 2) % 5,
    })),
  );

  test.each(byDetector(edgeCases))(
    '$id: each is found wherever a window ends, with the same fingerprint',
    ({ each }) => {
      for (const { sample, detector, variant, isTried } of each) {
        const alone = sightingsIn(scanner, sample.bytes).find((sighting) => sighting.detector === detector)!;
        let edge = 0;
        for (const { bytes, start } of atWindowEdges(chain, sample)) {
          if (!isTried(edge++)) continue;
          const found = sightingsIn(scanner, bytes).filter((sighting) => sighting.detector === detector);
          const where = `${variant}, edge ${edge}`;
          expect(
            found.map(({ offset }) => offset),
            where,
          ).toContain(start + sample.offset);
          expect(new Set(found.map(({ match }) => match.fingerprint)), where).toEqual(
            new Set([alone.match.fingerprint]),
          );
        }
      }
    },
  );

  test.each(byDetector(cases.filter(({ detector }) => detector.trigger.reads === 'text')))(
    '$id: each is found in UTF-16 of both byte orders',
    ({ each }) => {
      for (const { sample, detector, variant } of each) {
        for (const bytes of inUtf16(sample.bytes)) {
          const found = sightingsIn(scanner, bytes).filter((sighting) => sighting.detector === detector);
          expect(
            found.map(({ offset, length }) => [offset, length]),
            variant,
          ).toContainEqual([2 * sample.offset, 2 * sample.length]);
        }
      }
    },
  );
});

function expectFinding(finding: JudgedFinding, sample: Sample): void {
  const { offset, length, severity, confidence, facts } = finding;
  expect({ offset, length, severity, confidence }).toEqual({
    ...{ offset: sample.offset, length: sample.length, severity: sample.severity, confidence: sample.confidence },
  });
  expect(facts).toMatchObject(sample.facts);
}

test('nobody has changed the bytes of a sample', () => {
  const changed = cases.filter(({ sample }) => made.get(sample) !== sha1Of(sample));
  expect(changed.map(({ id, variant }) => `${id}, ${variant}`)).toEqual([]);
});
