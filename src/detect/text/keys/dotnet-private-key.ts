/**
 * RSA and DSA private keys as .NET writes them in text:
 *   XML    `RSAKeyValue` of XML Signature (W3C xmldsig-core, section 4.5.2.2) with the private members that
 *          RSA.ToXmlString(true) adds: P, Q, DP, DQ, InverseQ, D; `DSAKeyValue` (section 4.5.2.1: P, Q, G, Y) with the X that
 *          DSA.ToXmlString(true) adds; in key stores of xmlsec PrivateExponent in place of D, and attributes. Brackets may be entities (`&lt;`) or escapes (`\u003c`).
 *   JSON   RSAParameters as Newtonsoft and System.Text.Json serialize it, in any case of its names: Modulus, Exponent, D,
 *          P, Q, DP, DQ, InverseQ (IdentityServer's tempkey.rsa is one)
 * Values are base64. The numbers prove one another; see proof/rsa.ts and proof/dsa.ts. Refused: public keys, a value that is not
 * base64.
 */
import { textAnchor } from '../../../model/anchor.ts';
import type { Match } from '../../../model/match.ts';
import type { Detector } from '../../detector.ts';
import { latin1 } from '../../latin1.ts';
import { fromBytes } from '../../proof/big-integer.ts';
import { proveDsa } from '../../proof/dsa.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../../proof/key-match.ts';
import { RSA_HOLDS } from '../../proof/proof-text.ts';
import type { ProvenKey } from '../../proof/read-key.ts';
import { proveRsa } from '../../proof/rsa.ts';
import { readJsonObject } from './jwk-members.ts';

/** RSA-16384 takes 12.4 KB in base64, and some more for names, white space and escapes. */
const MAX_BYTES = 16 * 1024;

export const dotnetPrivateKey: Detector = {
  id: 'private-key-dotnet',
  form: {
    specification: 'XML Signature, RSAKeyValue and DSAKeyValue; .NET RSAParameters',
    proof: `RSA: ${RSA_HOLDS}. DSA: q | p−1, g^q = 1, g^x = y`,
  },
  title: 'Private key in XML or JSON of .NET',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: [
      ...['<', 'lt;', '3c'].flatMap((bracket) => [`${bracket}rsakeyvalue`, `${bracket}dsakeyvalue`]),
      'inverseq',
    ].map((text) => textAnchor(text, { ignoreCase: true })),
    bytesBefore: MAX_BYTES,
    reads: 'text',
  },
  maxMatchBytes: MAX_BYTES,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  return (window[at]! | 0x20) === 0x69 ? inspectJson(window, at) : inspectXml(window, at);
}

const OPEN = String.raw`(?:<|&lt;|\\{1,3}u003[cC])`;
const CLOSE = String.raw`(?:>|&gt;|\\{1,3}u003[eE])`;
const WHOLE = new RegExp(`^${OPEN}([RD])SAKeyValue[^<>&\\\\]{0,128}${CLOSE}`, 'i');
const END = new RegExp(`${OPEN}\\\\{0,3}/[RD]SAKeyValue\\s{0,8}${CLOSE}`, 'i');
const MEMBER = new RegExp(
  `${OPEN}(Modulus|Exponent|P|Q|DP|DQ|InverseQ|D|PrivateExponent|G|Y|X)(?: [^<>&\\\\]{0,128})?${CLOSE}([A-Za-z0-9+/=\\s\\\\]{2,3000}?)${OPEN}`,
  'gi',
);
const SLASH = 0x2f;
/** `&` or backslashes before the part of an escaped bracket that is in the anchor. */
const MAX_BRACKET = 8;

function inspectXml(window: Uint8Array, at: number): Match | undefined {
  const from = Math.max(0, at - MAX_BRACKET);
  const head = latin1(window, from, at + 160);
  const lead = bracketStart(head, at - from);
  const letter = WHOLE.exec(head.slice(lead))?.[1]?.toUpperCase();
  if (letter === undefined) return undefined;
  const start = from + lead;
  // The name occurs again only at the end of the element.
  const view = Buffer.from(window.buffer, window.byteOffset, Math.min(window.length, start + MAX_BYTES));
  const again = view.indexOf(`${letter}SAKeyValue`, at + 'lt;RSAKeyValue'.length);
  if (again < 0 || view[again - 1] !== SLASH) return undefined;
  const text = latin1(window, start, start + MAX_BYTES);
  const end = END.exec(text);
  if (end === null) return undefined;
  const length = end.index + end[0].length;
  const members = new Map<string, string>();
  for (const [, name, value] of text.slice(0, end.index + 1).matchAll(MEMBER)) {
    members.set(name!.toLowerCase(), value!.replace(/\\[nrt]|\s/g, ''));
  }
  const isRsa = letter === 'R';
  const key = isRsa ? readRsaParameters(members, length) : readDsaParameters(members, length);
  return key && keyMatch(key, { offset: start, length, form: 'xml', preview: `<${isRsa ? 'RSA' : 'DSA'}KeyValue>…` });
}

/** Where the bracket begins: `<`, or `&lt;` or `\u003c`, whose end is in the anchor. */
function bracketStart(head: string, at: number): number {
  const before = /(?:&|\\{1,3}u00)$/.exec(head.slice(0, at));
  return before === null ? at : before.index;
}

/** Braces before `InverseQ`: the object itself contains no other objects, and other JSON has few. */
const MAX_BRACES = 3;

function inspectJson(window: Uint8Array, at: number): Match | undefined {
  // The name of a member is quoted, and a colon and a quoted value follow.
  if (!/^inverseq\\{0,7}["']\s{0,16}:\s{0,16}\\{0,7}["']/i.test(latin1(window, at, at + 48))) return undefined;
  let braces = 0;
  for (let open = at - 1; open >= Math.max(0, at - MAX_BYTES) && braces < MAX_BRACES; open--) {
    const byte = window[open]!;
    if (byte === 0) return undefined;
    if (byte !== 0x7b) continue;
    braces++;
    const object = readJsonObject(window, open, open + MAX_BYTES);
    if (object === undefined || object.end <= at) continue;
    const members = new Map([...object.members].map(([name, value]) => [name.toLowerCase(), value]));
    const length = object.end - open;
    const key = readRsaParameters(members, length);
    return key && keyMatch(key, { offset: open, length, form: 'json', preview: '{"Modulus":…}' });
  }
  return undefined;
}

function readRsaParameters(members: ReadonlyMap<string, string>, length: number): ProvenKey | undefined {
  const value = (name: string) => numberOf(members, name);
  const [n, e, d] = [value('modulus'), value('exponent'), value('d') ?? value('privateexponent')];
  if (n === undefined || e === undefined || d === undefined) return undefined;
  const publicKey = proveRsa({
    ...{ n, e, d, p: value('p'), q: value('q'), dp: value('dp'), dq: value('dq'), qi: value('inverseq') },
  });
  return publicKey && { state: 'proven', structure: 'rsaparameters', length, publicKey };
}

function readDsaParameters(members: ReadonlyMap<string, string>, length: number): ProvenKey | undefined {
  const [p, q, g, y, x] = ['p', 'q', 'g', 'y', 'x'].map((name) => numberOf(members, name));
  if (p === undefined || q === undefined || g === undefined || y === undefined || x === undefined) return undefined;
  const publicKey = proveDsa({ p, q, g, y, x });
  return publicKey && { state: 'proven', structure: 'dsaparameters', length, publicKey };
}

function numberOf(members: ReadonlyMap<string, string>, name: string): bigint | undefined {
  // `+` may be a JSON escape, as System.Text.Json writes it.
  const text = members.get(name)?.replace(/\\{1,7}u002[bB]/g, '+');
  return text !== undefined && /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? fromBytes(Buffer.from(text, 'base64')) : undefined;
}
