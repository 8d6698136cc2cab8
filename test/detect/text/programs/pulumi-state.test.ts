import { expect, test } from 'vitest';
import { pulumiStateRules } from '../../../../src/detect/text/programs/pulumi-state.ts';
import { ALPHANUMERIC } from '../../../../src/detect/text/random-text.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { inspectAll } from '../../../support/inspect-all.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const random = seededRandom(1);
const word = () => random.text(14, ALPHANUMERIC);
const detector = ruleDetector(pulumiStateRules[0]!);
const found = (text: string) => inspectAll(detector, new Uint8Array(Buffer.from(text)));

/** As encoding/json of Go writes it. */
const goJson = (value: unknown, indent?: number) =>
  JSON.stringify(value, undefined, indent).replace(/[&<>]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`);
const secretOf = (members: object) => ({
  '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
  ...members,
});
/** `pulumi stack export --show-secrets` */
const exported = (value: unknown) =>
  goJson({ resources: [{ outputs: { adminWord: secretOf({ plaintext: goJson(value) }) } }] }, 4);
/** `PULUMI_DEBUG_GRPC` */
const logged = (value: unknown) => goJson({ request: { properties: { adminWord: secretOf({ value }) } } });

test.each([exported, logged])('what Go escapes, once or twice, is the secret that it stands for', (write) => {
  const [plain, marked] = [word(), `${word()}<&>${word()}`];
  expect(found(write(plain))).toMatchObject([{ length: plain.length, facts: { property: 'adminWord' } }]);
  const [ofMarked] = found(write(marked));
  expect(ofMarked?.fingerprint).toBe(found(JSON.stringify(secretOf({ value: marked })))[0]?.fingerprint);
  expect(ofMarked?.fingerprint).not.toBe(found(write(word()))[0]?.fingerprint);
});

test.each([exported, logged])('numbers, documents and keys are no passwords', (write) => {
  for (const value of [5432, { word: word() }, [word()], `${word()}\n${word()}`, '', null])
    expect(found(write(value))).toEqual([]);
});

test('what is encrypted, and what is an asset, is none', () => {
  expect(found(goJson(secretOf({ ciphertext: `v1:${word()}` }), 4))).toEqual([]);
  expect(
    found(goJson({ '4dabf18193072939515e22adb298388d': 'c44067f5952c0a294b673a41bacd8c17', value: word() })),
  ).toEqual([]);
});
