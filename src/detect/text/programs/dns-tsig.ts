/**
 * Keys that sign DNS messages (TSIG, RFC 8945) and control name servers (rndc), which name their algorithm:
 *   BIND            key "name" { algorithm hmac-sha256; secret "…"; };   of tsig-keygen, rndc-confgen and rndc.key
 *   Knot, NSD       algorithm: hmac-sha256, then secret: … in the next line
 *   nsupdate, dig   -y hmac-sha256:name:…
 *   BIND's K files  Algorithm: 163 (HMAC_SHA256), then Key: …
 *   ACME clients    RFC2136_TSIG_SECRET=…, --rfc2136-tsig-secret=…, dns_rfc2136_secret = …
 * Nothing proves a shared secret, so the syntax must suffice. Refused: less than 15 bytes, text.
 */
import { sha256Hex } from '../../fingerprint.ts';
import { isGuessable } from '../../proof/is-guessable.ts';
import { isMonotonous } from '../../proof/is-monotonous.ts';
import { bytesCountUp, looksMadeUp } from '../placeholder.ts';
import { LOWER, type RandomText } from '../random-text.ts';
import type { Assessment, Candidate, Example, Rule } from '../rule.ts';
import { isQuarterWords } from '../value-kind.ts';

const QUOTE = String.raw`\\{0,3}["']?`;
/** White space, escaped or not, and comment marks: rndc-confgen prints the server's half in a comment. */
const SPACE = String.raw`(?:[\s#/]|\\{1,3}[nrt]){1,60}`;
const MAYBE_SPACE = String.raw`(?:[\s#/]|\\{1,3}[nrt]){0,60}`;
/** Before a secret, which may begin with `/`. */
const BLANKS = String.raw`(?:[\s#]|\\{1,3}[nrt]){1,60}`;
const ALGORITHM = String.raw`(?<algorithm>hmac[-_](?:md5|sha(?:1|224|256|384|512)))(?:\.sig-alg\.reg\.int\.?)?`;
const BETWEEN = [
  `${QUOTE};${MAYBE_SPACE}secret${BLANKS}${QUOTE}`,
  `${QUOTE}${SPACE}secret:[ \\t]{0,16}${QUOTE}`,
  String.raw`:[\w.-]{1,255}:`,
  String.raw`\)${SPACE}Key:[ \t]{1,4}`,
];
const NAMED = String.raw`(?:rfc2136[-_])?(?:tsig[-_])?secret${QUOTE}[ \t]{0,4}[=:][ \t]{0,4}${QUOTE}`;

export const dnsTsigRules: readonly Rule[] = [
  {
    id: 'dns-tsig-key',
    form: { specification: 'RFC 8945; BIND 9, rndc.key', proof: 'syntax and length' },
    title: 'TSIG key of a name server',
    provider: 'DNS',
    severity: 'high',
    confidence: 'high',
    advice:
      'Replace the key on every server that names it. Whoever has it changes or transfers the zones that it is good for; with the key of rndc, stops the server.',
    anchors: ['hmac-md5', 'hmac-sha', 'hmac_md5', 'hmac_sha', 'tsig-secret', 'tsig_secret', 'rfc2136_secret'].map(
      (text) => ({ text, ignoreCase: true }),
    ),
    pattern: new RegExp(`(?:${ALGORITHM}(?:${BETWEEN.join('|')})|${NAMED})(?<secret>[A-Za-z0-9+/]{20,344}={0,2})`, 'i'),
    bytesBefore: 8,
    // No letter follows `hmac-md5` and `hmac-sha`.
    glance: (window, at) => (window[at]! | 0x20) !== 0x68 || !isLetter(window[at + 8]!),
    maxMatchBytes: 800,
    contextBytes: 400,
    edges: { after: /[A-Za-z0-9+/=_-]/ },
    minBitsPerCharacter: 3,
    check,
    examples,
    lookAlikes: (random) => {
      const [secret] = newSecret(random, 32);
      return [
        'key "example" { algorithm hmac-sha256; secret "the base64 of the secret"; };',
        'key "example" { algorithm hmac-sha256; secret "c2VjcmV0"; };',
        `key "example" { algorithm hmac-sha256; secret "${'A'.repeat(43)}="; };`,
        `key "example" { algorithm rsa-sha256; secret "${secret}"; };`,
        `ssh-ed25519 ${secret} hmac-sha2-256,hmac-sha1`,
        `hmac-sha256: ${secret}`,
        `RFC2136_TSIG_SECRET=${Buffer.from(`${LOWER}12345`).toString('base64')}`,
        'key "example" { algorithm hmac-sha256; secret "NotTheRealSecretKeyObviously"; };',
        'RFC2136_TSIG_SECRET=$TSIG_SECRET_OF_THE_STAGE_AND_ZONE',
        `The algorithm hmac-sha256; the secret is "${secret}";`,
      ];
    },
  },
];

function check({ secret, groups, window, start }: Candidate): Assessment | undefined {
  const key = Buffer.from(secret, 'base64');
  if (secret.length % 4 !== 0 || isMonotonous(key)) return undefined;
  // `abcdefghij…12345` in base64.
  if (looksMadeUp(key.toString('latin1'))) return undefined;
  const guessable = isGuessable(key);
  const isMadeUp = bytesCountUp(key) || (/^[A-Za-z]+$/.test(secret) && isQuarterWords(secret));
  const keyName = /key\s{1,16}\\{0,3}["']?([\w.-]{1,128})\\{0,3}["']?\s{0,16}\{[^{}]{0,100}$/i.exec(
    window.slice(0, start),
  )?.[1];
  return {
    guessable,
    ...(isMadeUp && { confidence: 'low' as const }),
    facts: {
      ...{ kind: 'symmetric', bits: key.length * 8, form: 'tsig' },
      ...(!guessable && { keySha256: sha256Hex(key) }),
      ...(groups.algorithm !== undefined && { algorithm: groups.algorithm.toLowerCase().replace('_', '-') }),
      ...(keyName !== undefined && { keyName }),
    },
  };
}

function isLetter(byte: number): boolean {
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}

/** For an example: bytes from 1 to 32. */
const COUNTED = Buffer.from(Array.from({ length: 32 }, (_, at) => at + 1)).toString('base64');

/** The base64 and the bytes. */
function newSecret(random: RandomText, bytes: number): readonly [string, Buffer] {
  const key = Buffer.from(random.bytes(bytes));
  return [key.toString('base64'), key];
}

function examples(random: RandomText): Example[] {
  const make = (before: string, after: string, bytes: number, facts: Example['facts'] = {}): Example => {
    const [secret, key] = newSecret(random, bytes);
    const known = { kind: 'symmetric', bits: bytes * 8, keySha256: sha256Hex(key) };
    return { text: `${before}${secret}${after}`, secret, hidden: [secret], facts: { ...known, ...facts } };
  };
  const named = { keyName: 'rndc-key', algorithm: 'hmac-sha256' };
  return [
    make('key "rndc-key" {\n\talgorithm hmac-sha256;\n\tsecret "', '";\n};', 32, named),
    make('key rndc-key { algorithm "hmac-md5.sig-alg.reg.int"; secret ', '; };', 16, { algorithm: 'hmac-md5' }),
    make('key \\"rndc-key\\" {\\n\\talgorithm hmac-sha256;\\n\\tsecret \\"', '\\";\\n};', 32),
    make('//key "k" {\n//\talgorithm hmac-sha256;\n//secret "', '";\n//};', 32, { algorithm: 'hmac-sha256' }),
    make('key:\n  - id: x.\n    algorithm: hmac-sha512\n    secret: ', '\n', 64, { algorithm: 'hmac-sha512' }),
    make('nsupdate -y hmac-sha256:x.example.org:', ' update', 32, { algorithm: 'hmac-sha256' }),
    make('Private-key-format: v1.3\nAlgorithm: 163 (HMAC_SHA256)\nKey: ', '\nBits: AAA=\n', 32),
    make('RFC2136_TSIG_SECRET=', '', 32),
    make('--rfc2136-tsig-secret=', ' --registry=txt', 64),
    make('dns_rfc2136_secret = ', '\n', 32),
    ...[COUNTED, 'OfManualsForAdministratorsOfZone'].map((secret) => {
      const text = `key "k" { algorithm hmac-sha256; secret "${secret}"; };`;
      return { text, secret, hidden: [], confidence: 'low' } as const;
    }),
  ];
}
