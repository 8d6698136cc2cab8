import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../src/detect/catalog.ts';
import type { JudgedFinding, Verdict } from '../../src/model/result.ts';
import type { Sample } from '../samples/sample.ts';
import { scanBytes } from '../support/scan-bytes.ts';
import { samplesOfAllDetectors } from './samples.ts';

/** How a file with a key is encoded. */
const base64 = (bytes: Uint8Array) => Buffer.from(Buffer.from(bytes).toString('base64'));
const ENCODINGS: Readonly<Record<string, (file: Uint8Array) => Buffer>> = {
  base64: (file) => base64(file),
  'base64 twice': (file) => base64(base64(file)),
  'gzip in base64': (file) => base64(gzipSync(file)),
  'gzip in base64 twice': (file) => base64(base64(gzipSync(file))),
};
type Encoding = keyof typeof ENCODINGS;

const tokens = new Set(rules.map(({ id }) => id));
const keys = (await samplesOfAllDetectors())
  .filter(({ detector }) => !tokens.has(detector.id) && detector.id !== 'encoded-key')
  .flatMap(({ detector, samples }) => samples.map((sample) => ({ id: detector.id, sample })))
  .filter(({ sample }) => sample.confidence === 'proven' && sample.facts.spkiSha256 !== undefined);

const cases = keys.flatMap(({ id, sample }) =>
  Object.keys(ENCODINGS).map((encoding) => ({ id, variant: sample.variant, sample, encoding })),
);
let verdict: Verdict;
beforeAll(async () => {
  const files = cases.map(({ sample, encoding, id }, index): [string, Uint8Array] => {
    const file = sample.bytes.subarray(sample.offset, sample.offset + sample.length);
    const text = ENCODINGS[encoding]!(file).toString('latin1');
    return [`case-${index}`, Buffer.from(`apiVersion: v1\ndata:\n  value: ${text}\nkind: Secret\n`)];
  });
  verdict = await scanBytes(Object.fromEntries(files));
}, 600_000);

test('list', () => {
  const byId = new Map<string, string[]>();
  for (const [index, { id, variant, encoding, sample }] of cases.entries()) {
    const found = verdict.findings.filter(({ artifact }) => artifact === `case-${index}`);
    const ok = found.length === 1 && found[0]!.count === 1 && found[0]!.facts.spkiSha256 === sample.facts.spkiSha256 && found[0]!.confidence==='proven';
    const key = `${id} | ${encoding}`;
    if (!ok) byId.set(key, [...(byId.get(key) ?? []), `${variant} [${found.map((f) => `${f.rule}:${f.count}:${f.confidence}:${f.facts.form}`)}]`]);
  }
  const count = new Map<string, number>();
  for (const { id } of keys) count.set(id, (count.get(id) ?? 0) + 1);
  for (const [key, variants] of byId) console.log(key, `${variants.length}/${count.get(key.split(' | ')[0]!)}`, variants.slice(0, 6).join(' ; '));
});
