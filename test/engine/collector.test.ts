import { describe, expect, test } from 'vitest';
import { type Claim, Collector, MAX_FINDINGS } from '../../src/engine/collector.ts';
import { MAX_PLACES } from '../../src/model/finding.ts';

const claim = (over: Partial<Claim> = {}): Claim => ({
  ...{ rule: 'r', title: 'R', severity: 'high', confidence: 'high', fingerprint: 'key:1', preview: '', facts: {} },
  ...over,
});
const at = (offset: number, length = 10, path = 'a') => ({ path, offset, length });

describe('the collector makes one finding of one secret', () => {
  test('places are sorted and counted, and the first speaks for the finding', () => {
    const collector = new Collector();
    for (const offset of [300, 100, 200]) collector.add(claim(), at(offset));
    const [finding] = collector.findings('a');
    expect(finding).toMatchObject({ offset: 100, count: 3, artifact: 'a' });
    expect(finding!.places.map(({ offset }) => offset)).toEqual([100, 200, 300]);
  });

  test('a place inside another of the same secret is the same sighting', () => {
    const collector = new Collector();
    collector.add(claim(), at(26, 50));
    collector.add(claim(), at(0, 100));
    collector.add(claim(), at(100, 5));
    collector.add(claim({ fingerprint: 'key:2' }), at(10, 20));
    expect(collector.findings('a').map(({ fingerprint, count }) => [fingerprint, count])).toEqual([
      ['key:1', 2],
      ['key:2', 1],
    ]);
  });

  test('what was read otherwise out of a decoded place of a secret is none, though that place repeats another one', () => {
    const collector = new Collector();
    const file = { path: 'a', start: 0, end: 200 };
    const escapes = 'a!/escapes@0';
    collector.add(claim(), at(20, 150));
    collector.add(claim(), { ...at(10, 140, escapes), runs: [file] });
    const runs = [file, { path: escapes, start: 40, end: 130 }];
    collector.add(claim({ rule: 'r2', fingerprint: 'key:2' }), { ...at(0, 70, `${escapes}!/base64@40`), runs });
    expect(collector.findings('a').map(({ fingerprint, count }) => [fingerprint, count])).toEqual([['key:1', 1]]);
  });

  test('another secret in packed text is kept, though a key in it has the place of all of the text', () => {
    const collector = new Collector();
    const runs = [{ path: 'a', start: 0, end: 200 }];
    collector.add(claim(), at(0, 200));
    collector.add(claim({ rule: 'r2', fingerprint: 'key:2' }), { ...at(50, 40, 'a!/base64@0!/data'), runs });
    collector.add(claim({ rule: 'r3', fingerprint: 'key:3' }), { ...at(50, 40, 'a!/base64@0'), runs });
    expect(collector.findings('a').map(({ fingerprint }) => fingerprint)).toEqual(['key:1', 'key:2']);
  });

  test('the surest claim names the rule, in whatever order they come', () => {
    const sure = claim({ rule: 'sure', confidence: 'proven' });
    for (const order of [
      [claim(), sure],
      [sure, claim()],
    ]) {
      const collector = new Collector();
      for (const [index, each] of order.entries()) collector.add(each, at(100 * index));
      expect(collector.findings('a')[0]).toMatchObject({ rule: 'sure', confidence: 'proven', count: 2 });
    }
  });

  test('the same claim speaks however the artifact was cut, though a milder one stands before it', () => {
    const sightings = [
      { ...claim({ rule: 'mild', confidence: 'medium' }), offset: 0 },
      { ...claim({ rule: 'first', confidence: 'proven' }), offset: 100 },
      { ...claim({ rule: 'second', confidence: 'proven' }), offset: 200 },
    ];
    const collected = (of: readonly (typeof sightings)[number][]): Collector => {
      const collector = new Collector();
      for (const { offset, ...one } of of) collector.add(one, at(offset));
      return collector;
    };
    const alone = collected(sightings).findings('a');
    expect(alone).toMatchObject([{ rule: 'first', offset: 0, count: 3 }]);
    // In one part the first, in the other the mild one and the second.
    const parts = [[sightings[1]!], [sightings[0]!, sightings[2]!]].map((of) => collected(of).findings('a')[0]!);
    for (const order of [parts, parts.toReversed()]) {
      const whole = new Collector();
      for (const part of order) whole.merge(part);
      expect(whole.findings('a')).toEqual(alone);
    }
  });

  test('many places: the first are kept, the count is exact, also when parts are merged', () => {
    const parts = [0, 1, 2].map((part) => {
      const collector = new Collector();
      for (let i = 0; i < 9000; i++) collector.add(claim(), at((part * 9000 + i) * 20));
      return collector.findings('a')[0]!;
    });
    for (const order of [parts, [...parts].reverse()]) {
      const whole = new Collector();
      for (const part of order) whole.merge(part);
      const [finding] = whole.findings('a');
      expect(finding!.count).toBe(27_000);
      expect(finding!.places).toHaveLength(MAX_PLACES);
      expect(finding!.places.at(-1)!.offset).toBe((MAX_PLACES - 1) * 20);
    }
  });

  test('too many different secrets: the worst are kept, in whatever order they come, and that is said', () => {
    const claims = Array.from({ length: 3 * MAX_FINDINGS }, (_, index) =>
      claim({ fingerprint: `${index}`, severity: index % 7 === 0 ? 'critical' : 'low' }),
    );
    const kept = [claims, claims.toReversed()].map((order) => {
      const collector = new Collector();
      for (const each of order) collector.add(each, at(Number(each.fingerprint)));
      const findings = collector.findings('a');
      expect(collector.overflow).toBe(true);
      expect(findings).toHaveLength(MAX_FINDINGS);
      return findings;
    });
    expect(kept[1]).toEqual(kept[0]);
    expect(kept[0]!.filter(({ severity }) => severity === 'critical')).toHaveLength(Math.ceil((3 * MAX_FINDINGS) / 7));
  });
});
