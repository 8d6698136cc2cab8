import { expect, test } from 'vitest';
import { tlsKeyLogRules } from '../../../../src/detect/text/programs/tls-key-log.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { inspectAll } from '../../../support/inspect-all.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const detector = ruleDetector(tlsKeyLogRules[0]!);
const random = seededRandom(9);
const hex = (bytes: number) => Buffer.from(random.bytes(bytes)).toString('hex');
const lines = (count: number, feed: string) =>
  Array.from({ length: count }, (_, index) =>
    index % 2 ? `CLIENT_RANDOM ${hex(32)} ${hex(48)}${feed}` : `SERVER_TRAFFIC_SECRET_0 ${hex(32)} ${hex(32)}${feed}`,
  ).join('');

test.each(['\n', '\r\n'])('lines that follow one another are one finding, with line feed %j', (feed) => {
  const log = `# SSL/TLS secrets log file${feed}${lines(12, feed)}# end${feed}${lines(3, feed)}`;
  expect(inspectAll(detector, Buffer.from(log)).map(({ facts }) => facts.lines)).toEqual([12, 3]);
});

test('more lines than a match may hold are one finding, which covers the first of them', () => {
  expect(inspectAll(detector, Buffer.from(lines(100, '\n'))).map(({ facts }) => facts.lines)).toEqual([40]);
});
