import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { bits, integer, octets, oid, sequence, tlv } from '../builders/der.ts';
import { opensshKey } from '../builders/openssh-key.ts';
import { type ArmourStyle, armour } from '../builders/pem.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { EDWARDS, ed25519KeyWhere, jwkOf, scalarOf, type TestKey, testKey } from './keys.ts';
import { SPELLINGS } from './pem-spellings.ts';
import { asPkcs8, edwardsSec1, inText, pkcs1, publicDer, rsaNumbers, unproved } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const RSA_SIZES = ['rsa-1024', 'rsa-2048', 'rsa-4096'];
const CURVES = ['P-256', 'P-384', 'P-521', 'secp256k1', 'P-224', 'brainpoolP256r1'];

export function samples(): readonly Sample[] {
  return [...asWritten(), ...spellings(), ...encrypted()];
}

const facts = (structure: string) => ({ form: 'pem', structure });
const der = (key: TestKey, type: 'pkcs1' | 'pkcs8' | 'sec1') =>
  key.privateKey.export({ format: 'der', type } as never) as unknown as Buffer;

/** As node:crypto and ssh-keygen write them. */
function asWritten(): Sample[] {
  const pem = (name: string, type: 'pkcs1' | 'pkcs8' | 'sec1') => {
    const key = testKey(name);
    const text = key.privateKey.export({ format: 'pem', type } as never) as unknown as string;
    return inText(key, `${type} ${name}`, { secret: text.trimEnd() }, facts(type));
  };
  const openssh = (name: string) => {
    const key = testKey(name);
    const secret = armour('OPENSSH PRIVATE KEY', opensshKey(jwkOf(key.privateKey)!), { width: 70 });
    return inText(key, `openssh ${name}`, { secret }, facts('openssh'));
  };
  const eddsa = (name: string) => {
    const key = testKey(name);
    const secret = armour('EdDSA PRIVATE KEY', edwardsSec1(key));
    return inText(key, `sec1 ${name}`, { secret }, facts('sec1'));
  };
  return [
    ...RSA_SIZES.flatMap((name) => [pem(name, 'pkcs1'), pem(name, 'pkcs8')]),
    ...CURVES.flatMap((name) => [pem(name, 'sec1'), pem(name, 'pkcs8')]),
    ...EDWARDS.map((name) => unproved(pem(name, 'pkcs8'))),
    ...EDWARDS.map(eddsa),
    ...['rsa-2048', 'P-256', 'P-384', 'P-521', 'Ed25519'].map(openssh),
    ...nebula(),
    ...Object.entries(UNREAD).map(([name, [algorithm, kind]]) => unread(name, algorithm, kind)),
  ];
}

/** Keys of Nebula: both halves of Ed25519, and a secret of X25519 or P-256 alone. */
function nebula(): Sample[] {
  const labels = [
    ['Ed25519', 'ED25519'],
    ['X25519', 'X25519'],
    ['P-256', 'P256'],
    ['P-256', 'ECDSA P256'],
  ] as const;
  return labels.map(([name, words]) => {
    const { d, x } = jwkOf(testKey(name).privateKey)!;
    const halves = name === 'Ed25519' ? [d!, x!] : [d!];
    const label = `NEBULA ${words} PRIVATE KEY`;
    const secret = armour(label, Buffer.concat(halves.map((half) => Buffer.from(half, 'base64url'))));
    const sample = inText(testKey(name), label, { secret }, facts('raw'));
    return name === 'Ed25519' ? sample : unproved(sample);
  });
}

/** Content of OBJECT IDENTIFIERs, and what kind of key each is. */
const UNREAD: Readonly<Record<string, readonly [oid: string, kind: string]>> = {
  'Falcon-512 of Open Quantum Safe': ['2bce0f0301', 'post-quantum'],
  'SPHINCS+ of Open Quantum Safe': ['2bce0f06070d', 'post-quantum'],
  'Dilithium2 of round three': ['2b0601040102820b070404', 'post-quantum'],
  'Dilithium of Botan': ['2b0601040181c52a010902', 'post-quantum'],
  'Classic McEliece of Bouncy Castle': ['2b0601040181b01a050108', 'post-quantum'],
  'XMSS of BSI': ['04007f000f01010d00', 'post-quantum'],
  'composite of Entrust': ['6086480186fa6b500801', 'post-quantum'],
  ECGDSA: ['2b24030302050201', 'ecgdsa'],
  'EC-KCDSA': ['28f428030005', 'eckcdsa'],
  'EC-KCDSA of Korea': ['2a831a8c9a44016402', 'eckcdsa'],
  'ElGamal of Cryptlib': ['2b0601040197550102', 'elgamal'],
  SM9: ['2a811ccf5501822e01', 'sm9'],
  'DSTU 4145': ['2a86240201010101030101', 'dstu4145'],
};

/** A key of which nothing is read but the frame. */
function unread(name: string, algorithm: string, kind: string): Sample {
  const secret = randomBytes(2000);
  const frame = sequence(integer(0), sequence(oid(algorithm)), octets(octets(secret)));
  const key = { ...testKey('rsa-1024'), facts: { kind }, secrets: [secret] };
  return unproved(inText(key, name, { secret: armour('PRIVATE KEY', frame) }, facts('pkcs8')));
}

const STYLES: Readonly<Record<string, ArmourStyle>> = {
  CRLF: { lineEnd: '\r\n' },
  CR: { lineEnd: '\r' },
  '\\n': { lineEnd: '\\n' },
  '\\r\\n': { lineEnd: '\\r\\n' },
  '\\\\n': { lineEnd: '\\\\n' },
  '\\\\\\\\n': { lineEnd: '\\\\\\\\n' },
  'spaces for line ends': { lineEnd: ' ' },
  'no line ends': { lineEnd: '' },
  'one line of base64': { width: Number.POSITIVE_INFINITY },
  'lines of 76': { width: 76 },
  'lines of 4': { width: 4 },
  indented: { indent: '        ' },
  'indented with tabs': { indent: '\t\t' },
  'continued with a backslash': { lineEnd: '\\\n' },
  'empty lines between': { lineEnd: '\n\n' },
  'with a header of its own': { headers: ['Comment: made for a test'] },
};

const base64Of = (key: KeyObject) => key.export({ format: 'der', type: 'pkcs8' }).toString('base64');

function spellings(): Sample[] {
  const subjects = [
    { label: 'RSA PRIVATE KEY', key: testKey('rsa-2048'), body: der(testKey('rsa-2048'), 'pkcs1'), structure: 'pkcs1' },
    { label: 'PRIVATE KEY', key: testKey('Ed25519'), body: der(testKey('Ed25519'), 'pkcs8'), structure: 'pkcs8' },
  ];
  const styled = subjects.flatMap(({ label, key, body, structure }) =>
    Object.entries(STYLES).map(([style, options]) =>
      asPkcs8(key, inText(key, `${label} ${style}`, { secret: armour(label, body, options) }, facts(structure))),
    ),
  );
  const spelled = subjects.flatMap(({ label, key, body, structure }) =>
    Object.entries(SPELLINGS).map(([spelling, spell]) =>
      asPkcs8(key, inText(key, `${label}, ${spelling}`, spell(armour(label, body).split('\n')), facts(structure))),
    ),
  );
  // psql puts a plus at the end of a line, and the only line of one key of 64 has one of its own.
  const endsInPlus = ed25519KeyWhere((key) => base64Of(key).endsWith('+'));
  const withPlus = ['a column of psql', 'cells of HTML', 'as cat -A shows it'].map((spelling) => {
    const lines = armour('PRIVATE KEY', der(endsInPlus, 'pkcs8')).split('\n');
    return unproved(
      inText(endsInPlus, `a line that ends in +, ${spelling}`, SPELLINGS[spelling]!(lines), facts('pkcs8')),
    );
  });
  const rsa = testKey('rsa-2048');
  const plain = armour('RSA PRIVATE KEY', der(rsa, 'pkcs1'));
  const p256 = testKey('P-256');
  const escaped = armour('PRIVATE KEY', der(rsa, 'pkcs8'), { lineEnd: '\\n' });
  const bare = sequence(integer(1), octets(scalarOf(p256.privateKey)));
  return [
    ...styled,
    ...spelled,
    ...withPlus,
    inText(rsa, 'at the very end of the file', { secret: plain, after: '' }, facts('pkcs1')),
    inText(rsa, 'between quotes on the same line', { before: 'key: "', secret: escaped, after: '"' }, facts('pkcs8')),
    inText(rsa, 'slashes as JSON of PHP writes them', { secret: escaped.replaceAll('/', '\\/') }, facts('pkcs8')),
    inText(
      rsa,
      'plus signs as JSON of .NET writes them',
      { secret: escaped.replaceAll('+', '\\u002B') },
      facts('pkcs8'),
    ),
    inText(rsa, 'under the wrong label', { secret: armour('PRIVATE KEY', der(rsa, 'pkcs1')) }, facts('pkcs1')),
    {
      ...inText(
        { ...p256, facts: {} },
        'sec1 without curve and point',
        { secret: armour('EC PRIVATE KEY', bare) },
        facts('sec1'),
      ),
      confidence: 'high',
    },
    inText(
      p256,
      'sec1 after its parameters',
      {
        before: `${armour('EC PARAMETERS', Buffer.from('06082a8648ce3d030107', 'hex'))}\n`,
        secret: armour('EC PRIVATE KEY', der(p256, 'sec1')),
      },
      facts('sec1'),
    ),
  ];
}

function encrypted(): Sample[] {
  const low = (sample: Sample): Sample => ({ ...sample, severity: 'low', confidence: 'high', secrets: [] });
  const unknown = (name: string): TestKey => ({ ...testKey(name), facts: {} });
  const pem = (name: string, type: 'pkcs1' | 'pkcs8' | 'sec1', cipher: string, more: Sample['facts']) => {
    const options = { format: 'pem', type, cipher, passphrase: 'open sesame' };
    const text = testKey(name).privateKey.export(options as never) as unknown as string;
    const expected = { form: 'pem', encrypted: true, ...more };
    return low(inText(unknown(name), `${type} ${name} encrypted with ${cipher}`, { secret: text.trimEnd() }, expected));
  };
  const pbes2 = (cipher: string) => ({ structure: 'pkcs8', cipher, kdf: 'pbkdf2' });
  const legacy = (cipher: string) => ({ structure: 'rfc1421', cipher });
  const openssh = opensshKey(jwkOf(testKey('Ed25519').privateKey)!, { lockedWith: 'aes256-ctr' });
  const written = pem('rsa-2048', 'pkcs1', 'aes-128-cbc', legacy('AES-128-CBC'));
  const text = Buffer.from(written.bytes)
    .toString('latin1')
    .slice(written.offset, written.offset + written.length);
  const respelled = (variant: string, lineEnd: string) =>
    low(inText(unknown('rsa-2048'), variant, { secret: text.replaceAll('\n', lineEnd) }, written.facts));
  return [
    pem('rsa-2048', 'pkcs8', 'aes-256-cbc', pbes2('aes-256-cbc')),
    pem('Ed25519', 'pkcs8', 'aes-128-cbc', pbes2('aes-128-cbc')),
    pem('P-256', 'pkcs8', 'des-ede3-cbc', pbes2('des-ede3-cbc')),
    written,
    pem('P-256', 'sec1', 'aes-256-cbc', legacy('AES-256-CBC')),
    pem('rsa-1024', 'pkcs1', 'des-ede3-cbc', legacy('DES-EDE3-CBC')),
    respelled('encrypted, \\n for line ends', '\\n'),
    respelled('encrypted, spaces for line ends', ' '),
    respelled('encrypted, no line ends', ''),
    low(
      inText(
        testKey('Ed25519'),
        'openssh encrypted',
        { secret: armour('OPENSSH PRIVATE KEY', openssh) },
        {
          ...{ form: 'pem', structure: 'openssh', encrypted: true, cipher: 'aes256-ctr' },
        },
      ),
    ),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const random = seededRandom(9);
  const rsa = testKey('rsa-2048');
  const body = der(rsa, 'pkcs8');
  const whole = armour('PRIVATE KEY', body);
  const numbers = rsaNumbers(rsa.privateKey);
  const begin = whole.slice(0, whole.indexOf('\n'));
  const end = whole.slice(whole.lastIndexOf('\n') + 1);
  const masked = whole.split('\n').map((line) => (line.startsWith('-') ? line : '*'.repeat(line.length)));
  const legacyHeaders = ['Proc-Type: 4,ENCRYPTED', `DEK-Info: AES-128-CBC,${'A0'.repeat(16)}`];
  const made: Record<string, string> = {
    'BEGIN line alone': `${begin}\n`,
    'BEGIN line in a program': `if (text.startsWith('${begin}')) return parse(text, '${end}');`,
    'BEGIN and END with nothing between': `${begin}\n${end}\n`,
    'BEGIN and END with an ellipsis': `${begin}\n...\n${end}\n`,
    'BEGIN and END with a placeholder': `${begin}\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC...\n${end}\n`,
    'masked body': masked.join('\n'),
    'random body': armour('PRIVATE KEY', random.bytes(1200)),
    'random body under ENCRYPTED': armour('ENCRYPTED PRIVATE KEY', random.bytes(1200)),
    'random body under OPENSSH': armour('OPENSSH PRIVATE KEY', random.bytes(400)),
    'body cut in the middle': whole.split('\n').toSpliced(8, 9).join('\n'),
    'END line missing': whole.slice(0, -end.length),
    'another BEGIN before the END': `${whole.slice(0, 500)}\n${begin}\n${end}`,
    'public key': armour('PUBLIC KEY', publicDer(rsa)),
    'public key under the wrong label': armour('PRIVATE KEY', publicDer(rsa)),
    'certificate request-like': armour('CERTIFICATE REQUEST', random.bytes(800)),
    'pkcs1 with another d': armour('RSA PRIVATE KEY', pkcs1({ ...numbers, d: numbers.d + 2n })),
    'pkcs1 public numbers': armour(
      'RSA PRIVATE KEY',
      createPublicKey(rsa.privateKey).export({ format: 'der', type: 'pkcs1' }),
    ),
    'sec1 with the point of another key': armour(
      'EC PRIVATE KEY',
      sequence(integer(1), octets(random.bytes(32)), tlv(0xa1, bits(Buffer.of(4), random.bytes(64)))),
    ),
    'encryption headers, body too short': armour('RSA PRIVATE KEY', random.bytes(48), { headers: legacyHeaders }),
    'encryption headers, no whole blocks': armour('RSA PRIVATE KEY', random.bytes(77), { headers: legacyHeaders }),
    'encryption headers, body of one byte': armour('RSA PRIVATE KEY', Buffer.alloc(608), { headers: legacyHeaders }),
    'encryption headers with a cipher nobody has': armour('RSA PRIVATE KEY', random.bytes(608), {
      headers: ['Proc-Type: 4,ENCRYPTED', 'DEK-Info: ROT-13,00'],
    }),
    'private key of another system': armour('PGP PRIVATE KEY BLOCK', random.bytes(608)),
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
