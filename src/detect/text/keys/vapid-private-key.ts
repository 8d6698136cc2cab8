/**
 * VAPID keys of web push (RFC 8292), as the libraries and their command lines print and store them: 32 bytes of a private key of
 * P-256 in base64url after a name like `VAPID_PRIVATE_KEY`, `"privateKey"` or `Private Key:`, and near it its public half, 65
 * bytes uncompressed. The private half must give this point, which proves both.
 */

import { textAnchor } from '../../../model/anchor.ts';
import type { Match } from '../../../model/match.ts';
import type { Detector } from '../../detector.ts';
import { latin1 } from '../../latin1.ts';
import { CURVES, proveEc } from '../../proof/ec.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../../proof/key-match.ts';
import { BASE64URL_DIGITS, isInRun, standsInRow } from '../byte-runs.ts';

/** How far apart both halves may be: a few lines of a configuration, or the members of one object. */
const PAIR_BYTES = 400;
const NAME_BYTES = 80;
const PRIVATE_CHARACTERS = 43;

export const vapidPrivateKey: Detector = {
  id: 'private-key-vapid',
  form: { specification: 'RFC 8292', proof: 'd·G is the public half near it' },
  title: 'VAPID private key',
  severity: 'critical',
  confidence: 'proven',
  advice: `Generate a new pair; all subscriptions of browsers have to be made again. ${PRIVATE_KEY_ADVICE}`,
  trigger: {
    anchors: ['private_key', 'private-key', 'privatekey', 'private key', 'vapid_priv', 'vapidpriv'].map((text) =>
      textAnchor(text, { ignoreCase: true }),
    ),
    bytesBefore: PAIR_BYTES,
    reads: 'text',
  },
  maxMatchBytes: NAME_BYTES + PRIVATE_CHARACTERS + PAIR_BYTES,
  inspect,
};

/** A name, the separators between it and a value in any language, and the value. */
export const VAPID_VALUE =
  /^[A-Za-z_-]{0,10}(?:private|priv)[_ -]?(?:key)?\\{0,3}["'`]?\]?\)?\s{0,8}(?:=>|:=|[:=,])?\s{0,8}\\{0,3}["'`]?([A-Za-z0-9_-]{43}={0,1})(?![A-Za-z0-9_=-])/i;
/** An uncompressed point. */
const POINT = 'B[A-P][A-Za-z0-9_-]{85}';
export const VAPID_PUBLIC = new RegExp(`^${POINT}$`);
const PUBLIC = new RegExp(`(?<![A-Za-z0-9_-])${POINT}(?![A-Za-z0-9_-])`, 'g');
const P256 = CURVES[0]!;

function inspect(window: Uint8Array, at: number): Match | undefined {
  // The value begins 9 to 49 bytes after the start of the anchor.
  if (!isInRun(window, at + 50, BASE64URL_DIGITS, PRIVATE_CHARACTERS) || standsInRow(window, at)) return undefined;
  const named = VAPID_VALUE.exec(latin1(window, at, at + NAME_BYTES + PRIVATE_CHARACTERS + 1));
  if (named === null) return undefined;
  const digits = named[1]!;
  const offset = at + named[0].length - digits.length;
  const scalar = Buffer.from(digits, 'base64url');
  const from = Math.max(0, at - PAIR_BYTES);
  const around = latin1(window, from, offset + PRIVATE_CHARACTERS + PAIR_BYTES - 1);
  const claimed = new Set([...around.matchAll(PUBLIC)].map(([text]) => text));
  for (const text of [...claimed].slice(0, MAX_CANDIDATES)) {
    const publicKey = proveEc(P256, scalar, Buffer.from(text, 'base64url'));
    if (publicKey === undefined) continue;
    const length = PRIVATE_CHARACTERS;
    return keyMatch(
      { state: 'proven', structure: 'vapid', length, publicKey },
      { offset, length, form: 'vapid', preview: 'VAPID private key…' },
    );
  }
  return undefined;
}
const MAX_CANDIDATES = 4;
