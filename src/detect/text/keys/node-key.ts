/**
 * Private keys of nodes and servers, recognised by the mark before them; nothing proves them:
 *   Tailscale, Headscale   privkey: and 64 hex digits, an X25519 key of a node or machine (types/key of tailscale.com); nlpriv: and 128, of
 *                          Ed25519, for its network lock, including its public half. nodekey:, mkey:, discokey: and nlpub: are public.
 *   Matrix                 ed25519, a version and the seed in base64, one line (signing.key; write_signing_keys of signedjson)
 */
import { isMonotonous } from '../../proof/is-monotonous.ts';
import { keyMatch } from '../../proof/key-match.ts';
import { asUnproven } from '../../proof/read-key.ts';
import { ed25519Key, x25519Key } from '../../structures/raw-edwards.ts';
import { BASE64_DIGITS, isInRun, standsInRow } from '../byte-runs.ts';
import { keyTextDetector } from './key-text.ts';

const TAILSCALE = /(?<![A-Za-z0-9_])(?:privkey:[0-9a-f]{64}|nlpriv:[0-9a-f]{128})(?![0-9a-f])/y;
/** Alone in its line, or a whole value. */
const MATRIX =
  /(?<=^[ \t]{0,16}|[\r\n\0"'`][ \t]{0,16}|\\n)ed25519 [A-Za-z]\w{0,31} ([A-Za-z0-9+/]{43})=?(?=[ \t]{0,4}(?:$|[\r\n\0"'`\\]))/y;

export const nodeKey = keyTextDetector({
  id: 'node-private-key',
  form: { specification: 'tailscale.com, types/key; signedjson', proof: 'mark, length and randomness' },
  title: 'Private key of a node of Tailscale or a server of Matrix',
  confidence: 'high',
  anchors: ['privkey:', 'nlpriv:', 'ed25519 '],
  bytesBefore: 17,
  maxMatchBytes: 140,
  // A seed begins 10 to 42 bytes after the start of the anchor.
  glance: (window, at) => isInRun(window, at + 42, BASE64_DIGITS, 43) && !standsInRow(window, at),
  read: (text, at) => (text.charAt(at) === 'e' ? matrix(text, at) : tailscale(text, at)),
});

function tailscale(text: string, at: number) {
  TAILSCALE.lastIndex = at;
  const whole = TAILSCALE.exec(text)?.[0];
  if (whole === undefined) return undefined;
  const [mark, hex] = whole.split(':') as [string, string];
  const place = { offset: at, length: whole.length, form: 'tailscale', preview: `${mark}:…` };
  const bytes = Buffer.from(hex, 'hex');
  if (mark === 'nlpriv') {
    const both = ed25519Key(bytes.subarray(0, 32), bytes.subarray(32), whole.length);
    return both && keyMatch(both, place);
  }
  const key = isMonotonous(bytes) ? undefined : x25519Key(bytes, undefined, whole.length);
  return key && keyMatch(asUnproven(key, bytes), place);
}

function matrix(text: string, at: number) {
  MATRIX.lastIndex = at;
  const [whole, base64] = MATRIX.exec(text) ?? [];
  const seed = Buffer.from(base64 ?? '', 'base64');
  const key = whole === undefined ? undefined : ed25519Key(seed, undefined, whole.length);
  return (
    key && keyMatch(asUnproven(key, seed), { offset: at, length: key.length, form: 'matrix', preview: 'ed25519…' })
  );
}
