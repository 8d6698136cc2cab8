import { integer, sequence } from '../builders/der.ts';
import { opensshKey } from '../builders/openssh-key.ts';
import { armour } from '../builders/pem.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { EDWARDS, jwkOf, type TestKey, testKey } from './keys.ts';
import { pemInMemory } from './pem-in-memory.ts';
import { asPkcs8, edwardsSec1, inText, pkcs1, publicDer, rsaNumbers, unproved } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const der = (key: TestKey, type: 'pkcs1' | 'pkcs8' | 'sec1') =>
  key.privateKey.export({ format: 'der', type } as never) as unknown as Buffer;
const digits = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/=+$/, '');
const wrapped = (text: string, width: number, lineEnd: string) =>
  (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(lineEnd);

export function samples(): readonly Sample[] {
  return [
    ...[...bare(), ...spelled(), ...withoutArmour(), ...cut(), damaged()],
    ...[...layers(), ...encrypted(), ...pemInMemory()],
  ];
}

function bare(): Sample[] {
  const forms = [
    ...['rsa-512', 'rsa-1024', 'rsa-2048', 'rsa-4096'].flatMap((name) => [
      [name, 'pkcs1'] as const,
      [name, 'pkcs8'] as const,
    ]),
    ...['P-256', 'P-384', 'P-521', 'secp256k1', 'brainpoolP256r1'].flatMap((name) => [
      [name, 'sec1'] as const,
      [name, 'pkcs8'] as const,
    ]),
    ...EDWARDS.map((name) => [name, 'pkcs8'] as const),
  ];
  const openssh = testKey('Ed25519');
  return [
    ...forms.map(([name, type]) =>
      asPkcs8(
        testKey(name),
        inText(testKey(name), `${type} ${name} in JSON`, inJson(digits(der(testKey(name), type))), {
          form: `base64-${type}`,
        }),
      ),
    ),
    ...EDWARDS.map((name) =>
      inText(testKey(name), `sec1 ${name} in JSON`, inJson(digits(edwardsSec1(testKey(name)))), {
        form: 'base64-sec1',
      }),
    ),
    inText(openssh, 'openssh in JSON', inJson(digits(opensshKey(jwkOf(openssh.privateKey)!))), {
      form: 'base64-openssh',
    }),
  ];
}

const inJson = (secret: string) => ({ before: '{"key":"', secret, after: '","n":1}' });

function spelled(): Sample[] {
  return [
    { key: testKey('rsa-2048'), type: 'pkcs8' },
    { key: testKey('P-256'), type: 'sec1' },
  ].flatMap(({ key, type }) => {
    const text = digits(der(key, type as 'pkcs8'));
    const styles: Readonly<Record<string, Parameters<typeof inText>[2]>> = {
      'lines of 64': { secret: wrapped(text, 64, '\n') },
      'lines of 76, CRLF': { secret: wrapped(text, 76, '\r\n') },
      'lines of 20, indented': { secret: wrapped(text, 20, '\n        ') },
      'line ends escaped': { before: '"', secret: wrapped(text, 64, '\\n'), after: '"' },
      'line ends escaped twice': { before: '"', secret: wrapped(text, 64, '\\\\r\\\\n'), after: '"' },
      'literals of Java': { before: '"', secret: wrapped(text, 64, '" +\n    "'), after: '";' },
      'literals of C': { before: '"', secret: wrapped(text, 64, '\\n"\n    "'), after: '";' },
      'strings of an array': { before: '["', secret: wrapped(text, 64, '",\n "'), after: '"]' },
      'slashes escaped': { before: '"', secret: text.replaceAll('/', '\\/'), after: '"' },
      'plus signs escaped': { before: '"', secret: text.replaceAll('+', '\\u002b'), after: '"' },
      'percent escapes': { before: 'k=', secret: text.replaceAll('+', '%2B').replaceAll('/', '%2F'), after: '&x' },
      'quoted in a mail': { before: '> ', secret: wrapped(text, 64, '\n> '), after: '\n> \n' },
      base64url: { before: 'k=', secret: text.replaceAll('+', '-').replaceAll('/', '_'), after: '&x' },
    };
    return Object.entries(styles).map(([style, where]) =>
      inText(key, `${type} ${key.name}, ${style}`, where, { form: `base64-${type}` }),
    );
  });
}

/** What is left of PEM. */
function withoutArmour(): Sample[] {
  return [
    { key: testKey('rsa-2048'), type: 'pkcs1' },
    { key: testKey('rsa-2048'), type: 'pkcs8' },
    { key: testKey('Ed25519'), type: 'pkcs8' },
  ].flatMap(({ key, type }) => {
    const body = wrapped(digits(der(key, type as 'pkcs8')), 64, '\n');
    const facts = { form: `base64-${type}` };
    return [
      inText(
        key,
        `${type} ${key.name}, END line lost`,
        { before: '-----BEGIN PRIVATE KEY-----\n', secret: body, after: '\n' },
        facts,
      ),
      inText(
        key,
        `${type} ${key.name}, BEGIN line lost`,
        { before: '\x02\x01', secret: body, after: '\n-----END PRIVATE KEY-----' },
        facts,
      ),
    ].map((sample) => asPkcs8(key, sample));
  });
}

function cut(): Sample[] {
  const rsa = testKey('rsa-2048');
  const p256 = testKey('P-256');
  const facts = (form: string, recoverable: boolean) => ({ form: `base64-${form}-cut`, cut: true, recoverable });
  const inner = der(rsa, 'pkcs1');
  const { n, e, d } = rsaNumbers(rsa.privateKey);
  const untilD = 4 + 3 + integer(n).length + integer(e).length + integer(d).length;
  const after = (end: number) => ({ before: 'key: ', secret: digits(inner.subarray(0, end)), after: '' });
  const lostHeader = (sample: Sample, lost: number): Sample => ({
    ...sample,
    offset: sample.offset + lost,
    length: sample.length - lost,
  });
  const overwritten = (variant: string, key: TestKey, text: string, more: Sample['facts']): Sample => {
    const sample = lostHeader(inText(key, variant, { before: 'x\n', secret: text, after: '\n' }, more), 5);
    const bytes = Buffer.from(sample.bytes);
    bytes.fill(0, sample.offset - 5, sample.offset);
    return { ...sample, bytes };
  };
  return [
    // Where base64 ends before a group is whole, the last byte is not there.
    ...[3, 300]
      .map((behind) => ({ behind, end: untilD + behind }))
      .map(({ behind, end }) =>
        cutSample(inText(rsa, `pkcs1 cut ${behind} bytes behind d`, after(end), facts('pkcs1', true)), inner, end),
      ),
    {
      ...cutPiece(inText(rsa, 'pkcs1 cut in d', after(untilD - 90), facts('pkcs1', false))),
      severity: 'medium',
      confidence: 'high',
    },
    {
      ...ecCut(
        inText(
          p256,
          'pkcs8 of P-256 cut behind d',
          { before: '"', secret: digits(der(p256, 'pkcs8').subarray(0, 36 + 32 + 3)), after: '"' },
          facts('pkcs8', true),
        ),
      ),
      confidence: 'high',
    },
    overwritten('pkcs8, its first characters overwritten', rsa, digits(der(rsa, 'pkcs8')), facts('pkcs8', true)),
  ];

  function cutSample(sample: Sample, bytes: Buffer, end: number): Sample {
    // The match begins at the version, behind the frame's header, and ends with the last whole number.
    const start = 4;
    let last = untilD;
    for (const number of [rsaNumbers(rsa.privateKey).p, rsaNumbers(rsa.privateKey).q]) {
      if (last + integer(number).length <= Math.floor((digits(bytes.subarray(0, end)).length * 3) / 4))
        last += integer(number).length;
    }
    return within(sample, start, last);
  }
  function cutPiece(sample: Sample): Sample {
    // Header of d, and what of it is looked at.
    const header = integer(d).length < 259 ? 3 : 4;
    return within(sample, 4, untilD - integer(d).length + header + 32);
  }
  function ecCut(sample: Sample): Sample {
    return within(sample, 3, 36 + 32);
  }
  /** Of the digits those that bytes [start, end) take part in. */
  function within(sample: Sample, start: number, end: number): Sample {
    const first = Math.floor((start * 8) / 6);
    return { ...sample, offset: sample.offset + first, length: Math.ceil((end * 8) / 6) - first };
  }
}

/** Whole, with a wrong number behind d: n, e and d make the key, but the frame speaks against itself. */
function damaged(): Sample {
  const key = testKey('rsa-2048');
  const numbers = rsaNumbers(key.privateKey);
  const secret = digits(pkcs1({ ...numbers, dp: numbers.dp ^ 4n }));
  const facts = { form: 'base64-pkcs1-damaged', damaged: true, recoverable: true };
  const sample = inText(key, 'pkcs1 with another d mod p−1', inJson(secret), facts);
  // From the digit that holds the version's first bits on.
  return unproved({ ...sample, offset: sample.offset + 5, length: sample.length - 5 });
}

function layers(): Sample[] {
  return ['rsa-2048', 'Ed25519'].flatMap((name) => {
    const key = testKey(name);
    const pem = armour('PRIVATE KEY', der(key, 'pkcs8'));
    const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64').replace(/=+$/, '');
    // The end of the last byte's digits, whatever text follows.
    return [0, 1, 2].flatMap((shift) => {
      const lead = 'abc'.slice(0, shift);
      const once = base64(lead + pem);
      const twice = base64(once);
      const first = (bytes: number) => Math.floor((bytes * 8) / 6);
      const onceSample = inText(
        key,
        `pem of ${name} in base64, ${shift} before`,
        { before: 'data.bin: ', secret: once },
        { form: 'base64-pem' },
      );
      const at = first(shift);
      const twiceSample = inText(
        key,
        `pem of ${name} in base64 twice, ${shift} before`,
        { before: 'data.bin: ', secret: twice },
        { form: 'base64-base64' },
      );
      const atTwice = first(at);
      return [
        { ...onceSample, offset: onceSample.offset + at, length: onceSample.length - at },
        { ...twiceSample, offset: twiceSample.offset + atTwice, length: twiceSample.length - atTwice },
      ].map((sample) => asPkcs8(key, sample));
    });
  });
}

function encrypted(): Sample[] {
  const options = { format: 'der', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'open sesame' } as const;
  const body = testKey('P-256').privateKey.export(options);
  const facts = { encrypted: true, cipher: 'aes-256-cbc', form: 'base64-pkcs8' };
  const sample = inText(
    { ...testKey('P-256'), facts: {}, secrets: [] },
    'pkcs8 encrypted',
    inJson(digits(body)),
    facts,
  );
  return [{ ...sample, severity: 'low', confidence: 'high' }];
}

export function lookAlikes(): readonly LookAlike[] {
  const random = seededRandom(17);
  const rsa = testKey('rsa-2048');
  const whole = digits(der(rsa, 'pkcs1'));
  const numbers = rsaNumbers(rsa.privateKey);
  const made: Record<string, string> = {
    // As the strings of a program that knows such prefixes lie in its heap snapshot.
    'a list of short strings': `"${['K2VwBCIEI', 'K2VuBCIEI', 'K2VxBDsEO', 'K2VvBDoEO', 'QWdFQU', 'FnRUFN', 'BZ0VBT', 'SUJBRE'].join('",\n"')}"`,
    'a public key': digits(publicDer(rsa)),
    'a public key, pkcs1': digits(sequence(integer(numbers.n), integer(numbers.e))),
    'the beginning of a documented key': `${whole.slice(0, 60)}...`,
    'the beginning of a key, masked': `${whole.slice(0, 64)}\n${'*'.repeat(64)}\n`,
    'a key cut in its modulus': whole.slice(0, 300),
    'a key cut behind e': digits(der(rsa, 'pkcs1').subarray(0, 4 + 3 + 261 + 5)),
    'random behind the anchor': digits(Buffer.concat([Buffer.from('3082025d020100028181', 'hex'), random.bytes(600)])),
    'pkcs1 with another d': digits(pkcs1({ ...numbers, d: numbers.d + 2n })),
    'random bytes': digits(random.bytes(4000)),
    'public armour in base64': digits(Buffer.from(armour('PUBLIC KEY', publicDer(rsa)))),
    'armour in base64 with a placeholder': digits(
      Buffer.from('-----BEGIN PRIVATE KEY-----\nyour key here\n-----END PRIVATE KEY-----\n'),
    ),
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(`key: ${text}\n`, 'latin1') }));
}
