/**
 * Secrets in configurations of Fortinet's FortiOS: `set psksecret` and the like, plain or after `ENC`, which is AES with a key
 * that all devices had and everyone knows (FG-IR-19-007), unless `private-data-encryption` is on. A value that decrypts to text
 * proves itself.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { isMonotonous } from '../../proof/is-monotonous.ts';
import { assessPassword, drawnPassword } from '../password.ts';
import { looksMadeUp } from '../placeholder.ts';
import type { RandomText } from '../random-text.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';

/** As in FG-IR-19-007: a nursery rhyme. */
const KNOWN_KEY = Buffer.from('Mary had a littl');
const IV_BYTES = 4;
const NAMES = [
  'psksecret',
  'passwd',
  'password',
  'secret',
  'key',
  'passphrase',
  'auth-pwd',
  'priv-pwd',
  'sae-password',
];

export const fortiosRules: readonly Rule[] = [
  {
    id: 'fortios-secret',
    title: 'Secret in a configuration of FortiOS',
    provider: 'Fortinet',
    severity: 'high',
    confidence: 'high',
    advice:
      'Change it on the device and at its peers: ENC is no protection without private-data-encryption. Keep backups of configurations as secrets.',
    anchors: [...NAMES.map((name) => `set ${name} ENC `), 'set psksecret '],
    // Within quotes, FortiOS escapes a backslash and a quote with a backslash.
    pattern:
      /set [a-z-]{3,12} (?:ENC (?<sealed>[A-Za-z0-9+/]{24,400}={0,2})|(?!ENC )(?:"(?<quoted>(?:[^"\\\r\n\0]|\\[\x20-\x7e]){6,128})"|(?:\\?["'])?(?<bare>[^\s"'\\\0]{6,128})))/,
    maxMatchBytes: 430,
    contextBytes: 16,
    edges: { before: /[A-Za-z0-9_-]/, after: /[A-Za-z0-9+/=]/ },
    judgesPlaceholders: true,
    check: assess,
    examples: (random) => {
      const password = drawnPassword(random);
      const known = sealed(password, random);
      const other = Buffer.from(random.bytes(68)).toString('base64');
      return [
        { text: `    set psksecret ENC ${known}\n`, secret: known, hidden: [known, password] },
        {
          text: `    set passwd ENC ${other}\n`,
          secret: other,
          hidden: [other],
          severity: 'medium',
          confidence: 'medium',
        },
        { text: `    set psksecret ${password}\n`, secret: password, hidden: [password] },
        ...[password, `${password}\\"\\\\7`].map((secret) => ({
          ...{ text: `    set psksecret "${secret}"\n`, secret, hidden: [secret] },
        })),
        {
          ...{ text: `    set psksecret "7 ${password}"\n`, secret: `7 ${password}`, hidden: [password] },
          confidence: 'medium',
        },
        { text: `"set psksecret \\"${password}\\"\\n"`, secret: password, hidden: [password] },
      ];
    },
    lookAlikes: (random) => [
      `    set password ENC SH2${Buffer.from(random.bytes(45)).toString('base64')}\n`,
      '    set psksecret <psk>\n',
      '    set psksecret "<psk of the peer>"\n',
      '    set psksecret ENC\n',
      `    set psksecret ENC ${'A'.repeat(88)}\n`,
    ],
  },
];

function assess({ window, start, end, groups }: Candidate): Assessment | undefined {
  const text = window.slice(start, end);
  const value = groups.sealed ?? groups.quoted ?? groups.bare!;
  const last = groups.quoted === undefined ? end : end - 1;
  const place = { start: last - value.length, end: last };
  const of = text.split(' ')[1]!;
  if (groups.sealed === undefined) {
    const identity = groups.quoted === undefined ? value : value.replace(/\\(.)/g, '$1');
    const plain = assessPassword(identity, { of });
    return plain && { ...plain, place, identity };
  }
  // Hashes of administrators.
  if (/^(?:SH2|AK1|PB2)/.test(value) || looksMadeUp(value)) return undefined;
  const bytes = Buffer.from(value, 'base64');
  if (value.length % 4 !== 0 || isMonotonous(bytes)) return undefined;
  const password = opened(bytes);
  if (password === undefined) return { place, severity: 'medium', confidence: 'medium', guessable: false };
  return { place, identity: password, guessable: true, facts: { opensWithKnownKey: true } };
}

/** Text, padded with zeros. */
function opened(bytes: Buffer): string | undefined {
  if (bytes.length <= IV_BYTES || (bytes.length - IV_BYTES) % 16 !== 0) return undefined;
  const cipher = createDecipheriv('aes-128-cbc', KNOWN_KEY, ivOf(bytes)).setAutoPadding(false);
  const text = Buffer.concat([cipher.update(bytes.subarray(IV_BYTES)), cipher.final()]).toString('latin1');
  return /^([\x20-\x7e]{3,})\0+$/.exec(text)?.[1];
}

function sealed(password: string, random: RandomText): string {
  const iv = random.bytes(IV_BYTES);
  const cipher = createCipheriv('aes-128-cbc', KNOWN_KEY, ivOf(iv)).setAutoPadding(false);
  const text = Buffer.alloc(64);
  text.write(password);
  return Buffer.concat([iv, cipher.update(text), cipher.final()]).toString('base64');
}

function ivOf(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, IV_BYTES)], 16);
}
