import { expect, test } from 'vitest';
import { windowsHashRules } from '../../../../src/detect/text/programs/windows-hashes.ts';
import { HEX } from '../../../../src/detect/text/random-text.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { inspectAll } from '../../../support/inspect-all.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const random = seededRandom(1);
const EMPTY_LM = 'aad3b435b51404ee'.repeat(2);
const dumps: Readonly<Record<string, (at: number) => string>> = {
  'windows-nt-hash': (at) => `ACME\\ops${at}:${1000 + at}:${EMPTY_LM}:${random.text(32, HEX)}:::\n`,
  'kerberos-account-key': (at) => `ACME\\ops${at}:aes256-cts-hmac-sha1-96:${random.text(64, HEX)}\n`,
};

test.each(Object.entries(dumps))('%s: a dump of 2,000 accounts is one finding, at its first', (id, line) => {
  const detector = ruleDetector(windowsHashRules.find((rule) => rule.id === id)!);
  const first = line(0);
  const text = first + Array.from({ length: 2000 }, (_, at) => line(at)).join('');
  const found = inspectAll(detector, new Uint8Array(Buffer.from(text)));
  expect(found.map(({ offset }) => offset < first.length)).toEqual([true]);
});
