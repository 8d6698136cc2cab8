import { hexByte } from '../hex-byte.ts';
import type { MlDsaParameters } from './ml-dsa.ts';
import type { MlKemParameters } from './ml-kem.ts';
import type { SlhDsaParameters } from './slh-dsa.ts';

/** Parameter sets of FIPS 203, FIPS 204 and FIPS 205: identifiers and sizes in bytes. */
interface Algorithm {
  /** Parameter set of the standard. */
  readonly name: string;
  /** Content of the OBJECT IDENTIFIER, hex. */
  readonly oid: string;
  /** 0 if there are no seeds. */
  readonly seedBytes: number;
  readonly expandedBytes: number;
  readonly publicBytes: number;
}

export type MlDsaAlgorithm = Algorithm & MlDsaParameters & { readonly kind: 'ml-dsa' };
export type MlKemAlgorithm = Algorithm & MlKemParameters & { readonly kind: 'ml-kem' };
export type SlhDsaAlgorithm = Algorithm & SlhDsaParameters & { readonly kind: 'slh-dsa' };
export type PostQuantumAlgorithm = MlDsaAlgorithm | MlKemAlgorithm | SlhDsaAlgorithm;

export interface PostQuantumPublicKey {
  readonly kind: PostQuantumAlgorithm['kind'];
  readonly algorithm: PostQuantumAlgorithm;
  readonly bytes: Uint8Array;
}

/** 2.16.840.1.101.3.4: signatures are 3.x, key encapsulation is 4.x (NIST's register of algorithms). */
const NIST = '6086480165030';
export const ML_DSA_ALGORITHMS: readonly MlDsaAlgorithm[] = (
  [
    { name: 'ML-DSA-44', arc: 17, rows: 4, columns: 4, eta: 2, expandedBytes: 2560, publicBytes: 1312 },
    { name: 'ML-DSA-65', arc: 18, rows: 6, columns: 5, eta: 4, expandedBytes: 4032, publicBytes: 1952 },
    { name: 'ML-DSA-87', arc: 19, rows: 8, columns: 7, eta: 2, expandedBytes: 4896, publicBytes: 2592 },
  ] as const
).map(({ arc, ...set }) => ({ ...set, kind: 'ml-dsa', seedBytes: 32, oid: `${NIST}403${hexByte(arc)}` }) as const);
export const ML_KEM_ALGORITHMS: readonly MlKemAlgorithm[] = (
  [
    { name: 'ML-KEM-512', arc: 1, rank: 2, eta: 3, expandedBytes: 1632, publicBytes: 800 },
    { name: 'ML-KEM-768', arc: 2, rank: 3, eta: 2, expandedBytes: 2400, publicBytes: 1184 },
    { name: 'ML-KEM-1024', arc: 3, rank: 4, eta: 2, expandedBytes: 3168, publicBytes: 1568 },
  ] as const
).map(({ arc, ...set }) => ({ ...set, kind: 'ml-kem', seedBytes: 64, oid: `${NIST}404${hexByte(arc)}` }) as const);
/** By the length of the key and whether it is small or fast: height of a tree and number of layers (FIPS 205, table 2). */
const SLH_DSA_SETS = [
  { size: '128s', n: 16, treeHeight: 9, layers: 7 },
  { size: '128f', n: 16, treeHeight: 3, layers: 22 },
  { size: '192s', n: 24, treeHeight: 9, layers: 7 },
  { size: '192f', n: 24, treeHeight: 3, layers: 22 },
  { size: '256s', n: 32, treeHeight: 8, layers: 8 },
  { size: '256f', n: 32, treeHeight: 4, layers: 17 },
] as const;
export const SLH_DSA_ALGORITHMS: readonly SlhDsaAlgorithm[] = (['SHA2', 'SHAKE'] as const).flatMap((family, index) =>
  SLH_DSA_SETS.map(({ size, ...set }, place) => {
    const sizes = { seedBytes: 0, expandedBytes: 4 * set.n, publicBytes: 2 * set.n };
    const identity = { name: `SLH-DSA-${family}-${size}`, oid: `${NIST}403${hexByte(20 + 6 * index + place)}` };
    return { kind: 'slh-dsa', family, ...identity, ...sizes, ...set } as const;
  }),
);

export const POST_QUANTUM_ALGORITHMS: ReadonlyMap<string, PostQuantumAlgorithm> = new Map(
  [...ML_DSA_ALGORITHMS, ...ML_KEM_ALGORITHMS, ...SLH_DSA_ALGORITHMS].map(
    (algorithm): [string, PostQuantumAlgorithm] => [algorithm.oid, algorithm],
  ),
);
