/**
 * PuTTY private key files (.ppk), versions 2 and 3, as text: PuTTY manual, appendix C.
 *
 *     PuTTY-User-Key-File-3: ssh-ed25519
 *     Encryption: none
 *     Comment: <text>
 *     Public-Lines: <count>
 *     <base64>
 *     Key-Derivation, Argon2-Memory, Argon2-Passes, Argon2-Parallelism, Argon2-Salt     version 3, encrypted
 *     Private-Lines: <count>
 *     <base64>
 *     Private-MAC: <hex>
 *
 * Read: lines that end in LF or CRLF, or in one of those as an escape after backslashes. For the proof, see structures/ppk-key.ts.
 * Refused: version 1, whose MAC covers less and which no PuTTY since 2001 writes.
 */
import { textAnchor } from '../../../model/anchor.ts';
import type { Match } from '../../../model/match.ts';
import type { Detector } from '../../detector.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../../proof/key-match.ts';
import { KEY_HOLDS } from '../../proof/proof-text.ts';
import { readPpk } from '../../structures/ppk-key.ts';
import { decodeBase64 } from '../base64.ts';

export const puttyPrivateKey: Detector = {
  id: 'private-key-putty',
  form: { specification: 'PuTTY manual, appendix C (ppk 2 and 3)', proof: `Private-MAC; ${KEY_HOLDS}` },
  title: 'PuTTY private key',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: [textAnchor('PuTTY-User-Key-File-')], bytesBefore: 0, reads: 'text' },
  // RSA-16384: 9,400 bytes of numbers are 12,600 base64 characters; the rest is for comment, lines and escapes.
  maxMatchBytes: 16 * 1024,
  inspect,
};

const EOL = '(?:\\r?\\n|(?:\\\\{1,8}r)?\\\\{1,8}n)';
const LINES = `((?:[A-Za-z0-9+/=]{1,80}${EOL}){1,400}?)`;
const FILE = new RegExp(
  [
    `PuTTY-User-Key-File-([23]): ([a-z0-9-]{6,24})${EOL}`,
    `Encryption: (none|aes256-cbc)${EOL}`,
    // Without backslashes, so that it ends where an escape begins.
    `Comment: ([^\\r\\n\\\\]{0,512})${EOL}`,
    `Public-Lines: \\d{1,3}${EOL}${LINES}`,
    `(?:Key-Derivation: Argon2id?${EOL}(?:Argon2-[A-Z][a-z]{3,10}: [0-9a-f]{1,128}${EOL}){4})?`,
    `Private-Lines: \\d{1,3}${EOL}${LINES}`,
    'Private-MAC: ([0-9a-f]{64}|[0-9a-f]{40})',
  ].join(''),
  'y',
);

function inspect(window: Uint8Array, at: number): Match | undefined {
  const end = Math.min(window.length, at + puttyPrivateKey.maxMatchBytes);
  const text = Buffer.from(window.buffer, window.byteOffset + at, end - at).toString('latin1');
  FILE.lastIndex = 0;
  const found = FILE.exec(text);
  if (found === null) return undefined;
  const [whole, version, algorithm, encryption, comment, publicLines, privateLines, mac] = found;
  const publicBlob = decodeLines(publicLines!);
  const privateBlob = decodeLines(privateLines!);
  if (publicBlob === undefined || privateBlob === undefined) return undefined;
  const fields = {
    version: version === '2' ? (2 as const) : (3 as const),
    algorithm: algorithm!,
    encryption: encryption === 'none' ? ('none' as const) : ('aes256-cbc' as const),
    comment: comment!,
    ...{ publicBlob, privateBlob, mac: Buffer.from(mac!, 'hex') },
  };
  const key = readPpk(fields, whole.length);
  const preview = `PuTTY-User-Key-File-${version}…`;
  return key && keyMatch(key, { offset: at, length: whole.length, form: key.structure, preview });
}

function decodeLines(lines: string): Uint8Array | undefined {
  return decodeBase64(lines.replace(/\r?\n|(?:\\{1,8}r)?\\{1,8}n/g, ''), 'standard');
}
