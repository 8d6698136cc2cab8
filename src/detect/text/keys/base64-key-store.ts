/**
 * Key stores in base64, as in secrets of CI systems, Kubernetes, `.publishsettings` (ManagementCertificate) and `.mobileconfig`:
 * PKCS#12, JKS, JCEKS, BKS, and keytabs. Line ends and quotes are handled by base64-digits.ts; each store is read and opened by
 * its own detector. A store above 23 KB is not read.
 */
import { textAnchor } from '../../../model/anchor.ts';
import type { Match } from '../../../model/match.ts';
import { NO_MEMORY } from '../../../model/memory.ts';
import { bouncyKeyStore } from '../../binary/bouncy-key-store.ts';
import { javaKeyStore } from '../../binary/java-key-store.ts';
import { kerberosKeytab } from '../../binary/kerberos-keytab.ts';
import { pkcs12KeyStore } from '../../binary/pkcs12-key-store.ts';
import type { Detector } from '../../detector.ts';
import { PRIVATE_KEY_ADVICE } from '../../proof/key-match.ts';
import { base64Anchors, peekBackBase64, peekBase64, readBase64 } from './base64-digits.ts';
import type { SpelledBytes } from './spelled-bytes.ts';

interface Store {
  readonly detector: Detector;
  /** Bytes at the anchor of its detector, hex. */
  readonly begins: string;
  /** Bytes to read after the first of `begins`, and whether a store can continue with them: floods of anchors stay cheap. */
  readonly next: number;
  readonly goesOn: (next: Buffer) => boolean;
}

/** Headers of PKCS#12. */
const BYTES_BEFORE = 12;
const SMALL_STORE_BYTES = 3 * 1024;
const MAX_STORE_BYTES = 23 * 1024;

const STORES: readonly Store[] = [
  // [0] of more than 127 bytes, or of BER's indefinite length.
  { detector: pkcs12KeyStore, begins: '06092a864886f70d010701a0', next: 12, goesOn: (next) => next[11]! >> 2 === 0x20 },
  { detector: javaKeyStore, begins: 'feedfeed000000', next: 15, goesOn: isJava },
  { detector: javaKeyStore, begins: 'cececece000000', next: 15, goesOn: isJava },
  { detector: bouncyKeyStore, begins: '0000000100000014', next: 31, goesOn: isBouncy },
  { detector: bouncyKeyStore, begins: '0000000200000014', next: 31, goesOn: isBouncy },
  // A first entry of less than 256 bytes.
  { detector: kerberosKeytab, begins: '0502000000', next: 7, goesOn: isKeytab },
];
/** PKCS#12 has its anchor after headers of any length; the other files, and so their base64, begin with it. */
const ANCHORS = STORES.flatMap((store) =>
  base64Anchors(Buffer.from(store.begins, 'hex'))
    .filter(({ digitsBefore }) => store.detector === pkcs12KeyStore || digitsBefore === 0)
    .map((anchor) => ({ ...anchor, store, peeked: Buffer.alloc(store.next) })),
);

export const base64KeyStore: Detector = {
  id: 'key-store-base64',
  form: { specification: 'RFC 4648; PKCS#12, JKS, JCEKS, BKS, keytab', proof: 'as in bytes' },
  title: 'Key store in base64 with a common password',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: ANCHORS.map(({ text }) => textAnchor(text)), bytesBefore: 64, reads: 'text' },
  maxMatchBytes: 32 * 1024,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  for (const { text, digitsBefore, store, peeked } of ANCHORS) {
    if (!standsAt(window, at, text)) continue;
    const { detector, next, goesOn } = store;
    // At a line end fewer bytes are known, and the store is read on.
    if (peekBase64(window, at, digitsBefore, peeked) === next && !goesOn(peeked)) continue;
    if (detector === pkcs12KeyStore && !endsHeader(peekBackBase64(window, at, digitsBefore))) continue;
    const read = (after: number) => readBase64(window, at, digitsBefore, { before: BYTES_BEFORE, after });
    const head = read(next + 1);
    const bytes = Buffer.from(head.bytes);
    if (bytes.length - head.at <= next || !goesOn(bytes.subarray(head.at + 1))) continue;
    if (detector === pkcs12KeyStore && bytes.indexOf('020103', 0, 'hex') < 0) continue;
    // Most stores are small, and the text after them may be digits too.
    for (const reach of [SMALL_STORE_BYTES, MAX_STORE_BYTES]) {
      const spelled = read(reach);
      const match = detector.inspect(spelled.bytes, spelled.at, NO_MEMORY);
      if (match !== undefined) return spelledMatch(match, spelled, detector);
      if (spelled.bytes.length - spelled.at < reach) break;
    }
  }
  return undefined;
}

/** Whether the three bytes before ContentInfo's type can end the header of a SEQUENCE; undefined: they are not known. */
function endsHeader(before: number | undefined): boolean {
  if (before === undefined) return true;
  const [first, second, third] = [before >> 16, (before >> 8) & 0xff, before & 0xff];
  return first === 0x82 || (first === 0x30 && second === 0x81) || (second === 0x30 && third === 0x80);
}

function standsAt(window: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index++) if (window[at + index] !== text.charCodeAt(index)) return false;
  return true;
}

function spelledMatch(match: Match, { starts, ends }: SpelledBytes, detector: Detector): Match {
  const offset = starts[match.offset]!;
  const { severity = detector.severity, confidence = detector.confidence } = match;
  return {
    ...{ ...match, offset, length: ends[match.offset + match.length - 1]! - offset, severity, confidence },
    ...{ title: `${match.title ?? detector.title}, in base64`, preview: `base64 of ${match.preview}` },
    facts: { ...match.facts, form: `base64-${match.facts.form}` },
  };
}

/** Version 1 or 2, number of entries, kind of the first. */
function isJava(next: Buffer): boolean {
  const [version, entries, kind] = [3, 7, 11].map((field) => next.readUInt32BE(field));
  return version! <= 2 && entries! > 0 && entries! < 1000 && kind! > 0 && kind! < 4;
}

/** Iterations after the salt: 1,024 to 2,047. */
function isBouncy(next: Buffer): boolean {
  return next.readUInt32BE(27) >> 10 === 1;
}

/** The size of the first entry, and how many components its name has. */
function isKeytab(next: Buffer): boolean {
  const [size, components] = [next.readUInt32BE(1), next.readUInt16BE(5)];
  return size > 20 && size < 256 && components > 0 && components <= 10;
}
