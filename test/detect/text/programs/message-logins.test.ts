import { expect, test } from 'vitest';
import { messageLoginRules } from '../../../../src/detect/text/programs/message-logins.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { buildCapture, segments } from '../../../builders/capture.ts';
import { inspectAll } from '../../../support/inspect-all.ts';
import { scanBytes } from '../../../support/scan-bytes.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

/** So short that no password is in one. */
const PACKET_BYTES = 12;
const examples = messageLoginRules.flatMap((rule) =>
  rule.examples(seededRandom(4711)).map((example, index) => ({ name: `${rule.id} ${index}`, rule, example })),
);

test.each(examples)('$name is found over several packets', async ({ rule, example }) => {
  const sent = Buffer.from(example.text, 'latin1');
  const { findings } = await scanBytes({ 'ci.pcap': buildCapture(segments(sent, PACKET_BYTES)) });
  expect(findings.map(({ rule: id, confidence }) => [id, confidence])).toEqual([[rule.id, 'high']]);
});

test.each(examples)('$name is none where a length is another', ({ rule, example }) => {
  const whole = Buffer.from(example.text, 'latin1');
  const begins = whole.indexOf(example.secret);
  const detector = ruleDetector(rule);
  const isFound = (bytes: Uint8Array) => inspectAll(detector, bytes).length > 0;
  expect(isFound(whole)).toBe(true);
  // The length of the password stands right before it, but in SASL, where it is that of the answer.
  const lengthAt = (rule.id === 'amqp-plain-password' ? whole.lastIndexOf(0, begins - 2) : begins) - 1;
  for (const change of [-1, 1, 100]) {
    const changed = Buffer.from(whole);
    changed[lengthAt]! += change;
    expect(isFound(changed)).toBe(false);
  }
  for (let length = 0; length < begins + example.secret.length; length++)
    expect(isFound(whole.subarray(0, length))).toBe(false);
});
