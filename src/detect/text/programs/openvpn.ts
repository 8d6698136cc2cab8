/**
 * Inline content of .ovpn files (OpenVPN 2.6 manual, "Inline file support"): static keys of `tls-auth`, `tls-crypt` and `secret`,
 * 256 bytes of hex in lines; keys of `tls-crypt-v2` and of `auth-gen-token-secret`, in PEM-like base64; `<auth-user-pass>` with a
 * user and a password. Programs have them as one literal per line.
 */
import { sha256Hex } from '../../fingerprint.ts';
import { assessPassword, drawnPassword } from '../password.ts';
import { bytesCountUp } from '../placeholder.ts';
import { BASE64, HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const LINE_END = String.raw`(?:\r?\n|(?:\\r)?\\n(?:["'][\s+.]{1,80}["'])?)`;

/** As in tests of programs that read such files. */
const COUNTS_UP = { confidence: 'low', guessable: true } as const;

/** For keys that OpenVPN writes in base64, like PEM (src/openvpn/crypto.c, write_pem_key_file). */
function pemKey(label: string, pattern: string, about: Pick<Rule, 'id' | 'title' | 'advice'>): Rule {
  return {
    ...about,
    form: { specification: `OpenVPN ${label}`, proof: 'frame and length' },
    provider: 'OpenVPN',
    severity: 'high',
    confidence: 'high',
    anchors: [`-----BEGIN OpenVPN ${label.split(' ')[0]}`],
    pattern: new RegExp(
      `-----BEGIN OpenVPN ${pattern} key-----${LINE_END}(?<secret>[A-Za-z0-9+/]{40,76}(?:${LINE_END}[A-Za-z0-9+/]{1,76}){0,60}={0,2})(?=${LINE_END}-----END OpenVPN ${pattern})`,
    ),
    maxMatchBytes: 5000,
    contextBytes: 40,
    edges: {},
    minBitsPerCharacter: 4,
    check: ({ secret }) => {
      const identity = secret.replace(/\\[rn]|[^A-Za-z0-9+/]/g, '');
      return { identity, ...(bytesCountUp(Buffer.from(identity, 'base64')) && COUNTS_UP) };
    },
    examples: (random) => {
      const lines = [64, 64, 64, 40].map((length) => random.text(length, BASE64));
      const frame = (word: string) => `-----${word} OpenVPN ${label} key-----`;
      const framed = (secret: string, end: string) => `"${frame('BEGIN')}${end}${secret}${end}${frame('END')}"`;
      const counted = Buffer.from(Array.from({ length: 48 }, (_, at) => at)).toString('base64');
      return [
        ...['\n', '\\n"\n    "'].map((end) => {
          const secret = lines.join(end);
          return { text: framed(secret, end), secret, hidden: lines };
        }),
        { text: framed(counted, '\n'), secret: counted, hidden: [], confidence: 'low' },
      ];
    },
    lookAlikes: () => [`-----BEGIN OpenVPN ${label} key-----\n...\n-----END OpenVPN ${label} key-----`],
  };
}

export const openvpnRules: readonly Rule[] = [
  {
    id: 'openvpn-static-key',
    form: { specification: 'OpenVPN static key V1', proof: 'frame and 256 bytes of hex' },
    title: 'Static key of OpenVPN',
    provider: 'OpenVPN',
    severity: 'high',
    confidence: 'high',
    advice: 'Make a new one with `openvpn --genkey` and give it to the server and all of its clients.',
    anchors: ['-----BEGIN OpenVPN Static key V1'],
    pattern: new RegExp(
      `-----BEGIN OpenVPN Static key V1-----${LINE_END}(?<secret>(?:[ \\t]{0,8}[0-9a-f]{32}${LINE_END}){16})(?=[ \\t]{0,8}-----END OpenVPN Static key V1-----)`,
    ),
    maxMatchBytes: 800,
    contextBytes: 40,
    edges: {},
    minBitsPerCharacter: 3,
    check: ({ secret }) => {
      const key = secret.replace(/\\[rn]|[^0-9a-f]/g, '');
      const bytes = Buffer.from(key, 'hex');
      return {
        identity: key,
        facts: { kind: 'symmetric', bits: 2048, keySha256: sha256Hex(bytes) },
        ...(bytesCountUp(bytes) && COUNTS_UP),
      };
    },
    examples: (random) => {
      const lines = Array.from({ length: 16 }, () => random.text(32, HEX));
      return ['\n', '\\n', '\\n"\n    "'].map((end) => {
        const secret = lines.map((line) => line + end).join('');
        const frame = (word: string) => `-----${word} OpenVPN Static key V1-----`;
        return { text: `${frame('BEGIN')}${end}${secret}${frame('END')}`, secret, hidden: lines };
      });
    },
    lookAlikes: (random) => [
      '-----BEGIN OpenVPN Static key V1-----\n...\n-----END OpenVPN Static key V1-----',
      `-----BEGIN OpenVPN Static key V1-----\n${random.text(32, HEX)}\n-----END OpenVPN Static key V1-----`,
    ],
  },
  pemKey('tls-crypt-v2 client', 'tls-crypt-v2 (?:client|server)', {
    id: 'openvpn-tls-crypt-v2-key',
    title: 'Client key of OpenVPN for tls-crypt-v2',
    advice: 'Make a new one for this client with `openvpn --genkey tls-crypt-v2-client`.',
  }),
  pemKey('auth-token server', 'auth-token server', {
    id: 'openvpn-auth-token-key',
    title: 'Key with which OpenVPN signs tokens of users',
    advice: 'Make a new one with `openvpn --genkey auth-token`: who has it makes tokens for any user.',
  }),
  {
    id: 'openvpn-user-password',
    title: 'Password in a configuration of OpenVPN',
    provider: 'OpenVPN',
    severity: 'high',
    confidence: 'high',
    advice: 'Change the password at the server; let clients ask for it.',
    anchors: ['<auth-user-pass>'],
    pattern:
      /<auth-user-pass>\s{1,4}(?<user>[^\s<>]{1,128})\s{1,4}(?<secret>[^\s<>\x00]{3,128})(?=\s{1,4}<\/auth-user-pass>)/,
    maxMatchBytes: 320,
    contextBytes: 24,
    edges: {},
    judgesPlaceholders: true,
    check: ({ secret, groups }) => assessPassword(secret, { of: groups.user! }),
    examples: (random) => {
      const secret = drawnPassword(random);
      return [{ text: `<auth-user-pass>\napp\n${secret}\n</auth-user-pass>`, secret, hidden: [secret] }];
    },
    lookAlikes: () => [
      '<auth-user-pass>\napp\n</auth-user-pass>',
      '<auth-user-pass>\nuser\n********\n</auth-user-pass>',
    ],
  },
];
