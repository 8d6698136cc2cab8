/**
 * Keys of GOST R 34.10-2001 and -2012 on the curves of RFC 4357 and RFC 7836. Their frames are in structures/der-gost.ts.
 */
import { CostlyResults } from '../effort-account.ts';
import { bitLength } from './big-integer.ts';
import { multiply, multiplyMicroseconds } from './explicit-curve.ts';

export interface GostPublicKey {
  readonly kind: 'gost';
  /** Name of the curve. */
  readonly curve: string;
  /** AlgorithmIdentifier in DER. */
  readonly algorithm: Uint8Array;
  /** x and y, little-endian, in full width. */
  readonly bytes: Uint8Array;
}

export interface GostCurve {
  readonly bytes: 32 | 64;
  readonly p: bigint;
  readonly a: bigint;
  readonly order: bigint;
  readonly base: { readonly x: bigint; readonly y: bigint };
}

function curve(
  bytes: 32 | 64,
  numbers: readonly [p: bigint, minusA: bigint, order: bigint, x: bigint, y: bigint],
): GostCurve {
  const [p, a, order, x, y] = numbers;
  return { bytes, p, a: a < 0n ? p + a : a, order, base: { x, y } };
}

/** RFC 4357, section 11.4. */
const CRYPTO_PRO_A = curve(32, [
  2n ** 256n - 617n,
  -3n,
  0xffffffffffffffffffffffffffffffff6c611070995ad10045841b09b761b893n,
  1n,
  0x8d91e471e0989cda27df505a453f2b7635294f2ddf23e3b122acc99c9e9f1e14n,
]);
const CRYPTO_PRO_B = curve(32, [
  2n ** 255n + 3225n,
  -3n,
  0x800000000000000000000000000000015f700cfff1a624e5e497161bcc8a198fn,
  1n,
  0x3fa8124359f96680b83d1c3eb2c070e5c545c9858d03ecfb744bf8d717717efcn,
]);
const CRYPTO_PRO_C = curve(32, [
  0x9b9f605f5a858107ab1ec85e6b41c8aacf846e86789051d37998f7b9022d759bn,
  -3n,
  0x9b9f605f5a858107ab1ec85e6b41c8aa582ca3511eddfb74f02f3a6598980bb9n,
  0n,
  0x41ece55743711a8c3cbf3783cd08c0ee4d4dc440d4641a8f366e550dfdb3bb67n,
]);
/** RFC 7836, appendix A. */
const TC26_256_A = curve(32, [
  2n ** 256n - 617n,
  0xc2173f1513981673af4892c23035a27ce25e2013bf95aa33b22c656f277e7335n,
  0x400000000000000000000000000000000fd8cddfc87b6635c115af556c360c67n,
  0x91e38443a5e82c0d880923425712b2bb658b9196932e02c78b2582fe742daa28n,
  0x32879423ab1a0375895786c4bb46e9565fde0b5344766740af268adb32322e5cn,
]);
const TC26_512_A = curve(64, [
  2n ** 512n - 569n,
  -3n,
  0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff27e69532f48d89116ff22b8d4e0560609b4b38abfad2b85dcacdb1411f10b275n,
  3n,
  0x7503cfe87a836ae3a61b8816e25450e6ce5e1c93acf1abc1778064fdcbefa921df1626be4fd036e93d75e6a50e3a41e98028fe5fc235f5b889a589cb5215f2a4n,
]);
const TC26_512_B = curve(64, [
  2n ** 511n + 111n,
  -3n,
  2n ** 511n + 0x149a1ec142565a545acfdb77bd9d40cfa8b996712101bea0ec6346c54374f25bdn,
  2n,
  0x1a8f7eda389b094c2c071e3647a8940f3c123b697578c213be6dd9e6c8ec7335dcb228fd1edf4a39152cbcaaf8c0398828041055f94ceeec7e21340780fe41bdn,
]);
const TC26_512_C = curve(64, [
  2n ** 512n - 569n,
  0xdc9203e514a721875485a529d2c722fb187bc8980eb866644de41c68e143064546e861c0e2c9edd92ade71f46fcf50ff2ad97f951fda9f2a2eb6546f39689bd3n,
  0x3fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc98cdba46506ab004c33a9ff5147502cc8eda9e7a769a12694623cef47f023edn,
  0xe2e31edfc23de7bdebe241ce593ef5de2295b7a9cbaef021d385f7074cea043aa27272a7ae602bf2a7b9033db9ed3610c6fb85487eae97aac5bc7928c1950148n,
  0xf5ce40d95b5eb899abbccff5911cb8577939804d6527378b8c108c3d2090ff9be18e2d33e3021ed2ef32d85822423b6304f726aa854bae07d0396e9a9addc40fn,
]);

/** Keyed by the content of the OBJECT IDENTIFIER, hex. */
export const GOST_CURVES: ReadonlyMap<string, readonly [name: string, GostCurve]> = new Map([
  ['2a850302022301', ['CryptoPro-A', CRYPTO_PRO_A]],
  ['2a850302022302', ['CryptoPro-B', CRYPTO_PRO_B]],
  ['2a850302022303', ['CryptoPro-C', CRYPTO_PRO_C]],
  ['2a850302022400', ['CryptoPro-XchA', CRYPTO_PRO_A]],
  ['2a850302022401', ['CryptoPro-XchB', CRYPTO_PRO_C]],
  ['2a8503070102010101', ['tc26-256-A', TC26_256_A]],
  ['2a8503070102010102', ['tc26-256-B', CRYPTO_PRO_A]],
  ['2a8503070102010103', ['tc26-256-C', CRYPTO_PRO_B]],
  ['2a8503070102010104', ['tc26-256-D', CRYPTO_PRO_C]],
  ['2a8503070102010201', ['tc26-512-A', TC26_512_A]],
  ['2a8503070102010202', ['tc26-512-B', TC26_512_B]],
  ['2a8503070102010203', ['tc26-512-C', TC26_512_C]],
]);

/** @returns x and y, little-endian, in full width; undefined if d is no scalar of the curve. Takes some 10 ms for 512 bits. */
export function gostPublicHalf(known: GostCurve, d: bigint): Uint8Array | undefined {
  if (d >= known.order || bitLength(d) < known.bytes * 4) return undefined;
  return multiplied.of(`${known.order} ${d}`, multiplyMicroseconds(known), () => {
    const point = multiply(known, d);
    return point && Buffer.concat([point.x, point.y].map((value) => littleEndian(value, known.bytes)));
  });
}
const multiplied = new CostlyResults<Uint8Array | undefined>();

function littleEndian(value: bigint, width: number): Uint8Array {
  return Buffer.from(value.toString(16).padStart(2 * width, '0'), 'hex').reverse();
}
