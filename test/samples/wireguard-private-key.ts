import { createPublicKey } from 'node:crypto';
import { freshKey, jwkOf, type TestKey, testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

/** `wg genkey` clamps what it writes; the public half stays the same. */
function clamped(key: TestKey): string {
  const secret = Buffer.from(jwkOf(key.privateKey)!.d!, 'base64url');
  secret[0]! &= 248;
  secret[31]! = (secret[31]! & 127) | 64;
  return secret.toString('base64');
}

const publicText = (key: TestKey) =>
  Buffer.from(jwkOf(createPublicKey(key.privateKey))!.x!, 'base64url').toString('base64');

/** As other programs begin their settings. */
const OF_OTHERS = {
  'of systemd': '[NetDev]\nName=wg0\nKind=wireguard\n\n[WireGuard]\nPrivateKey=',
  'of NetworkManager': '[connection]\nid=wg0\ntype=wireguard\n\n[wireguard]\nprivate-key=',
  'of RouterOS': '/interface wireguard\nadd listen-port=13231 name=wg1 private-key="',
  'of VyOS': 'interfaces {\n    wireguard wg01 {\n        private-key ',
  'of OpenWrt': "config interface 'wg0'\n\toption proto 'wireguard'\n\toption private_key '",
  'of sing-box': '{"type": "wireguard", "private_key": "',
};

export function samples(): readonly Sample[] {
  const key = { ...testKey('X25519'), secrets: [Buffer.from(clamped(testKey('X25519')), 'base64')] };
  const text = clamped(testKey('X25519'));
  const bytes = Buffer.from(text, 'base64');
  bytes[0]! |= 1;
  const unclamped = bytes.toString('base64');
  const before = '[Interface]\nAddress = 10.0.0.1/24\nPrivateKey = ';
  return [
    inText({ variant: 'in an interface', before, text, key, confidence: 'high', facts: { form: 'wireguard' } }),
    inText({ variant: 'alone', before: 'PrivateKey=', text, key, confidence: 'medium' }),
    inText({ variant: 'in JSON', before: '{"PrivateKey": "', text, after: '"}', key, confidence: 'medium' }),
    ...Object.entries(OF_OTHERS).map(([variant, start]) =>
      inText({ variant, before: start, text, key, confidence: 'high', facts: { form: 'wireguard' } }),
    ),
    inText({ variant: 'in an interface, not clamped', before, text: unclamped, key, confidence: 'medium' }),
    ...(['base64url', 'hex'] as const).map((spelling) => {
      const publicHalf = Buffer.from(publicText(testKey('X25519')), 'base64').toString(spelling);
      return inText({
        variant: `with its public half in ${spelling}`,
        before,
        text,
        after: `\n# ${publicHalf}\n`,
        key,
      });
    }),
    inText({
      variant: 'with its public half',
      ...{ before, text, after: `\n# PublicKey = ${publicText(testKey('X25519'))}\n`, key },
    }),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const raw = Buffer.from(clamped(freshKey('X25519')), 'base64');
  raw[0]! |= 7;
  const made = {
    'not clamped': `PrivateKey = ${raw.toString('base64')}`,
    'a public key': `PublicKey = ${clamped(testKey('X25519'))}`,
    'longer base64': `PrivateKey = ${clamped(testKey('X25519'))}AAAA`,
    'a DNSSEC key that looks clamped': `Private-key-format: v1.3\nAlgorithm: 15 (ED25519)\nPrivateKey: ${clamped(testKey('X25519'))}\n`,
    'no word of WireGuard': `private_key = ${clamped(testKey('X25519'))}`,
    placeholder: `PrivateKey = ${Buffer.alloc(32, 0x40).toString('base64')}`,
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
