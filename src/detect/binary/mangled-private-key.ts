/**
 * Private keys and key stores that were read as text and written again: each non-text byte became U+FFFD (a build that filters its
 * resources, `buffer.toString()`, an editor) or `?` (US-ASCII in Java and .NET). Such a file is useless to its owner and looks
 * broken rather than secret, but half of its bytes are left. For an RSA key that is enough: a quarter of the bits of p, q, d and
 * of both exponents gives the rest (Heninger and Shacham, Reconstructing RSA Private Keys from Random Key Bits, CRYPTO 2009). Keys
 * of other kinds are incomplete and stores are encrypted: they show where to look for the undamaged file.
 */
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { blobFingerprint } from '../fingerprint.ts';
import { latin1 } from '../latin1.ts';

interface Structure {
  readonly form: string;
  /** Bytes that are the same in every file, before any replacement. */
  readonly anchor: string;
  /** The bytes before and after the anchor, as a pattern; at most MAX_BEFORE bytes before it. */
  readonly before?: string;
  readonly behind?: string;
  readonly severity: 'high' | 'medium' | 'low';
}

/** PKCS#8 (RFC 5958): version 0, and the header of the algorithm, which has fewer than 128 bytes. */
const VERSION_0 = '\\x02\\x01\\0\\x30[\\x0b-\\x7f]';
/** Number of entries, up to 127; then of the first entry: a private key (1) or, in JCEKS, a secret one (3), and its alias in ASCII. */
const FIRST_ENTRY = '\\0\\0\\0[\\x01-\\x7f]\\0\\0\\0[\\x01\\x03]\\0[\\x01-\\x7f][\\x20-\\x7e]';

const STRUCTURES: readonly Structure[] = [
  // id-ecPublicKey
  { form: 'pkcs8-ec', anchor: '06 07 2a 86 48 ce 3d 02 01', before: VERSION_0, severity: 'medium' },
  // ECPrivateKey (RFC 5915) with its curve, P-256 or P-384, after a tag that may have merged into one character with the last byte
  // of the key
  ...['0a 06 08 2a 86 48 ce 3d 03 01 07', '07 06 05 2b 81 04 00 22'].map((anchor): Structure => {
    return { form: 'sec1', anchor, before: '\\x02\\x01\\x01\\x04[\\x20\\x30][\\s\\S]{33,150}', severity: 'medium' };
  }),
  // PKCS#1 (RFC 8017, appendix A.1.2), also within PKCS#8: n of 1024, 2048, 3072 and 4096 bits; e is 65,537
  ...['81 81', '82 01 01', '82 01 81', '82 02 01'].map((length): Structure => {
    return {
      ...{ form: 'pkcs1', anchor: `02 01 00 02 ${length} 00`, severity: 'high' },
      behind: '[\\s\\S]{128,1600}?\\x02\\x03\\x01\\0\\x01\\x02',
    };
  }),
  // PKCS#12 (RFC 7292, section 4): version 3, ContentInfo, data
  {
    ...{ form: 'pkcs12', anchor: '06 09 2a 86 48 86 f7 0d 01 07 01', before: '\\x02\\x01\\x03\\x30[\\s\\S]{1,7}?' },
    severity: 'low',
  },
  // JKS and JCEKS, version 2
  { form: 'java', anchor: 'fe ed fe ed 00 00 00 02', behind: FIRST_ENTRY, severity: 'low' },
];

/** A password cannot be tried on such a store. */
const STORE_TITLE = 'Key store whose bytes were replaced when it was written as text';

/** The replacements of a byte. */
const REPLACEMENTS = ['ef bf bd', '3f'];
const MAX_BEFORE = 160;
/** Bytes after the pattern, and how many of them must have been replaced, as half of any key is. */
const [SHOWN_BYTES, MIN_REPLACED] = [128, 12];

const MANGLED = STRUCTURES.flatMap(({ form, anchor, before = '', behind = '', severity }) =>
  REPLACEMENTS.map((replacement) => ({
    ...{ form, severity },
    anchor: bytesOf(anchor.replaceAll(/\b[89a-f][0-9a-f]\b/g, replacement)),
    before: new RegExp(`(?:${before})$`),
    behind: new RegExp(`^${behind}`),
    replacement: bytesOf(replacement),
  })),
);

/** One character per byte. */
function bytesOf(hex: string): string {
  return Buffer.from(hex.replaceAll(' ', ''), 'hex').toString('latin1');
}

export const mangledPrivateKey: Detector = {
  id: 'private-key-mangled',
  form: {
    specification: 'RFC 5958, RFC 5915, RFC 8017, RFC 7292, JKS: with U+FFFD or ? for bytes from 0x80 on',
    proof: 'all structure around the numbers, and as many replaced bytes as a key has; the key itself is not recovered',
  },
  title: 'Private key whose bytes were replaced when it was written as text',
  severity: 'high',
  confidence: 'high',
  advice:
    'What is left of an RSA key gives the rest: replace it. Look for the whole key or store where this file was made, and keep the build from treating it as text.',
  trigger: {
    anchors: MANGLED.map(({ anchor }) => ({ bytes: Buffer.from(anchor, 'latin1'), ignoreCase: false })),
    bytesBefore: MAX_BEFORE,
    reads: 'bytes',
  },
  maxMatchBytes: 2048,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const text = latin1(window, at, Math.min(window.length, at + mangledPrivateKey.maxMatchBytes - MAX_BEFORE));
  const one = MANGLED.find(({ anchor }) => text.startsWith(anchor));
  const before = one?.before.exec(latin1(window, Math.max(0, at - MAX_BEFORE), at));
  const behind = one?.behind.exec(text.slice(one.anchor.length));
  if (one === undefined || !before || !behind) return undefined;
  const shown = text.slice(0, one.anchor.length + behind[0].length + SHOWN_BYTES);
  if (shown.slice(-SHOWN_BYTES).split(one.replacement).length <= MIN_REPLACED) return undefined;
  const [offset, length] = [at - before[0].length, before[0].length + shown.length];
  const isStore = one.severity === 'low';
  return {
    ...{ offset, length, preview: `… (${one.form}, as text)`, severity: one.severity },
    fingerprint: blobFingerprint(window.subarray(offset, offset + length)),
    facts: { form: one.form, ...(isStore && { encrypted: true }) },
    ...(isStore && { title: STORE_TITLE, confidence: 'low' }),
  };
}
