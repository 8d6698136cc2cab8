/**
 * Rebuilds structures from listings of `openssl asn1parse`, with or without `-i` and `-dump`:
 *
 *     5:d=1  hl=2 l=  32 prim: OCTET STRING      [HEX DUMP]:…
 *    39:d=1  hl=2 l=  10 cons: cont [ 0 ]
 *    41:d=2  hl=2 l=   8 prim: OBJECT            :prime256v1
 *
 * Bit strings are listed without their content, so a key of a curve lacks its public half. Each line may have a log prefix; line
 * ends may be escaped.
 */
import { derElement } from '../../der/der-writer.ts';
import { CURVES } from '../../proof/ec.ts';
import { EDWARDS_ALGORITHMS } from '../../proof/edwards.ts';
import { POST_QUANTUM_ALGORITHMS } from '../../proof/post-quantum-algorithms.ts';
import { RARE_CURVES } from '../../proof/rare-curves.ts';

/** The longest value is seed and expanded key of ML-DSA-87, 4,938 bytes in hex. */
const ROW =
  /\d{1,5}:d=(\d{1,2}) {1,4}hl=\d{1,2} l= {0,4}(\d{1,5}) (?:prim|cons): {1,40}([A-Z][A-Z ]{2,20}[A-Z]|cont \[ \d \])(?: {0,20}(?:\[HEX DUMP\])?:(X9\.42 DH|[0-9A-Za-z-]{1,10000}))?/y;
const ROW_START = /\d{1,5}:d=\d{1,2} {1,4}hl=/;
/** Row of -dump: an offset, then bytes with a dash after the eighth. */
const DUMP = /[0-9a-f]{4} - ((?:[0-9a-f]{2}[ -]){1,16})/g;
/** RSA with seven primes (RFC 8017, appendix A.1.2) has 31. */
const MAX_ROWS = 32;
/** Between two rows: a log prefix. */
const BETWEEN_BYTES = 400;
/** The same per byte of a string, since a dump lists sixteen per line. */
const DUMP_BYTES = BETWEEN_BYTES / 16;

interface Row {
  readonly depth: number;
  readonly type: string;
  readonly value: string | undefined;
  readonly end: number;
  /** The text below it, up to the next row. */
  readonly dumped: string;
}

export interface Listing {
  readonly der: Uint8Array;
  /** Of its last row. */
  readonly end: number;
}

/** Keyed by the names that OpenSSL prints: possible identifiers in the algorithm of a private key. */
const OBJECTS: ReadonlyMap<string, string> = new Map([
  ['rsaEncryption', '2a864886f70d010101'],
  ['rsassaPss', '2a864886f70d01010a'],
  ['dsaEncryption', '2a8648ce380401'],
  ['dhKeyAgreement', '2a864886f70d010301'],
  ['X9.42 DH', '2a8648ce3e0201'],
  ['id-ecPublicKey', '2a8648ce3d0201'],
  ...[...CURVES, ...RARE_CURVES].map(({ nodeName, oid }) => [nodeName, oid] as const),
  ...EDWARDS_ALGORITHMS.map(({ name, oid }) => [name.toUpperCase(), oid] as const),
  ...[...POST_QUANTUM_ALGORITHMS.values()].map(({ name, oid }) => [name, oid] as const),
]);

/**
 * @param text from the row on that lists the structure
 * @returns undefined if there is none, or one with types that no private key has. Reads on only as long as rows follow. Never
 * throws.
 */
export function readAsn1Listing(text: string): Listing | undefined {
  const rows = rowsOf(text);
  const element = rows[0]?.type === 'SEQUENCE' ? elementOf(rows, 0) : undefined;
  return element && { der: element.bytes, end: rows[element.next - 1]!.end };
}

function rowsOf(text: string): readonly Row[] {
  const rows: Row[] = [];
  for (let start = 0; start >= 0 && rows.length < MAX_ROWS; ) {
    ROW.lastIndex = start;
    const found = ROW.exec(text);
    if (found === null) break;
    const [whole, depth, length, type, value] = found as unknown as readonly [string, string, string, string, string?];
    // A row at the level of the first one, or above it, begins another structure.
    if (rows[0] !== undefined && Number(depth) <= rows[0].depth) break;
    const end = start + whole.length;
    const behind = text.slice(end, end + BETWEEN_BYTES + (value === undefined ? DUMP_BYTES * Number(length) : 0));
    const next = behind.search(ROW_START);
    rows.push({ depth: Number(depth), type, value, end, dumped: next < 0 ? behind : behind.slice(0, next) });
    start = next < 0 ? next : end + next;
  }
  return rows;
}

interface Element {
  readonly bytes: Uint8Array;
  /** Of the next row. */
  readonly next: number;
}

function elementOf(rows: readonly Row[], at: number): Element | undefined {
  const row = rows[at]!;
  const context = /^cont \[ (\d) \]$/.exec(row.type)?.[1];
  if (context === undefined && row.type !== 'SEQUENCE') {
    const bytes = primitiveOf(row);
    return bytes && { bytes, next: at + 1 };
  }
  const parts: Uint8Array[] = [];
  let next = at + 1;
  while (next < rows.length && rows[next]!.depth > row.depth) {
    const element = elementOf(rows, next);
    if (element === undefined) return undefined;
    parts.push(element.bytes);
    next = element.next;
  }
  const content = Buffer.concat(parts);
  // A wrapper of a bit string is optional in all keys.
  if (content.length === 0) return { bytes: content, next };
  return { bytes: derElement(context === undefined ? 0x30 : 0xa0 + Number(context), content), next };
}

function primitiveOf({ type, value = '', dumped }: Row): Uint8Array | undefined {
  switch (type) {
    case 'INTEGER':
      return derElement(0x02, signed(hexOf(value)));
    case 'OCTET STRING':
      return derElement(0x04, value === '' ? dumpedBytes(dumped) : hexOf(value));
    case 'OBJECT': {
      const object = OBJECTS.get(value);
      return object === undefined ? undefined : derElement(0x06, hexOf(object));
    }
    case 'NULL':
      return derElement(0x05);
    case 'BIT STRING':
      return new Uint8Array(0);
    default:
      return undefined;
  }
}

function dumpedBytes(text: string): Uint8Array {
  return Buffer.concat([...text.matchAll(DUMP)].map(([, bytes]) => hexOf(bytes!.replaceAll(/[ -]/g, ''))));
}

function hexOf(digits: string): Uint8Array {
  return Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
}

/** Listed without the leading zero that marks it as not negative. */
function signed(bytes: Uint8Array): Uint8Array {
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Uint8Array.of(0), bytes]) : bytes;
}
