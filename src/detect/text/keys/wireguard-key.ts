/**
 * WireGuard private keys in the configuration of wg(8) and similar programs: `PrivateKey = <32 bytes in base64>`. wg writes them
 * clamped (RFC 7748, section 5). With its public half nearby, a key is proven; clamped and in a section of WireGuard it is certain
 * enough; clamped alone, or not clamped in such a section, it is likely; anything else is no finding. NetworkManager, RouterOS and
 * VyOS call it `private-key`, OpenWrt and sing-box `private_key`: that is one of WireGuard if the word is near.
 */

import type { Confidence } from '../../../model/severity.ts';
import { keyMatch } from '../../proof/key-match.ts';
import { x25519Key } from '../../structures/raw-edwards.ts';
import { BASE64_DIGITS, isInRun } from '../byte-runs.ts';
import { keyTextDetector } from './key-text.ts';

const NEAR_BYTES = 2048;
/** As wg(8) and similar programs write it; `identityPrivateKey` is Signal's. */
const WIREGUARD_LINE =
  /(?<!identity)PrivateKey["']?[\t ]{0,8}[=:][\t ]{0,8}["']?([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)(?![A-Za-z0-9+/=])/y;
const OTHER_LINE =
  /private[-_]key["']?[\t ]{0,8}[=:\t ][\t ]{0,8}["']?([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)(?![A-Za-z0-9+/=])/y;
const WIREGUARD_WORD = /wireguard/i;
/** Of wg-quick(8) and of systemd.netdev(5). */
const SECTION = /\[(?:Interface|WireGuard)\][^[]{0,1500}$/;
/** Distance from the word to the key. */
const WORD_BYTES = 400;

/** The previous line in a key file of BIND; one such key in 32 looks clamped. */
const DNSSEC_ALGORITHM = /Algorithm: \d{1,3}[^\n\\]{0,32}(?:\r?\n|\\{1,8}n)$/;

/** Whether this detector reports a pair whose name is at `at`. */
export function isWireguardLine(text: string, at: number): boolean {
  return lineAt(text, at) !== undefined;
}

function lineAt(text: string, at: number): RegExpExecArray | undefined {
  const line = text.startsWith('PrivateKey', at) ? WIREGUARD_LINE : OTHER_LINE;
  line.lastIndex = at;
  const found = line.exec(text);
  return found !== null && (line === WIREGUARD_LINE || isNamed(text, at)) ? found : undefined;
}

function isNamed(text: string, at: number): boolean {
  return WIREGUARD_WORD.test(text.slice(Math.max(0, at - WORD_BYTES), at + WORD_BYTES));
}

export const wireguardKey = keyTextDetector({
  id: 'wireguard-private-key',
  form: { specification: 'wg(8)', proof: 'clamping and section' },
  title: 'WireGuard private key',
  confidence: 'high',
  anchors: ['PrivateKey', 'private-key', 'private_key'],
  bytesBefore: NEAR_BYTES,
  maxMatchBytes: NEAR_BYTES,
  // 43 digits that begin 11 to 29 bytes after the start of the anchor.
  glance: (window, at) => isInRun(window, at + 30, BASE64_DIGITS, 43),
  read(text, at) {
    const found = lineAt(text, at);
    const secret = found?.[1];
    if (secret === undefined || DNSSEC_ALGORITHM.test(text.slice(Math.max(0, at - 64), at))) return undefined;
    const bytes = Buffer.from(secret, 'base64');
    const isClamped = (bytes[0]! & 7) === 0 && (bytes[31]! & 0xc0) === 0x40;
    const key = x25519Key(bytes, undefined, secret.length);
    if (key === undefined || key.publicKey.kind !== 'x25519') return undefined;
    const isNear = isIn(text, Buffer.from(key.publicKey.bytes));
    const isInSection = isNamed(text, at) || SECTION.test(text.slice(Math.max(0, at - 1600), at));
    if (!isClamped && !isNear && !isInSection) return undefined;
    const confidence: Confidence = isNear ? 'proven' : isClamped && isInSection ? 'high' : 'medium';
    const offset = at + found![0].length - secret.length;
    const place = { offset, length: secret.length, form: 'wireguard', preview: 'PrivateKey = …' };
    return { ...keyMatch(key, place), confidence };
  },
});

/** In base64 of both alphabets, padded or not, or in hex. */
function isIn(text: string, bytes: Buffer): boolean {
  const hex = bytes.toString('hex');
  const base64 = bytes.toString('base64').slice(0, -1);
  return [base64, bytes.toString('base64url'), hex, hex.toUpperCase()].some((spelling) => text.includes(spelling));
}
