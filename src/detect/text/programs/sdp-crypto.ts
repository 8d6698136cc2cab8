/**
 * Keys of SRTP in session descriptions (RFC 4568, security descriptions of SDP): `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:` and
 * base64 of the master key and its salt, whose length depends on the suite (RFC 4568, RFC 6188, RFC 7714). Logs of SIP are full of
 * them.
 */
import type { RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { assessKeyBytes } from './symmetric-key.ts';

/** Total bytes of key and salt. */
const BYTES: Readonly<Record<string, number>> = {
  AES_CM_128_HMAC_SHA1_80: 30,
  AES_CM_128_HMAC_SHA1_32: 30,
  F8_128_HMAC_SHA1_80: 30,
  AES_192_CM_HMAC_SHA1_80: 38,
  AES_192_CM_HMAC_SHA1_32: 38,
  AES_256_CM_HMAC_SHA1_80: 46,
  AES_256_CM_HMAC_SHA1_32: 46,
  AEAD_AES_128_GCM: 28,
  AEAD_AES_256_GCM: 44,
};

export const sdpCryptoRules: readonly Rule[] = [
  {
    id: 'sdp-srtp-key',
    title: 'Master key of a call in SRTP',
    provider: 'SRTP',
    severity: 'medium',
    confidence: 'high',
    advice:
      'Whoever recorded the call can listen to it. Keep session descriptions out of logs, or agree on keys with DTLS, which never puts them in a message.',
    anchors: Object.keys(BYTES).map((suite) => `${suite} inline:`),
    pattern: /(?<suite>[A-Z0-9_]{16,23}) inline:(?<secret>[A-Za-z0-9+/]{37,62}={0,2})/,
    maxMatchBytes: 96,
    edges: { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9+/=]/ },
    check: ({ secret, groups }) => {
      const key = Buffer.from(secret, 'base64');
      // The keys printed in RFC 4568 are text.
      if (key.length !== BYTES[groups.suite!] || /^[\x20-\x7e\n]+$/.test(key.toString('latin1'))) return undefined;
      return assessKeyBytes(key);
    },
    examples: (random) =>
      Object.keys(BYTES).map((suite) => {
        const secret = base64(random, BYTES[suite]!);
        return { text: `a=crypto:1 ${suite} inline:${secret}|2^20|1:4\r\n`, secret, hidden: [secret] };
      }),
    lookAlikes: (random) => [
      `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${base64(random, 31)}`,
      `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${Buffer.from('the key of a document, text!!!').toString('base64')}`,
      'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:<key>',
    ],
  },
];

function base64(random: RandomText, bytes: number): string {
  return Buffer.from(random.bytes(bytes)).toString('base64');
}
