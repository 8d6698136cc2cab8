/**
 * Keys as programs print them. `[[` and `]]` stand around what a finding covers: from the name or the first number that proves the
 * key to the last such number.
 */

export interface RsaMembers {
  readonly n: Buffer;
  readonly e: Buffer;
  readonly d: Buffer;
  readonly p: Buffer;
  readonly q: Buffer;
  readonly dp: Buffer;
  readonly dq: Buffer;
  readonly qi: Buffer;
}

const decimal = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`).toString();
const hex = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`).toString(16);
const signed = (bytes: Buffer) => (bytes[0]! > 127 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);

/** OpenSSL's BIO_hex_string and ASN1_bn_print: 15 bytes a line. */
function openssl(bytes: Buffer): string {
  const pairs = bytes.toString('hex').match(/../g)!;
  const lines = Array.from({ length: Math.ceil(pairs.length / 15) }, (_, row) => pairs.slice(15 * row, 15 * row + 15));
  return lines
    .map((line) => `    ${line.join(':')}`)
    .join(':\n')
    .trimStart();
}

/** GnuTLS's certtool: 16 bytes a line, and no colon at its end. */
function gnutls(bytes: Buffer): string {
  const pairs = bytes.toString('hex').match(/../g)!;
  const lines = Array.from({ length: Math.ceil(pairs.length / 16) }, (_, row) => pairs.slice(16 * row, 16 * row + 16));
  return lines.map((line) => line.join(':')).join('\n\t');
}

/** `openssl pkey -text`. */
export function opensslRsa({ n, d, p, q, dp, dq, qi }: RsaMembers): string {
  const [modulus, ...others] = [n, d, p, q, dp, dq, qi].map((number) => openssl(signed(number)));
  return [
    `[[Private-Key: (${8 * n.length} bit, 2 primes)\nmodulus:\n    ${modulus}`,
    `publicExponent: 65537 (0x10001)\nprivateExponent:\n    ${others[0]}`,
    `prime1:\n    ${others[1]}\nprime2:\n    ${others[2]}]]`,
    `exponent1:\n    ${others[3]}\nexponent2:\n    ${others[4]}\ncoefficient:\n    ${others[5]}\n`,
  ].join('\n');
}

/** The same of a curve; `kind` is what OpenSSL puts in front for those of RFC 8410. */
export function opensslCurve(secret: Buffer, publicKey: Buffer, kind: string): string {
  return `${kind}[[Private-Key:${kind === '' ? ' (256 bit)' : ''}\npriv:\n    ${openssl(secret)}\npub:\n    ${openssl(publicKey)}]]\n`;
}

/** `openssl pkey -text` of DSA. */
export function opensslDsa(numbers: Readonly<Record<'x' | 'y' | 'p' | 'q' | 'g', Buffer>>): string {
  const { x, y, p, q, g } = numbers;
  const text = [x, y, p, q, g].map((number) => openssl(signed(number)));
  const names = ['priv', 'pub', 'P', 'Q', 'G'].map((name, index) => `${name}:\n    ${text[index]}`);
  return `[[Private-Key: (1024 bit)\n${names.join('\n')}]]\n`;
}

export function gnutlsRsa({ n, e, d, p, q, dp, dq, qi }: RsaMembers): string {
  const [modulus, exponent, secret, ...others] = [n, e, d, p, q, qi, dp, dq].map((number) => gnutls(signed(number)));
  const rest = ['prime1', 'prime2', 'coefficient', 'exp1', 'exp2'].map((name, index) => `${name}:\n\t${others[index]}`);
  const [first, second, ...last] = rest;
  return [
    `modulus:\n\t[[${modulus}:`,
    `public exponent:\n\t${exponent}:`,
    `private exponent:\n\t${secret}\n\t`,
    `${first}:`,
    `${second}]]:`,
    ...last,
  ].join('\n\n');
}

export function gnutlsCurve(secret: Buffer, x: Buffer, y: Buffer | undefined): string {
  const halves = `x:\n\t${gnutls(x)}${y === undefined ? '' : `:\n\ny:\n\t${gnutls(y)}`}`;
  return `curve:\tSECP256R1\n[[private key:\n\t${gnutls(secret)}\n\t\n\n${halves}]]:\n`;
}

/** `ipsec rsasigkey` of FreeS/WAN and its heirs. */
export function freeswan({ n, d, p, q, dp, dq, qi }: RsaMembers): string {
  return [
    ': RSA\t{',
    `\tModulus: [[0x${hex(n)}\n\tPublicExponent: 0x010001\n\t# everything after this point is secret`,
    `\tPrivateExponent: 0x${hex(d)}\n\tPrime1: 0x${hex(p)}\n\tPrime2: 0x${hex(q)}]]`,
    `\tExponent1: 0x${hex(dp)}\n\tExponent2: 0x${hex(dq)}\n\tCoefficient: 0x${hex(qi)}\n\t}`,
  ].join('\n');
}

/** `toString` of the JDK's RSAPrivateKeyImpl until version 8, which prints no primes. */
export function javaRsa({ n, d }: RsaMembers): string {
  return `Sun RSA private key, ${8 * n.length} bits\n  modulus:          [[${decimal(n)}\n  private exponent: ${decimal(d)}]]\n`;
}

/** fmt.Printf of *rsa.PrivateKey, with `%v`, `%+v` and `%#v`. */
export function goRsa({ n, e, d, p, q, dp, dq, qi }: RsaMembers): readonly [string, string, string] {
  const [N, E, D, P, Q, Dp, Dq, Qi] = [n, e, d, p, q, dp, dq, qi].map(decimal);
  return [
    `&{{[[${N} ${E}} ${D} [${P} ${Q}]]] {${Dp} ${Dq} ${Qi} []}}`,
    `&{PublicKey:{N:+[[${N} E:${E}} D:+${D} Primes:[+${P} +${Q}]]] Precomputed:{Dp:+${Dp} Dq:+${Dq} Qinv:+${Qi} CRTValues:[]}}`,
    `&rsa.PrivateKey{PublicKey:rsa.PublicKey{N:[[${N}, E:${E}}, D:${D}, Primes:[]*big.Int{${P}, ${Q}]]}}`,
  ];
}

/** fmt.Printf of *ecdsa.PrivateKey. */
export function goCurve(d: Buffer, x: Buffer, y: Buffer): readonly [string, string] {
  const [D, X, Y] = [d, x, y].map(decimal);
  return [`&[[{{0x65d0b0 ${X} ${Y}} ${D}]]}`, `&{PublicKey:{Curve:0x65d0b0 X:+[[${X} Y:+${Y}} D:+${D}]]}`];
}

/** io:format of Erlang, `~p`. */
export function erlangRsa({ n, e, d, p, q, dp, dq, qi }: RsaMembers): string {
  const [N, E, D, P, Q, ...rest] = [n, e, d, p, q, dp, dq, qi].map(decimal);
  const space = `,\n${' '.repeat(17)}`;
  return `{[['RSAPrivateKey','two-prime'${space}${[N, E, D, P, Q].join(space)}]]${space}${rest.join(space)}${space}asn1_NOVALUE}`;
}

export function erlangCurve(d: Buffer, publicKey: Buffer): string {
  const list = (bytes: Buffer) => `<<${[...bytes].join(',').replaceAll(/(.{60,63},)/g, `$1\n${' '.repeat(18)}`)}>>`;
  return `{[['ECPrivateKey',1,\n                ${list(d)},\n                {namedCurve,{1,2,840,10045,3,1,7}},\n                ${list(publicKey)}]],\n asn1_NOVALUE}`;
}

/** repr() of PyCryptodome. */
export function pycryptodomeRsa({ n, e, d, p, q, qi }: RsaMembers): string {
  const [N, E, D, P, Q, U] = [n, e, d, p, q, qi].map(decimal);
  return `[[RsaKey(n=${N}, e=${E}, d=${D}, p=${P}, q=${Q}]], u=${U})`;
}

export function pycryptodomeCurve(d: Buffer, x: Buffer, y: Buffer): string {
  return `[[EccKey(curve='NIST P-256', point_x=${decimal(x)}, point_y=${decimal(y)}, d=${decimal(d)}]])`;
}

/** Of a curve of Edwards, whose public half is y and the lowest bit of x, little-endian. */
export function pycryptodomeSeed(seed: Buffer, publicKey: Buffer): string {
  const y = Buffer.from(publicKey).reverse();
  const isOdd = y[0]! >> 7;
  y[0]! &= 0x7f;
  // Nothing reads more of x than that bit.
  const x = Buffer.alloc(32, 0x5b);
  x[31] = 0x5a | isOdd;
  return `[[EccKey(curve='Ed25519', point_x=${decimal(x)}, point_y=${decimal(y)}, seed=${seed.toString('hex')}]])`;
}

/** repr() of the package rsa of Python. */
export function pythonRsa({ n, e, d, p, q }: RsaMembers): string {
  return `[[PrivateKey(${[n, e, d, p, q].map(decimal).join(', ')}]])`;
}

/** Numbers as they stand in programs, by language or library, and in the test vectors of NIST. */
export function inPrograms({ n, d, p, q }: RsaMembers): Readonly<Record<string, string>> {
  const [nHex, dHex, pHex, qHex] = [n, d, p, q].map((bytes) => bytes.toString('hex'));
  return {
    Java: `new RSAPrivateKeySpec(new [[BigInteger("${decimal(n)}"),\n    new BigInteger("${decimal(d)}]]"));`,
    'Java, hex': `BigInteger N = new [[BigInteger("${nHex}", 16);\nBigInteger D = new BigInteger("${dHex}]]", 16);`,
    'JavaScript, jsbn': `rsa.[[setPrivateEx("${nHex}", "10001", "${dHex}", "${pHex}", "${qHex}]]", "1");`,
    'JavaScript, BigInt': `const n = [[0x${nHex}n;\nconst e = 65537n;\nconst d = 0x${dHex}n]];`,
    'Python, PyCryptodome': `key = [[RSA.construct((${decimal(n)}, 65537, ${decimal(d)}]]))`,
    'Python, cryptography': `[[PrivateNumbers(p=${decimal(p)}, q=${decimal(q)}, d=${decimal(d)}, n=${decimal(n)}]]))`,
    'C#': `var n = [[BigInteger.Parse("${decimal(n)}");\nvar d = BigInteger.Parse("${decimal(d)}]]");`,
    Go: `n, _ := new(big.Int)[[.SetString("${decimal(n)}", 10)\nd, _ := new(big.Int).SetString("${decimal(d)}]]", 10)`,
    'C, OpenSSL': `[[BN_hex2bn(&n, "${nHex}");\nBN_hex2bn(&e, "10001");\nBN_hex2bn(&d, "${dHex}]]");`,
    'C, Mbed TLS': `mbedtls_[[mpi_read_string(&K->N, 16, "${nHex}");\nmbedtls_mpi_read_string(&K->D, 16, "${dHex}]]");`,
    'C, GMP': `[[mpz_set_str(n, "${nHex}", 16);\nmpz_set_str(d, "${dHex}]]", 16);`,
    Rust: `[[parse_bytes(b"${decimal(n)}", 10).unwrap(), e,\n    BigUint::parse_bytes(b"${decimal(d)}]]", 10).unwrap(),`,
    Ruby: `{"n"=>[[${decimal(n)}, "e"=>65537, "d"=>${decimal(d)}]], "p"=>${decimal(p)}}`,
    JSON: `{"n":"[[${nHex}","e":"10001","d":"${dHex}]]"}`,
    'test vectors': `n = [[${nHex}\n\ne = 0000010001\nd = ${dHex}]]\n`,
  };
}
