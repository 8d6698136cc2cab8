import { beforeAll, describe, expect, test } from 'vitest';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { detectors, rules } from '../../src/detect/catalog.ts';
import { buildChain, planChain } from '../../src/engine/chain.ts';
import { Scanner, type Sighting } from '../../src/engine/scanner.ts';
import { NO_MEMORY } from '../../src/model/memory.ts';
import type { JudgedFinding, Verdict } from '../../src/model/result.ts';
import { reporters } from '../../src/report/catalog.ts';
import type { Sample } from '../samples/sample.ts';
import { scanBytes } from '../support/scan-bytes.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { tarGzWith, tarWith, zipWith } from '../support/wrap.ts';
import { samplesOfAllDetectors } from './samples.ts';

const all = await samplesOfAllDetectors();
const cases = all.flatMap(({ detector, samples }) =>
  samples.map((sample) => ({ detector, sample, id: detector.id, variant: sample.variant })),
);

/** How each sample is wrapped, and the path at which it must then be found. */
const WRAPS: Readonly<Record<string, { make(bytes: Uint8Array): Promise<Uint8Array>; inner: string }>> = {
  plain: { make: async (bytes) => bytes, inner: '' },
  zip: { make: (bytes) => zipWith('a/b.bin', bytes), inner: '!/a/b.bin' },
  'tar.gz': { make: (bytes) => tarGzWith('a/b.bin', bytes), inner: '!/data!/a/b.bin' },
  'zip in tar in zip': {
    make: async (bytes) => zipWith('x.dat', await tarWith('y', await zipWith('z', bytes))),
    inner: '!/x.dat!/y!/z',
  },
};

describe('detectors', () => {
  test('ids are unique, in kebab-case, and every detector says what to do', () => {
    expect(new Set(detectors.map(({ id }) => id)).size).toBe(detectors.length);
    for (const { id, title, advice } of detectors) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(title).not.toBe('');
      expect(advice.length).toBeGreaterThan(20);
    }
  });

  test.each(detectors)(
    '$id: anchors of 3 to 32 bytes or a shape, and a bounded reach',
    ({ trigger, maxMatchBytes }) => {
      expect(trigger.anchors.length + (trigger.shapes?.length ?? 0)).toBeGreaterThan(0);
      for (const { bytes } of trigger.anchors) {
        expect(bytes.length).toBeGreaterThanOrEqual(3);
        expect(bytes.length).toBeLessThanOrEqual(32);
      }
      expect(maxMatchBytes).toBeLessThanOrEqual(64 << 10);
      expect(trigger.bytesBefore).toBeLessThanOrEqual(64 << 10);
    },
  );

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
  const { make, inner } = WRAPS[wrap]!;
  let verdict: Verdict;
  const nameOf = (index: number) => `case-${index}`;
  const of = (index: number) => verdict.findings.filter(({ artifact }) => artifact === nameOf(index));

  beforeAll(async () => {
    const wrapped = await Promise.all(
      cases.map(async ({ sample }, index) => [nameOf(index), await make(sample.bytes)] as const),
    );
    verdict = await scanBytes(Object.fromEntries(wrapped));
    expect(verdict.gaps).toEqual([]);
  });

  test.each(cases.map(({ id, variant, detector, sample }, index) => ({ id, variant, detector, sample, index })))(
    '$id: $variant is found once, at its place, as what it is',
    ({ detector, sample, index }) => {
      const found = of(index);
      expect(found.map(({ rule, count }) => ({ rule, count }))).toEqual([{ rule: detector.id, count: 1 }]);
      expectFinding(found[0]!, sample);
      expect(found[0]!.path).toBe(nameOf(index) + inner);
    },
  );
});

test('no report shows eight bytes of any secret, in any spelling', async () => {
  const verdict = await scanBytes(
    Object.fromEntries(cases.map(({ sample }, index) => [`case-${index}`, sample.bytes])),
  );
  for (const [index, { sample, id, variant }] of cases.entries()) {
    const findings = verdict.findings.filter(({ artifact }) => artifact === `case-${index}`);
    expect(findings).toHaveLength(1);
    const rules = verdict.rules.filter((rule) => rule.id === id);
    const own = { ...verdict, findings, rules, artifacts: [] };
    const text = reporters.map((reporter) => JSON.stringify(reporter.render(own))).join('\n');
    if (sample.secrets.some((secret) => shows(text, secret))) throw new Error(`${id}, ${variant}: a report shows it`);
  }
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
  test.each(lookAlikes.map((each, index) => ({ ...each, index })))(
    '$id: $variant is no finding of it',
    ({ id, index }) => {
      expect(verdict.findings.filter(({ artifact, rule }) => artifact === `case-${index}` && rule === id)).toEqual([]);
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
  const scanner = new Scanner(chain, planChain(chain));
  const EDGE = chain.bytesBefore + (1 << 20);

  test.each(cases)(
    '$id: $variant is found wherever a window ends, with the same fingerprint',
    ({ sample, detector }) => {
      const alone = sightings(scanner, sample.bytes).find((sighting) => sighting.detector === detector)!;
      const ends = [0, 1, sample.length >> 1, sample.length - 1, sample.length].map(
        (part) => EDGE - sample.offset - part,
      );
      for (const start of ends) {
        const bytes = Buffer.alloc(EDGE + sample.bytes.length + 1, 0x0a);
        bytes.set(sample.bytes, start);
        const found = sightings(scanner, bytes).filter((sighting) => sighting.detector === detector);
        expect(found.map(({ offset }) => offset)).toContain(start + sample.offset);
        expect(new Set(found.map(({ match }) => match.fingerprint))).toEqual(new Set([alone.match.fingerprint]));
      }
    },
  );

  test.each(cases.filter(({ detector }) => detector.trigger.reads === 'text'))(
    '$id: $variant is found in UTF-16 of both byte orders',
    ({ sample, detector }) => {
      const little = Buffer.from(Buffer.from(sample.bytes).toString('latin1'), 'utf16le');
      const big = Buffer.from(little).swap16();
      for (const bytes of [little, big]) {
        const found = sightings(scanner, bytes).filter((sighting) => sighting.detector === detector);
        expect(found.map(({ offset, length }) => [offset, length])).toContainEqual([
          2 * sample.offset,
          2 * sample.length,
        ]);
      }
    },
  );
});

function sightings(scanner: Scanner, bytes: Uint8Array): Sighting[] {
  const found: Sighting[] = [];
  scanner.scanSource(new MemorySource(bytes), 0, bytes.length, {
    memory: NO_MEMORY,
    onSighting: (sighting) => void found.push(sighting),
    checkTime: () => {},
  });
  return found;
}

function expectFinding(finding: JudgedFinding, sample: Sample): void {
  const { offset, length, severity, confidence, facts } = finding;
  expect({ offset, length, severity, confidence }).toEqual({
    ...{ offset: sample.offset, length: sample.length, severity: sample.severity, confidence: sample.confidence },
  });
  expect(facts).toMatchObject(sample.facts);
}

/** Whether `text` holds eight bytes of `secret` in a row: as they are, in hex or in base64 of any alignment. */
function shows(text: string, secret: Uint8Array): boolean {
  const bytes = Buffer.from(secret);
  const printable = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  const shifted = [0, 1, 2].map((by) => bytes.subarray(by).toString('base64'));
  return (
    (printable && sharesPiece(text, bytes.toString('latin1'), 8)) ||
    sharesPiece(text, bytes.toString('hex'), 16) ||
    shifted.some((base64) => sharesPiece(text, base64, 10))
  );
}

function sharesPiece(text: string, secret: string, characters: number): boolean {
  const pieces = new Set<string>();
  for (let at = 0; at + characters <= secret.length; at++) pieces.add(secret.slice(at, at + characters));
  for (let at = 0; at + characters <= text.length; at++) if (pieces.has(text.slice(at, at + characters))) return true;
  return false;
}
