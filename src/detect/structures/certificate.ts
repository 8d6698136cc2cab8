/**
 * X.509 certificates (RFC 5280, section 4.1) as far as they say whose key it is: issuer, end of validity, subject and
 * SubjectPublicKeyInfo, whose SHA-256 identifies the key. Signatures are not verified: a false certificate would only say
 * something false about a key that is found anyway. Refused: version 1, which has no anchor; all that der-cursor.ts refuses.
 */
import type { FactRecord } from '../../model/finding.ts';
import { DerCursor, TAG } from '../der/der-cursor.ts';
import { sha256Hex } from '../fingerprint.ts';

export interface Certificate {
  readonly length: number;
  readonly spkiSha256: string;
  /** A view of `bytes`. */
  readonly spki: Uint8Array;
  readonly facts: FactRecord;
}

/** @returns the certificate that begins at `start`. Never throws. */
export function readCertificate(bytes: Uint8Array, start = 0): Certificate | undefined {
  const outside = new DerCursor(bytes, start);
  const frame = outside.element(TAG.sequence);
  const body = frame?.element(TAG.sequence);
  if (body?.element(TAG.context0) === undefined || body.octets(TAG.integer) === undefined) return undefined;
  if (body.element(TAG.sequence) === undefined) return undefined;
  const issuer = body.element(TAG.sequence);
  const validity = body.element(TAG.sequence);
  const subject = body.element(TAG.sequence);
  const spkiStart = body.position;
  if (issuer === undefined || validity === undefined || subject === undefined) return undefined;
  const spki = body.element(TAG.sequence);
  const algorithm = spki?.element(TAG.sequence);
  if (algorithm?.oid() === undefined || spki?.bitString() === undefined || !spki.atEnd) return undefined;
  if (frame?.element(TAG.sequence) === undefined || frame.bitString() === undefined || !frame.atEnd) return undefined;
  const notAfter = lastTime(validity);
  return {
    length: outside.position - start,
    spkiSha256: sha256Hex(bytes.subarray(spkiStart, body.position)),
    spki: bytes.subarray(spkiStart, body.position),
    facts: {
      subject: nameText(subject),
      issuer: nameText(issuer),
      ...(notAfter !== undefined && { notAfter }),
    },
  };
}

const SET = 0x31;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const BMP_STRING = 0x1e;
const MAX_NAME_CHARACTERS = 200;
const MAX_ATTRIBUTES = 16;

/** Attribute types of RFC 4519, and the mail address of PKCS#9. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  '550403': 'CN',
  '550405': 'serialNumber',
  '550406': 'C',
  '550407': 'L',
  '550408': 'ST',
  '55040a': 'O',
  '55040b': 'OU',
  '0992268993f22c640119': 'DC',
  '2a864886f70d010901': 'emailAddress',
};

/** `C=US, O=Example, CN=example.org`, in the order of the certificate; untrusted text, cut to 200 characters. */
function nameText(name: DerCursor): string {
  const parts: string[] = [];
  while (!name.atEnd && parts.length < MAX_ATTRIBUTES) {
    const set = name.element(SET);
    if (set === undefined) break;
    while (!set.atEnd && parts.length < MAX_ATTRIBUTES) {
      const pair = set.element(TAG.sequence);
      const type = pair?.oid();
      const tag = pair?.nextTag;
      const value = tag === undefined ? undefined : pair?.octets(tag);
      if (type === undefined || value === undefined) break;
      parts.push(`${ATTRIBUTES[type] ?? type}=${stringText(tag!, value)}`);
    }
  }
  return parts.join(', ').slice(0, MAX_NAME_CHARACTERS);
}

function stringText(tag: number, value: Uint8Array): string {
  const bytes = Buffer.from(value.subarray(0, 2 * MAX_NAME_CHARACTERS));
  if (tag === BMP_STRING && bytes.length % 2 === 0) return bytes.swap16().toString('utf16le');
  return bytes.toString('utf8');
}

/** The second of notBefore and notAfter, as ISO 8601. RFC 5280, section 4.1.2.5: years below 50 are of this century. */
function lastTime(validity: DerCursor): string | undefined {
  let text: string | undefined;
  for (let i = 0; i < 2; i++) {
    const tag = validity.nextTag;
    const bytes = tag === UTC_TIME || tag === GENERALIZED_TIME ? validity.octets(tag) : undefined;
    text = bytes && Buffer.from(bytes).toString('latin1');
    if (tag === UTC_TIME && text !== undefined) text = `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}`;
  }
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '');
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}
