/**
 * API tokens of the Python package index: `pypi-` and a macaroon (libmacaroons, binary format version 2) in base64url. We
 * read the version and the location, which is the host of the index that issued it; not the identifier, nor the caveats.
 */
import { decodeBase64 } from '../base64.ts';
import { prefixed } from '../example.ts';
import { BASE64URL, type RandomText, uuidOf } from '../random-text.ts';
import type { Assessment, Candidate, Example, Rule } from '../rule.ts';

export const pypiRules: readonly Rule[] = [
  {
    id: 'pypi-token',
    title: 'Python package index API token',
    provider: 'PyPI',
    severity: 'critical',
    confidence: 'high',
    advice:
      'Delete the token in the account settings of the index, then compare the published releases with yours. Trusted publishing needs no stored token.',
    anchors: ['pypi-AgE'],
    pattern: /(?<prefix>pypi-)(?<body>AgE[A-Za-z0-9_-]{60,1500})/,
    maxMatchBytes: 1508,
    admitsStandIns: true,
    minBitsPerCharacter: 4,
    check: assess,
    examples,
    lookAlikes: (random) => [
      `pypi-AgE${random.text(40, BASE64URL)}`,
      // A field length that leads out of the macaroon.
      `pypi-${Buffer.from([2, 1, 200, ...random.bytes(90)]).toString('base64url')}`,
      `pypi-${Buffer.from([2, 1, 8, ...random.bytes(90)]).toString('base64url')}`,
    ],
  },
];

/**
 *  0  1  version, 2
 *  1  1  field type, 1 = location
 *  2  1  length of the location (a varint; hosts are shorter than 128)
 *  3  n  location
 */
function assess({ body }: Candidate): Assessment | undefined {
  const bytes = decodeBase64(body, 'url');
  if (bytes === undefined) return undefined;
  const [version, field, length = 0] = bytes;
  const location = Buffer.from(bytes.subarray(3, 3 + length)).toString('latin1');
  if (version !== 2 || field !== 1 || !/^[a-z0-9][a-z0-9.-]{2,100}$/.test(location)) return undefined;
  return { facts: { index: location } };
}

function examples(random: RandomText): Example[] {
  const field = (type: number, value: string | Uint8Array) => {
    const bytes = typeof value === 'string' ? Buffer.from(value) : value;
    return [type, bytes.length, ...bytes];
  };
  const id = uuidOf(random);
  const macaroon = [
    2,
    ...field(1, 'index.example.org'),
    ...[...field(2, id), 0],
    ...[...field(2, '{"version": 1, "permissions": "user"}'), 0, 0],
    ...field(6, random.bytes(32)),
  ];
  const body = Buffer.from(macaroon).toString('base64url');
  return [prefixed('pypi-', body, { facts: { index: 'index.example.org', checksum: 'none' } })];
}
