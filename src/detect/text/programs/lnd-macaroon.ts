/**
 * Macaroons of LND (admin.macaroon, invoice.macaroon, …): whoever has one can act for the node. Files have the bytes, settings
 * have them in hex or base64. Version 2 of libmacaroons (doc/format.txt): 2; then fields, each a number, a length (both varints)
 * and bytes, in sections terminated by 0: location (1) and identifier (2), the caveats, none; last the signature (6), 32 bytes.
 * LND's identifier is that of bakery: 3, and Protocol Buffers with a nonce and the permissions (`onchain`: `read`, `write`).
 */
import { isMonotonous } from '../../proof/is-monotonous.ts';
import { varint } from '../../structures/proto-fields.ts';
import type { RandomText } from '../random-text.ts';
import type { Assessment, Candidate, Example, Rule } from '../rule.ts';

const HEAD = '\x02\x01\x03lnd\x02';
const [LOCATION, IDENTIFIER, CAVEAT_ID, SIGNATURE] = [1, 2, 4, 6];
const SIGNATURE_BYTES = 32;

export const lndMacaroonRules: readonly Rule[] = [
  {
    id: 'lnd-macaroon',
    title: 'Macaroon of LND',
    provider: 'LND',
    severity: 'critical',
    confidence: 'high',
    advice:
      'Revoke its root key with `lncli deletemacaroonid`, or delete macaroons.db and all macaroons of the node, and bake new ones. Look at what was paid.',
    anchors: ['0201036c6e6402', '0201036C6E6402', 'AgEDbG5kA', HEAD],
    pattern:
      /0201036[cC]6[eE]64(?:[0-9a-f]{120,2000}|[0-9A-F]{120,2000})|AgEDbG5kA[A-Za-z0-9+/_-]{80,1400}|\x02\x01\x03lnd[\x00-\xff]{60,1000}/,
    maxMatchBytes: 2020,
    edges: {},
    judgesPlaceholders: true,
    check: assess,
    examples: (random) => [
      ...examplesOf(random, ['onchain', 'read', 'write'], 'critical'),
      ...examplesOf(random, ['info', 'read'], 'high'),
    ],
    lookAlikes: (random) => {
      const whole = macaroon(random, ['info', 'read']);
      return [
        whole.subarray(0, -1).toString('hex'),
        '0201036c6e6402'.padEnd(300, '0'),
        whole.subarray(0, 60).toString('base64'),
      ];
    },
  },
];

function assess({ window, start, end }: Candidate): Assessment | undefined {
  const text = window.slice(start, end);
  const encoding = text.startsWith('02') ? 'hex' : text.startsWith('A') ? 'base64' : 'latin1';
  const bytes = Buffer.from(text, encoding);
  const read = readMacaroon(bytes);
  if (read === undefined) return undefined;
  const own = bytes.subarray(0, read.length);
  const digits = own.toString(encoding).replace(/=+$/, '').length;
  const mayChange = /\x12[\x00-\x7f](?:write|generate)|\x03uri\x12/.test(read.identifier);
  return {
    ...{ severity: mayChange ? 'critical' : 'high', identity: own.toString('hex') },
    place: { start, end: start + digits },
    facts: { caveats: read.caveats, mayChange },
  };
}

/** Undefined if a field, its length or the end of a section is wrong. */
function readMacaroon(bytes: Buffer): { length: number; identifier: string; caveats: number } | undefined {
  const head = sectionAt(bytes, 1);
  const identifier = head?.fields.get(IDENTIFIER);
  let caveats = 0;
  let next = head && sectionAt(bytes, head.end);
  // A section without fields ends them.
  for (; next !== undefined && next.fields.size > 0; next = sectionAt(bytes, next.end)) caveats++;
  const signature = next && fieldAt(bytes, next.end);
  if (identifier === undefined || signature?.number !== SIGNATURE) return undefined;
  if (signature.content.length !== SIGNATURE_BYTES || isMonotonous(signature.content)) return undefined;
  return { length: signature.end, identifier: identifier.toString('latin1'), caveats };
}

function sectionAt(bytes: Buffer, start: number): { fields: ReadonlyMap<number, Buffer>; end: number } | undefined {
  const fields = new Map<number, Buffer>();
  let at = start;
  while (bytes[at] !== 0) {
    const field = fieldAt(bytes, at);
    if (field === undefined || field.number > CAVEAT_ID || fields.has(field.number)) return undefined;
    fields.set(field.number, field.content);
    at = field.end;
  }
  return { fields, end: at + 1 };
}

function fieldAt(bytes: Buffer, at: number) {
  const number = varint(bytes, at);
  const size = number && varint(bytes, number.end);
  const end = size && size.end + size.value;
  if (number === undefined || end === undefined || end > bytes.length) return undefined;
  return { number: number.value, content: bytes.subarray(size!.end, end), end };
}

/** The same macaroon in hex and in base64. A file is not text, and examples are. */
function examplesOf(
  random: RandomText,
  permission: readonly string[],
  severity: 'critical' | 'high',
): readonly Example[] {
  return (['hex', 'base64url'] as const).map((encoding) => {
    const secret = macaroon(random, permission).toString(encoding);
    return { text: `LND_MACAROON=${secret}\n`, secret, hidden: [secret], severity, facts: { caveats: 0 } };
  });
}

function macaroon(random: RandomText, [entity, ...actions]: readonly string[]): Buffer {
  const field = (number: number, content: Uint8Array) => Buffer.concat([Buffer.of(number, content.length), content]);
  const operation = [field(0x0a, Buffer.from(entity!)), ...actions.map((action) => field(0x12, Buffer.from(action)))];
  const identifier = [
    Buffer.of(3),
    ...[field(0x0a, random.bytes(16)), field(0x12, Buffer.from('0'))],
    field(0x1a, Buffer.concat(operation)),
  ];
  return Buffer.concat([
    ...[
      Buffer.of(2),
      field(LOCATION, Buffer.from('lnd')),
      field(IDENTIFIER, Buffer.concat(identifier)),
      Buffer.of(0, 0),
    ],
    field(SIGNATURE, random.bytes(SIGNATURE_BYTES)),
  ]);
}
