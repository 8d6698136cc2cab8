/**
 * WireGuard private keys in the configuration of wg(8) and similar programs: `PrivateKey = <32 bytes in base64>`. wg writes them
 * clamped (RFC 7748, section 5). With its public half nearby, a key is proven; clamped and in an `[Interface]` it is certain
 * enough; clamped alone, it is likely; anything else is no finding.
 */

import type { Confidence } from '../../../model/severity.ts';
import { keyMatch } from '../../proof/key-match.ts';
import { x25519Key } from '../../structures/raw-edwards.ts';
import { BASE64_DIGITS, isInRun } from '../byte-runs.ts';
import { keyTextDetector } from './key-text.ts';

const NEAR_BYTES = 2048;
/** As wg(8) and similar programs write it. */
export const WIREGUARD_LINE =
  /PrivateKey["']?[\t ]{0,8}[=:][\t ]{0,8}["']?([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)(?![A-Za-z0-9+/=])/y;

/** The previous line in a key file of BIND; one such key in 32 looks clamped. */
const DNSSEC_ALGORITHM = /Algorithm: \d{1,3}[^\n\\]{0,32}(?:\r?\n|\\{1,8}n)$/;

export const wireguardKey = keyTextDetector({
  id: 'wireguard-private-key',
  form: { specification: 'wg(8)', proof: 'clamping and section' },
  title: 'WireGuard private key',
  confidence: 'high',
  anchors: ['PrivateKey'],
  bytesBefore: NEAR_BYTES,
  maxMatchBytes: NEAR_BYTES,
  // 43 digits that begin 11 to 29 bytes after the start of the anchor.
  glance: (window, at) => isInRun(window, at + 30, BASE64_DIGITS, 43),
  read(text, at) {
    WIREGUARD_LINE.lastIndex = at;
    const found = WIREGUARD_LINE.exec(text);
    const secret = found?.[1];
    if (found === null || secret === undefined || DNSSEC_ALGORITHM.test(text.slice(Math.max(0, at - 64), at))) return;
    const bytes = Buffer.from(secret, 'base64');
    const isClamped = (bytes[0]! & 7) === 0 && (bytes[31]! & 0xc0) === 0x40;
    const key = x25519Key(bytes, undefined, secret.length);
    if (key === undefined || key.publicKey.kind !== 'x25519') return undefined;
    const publicText = Buffer.from(key.publicKey.bytes).toString('base64');
    const isNear = text.includes(publicText);
    if (!isClamped && !isNear) return undefined;
    const isInterface = /\[Interface\][^[]{0,1500}$/.test(text.slice(Math.max(0, at - 1600), at));
    const confidence: Confidence = isNear ? 'proven' : isInterface ? 'high' : 'medium';
    const offset = at + found[0].length - secret.length;
    const place = { offset, length: secret.length, form: 'wireguard', preview: 'PrivateKey = …' };
    return { ...keyMatch(key, place), confidence };
  },
});
