import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto';
import { seededRandom } from '../support/seeded-random.ts';
import { EDWARDS, freshKey, jwkOf, ML_DSA, scalarOf, type TestKey, testKey } from './keys.ts';
import { inText, unproved } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const facts = { form: 'jwk' };
const jwk = (name: string) => jwkOf(testKey(name).privateKey)!;

export function samples(): readonly Sample[] {
  const kinds = ['rsa-1024', 'rsa-2048', 'P-256', 'P-384', 'P-521', 'secp256k1', ...EDWARDS, ...ML_DSA];
  return [
    ...kinds.map((name) => inText(testKey(name), name, { secret: JSON.stringify(jwk(name)) }, facts)),
    inText(
      testKey('secp256k1'),
      'secp256k1, by its old name',
      { secret: JSON.stringify({ ...jwk('secp256k1'), crv: 'P-256K' }) },
      facts,
    ),
    ...unregistered(),
    ...rsaVariants(),
    ...withoutPublicHalf(),
    ...spellings('P-256'),
    ...spellings('rsa-2048'),
    ...concatenated(),
    ...broken('P-256'),
    ...broken('rsa-2048'),
    ...symmetric(),
    ...['rsa-2048', 'P-256', 'Ed25519', 'ML-DSA-44'].flatMap(printed),
    cutOff('P-256'),
  ];
}

type Members = readonly (readonly [string, string])[];

/** As programs print a map, and as logs print JSON. */
const PRINTED: Readonly<Record<string, readonly [before: string, write: (members: Members) => string]>> = {
  'a hash of Ruby': ['{"', (all) => all.map(([name, value]) => `${name}"=>"${value}`).join('", "')],
  'a map of Go': ['map[', (all) => all.map(([name, value]) => `${name}:${value}`).join(' ')],
  'a map of Java': ['{', (all) => all.map(([name, value]) => `${name}=${value}`).join(', ')],
  'a map of Elixir': ['%{"', (all) => all.map(([name, value]) => `${name}" => "${value}`).join('", "')],
  'print_r of PHP': ['Array\n(\n    [', (all) => all.map(([name, value]) => `${name}] => ${value}`).join('\n    [')],
  'var_dump of PHP': [
    'array(5) {\n  ["',
    (all) => all.map(([name, value]) => `${name}"]=>\n  string(${value.length}) "${value}`).join('"\n  ["'),
  ],
  'a struct of Rust': ['Jwk { ', (all) => all.map(([name, value]) => `${name}: Some("${value}`).join('"), ')],
  YAML: ['jwk:\n  ', (all) => all.map(([name, value]) => `${name}: ${value}`).join('\n  ')],
  XML: ['<jwk><', (all) => all.map(([name, value]) => `${name}>${value}</${name}>`).join('<')],
  'lines of a log': [
    'web-1  | {\nweb-1  |   "',
    (all) => all.map(([name, value]) => `${name}": "${value}`).join('",\nweb-1  |   "'),
  ],
};

/** As a log that cuts its lines leaves it. */
function cutOff(name: string): Sample {
  const secret = JSON.stringify(jwk(name)).slice(2, -2);
  return inText(
    testKey(name),
    `${name}, an object that does not end`,
    { before: '{"', secret },
    { form: 'jwk-printed' },
  );
}

function printed(name: string): Sample[] {
  const [type, ...others] = Object.entries(jwk(name)) as unknown as Members;
  // Among the digits of a number the letters of `kty` stand once in 150 keys of RSA-2048.
  const members = [type!, ['x5t', 'Ao0ktyZ4'], ...others] as const;
  return Object.entries(PRINTED).map(([variant, [before, write]]) => {
    const text = write(members);
    // XML closes the last one.
    const secret = variant === 'XML' ? text.replace(/<\/[a-z]+>$/, '') : text;
    return inText(testKey(name), `${name}, ${variant}`, { before, secret, after: '"\n' }, { form: 'jwk-printed' });
  });
}

/** Curves that JOSE has no name for, and so node:crypto no JWK. */
function unregistered(): Sample[] {
  const names = {
    ...{ 'BP-256': 'brainpoolP256r1', 'BP-384': 'brainpoolP384r1', 'BP-512': 'brainpoolP512r1' },
    ...{ brainpoolP256r1: 'brainpoolP256r1', brainpoolp320r1: 'brainpoolP320r1', brainpoolP256t1: 'brainpoolP256t1' },
  };
  return Object.entries(names).map(([crv, name]) =>
    inText(testKey(name), `${name} as ${crv}`, { secret: JSON.stringify(unregisteredJwk(crv, name)) }, facts),
  );
}

/** A JWK of an EC key of any curve, from the numbers of its DER. */
export function unregisteredJwk(crv: string, name: string): JsonWebKey {
  const { privateKey } = testKey(name);
  const d = scalarOf(privateKey);
  const point = createPublicKey(privateKey)
    .export({ format: 'der', type: 'spki' })
    .subarray(-2 * d.length);
  const [x, y] = [point.subarray(0, d.length), point.subarray(d.length)];
  const text = (number: Uint8Array) => Buffer.from(number).toString('base64url');
  return { kty: 'EC', crv, x: text(x), y: text(y), d: text(d) };
}

function rsaVariants(): Sample[] {
  const key = testKey('rsa-2048');
  const { kty, n, e, d, p, q } = jwk('rsa-2048');
  return [
    inText(key, 'rsa-2048 with n, e and d alone', { secret: JSON.stringify({ kty, n, e, d }) }, facts),
    inText(
      key,
      'rsa-2048 without the numbers of the remainder theorem',
      { secret: JSON.stringify({ kty, n, e, d, p, q }) },
      facts,
    ),
  ];
}

/** `d` alone is a key of every value. */
function withoutPublicHalf(): Sample[] {
  return ['P-256', 'Ed25519'].map((name) => {
    const { kty, crv, d } = jwk(name);
    const secret = JSON.stringify({ kty, crv, d });
    return unproved(inText(testKey(name), `${name} without its public half`, { secret }, facts));
  });
}

function spellings(name: string): Sample[] {
  const key = testKey(name);
  const { kty, ...numbers } = jwk(name);
  const full = {
    use: 'sig',
    kid: 'release-2026 {a}',
    key_ops: ['sign'],
    ...numbers,
    x5t: null,
    exp: 1.5,
    ext: true,
    kty: kty!,
  };
  const named = { ...facts, kid: 'release-2026 {a}' };
  const pretty = JSON.stringify(full, null, 2);
  const once = JSON.stringify(pretty).slice(1, -1);
  const twice = JSON.stringify(once).slice(1, -1);
  const neighbour = JSON.stringify(createPublicKey(freshKey('P-256').privateKey).export({ format: 'jwk' }));
  const literal = `{ ${Object.entries(jwk(name))
    .map(([member, value]) => `${member}: '${value}'`)
    .join(',\n  ')},\n}`;
  const nested = JSON.stringify({ 'x-note': { by: ['a', { b: 'c' }] }, ...full });
  return [
    inText(key, `${name} pretty, kty last`, { secret: pretty }, named),
    inText(
      key,
      `${name} in one line of minified script`,
      { before: 'a=1;k=', secret: JSON.stringify(full), after: ';f(k)' },
      named,
    ),
    inText(
      key,
      `${name} in a JWKS`,
      { before: `{"keys":[${neighbour},`, secret: pretty, after: `,${neighbour}]}` },
      named,
    ),
    inText(key, `${name} in a JSON string`, { before: '{"SIGNING_KEY":"', secret: once, after: '"}' }, named),
    inText(
      key,
      `${name} in a JSON string in a JSON string`,
      { before: '{"a":"{\\"b\\":\\"', secret: twice, after: '\\"}"}' },
      named,
    ),
    inText(key, `${name} as a literal of JavaScript`, { before: 'export const key = ', secret: literal }, facts),
    inText(key, `${name} with objects before kty`, { secret: nested }, named),
    inText(
      key,
      `${name} with CRLF and tabs`,
      { secret: JSON.stringify(full, null, '\t').replaceAll('\n', '\r\n') },
      named,
    ),
  ];
}

/** Literals of programs whose lines are short. */
function concatenated(): Sample[] {
  const quoted = (pieces: readonly string[]) => pieces.map((piece) => `"${piece}"`);
  const literals: Record<string, (pieces: readonly string[]) => string> = {
    'one behind the other': (pieces) => quoted(pieces).join('\n       '),
    'one behind the other in one line': (pieces) => quoted(pieces).join(' '),
    'in parentheses': (pieces) => `(${quoted(pieces).join('\r\n\t\t')})`,
    'in parentheses on lines of their own': (pieces) => `(\n    ${quoted(pieces).join('\n    ')}\n  )`,
    'with + at the end of lines': (pieces) => quoted(pieces).join(' +\n    '),
    'with + at the start of lines': (pieces) => quoted(pieces).join('\n    + '),
    'with backslashes, in single quotes': (pieces) => `'${pieces.join("' \\\r\n    '")}'`,
    'with dots': (pieces) => quoted(pieces).join(' .\n    '),
  };
  const literal = (name: string, how: string) => {
    const members = Object.entries({ kid: 'a + (b)', x5t: 'MII'.repeat(20), ...jwk(name) });
    const texts = members.map(([member, value]) => [member, literals[how]!(String(value).match(/.{1,40}/g)!)]);
    return `{${texts.map(([member, text]) => `"${member}": ${member === 'x5t' ? `[${text}]` : text}`).join(',\n  ')}}`;
  };
  const named = { ...facts, kid: 'a + (b)' };
  const plus = JSON.stringify(literal('rsa-2048', 'with + at the end of lines')).slice(1, -1);
  return [
    ...Object.keys(literals).map((how) =>
      inText(testKey('P-256'), `P-256 of literals ${how}`, { before: 'KEY = ', secret: literal('P-256', how) }, named),
    ),
    inText(testKey('rsa-2048'), 'rsa-2048 of literals', { secret: literal('rsa-2048', 'one behind the other') }, named),
    inText(
      testKey('rsa-2048'),
      'rsa-2048 of literals in a program in JSON',
      { before: '{"sourcesContent":["k = ', secret: plus, after: '"]}' },
      named,
    ),
  ];
}

/** Lines inside the values, as RFC 7517 prints them. */
function broken(name: string): Sample[] {
  const broken = (lineEnd: string) => {
    const members = Object.entries(jwk(name)).map(([member, value]) => [
      member,
      String(value)
        .match(/.{1,40}/g)!
        .join(lineEnd),
    ]);
    return `{"kid":"release",\n ${members.map(([member, value]) => `"${member}":"${value}"`).join(',\n ')}}`;
  };
  const named = { ...facts, kid: 'release' };
  const once = JSON.stringify(broken('\n     ')).slice(1, -1);
  const twice = JSON.stringify(JSON.stringify(broken('\r\n\t')).slice(1, -1)).slice(1, -1);
  return [
    inText(testKey(name), `${name} with line ends in its values`, { secret: broken('\n     ') }, named),
    inText(testKey(name), `${name} with CRLF and tabs in its values`, { secret: broken('\r\n\t') }, named),
    inText(testKey(name), `${name} with backslashes at its lines' ends`, { secret: broken('\\\n') }, named),
    inText(testKey(name), `${name} with escapes of line ends in its values`, { secret: broken('\\n') }, named),
    inText(testKey(name), `${name} with line ends in its values in a string`, { secret: once }, named),
    inText(testKey(name), `${name} with line ends in its values in a string in a string`, { secret: twice }, named),
  ];
}

function symmetric(): Sample[] {
  const random = seededRandom(8);
  return [16, 32, 64].map((length) => {
    const secret = Buffer.from(random.bytes(length));
    const text = JSON.stringify({ kty: 'oct', k: secret.toString('base64url'), alg: 'HS256', kid: 'session' });
    const key: TestKey = { ...testKey('P-256'), facts: {}, secrets: [secret] };
    const keySha256 = createHash('sha256').update(secret).digest('hex');
    const expected = { ...facts, kind: 'symmetric', bits: 8 * length, keySha256, kid: 'session' };
    return {
      ...inText(key, `oct of ${8 * length} bits`, { secret: text }, expected),
      severity: 'high',
      confidence: 'medium',
    };
  });
}

export function lookAlikes(): readonly LookAlike[] {
  const ec = jwk('P-256');
  const rsa = jwk('rsa-2048');
  const other = jwkOf(freshKey('P-256').privateKey)!;
  const { d, ...rest } = ec;
  const withJwk = (key: JsonWebKey) => JSON.stringify(key);
  const withD = (literals: string) => `${JSON.stringify(rest).slice(0, -1)}, "d": ${literals}}`;
  const made: Record<string, string> = {
    'public EC key': JSON.stringify(createPublicKey(testKey('P-256').privateKey).export({ format: 'jwk' })),
    'public RSA keys in a JWKS': JSON.stringify({ keys: [publicJwk('rsa-1024'), publicJwk('rsa-2048')] }),
    'numbers of a twisted curve': withJwk(unregisteredJwk('BP-256', 'brainpoolP256t1')),
    'd of another key': withJwk({ ...ec, d: other.d! }),
    'd is a placeholder': withJwk({ ...ec, d: '<private part>' }),
    'd is null': JSON.stringify({ ...rest, d: null }),
    'd is masked': withJwk({ ...ec, d: '*'.repeat(43) }),
    'd is outside': `${JSON.stringify(rest)}, "d": "${d}"`,
    'rsa with another p': withJwk({ ...rsa, p: rsa.q! }),
    'rsa n, e and the d of another key': withJwk({ kty: 'RSA', n: rsa.n!, e: rsa.e!, d: jwk('rsa-1024').d! }),
    'd in pieces without the last': withD(`"${ec.d!.slice(0, 20)}"`),
    'd in pieces with one that is a name': withD(`"${ec.d!.slice(0, 20)}" + rest + "${ec.d!.slice(20)}"`),
    'd in pieces with a comma between': withD(`"${ec.d!.slice(0, 20)}", "${ec.d!.slice(20)}"`),
    'd with a NUL at a line end': withD(`"${ec.d!.slice(0, 20)}\0\n${ec.d!.slice(20)}"`),
    'd with prose at a line end': withD(`"${ec.d!.slice(0, 20)}\n[Page 26]\n${ec.d!.slice(20)}"`),
    'oct of 64 bits': '{"kty":"oct","k":"AQIDBAUGBwg"}',
    'oct of zeros': JSON.stringify({ kty: 'oct', k: Buffer.alloc(32).toString('base64url') }),
    'oct placeholder': '{"kty":"oct","k":"..."}',
    'kty is a word of JavaScript': `{"kty":"toString","d":"${d}","note":"kty:'EC'"}`,
    'names in a program': 'if (jwk.kty === "EC") return { kty: "EC", crv, x, y, d };',
    'kty of a schema': '{"properties":{"kty":{"enum":["RSA","EC","OKP","oct"]},"d":{"type":"string"}}}',
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text) }));
}

function publicJwk(name: string): JsonWebKey {
  return createPublicKey(testKey(name).privateKey).export({ format: 'jwk' });
}
