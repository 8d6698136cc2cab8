import { expect, test } from 'vitest';
import { lndMacaroonRules } from '../../../../src/detect/text/programs/lnd-macaroon.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { inspectAll } from '../../../support/inspect-all.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const [rule] = lndMacaroonRules;
const detector = ruleDetector(rule!);
const bytesOf = (seed: number) => Buffer.from(rule!.examples(seededRandom(seed))[0]!.secret, 'hex');

test('a file is found as what it is in hex, with what stands behind it and without', () => {
  const bytes = bytesOf(1);
  const [inHex] = inspectAll(detector, Buffer.from(bytes.toString('hex')));
  const expected = [{ offset: 0, length: bytes.length, fingerprint: inHex!.fingerprint, severity: 'critical' }];
  expect(inspectAll(detector, bytes)).toMatchObject(expected);
  expect(inspectAll(detector, Buffer.concat([bytes, Buffer.alloc(200, 0xff)]))).toMatchObject(expected);
});

test('what has another signature, no identifier or a field that is too long is none', () => {
  const bytes = bytesOf(2);
  const flat = Buffer.from(bytes).fill(7, bytes.length - 32);
  const cut = bytes.subarray(0, -1);
  const long = Buffer.from(bytes);
  long[7] = 0x7f;
  const numbered = Buffer.from(bytes);
  numbered[6] = 9;
  for (const each of [flat, cut, long, numbered]) expect(inspectAll(detector, each)).toEqual([]);
});
