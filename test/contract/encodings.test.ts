import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../src/detect/catalog.ts';
import type { Verdict } from '../../src/model/result.ts';
import { testKey } from '../samples/keys.ts';
import type { Sample } from '../samples/sample.ts';
import { scanBytes } from '../support/scan-bytes.ts';
import { samplesOfAllDetectors } from './samples.ts';

const base64 = (bytes: Uint8Array) => Buffer.from(Buffer.from(bytes).toString('base64'));

/** How a file with a key is encoded. */
const ENCODINGS = {
  base64: (file: Uint8Array) => base64(file),
  'base64 twice': (file: Uint8Array) => base64(base64(file)),
  'gzip in base64': (file: Uint8Array) => base64(gzipSync(file)),
  'gzip in base64 twice': (file: Uint8Array) => base64(base64(gzipSync(file))),
};
type Encoding = keyof typeof ENCODINGS;
const BOTH: readonly Encoding[] = ['base64', 'base64 twice'];

interface Exception {
  readonly id: string;
  readonly variants?: RegExp;
  readonly encodings: readonly Encoding[];
  readonly reason: string;
}

/**
 * What is not found, or not always, and why. Everything is found in gzip. In base64 a form is found by the beginning of its
 * file, or, in the first layer, by what always stands in it.
 */
const EXCEPTIONS: readonly Exception[] = [
  ...['private-key-base64', 'private-key-hex'].map((id) => ({
    ...{ id, encodings: BOTH, reason: 'an encoding itself, in base64 once or twice more' },
  })),
  { id: 'private-key-der-cut', encodings: BOTH, reason: 'pieces without a beginning; those of PEM have their samples' },
  ...[
    ...['private-key-vapid', 'private-key-raw', 'bitcoin-private-key', 'nkey-seed', 'ethereum-private-key'],
    ...['antelope-private-key', 'tor-control-key'],
  ].map((id) => ({
    ...{ id, encodings: BOTH, reason: 'a line of text that may stand anywhere; nothing of it is always there' },
  })),
  {
    ...{ id: 'zeromq-curve-key', variants: /environment|JSON|Python/, encodings: BOTH },
    reason: 'lines of settings; the file of its own is found in the first layer',
  },
  { id: 'solana-keypair', variants: /literal/, encodings: BOTH, reason: 'a piece of a program' },
  { id: 'private-key-cose', encodings: BOTH, reason: 'a map that begins with any of its members' },
  { id: 'key-store-nss', encodings: BOTH, reason: 'databases of 36 KB and more, which nobody keeps in base64' },
  {
    ...{ id: 'private-key-cng', variants: /ECDV|ECKV|DSPV|DPV2|DHPV/, encodings: BOTH },
    reason: 'magics beside those of RSA and the NIST curves',
  },
  {
    ...{ id: 'private-key-capi', variants: /version 3/, encodings: BOTH },
    reason: 'DSS3 and DH3, of which no file is known',
  },
  {
    id: 'private-key-openpgp',
    ...{ variants: /old|version|exponent|P-384|P-521|secp256k1|X25519|native|448|ElGamal/, encodings: BOTH },
    reason: 'binary packets beside RSA of the common sizes, P-256 and Ed25519 as GnuPG writes them; armour has all',
  },
  {
    ...{ id: 'private-key-gcrypt', variants: /in memory|overwritten/, encodings: BOTH },
    reason: 'what only memory holds is no file',
  },
];

/** What a file has before its key, where the key alone would be no file. */
const STARTS: Readonly<Record<string, string>> = {
  'wireguard-private-key': '[Interface]',
  'private-key-minisign': 'untrusted comment',
  'tink-keyset': '{"primaryKeyId"',
  'private-key-gcrypt': 'Key: (',
  // Of Cardano; the others are lines.
  'ledger-private-key': '{"type":"',
  // Of a log, whose lines begin alike.
  'private-key-printed': 'build\t',
  'zeromq-curve-key': 'metadata\ncurve',
};

function fileOf(id: string, { bytes, offset, length }: Sample): Buffer {
  const all = Buffer.from(bytes);
  const start = STARTS[id] === undefined ? -1 : all.lastIndexOf(STARTS[id], offset, 'latin1');
  if (start >= 0) return all.subarray(start);
  return all.subarray(offset, offset + length);
}

interface Case {
  readonly id: string;
  readonly sample: Sample;
  readonly encoding: Encoding;
  readonly name: string;
}

const tokens = new Set(rules.map(({ id }) => id));
const cases = (await samplesOfAllDetectors())
  .filter(({ detector }) => !tokens.has(detector.id) && detector.id !== 'encoded-key')
  .flatMap(({ detector: { id }, samples }) =>
    samples
      .filter(({ confidence, facts }) => confidence === 'proven' && facts.spkiSha256 !== undefined)
      .flatMap((sample) =>
        (Object.keys(ENCODINGS) as Encoding[]).map((encoding, index): Case => {
          return { id, sample, encoding, name: `${id}, ${sample.variant}, ${index}` };
        }),
      ),
  );

const exceptionOf = ({ id, sample, encoding }: Case) =>
  EXCEPTIONS.find(
    (each) => each.id === id && each.encodings.includes(encoding) && (each.variants ?? /^/).test(sample.variant),
  );

let verdict: Verdict;
beforeAll(async () => {
  const files = cases.map(({ id, sample, encoding, name }): [string, Uint8Array] => {
    const file = encoding.startsWith('gzip') ? sample.bytes : fileOf(id, sample);
    const text = ENCODINGS[encoding](file).toString('latin1');
    return [name, Buffer.from(`apiVersion: v1\ndata:\n  value: ${text}\nkind: Secret\n`)];
  });
  verdict = await scanBytes(Object.fromEntries(files));
}, 600_000);

function isFoundOnce({ sample, name }: Case): boolean {
  const found = verdict.findings.filter(({ artifact }) => artifact === name);
  const [first] = found;
  const isIt = first?.facts.spkiSha256 === sample.facts.spkiSha256 && first?.confidence === 'proven';
  return found.length === 1 && first?.count === 1 && isIt;
}

describe.each(Object.keys(ENCODINGS) as Encoding[])('%s', (encoding) => {
  test.each([...new Set(cases.map(({ id }) => id))])('%s: every proven key is found once, as the key it is', (id) => {
    const own = cases.filter((each) => each.id === id && each.encoding === encoding && !exceptionOf(each));
    expect(own.filter((each) => !isFoundOnce(each)).map(({ sample }) => sample.variant)).toEqual([]);
  });
});

test.each(EXCEPTIONS)('$id $variants is an exception still: $reason', (exception) => {
  const own = cases.filter((each) => exceptionOf(each) === exception);
  expect(own.some((each) => !isFoundOnce(each))).toBe(true);
});

test('two keys in one compressed file are two findings', async () => {
  const [one, other] = ['P-256', 'Ed25519'].map((name) => testKey(name));
  const pem = [one!, other!].map(({ privateKey }) => privateKey.export({ format: 'pem', type: 'pkcs8' })).join('\n');
  const { findings } = await scanBytes({ 'keys.yaml': base64(gzipSync(pem)) });
  expect(findings.map(({ facts }) => facts.spkiSha256).toSorted()).toEqual(
    [one!.facts.spkiSha256, other!.facts.spkiSha256].toSorted(),
  );
});

test('a key behind 160 KB of other text in a compressed file is found', async () => {
  const settings = Array.from({ length: 5000 }, (_, index) => `setting number ${index} = value ${index}\n`).join('');
  const pem = testKey('P-256').privateKey.export({ format: 'pem', type: 'pkcs8' });
  const { findings } = await scanBytes({ 'settings.yaml': base64(gzipSync(`${settings}${pem}`)) });
  expect(findings.map(({ facts }) => facts.form)).toEqual(['base64-gzip-pem']);
});
