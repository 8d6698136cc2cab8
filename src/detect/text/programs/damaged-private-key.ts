/**
 * Private keys in PEM armour (RFC 7468) that cannot be read: truncated, changed by hand, or with another structure than the label
 * says. Low, since nothing is proven, and only if no detector of keys reads it. The text between the lines must look like base64
 * of random bytes; text, templates and `...` are no finding.
 */
import { areOpenpgpStubs } from '../../structures/openpgp-stub.ts';
import { bitsPerCharacter } from '../entropy.ts';
import { decodeArmour } from '../openpgp-armour.ts';
import { isNoValue } from '../placeholder.ts';
import { BASE64, HEX, type RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { hasWord } from '../value-kind.ts';

const MIN_DIGITS = 40;
/** Digits in a row: a line may be as short as PEM's 64 digits, or a shorter last line. */
const ROWS = /[A-Za-z0-9+/]{32,}/g;

export const damagedPrivateKeyRules: readonly Rule[] = [
  {
    id: 'private-key-damaged',
    title: 'Private key in PEM that cannot be read',
    provider: 'PEM',
    isFallback: true,
    severity: 'high',
    confidence: 'low',
    advice: 'It is cut or changed. If an intact copy is in use, replace the key; else take the block out.',
    anchors: ['-----BEGIN '],
    glance: (window, at) => window[at + 11] !== 0x43, // CERTIFICATE
    pattern:
      /-----BEGIN (?:[A-Z0-9]{2,12} ){0,4}PRIVATE KEY(?: BLOCK)?-----(?<secret>[^-]{40,12000}?)-----END (?:[A-Z0-9]{2,12} ){0,4}PRIVATE KEY/,
    maxMatchBytes: 12_200,
    edges: {},
    // The frame of a key has rows of zeros.
    judgesPlaceholders: true,
    check: ({ secret }) => {
      // The letters of escaped line ends are not digits.
      const digits = secret.replace(/\\+[nrt]/g, '').replace(/[^A-Za-z0-9+/]/g, '');
      if (isNoValue(secret) || digits.length < MIN_DIGITS || 2 * digits.length < secret.length) return undefined;
      if (!secret.match(ROWS)?.some(isRandom)) return undefined;
      const packets = decodeArmour(secret);
      return packets === undefined || !areOpenpgpStubs(packets) ? { identity: digits } : undefined;
    },
    examples: (random) =>
      ['RSA PRIVATE KEY', 'ENCRYPTED PRIVATE KEY BLOCK'].map((label) => {
        const lines = row(random, 160).replace(/.{64}/g, '$&\n');
        const secret = `\n${lines}\n`;
        return { text: `-----BEGIN ${label}-----${secret}-----END ${label}-----`, secret, hidden: [lines] };
      }),
    lookAlikes: (random) => [
      `-----BEGIN PRIVATE KEY-----\n${row(random, 64)}\n...\n-----END PRIVATE KEY-----`,
      `-----BEGIN PUBLIC KEY-----\n${row(random, 64)}\n-----END PUBLIC KEY-----`,
      '-----BEGIN PRIVATE KEY-----\nthe base64 of your private key stands here in lines of 64\n-----END PRIVATE KEY-----',
      "'-----BEGIN PRIVATE KEY-----\\n' + encodeInBase64(privateKeyToDer(keyPair1), 64) + '\\n-----END PRIVATE KEY-----'",
      `-----BEGIN PRIVATE KEY-----\n${row(random, 160)}`,
      `-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${stubOnCard(random)}\n-----END PGP PRIVATE KEY BLOCK-----`,
    ],
  },
];

/** Random base64 of 32 digits has some of each kind, and no word. */
function isRandom(row: string): boolean {
  const kinds = [/[0-9]/, /[A-Z]/, /[a-z]/].every((kind) => kind.test(row));
  return kinds && !hasWord(row.slice(0, 64)) && bitsPerCharacter(row) >= 3.8;
}

function row(random: RandomText, length: number): string {
  for (;;) {
    const text = random.text(length, BASE64);
    if (isRandom(text)) return text;
  }
}

/** An old-format packet 5 of an Ed25519 key whose secret half is on a card. */
function stubOnCard(random: RandomText): string {
  const point = `40${random.text(64, HEX)}`;
  const body = `04${random.text(8, HEX)}16092b06010401da470f010107${point}ff006500474e550206d276000124`;
  const bytes = Buffer.from(body, 'hex');
  return Buffer.concat([Buffer.of(0x94, bytes.length), bytes]).toString('base64');
}
