/**
 * DNSSEC private keys of BIND (`K<zone>+<algorithm>+<tag>.private`), format 1.x (lib/dns/dst_parse.c): lines of `Name: value`.
 * Read: RSA (5, 7, 8, 10), whose numbers prove one another; ECDSA P-256 and P-384 (13, 14), Ed25519 and Ed448 (15, 16), whose
 * public half is in another file, so nothing proves them: confidence high.
 */
import { fromBytes } from '../../proof/big-integer.ts';
import { CURVES, proveEc } from '../../proof/ec.ts';
import { EDWARDS_ALGORITHMS, proveEdwards } from '../../proof/edwards.ts';
import type { PublicKey } from '../../proof/key-facts.ts';
import { keyMatch } from '../../proof/key-match.ts';
import { following, type KeyNumbers, proven } from '../../proof/key-numbers.ts';
import { RSA_HOLDS } from '../../proof/proof-text.ts';
import { proveRsa } from '../../proof/rsa.ts';
import { decodeBase64 } from '../base64.ts';
import { keyTextDetector } from './key-text.ts';

const EOL = '(?:\\r?\\n|(?:\\\\{1,8}r)?\\\\{1,8}n)';
const FILE = new RegExp(
  `Private-key-format: v1\\.\\d${EOL}Algorithm: (\\d{1,3})(?: \\([A-Z0-9-]{1,24}\\))?((?:${EOL}[A-Za-z0-9]{5,16}: [A-Za-z0-9+/]{2,2800}={0,2}){1,8})`,
  'y',
);

export const dnssecPrivateKey = keyTextDetector({
  id: 'dnssec-private-key',
  form: {
    specification: 'BIND 9, Private-key-format v1',
    proof: `RSA: ${RSA_HOLDS}. The others: structure alone, high`,
  },
  title: 'DNSSEC private key',
  anchors: ['Private-key-format: v1.'],
  maxMatchBytes: 8 * 1024,
  read(text, at) {
    FILE.lastIndex = at;
    const [whole, algorithm, lines] = FILE.exec(text) ?? [];
    if (whole === undefined || lines === undefined) return undefined;
    const values = new Map<string, Uint8Array>();
    let length = whole.length - lines.length;
    const line = new RegExp(`${EOL}([A-Za-z0-9]+): ([A-Za-z0-9+/]+={0,2})`, 'y');
    for (let found = line.exec(lines); found !== null; found = line.exec(lines)) {
      const [, name, base64] = found;
      // Dates and the like follow the numbers.
      const bytes = NUMBERS.has(name!) ? decodeBase64(base64!, 'standard') : undefined;
      if (bytes === undefined) break;
      values.set(name!, bytes);
      length = whole.length - lines.length + line.lastIndex;
    }
    const numbers = prove(Number(algorithm), values);
    if (numbers === undefined) return undefined;
    const key = { structure: 'dnssec', length, ...numbers };
    const place = { offset: at, length, form: 'dnssec', preview: 'Private-key-format: v1…' };
    return keyMatch(key, { ...place, facts: { dnssecAlgorithm: Number(algorithm) } });
  },
});

const RSA_NUMBERS = [
  'Modulus',
  'PublicExponent',
  'PrivateExponent',
  'Prime1',
  'Prime2',
  'Exponent1',
  'Exponent2',
  'Coefficient',
];
const NUMBERS: ReadonlySet<string> = new Set([...RSA_NUMBERS, 'PrivateKey']);

function prove(algorithm: number, values: ReadonlyMap<string, Uint8Array>): KeyNumbers | undefined {
  if ([5, 7, 8, 10].includes(algorithm)) {
    const numbers = RSA_NUMBERS.map((name) => values.get(name)).map((bytes) => bytes && fromBytes(bytes));
    const [n, e, d, p, q, dp, dq, qi] = numbers;
    if (n === undefined || e === undefined || d === undefined) return undefined;
    const key = proveRsa({ n, e, d, p, q, dp, dq, qi });
    return key && proven(key);
  }
  const secret = values.get('PrivateKey');
  const key = secret && publicHalf(algorithm, secret);
  return key && following(key, secret, undefined);
}

function publicHalf(algorithm: number, secret: Uint8Array): PublicKey | undefined {
  if (algorithm === 13) return proveEc(CURVES[0]!, secret, undefined);
  if (algorithm === 14) return proveEc(CURVES[1]!, secret, undefined);
  if (algorithm === 15) return proveEdwards(EDWARDS_ALGORITHMS[0]!, secret, undefined);
  return algorithm === 16 ? proveEdwards(EDWARDS_ALGORITHMS[1]!, secret, undefined) : undefined;
}
