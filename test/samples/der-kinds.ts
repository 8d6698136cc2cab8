/** Private keys in DER of the algorithms that few programs use. What is public of them is what node:crypto says. */
import { createECDH, createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { bits, integer, octets, oid, sequence, tlv } from '../builders/der.ts';
import { gostKeys } from '../builders/gost.ts';
import { testKey } from './keys.ts';
import { inverse, rsaNumbers } from './private-key-places.ts';

export interface DerKind {
  readonly variant: string;
  readonly der: Buffer;
  readonly secret: Uint8Array;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  /** Nothing beside the secret proves it. */
  readonly unproven?: boolean;
}

export function derKinds(): DerKind[] {
  return [...multiPrime(), ...fieldKeys(), ...explicitCurves(), ...postQuantum(), pss(), ...gost(), ...unread()];
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const pkcs8Of = (key: KeyObject) => key.export({ format: 'der', type: 'pkcs8' });
const spkiOf = (key: KeyObject) => sha256(createPublicKey(key).export({ format: 'der', type: 'spki' }));
const bytesOf = (value: bigint) =>
  Buffer.from(
    value
      .toString(16)
      .padStart(2, '0')
      .replace(/^(.(..)*)$/, '0$1'),
    'hex',
  );

/** Three and four primes, out of those of other keys. */
function multiPrime(): DerKind[] {
  return [3, 4].map((count) => multiPrimeOf(count, ['rsa-1024', 'rsa-768']));
}

/** @param from names of the keys that lend their primes */
export function multiPrimeOf(count: number, from: readonly string[]): DerKind {
  const primes = from
    .map((name) => rsaNumbers(testKey(name).privateKey))
    .flatMap(({ p, q }) => [p, q])
    .slice(0, count);
  const n = primes.reduce((product, prime) => product * prime, 1n);
  const totient = primes.reduce((product, prime) => product * (prime - 1n), 1n);
  const e = 65537n;
  const d = inverse(e, totient)!;
  const [p, q] = primes as [bigint, bigint];
  const others = primes.slice(2).map((prime, index) => {
    const before = primes.slice(0, index + 2).reduce((product, each) => product * each, 1n);
    return sequence(integer(prime), integer(d % (prime - 1n)), integer(inverse(before, prime)!));
  });
  const numbers = [n, e, d, p, q, d % (p - 1n), d % (q - 1n), inverse(q, p)!];
  const der = sequence(integer(1), ...numbers.map(integer), sequence(...others));
  const spki = sequence(sequence(oid('2a864886f70d010101'), tlv(0x05)), bits(sequence(integer(n), integer(e))));
  return {
    variant: `pkcs1 of ${count} primes`,
    ...{ der, secret: bytesOf(d) },
    facts: { kind: 'rsa', form: 'der-pkcs1', spkiSha256: sha256(spki) },
  };
}

function gost(): DerKind[] {
  return gostKeys().flatMap(({ name, der, asInteger, ofBotan, spki, spkiOfBotan, scalar }) => {
    const facts = { kind: 'gost', curve: name, spkiSha256: sha256(spki) };
    return [
      { variant: `pkcs8 gost ${name}`, der, secret: scalar, facts, unproven: true },
      { variant: `pkcs8 gost ${name}, an INTEGER`, der: asInteger, secret: scalar, facts, unproven: true },
      {
        variant: `pkcs8 gost ${name}, of Botan`,
        der: ofBotan,
        secret: Buffer.from(scalar).reverse(),
        facts: { ...facts, spkiSha256: sha256(spkiOfBotan) },
      },
    ];
  });
}

function pss(): DerKind {
  const { privateKey } = generateKeyPairSync('rsa-pss', { modulusLength: 1024, hashAlgorithm: 'sha256' });
  const der = pkcs8Of(privateKey);
  const secret = der.subarray(-64);
  return {
    variant: 'pkcs8 rsa-pss',
    der,
    secret,
    facts: { kind: 'rsa', bits: 1024, pssSpkiSha256: spkiOf(privateKey) },
  };
}

function fieldKeys(): DerKind[] {
  const dsa = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }).privateKey;
  const dh = generateKeyPairSync('dh' as 'x25519', { group: 'modp14' } as object).privateKey;
  const [dsaDer, dhDer] = [pkcs8Of(dsa), pkcs8Of(dh)];
  // PrivateKeyInfo ends in OCTET STRING { INTEGER x }; its public half ends in BIT STRING { INTEGER y }.
  const x = lastInteger(dsaDer);
  const [p, q, g] = integersIn(createPublicKey(dsa).export({ format: 'der', type: 'spki' }).subarray(17));
  const y = power(g!, BigInt(`0x${x.toString('hex')}`), p!);
  const traditional = sequence(...[0n, p!, q!, g!, y, BigInt(`0x${x.toString('hex')}`)].map(integer));
  const facts = { kind: 'dsa', bits: 1024, spkiSha256: spkiOf(dsa) };
  return [
    { variant: 'pkcs8 dsa', der: dsaDer, secret: x, facts, unproven: true },
    { variant: 'traditional dsa', der: traditional, secret: x, facts: { ...facts, form: 'der-dsa' } },
    {
      variant: 'pkcs8 dh',
      ...{ der: dhDer, secret: dhDer.subarray(-28), unproven: true },
      facts: { kind: 'dh', bits: 2048, spkiSha256: spkiOf(dh) },
    },
  ];
}

/** The INTEGER of less than 126 bytes in the OCTET STRING at the end. One x in 256 is a byte shorter than q. */
function lastInteger(der: Buffer): Buffer {
  for (let length = 1; length < 126; length++) {
    const header = Buffer.of(0x04, length + 2, 0x02, length);
    const at = der.length - length - header.length;
    if (header.equals(der.subarray(at, at + header.length))) return der.subarray(der[at + 4] === 0 ? at + 5 : at + 4);
  }
  throw new Error('expected an INTEGER at the end of the key');
}

/** The first three INTEGERs that follow one another, of at most 255 or 65,535 bytes. */
function integersIn(der: Buffer): bigint[] {
  let at = der[0] === 0x30 ? (der[1]! < 0x80 ? 2 : der[1]! - 0x80 + 2) : 0;
  return [0, 1, 2].map(() => {
    const long = der[at + 1]! >= 0x80 ? der[at + 1]! - 0x80 : 0;
    const length = long === 0 ? der[at + 1]! : der.readUIntBE(at + 2, long);
    const start = at + 2 + long;
    at = start + length;
    return BigInt(`0x${der.subarray(start, at).toString('hex')}`);
  });
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const digit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (digit === '1') result = (result * base) % modulus;
  }
  return result;
}

/** ECParameters as openssl ecparam -param_enc explicit -no_seed writes them: of P-256, and of a curve that has no name here. */
const P256 =
  '3081e0020101302c06072a8648ce3d0101022100ffffffff00000001000000000000000000000000ffffffffffffffffffffffff30440420ffffffff00000001000000000000000000000000fffffffffffffffffffffffc04205ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b0441046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551020101';
const PRIME239V1 =
  '3081d2020101302906072a8648ce3d0101021e7fffffffffffffffffffffff7fffffffffff8000000000007fffffffffff3040041e7fffffffffffffffffffffff7fffffffffff8000000000007ffffffffffc041e6b016c3bdcf18941d0d654921475ca71a9db2fb27d1d37796185c2942c0a043d040ffa963cdca8816ccc33b8642bedf905c3d358573d3f27fbbd3b3cb9aaaf7debe8e4e90a5dae6e4054ca530ba04654b36818ce226b39fccb7b02f1ae021e7fffffffffffffffffffffff7fffff9e5e9a9f5d9071fbd1522688909d0b020101';

function explicitCurves(): DerKind[] {
  return [
    ['P-256', 'prime256v1', P256],
    ['a curve without a name', 'prime239v1', PRIME239V1],
  ].flatMap(([name, nodeName, hex]) => {
    const ecdh = createECDH(nodeName!);
    const point = ecdh.generateKeys();
    const width = (point.length - 1) / 2;
    const d = Buffer.concat([Buffer.alloc(width - ecdh.getPrivateKey().length), ecdh.getPrivateKey()]);
    const parameters = Buffer.from(hex!, 'hex');
    const algorithm = sequence(oid('2a8648ce3d0201'), parameters);
    const named = sequence(oid('2a8648ce3d0201'), oid('2a8648ce3d030107'));
    const spkiSha256 = sha256(sequence(name === 'P-256' ? named : algorithm, bits(point)));
    const facts = { kind: 'ec', curve: name === 'P-256' ? name : 'explicit', spkiSha256 };
    const inner = sequence(integer(1), octets(d), tlv(0xa1, bits(point)));
    const withSeed = sequence(oid('2a8648ce3d0201'), seeded(parameters));
    return [
      ...(name === 'P-256'
        ? []
        : [
            {
              variant: `pkcs8, parameters of ${name}, with their seed`,
              ...{ der: sequence(integer(0), withSeed, octets(inner)), secret: d, unproven: true },
              facts: { ...facts, spkiSha256: sha256(sequence(withSeed, bits(point))) },
            },
          ]),
      {
        variant: `sec1, parameters of ${name}`,
        der: sequence(integer(1), octets(d), tlv(0xa0, parameters), tlv(0xa1, bits(point))),
        ...{ secret: d, facts: { ...facts, form: 'der-sec1' } },
      },
      {
        variant: `pkcs8, parameters of ${name}`,
        der: sequence(integer(0), algorithm, octets(inner)),
        ...{ secret: d, facts: { ...facts, form: 'der-pkcs8' } },
      },
    ];
  });
}

/** ECParameters of PRIME239V1 with the seed that X9.62 gives behind a and b. */
function seeded(parameters: Buffer): Buffer {
  const [curve, order] = [parameters.indexOf('3040041e', 0, 'hex'), parameters.indexOf('043d04', 0, 'hex')];
  const seed = bits(Buffer.from('e43bb460f0b80cc0c0b075798e948060f8321b7d', 'hex'));
  const equation = sequence(parameters.subarray(curve + 2, order), seed);
  return sequence(parameters.subarray(3, curve), equation, parameters.subarray(order));
}

function postQuantum(): DerKind[] {
  return [
    ['ml-dsa-44', 'ml-dsa', 32],
    ['ml-dsa-65', 'ml-dsa', 32],
    ['ml-dsa-87', 'ml-dsa', 32],
    ['ml-kem-512', 'ml-kem', 64],
    ['ml-kem-768', 'ml-kem', 64],
    ['ml-kem-1024', 'ml-kem', 64],
  ].flatMap(([name, kind, seedBytes]): DerKind[] => {
    const { privateKey } = generateKeyPairSync(name as 'ml-dsa-44');
    const facts = { kind: kind as string, parameterSet: `${name}`.toUpperCase(), spkiSha256: spkiOf(privateKey) };
    const both = pkcs8Of(privateKey);
    const algorithm = both.subarray(7, 20);
    const seed = both.subarray(30, 30 + Number(seedBytes));
    const expanded = both.subarray(30 + Number(seedBytes) + 4);
    const bare = (octetString: Buffer) => sequence(integer(0), algorithm, octets(octetString));
    return [
      { variant: `pkcs8 ${name}, seed and expanded key`, der: both, secret: seed, facts },
      { variant: `pkcs8 ${name}, expanded key`, der: bare(octets(expanded)), secret: expanded, facts },
      { variant: `pkcs8 ${name}, seed`, der: bare(tlv(0x80, seed)), secret: seed, facts, unproven: true },
    ];
  });
}

/** Post-quantum keys of Botan and of Bouncy Castle, of which nothing is read but the frame. */
function unread(): DerKind[] {
  const algorithms = {
    'Dilithium of Botan': '2b0601040181c52a010902',
    'HSS-LMS of Botan': '2b0601040181c52a010d',
    'SPHINCS+ of Botan': '2b0601040181c52a010c0201',
    'XMSS of Botan': '04007f000f01010d00',
    'Classic McEliece of Bouncy Castle': '2b0601040181b01a050108',
    'Falcon-512 of Open Quantum Safe': '2bce0f0306',
    'SPHINCS+ of Open Quantum Safe': '2bce0f06040d',
    'a hybrid of Open Quantum Safe': '2bce0f63815e05',
    'Dilithium of round three': '2b0601040102820b070404',
  };
  return Object.entries(algorithms)
    .map(([variant, algorithm]): DerKind => {
      const secret = randomBytes(2000);
      const der = sequence(integer(0), sequence(oid(algorithm)), octets(secret));
      return { variant, der, secret, facts: { kind: 'post-quantum', form: 'der-pkcs8' }, unproven: true };
    })
    .concat(elgamalOfBotan());
}

/** With p, g and q of its group, as X9.42 (RFC 3279, section 2.3.3) orders them, and an x of 192 bits. */
function elgamalOfBotan(): DerKind {
  const secret = Buffer.from([1, ...randomBytes(23)]);
  const [p, q] = [128, 128].map((length) => tlv(0x02, Buffer.from([0x7f, ...randomBytes(length - 1)])));
  const algorithm = sequence(oid('2b060104019755010201'), sequence(p!, integer(2), q!));
  const der = sequence(integer(0), algorithm, octets(tlv(0x02, secret)));
  return { variant: 'ElGamal of Botan', der, secret, facts: { kind: 'elgamal', form: 'der-pkcs8' }, unproven: true };
}
