import { describe, expect, test } from 'vitest';
import { sightingsIn } from '../../src/contract/placements.ts';
import { detectors } from '../../src/detect/catalog.ts';
import { buildChain, planChain } from '../../src/engine/chain.ts';
import { Scanner } from '../../src/engine/scanner.ts';
import { reporters } from '../../src/report/catalog.ts';
import { buildZip } from '../builders/zip.ts';
import { cheapScrypt } from '../support/cheap-scrypt.ts';
import { isSlowRun } from '../support/is-slow-run.ts';
import { scanBytes } from '../support/scan-bytes.ts';
import { type SeededRandom, seededRandom } from '../support/seeded-random.ts';
import { tarGzWith } from '../support/wrap.ts';
import { samplesOfAllDetectors } from './samples.ts';

const all = await samplesOfAllDetectors();
const chain = buildChain(detectors);
const scanner = new Scanner(chain, planChain(chain));

cheapScrypt();

const sightings = (bytes: Uint8Array) => sightingsIn(scanner, bytes);

/** Of one detector: rebuilding what is left of a key takes a millisecond, and some detectors have hundreds of samples. */
const MAX_CUTS = isSlowRun ? 6000 : 300;

const FLIPS = isSlowRun ? 4 : 2;

/** All lengths below `length`; where these are more than `most`, as many seeded ones. */
function cutsOf(length: number, most: number, random: SeededRandom): number[] {
  if (length <= most) return Array.from({ length }, (_, cut) => cut);
  return Array.from({ length: most }, () => random.int(length));
}

describe.each(all)('$detector.id', ({ samples }) => {
  test('every sample cut anywhere: no throw, and no match beyond the end', () => {
    const random = seededRandom(10);
    for (const { bytes, offset, length } of samples) {
      for (const cut of cutsOf(length, Math.ceil(MAX_CUTS / samples.length), random)) {
        const end = offset + cut;
        for (const sighting of sightings(bytes.subarray(0, end))) {
          expect(sighting.offset + sighting.length).toBeLessThanOrEqual(end);
        }
      }
    }
  });

  test('every sample with flipped bits: no throw, and what is proven is a key of its own', () => {
    const random = seededRandom(11);
    for (const { bytes, offset, length, facts } of samples) {
      for (let round = 0; round < FLIPS; round++) {
        const flipped = Uint8Array.from(bytes);
        flipped[offset + random.int(length)]! ^= 1 << random.int(8);
        for (const { match } of sightings(flipped)) {
          if (facts.spkiSha256 !== undefined && match.facts.spkiSha256 !== undefined && match.confidence === 'proven') {
            expect(match.fingerprint).toBe(`key:${match.facts.spkiSha256}`);
          }
        }
      }
    }
  });
});

const NAMES = {
  newlines: 'a\nb\r\nc',
  command: '::error title=x::y',
  traversal: '../../../etc/passwd',
  nul: 'a\0b.key',
  bidi: 'a\u202egpj.exe',
  ansi: '\x1b[2J\x1b]0;title\x07',
  markup: '<img src=x onerror=alert(1)>|`**[a](b)**`',
  long: 'n'.repeat(4096),
};

describe('entry names that would harm a terminal, a log or a page', () => {
  test.each(Object.entries(NAMES))('%s: found, and harmless in every report', async (_, name) => {
    const sample = all.find(({ detector }) => detector.id === 'private-key-der')!.samples[0]!;
    const verdict = await scanBytes({
      'a.zip': buildZip([{ name, data: sample.bytes }]),
      'b.tgz': await tarGzWith(name.slice(0, 90), sample.bytes),
    });
    expect(verdict.findings.map(({ artifact }) => artifact).toSorted()).toEqual(['a.zip', 'b.tgz']);
    for (const reporter of reporters) {
      const rendering = reporter.render(verdict);
      const text =
        typeof rendering === 'string' ? rendering : rendering.map((each) => `${each.title}${each.message}`).join('\n');
      expect(text).not.toMatch(/[\0-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]/);
      expect(text).not.toMatch(/^\s*::error/m);
    }
  });
});
