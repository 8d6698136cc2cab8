/**
 * Symmetric keys of time servers: ntp.keys (NTP's ntp.keys(5)), a number, an algorithm and the key, in hex or as plain text;
 * chrony.keys (chrony.conf(5), `keyfile`), with `HEX:` or `ASCII:` before it.
 */
import { membersOf } from '../../../bytes/members.ts';
import { assessPassword, drawnPassword } from '../password.ts';
import { HEX } from '../random-text.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { isDrawn } from '../value-kind.ts';
import { assessHexKey } from './symmetric-key.ts';

const ALGORITHMS = ['MD5', 'SHA', 'SHA1', 'SHA256', 'SHA384', 'SHA512', 'AES128', 'AES256', 'AES128CMAC', 'AES'];
const DIGIT = membersOf(/[0-9]/);

export const ntpKeyRules: readonly Rule[] = [
  {
    id: 'ntp-key',
    form: { specification: 'ntp.keys(5), chrony.conf(5)', proof: 'line and length' },
    title: 'Key of a time server',
    provider: 'NTP',
    severity: 'medium',
    confidence: 'high',
    advice:
      'Make another with `chronyc keygen` or `ntpkeygen`, on servers and clients: who has it tells them any time.',
    anchors: ALGORITHMS.flatMap((name) => [` ${name} `, `\t${name}\t`]),
    // The number of the key is directly before it.
    glance: (window, at) => at > 0 && DIGIT[window[at - 1]!] === 1,
    pattern:
      /[ \t](?<name>MD5|SHA(?:1|256|384|512)?|AES(?:128|256|128CMAC)?)[ \t]{1,8}(?<secret>HEX:[0-9A-Fa-f]{20,256}|ASCII:[^\s#\0]{8,64}|[0-9a-fA-F]{32,128}|[\x21\x22\x24-\x7e]{8,20})(?=[ \t]{0,8}(?:#|\r?\n|$|\\[nr]))/,
    maxMatchBytes: 300,
    contextBytes: 250,
    edges: {},
    judgesPlaceholders: true,
    check: assess,
    examples: (random) => {
      const [hex, ascii] = [random.text(40, HEX), drawnPassword(random)];
      return [
        { text: `\n 11 SHA1 ${hex}  # SHA1 key\n`, secret: hex, hidden: [hex] },
        { text: `\n1 MD5 ${ascii}  # MD5 key\n`, secret: ascii, hidden: [ascii] },
        { text: `\n1 SHA256 HEX:${hex}\n`, secret: `HEX:${hex}`, hidden: [hex] },
        { text: `\n7\tAES128CMAC\t${hex.slice(8)}\n`, secret: hex.slice(8), hidden: [hex.slice(8)] },
      ];
    },
    lookAlikes: (random) => [
      `\nDIST a-1.0.tar.gz 1234 SHA1 ${random.text(40, HEX)}\n`,
      `\n1 SHA1 ${'0'.repeat(40)}\n`,
      '\n3 MD5 checksums\n',
      '\n2 SHA256 fingerprints\n',
      `\n1 SHA1 ${random.text(38, HEX)} bytes\n`,
      '\n1 SHA256 HEX:<key>\n',
      // Digests of one file, under each algorithm.
      `\n1\tMD5\t${random.text(32, HEX)}\n2\tSHA1\t${random.text(40, HEX)}\n3\tSHA256\t${random.text(64, HEX)}\n`,
    ],
  },
];

/** A line of a list of digests, with the length of the algorithm. */
const DIGEST_LINE =
  /(?:^|[\r\n])[ \t]{0,8}\d{1,5}[ \t]{1,8}(?<name>MD5|SHA(?:1|256|384|512))[ \t]{1,8}(?<digest>[0-9a-fA-F]{32,128})(?![0-9a-fA-F])/g;
const DIGESTS: Readonly<Record<string, number>> = { MD5: 32, SHA1: 40, SHA256: 64, SHA384: 96, SHA512: 128 };
/** Hex digits of each algorithm without a prefix; others are marked by `HEX:`. */
const DIGITS: Readonly<Record<string, number>> = { SHA: 40, SHA1: 40, AES128CMAC: 32, AES: 32, AES128: 32, MD5: 32 };

function assess({ window, start, secret, groups }: Candidate): Assessment | undefined {
  const number = /(?:^|[\r\n\0"'`=>]|\\[nr]) {0,8}(\d{1,5})$/.exec(window.slice(0, start))?.[1];
  if (number === undefined) return undefined;
  if (secret.startsWith('HEX:')) return assessHexKey(secret.slice(4));
  if (/^[0-9a-fA-F]{32,}$/.test(secret))
    return secret.length === DIGITS[groups.name!] && !isAmidDigests(window, groups.name!)
      ? assessHexKey(secret)
      : undefined;
  const text = secret.replace(/^ASCII:/, '');
  // 20 characters of any kind, as ntp-keygen makes them, or other text that a machine drew.
  const isMade = isDrawn(text) || (text.length === 20 && /[^A-Za-z0-9]/.test(text) && /[0-9A-Z].*[a-z]/.test(text));
  return isMade ? assessPassword(text, { of: `key ${number}`, chosen: 'high' }) : undefined;
}

/** Whether a nearby line has a digest under another algorithm. */
function isAmidDigests(window: string, own: string): boolean {
  for (const { groups } of window.matchAll(DIGEST_LINE)) {
    const { name, digest } = groups!;
    if (name !== own && DIGESTS[name!] === digest!.length) return true;
  }
  return false;
}
