/**
 * Private keys in PEM whose lines stand in reverse: exports of logs put the newest line first (Loki, CloudWatch Logs Insights, Kibana,
 * Google Cloud's log), so END comes first and BEGIN last, with a time or a name before each line. The lines are put in order, and the key
 * proves that they were.
 */
import { textAnchor } from '../../../model/anchor.ts';
import type { Match } from '../../../model/match.ts';
import type { Detector } from '../../detector.ts';
import { latin1 } from '../../latin1.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../../proof/key-match.ts';
import { KEY_HOLDS } from '../../proof/proof-text.ts';
import { readKeyBytes } from '../../structures/read-key-bytes.ts';

const LABELS = ['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'OPENSSH PRIVATE KEY'];
const END_LINE = /^-----END ([A-Z ]{11,19})-----/;
/** RFC 7468 has lines of 64, RFC 1421 too; OpenSSH of 70, MIME of 76. */
const LINE = /(?<![A-Za-z0-9+/=])(?:[A-Za-z0-9+/]{64}|[A-Za-z0-9+/]{70}|[A-Za-z0-9+/]{76})(?![A-Za-z0-9+/=])/g;
/** The last line of a key is shorter; words and numbers of a log may look like one. */
const LAST_LINE = /(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{2,75}={0,2}(?![A-Za-z0-9+/=])/g;
const MAX_LAST_LINES = 16;

export const pemNewestFirst: Detector = {
  id: 'private-key-pem-newest-first',
  form: { specification: 'RFC 7468, lines in reverse; content as below', proof: KEY_HOLDS },
  title: 'Private key in PEM, last line first',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: LABELS.map((label) => textAnchor(`-----END ${label}`)),
    bytesBefore: 0,
    reads: 'text',
  },
  // RSA-4096 in PKCS#8 has 51 lines; each with some 500 bytes of an entry in JSON around it.
  maxMatchBytes: 32 * 1024,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const text = latin1(window, at, Math.min(window.length, at + pemNewestFirst.maxMatchBytes));
  const end = END_LINE.exec(text);
  if (end === null) return undefined;
  const begin = `-----BEGIN ${end[1]}-----`;
  // Another line of the kind belongs to another key. Not to look behind it keeps floods of the anchor linear.
  const beginAt = end[0].length + text.slice(end[0].length).search(/-----(?:BEGIN|END) /);
  if (!text.startsWith(begin, beginAt)) return undefined;
  const between = text.slice(end[0].length, beginAt);
  const lines = [...between.matchAll(LINE)];
  const body = lines
    .map(([line]) => line)
    .reverse()
    .join('');
  const newest = between.slice(0, lines[0]?.index);
  const lasts = [...newest.matchAll(LAST_LINE)].slice(-MAX_LAST_LINES).map(([line]) => line);
  for (const last of ['', ...lasts]) {
    if ((body.length + last.length) % 4 !== 0) continue;
    const key = readKeyBytes(Buffer.from(body + last, 'base64'));
    if (key === undefined) continue;
    return keyMatch(key, {
      offset: at,
      length: beginAt + begin.length,
      form: 'pem-newest-first',
      preview: `-----BEGIN ${LABELS.includes(end[1]!) ? end[1] : '… PRIVATE KEY'}-----`,
      facts: { structure: key.structure },
    });
  }
  return undefined;
}
