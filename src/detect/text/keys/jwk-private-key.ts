/**
 * JSON Web Keys with private parts (RFC 7517), alone, in a JWKS, or in the middle of other JSON or of source code. For the keys
 * read and the proofs, see structures/jwk-key.ts; for spellings of an object, jwk-members.ts, and for former JSON, jwk-printed.ts.
 *
 * The anchor is the one member that every JWK has, `kty`, without its quotes, which have many spellings.
 */
import { textAnchor } from '../../../model/anchor.ts';
import type { FactRecord } from '../../../model/finding.ts';
import type { Match } from '../../../model/match.ts';
import type { Detector } from '../../detector.ts';
import { latin1 } from '../../latin1.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../../proof/key-match.ts';
import { KEY_HOLDS } from '../../proof/proof-text.ts';
import { readJwk } from '../../structures/jwk-key.ts';
import { type JsonObject, readJsonObject } from './jwk-members.ts';
import { beginsPrinted, readPrintedMembers, TYPE_BYTES } from './jwk-printed.ts';

/** A JWK of RSA-16384 takes 12.5 KB, and some more for white space, escapes and a certificate chain. */
const MAX_OBJECT_BYTES = 16 * 1024;

export const jwkPrivateKey: Detector = {
  id: 'private-key-jwk',
  form: { specification: 'RFC 7517, RFC 7518, RFC 8037, draft-ietf-cose-dilithium', proof: KEY_HOLDS },
  title: 'Private key in a JWK',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: [textAnchor('kty')], bytesBefore: MAX_OBJECT_BYTES, reads: 'text' },
  maxMatchBytes: MAX_OBJECT_BYTES,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  if (!isTypeMember(window, at)) return inspectPrinted(window, at);
  const found = findObject(window, at);
  if (found === undefined) return inspectPrinted(window, at);
  const key = readJwk(found.object.members, found.object.end - found.open);
  if (key === undefined) return undefined;
  return keyMatch(key, {
    offset: found.open,
    length: key.length,
    form: 'jwk',
    preview: `{"kty":"${found.object.members.get('kty')}",…}`,
    facts: keyIdFact(found.object.members.get('kid')),
  });
}

/** Does not read past another `kty`, so that floods of the anchor stay linear. */
function inspectPrinted(window: Uint8Array, at: number): Match | undefined {
  if (!beginsPrinted(latin1(window, at, at + TYPE_BYTES))) return undefined;
  const before = latin1(window, Math.max(0, at - MAX_PRINTED_BYTES), at);
  const after = latin1(window, at, at + MAX_PRINTED_BYTES);
  const from = ([...before.matchAll(TYPE_NAME)].at(-1)?.index ?? -1) + 1;
  // XML has the name twice.
  const own = after.slice(0, TYPE_BYTES).lastIndexOf('</kty>') + 1;
  const behind = own + 'kty'.length;
  const around = before.slice(from) + after.slice(0, behind) + after.slice(behind).split(TYPE_NAME, 1)[0];
  const found = readPrintedMembers(around, before.length - from);
  const key = found && readJwk(found.members, found.end - found.start);
  if (key?.state !== 'proven') return undefined;
  return keyMatch(key, {
    offset: at - (before.length - from) + found!.start,
    length: found!.end - found!.start,
    form: 'jwk-printed',
    preview: 'members of a private JWK',
  });
}
/** The name alone: these three letters occur among the digits of a number in one of 150 keys of RSA-2048. */
const TYPE_NAME = /(?<![\w-])kty|kty(?![\w-])/g;
/** All members of RSA-4096, in lines of a log. */
const MAX_PRINTED_BYTES = 6 * 1024;

/** Objects before `kty` in the same JWK (`oth`, extensions) and braces in strings: few; with more it is not a JWK. */
const MAX_BRACES = 4;

/** The innermost object that contains the member at `at`. */
function findObject(window: Uint8Array, at: number): { open: number; object: JsonObject } | undefined {
  let braces = 0;
  for (let open = at - 1; open >= Math.max(0, at - MAX_OBJECT_BYTES) && braces < MAX_BRACES; open--) {
    const byte = window[open]!;
    if (byte === 0) return undefined;
    // Another JWK begins before its `kty`, so the member is not in an object that begins earlier. This keeps floods of the anchor
    // linear.
    if (byte === 0x6b && isTypeMember(window, open)) return undefined;
    if (byte !== 0x7b) continue;
    braces++;
    const object = readJsonObject(window, open, open + MAX_OBJECT_BYTES);
    if (object !== undefined && object.end > at && object.members.has('kty')) return { open, object };
  }
  return undefined;
}

/** Bytes that may directly follow a name: a backslash, quotes, white space, a colon. */
const AFTER_NAME: ReadonlySet<number> = new Set(Buffer.from('\\"\' \t\n\r:'));

/** Whether `kty` is here, with a value of keys. */
function isTypeMember(window: Uint8Array, at: number): boolean {
  if (window[at + 1] !== 0x74 || window[at + 2] !== 0x79 || !AFTER_NAME.has(window[at + 3] ?? 0)) return false;
  const text = Buffer.from(window.subarray(at, at + 64)).toString('latin1');
  return /^kty\\{0,7}["']?\s{0,16}:\s{0,16}(?:\(\s{0,16})?\\{0,7}["'](?:RSA|EC|OKP|AKP|oct)\\{0,7}["']/.test(text);
}

/** `kid` identifies the key for people if it is a name: short, printable, without escapes. */
function keyIdFact(kid: string | undefined): FactRecord {
  return kid !== undefined && /^[\x20-\x5b\x5d-\x7e]{1,128}$/.test(kid) ? { kid } : {};
}
