/** Prime of the field of each named curve, by the curve's name in `ec.ts`. NIST SP 800-186, SEC 2, RFC 5639, GB/T 32918.5. */
const BRAINPOOL: Readonly<Record<string, bigint>> = {
  160: 0xe95e4a5f737059dc60dfc7ad95b3d8139515620fn,
  192: 0xc302f41d932a36cda7a3463093d18db78fce476de1a86297n,
  224: 0xd7c134aa264366862a18302575d1d787b09f075797da89f57ec8c0ffn,
  256: 0xa9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377n,
  320: 0xd35e472036bc4fb7e13c785ed201e065f98fcfa6f6f40def4f92b9ec7893ec28fcd412b1f1b32e27n,
  384: 0x8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b412b1da197fb71123acd3a729901d1a71874700133107ec53n,
  512: 0xaadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca703308717d4d9b009bc66842aecda12ae6a380e62881ff2f2d82c68528aa6056583a48f3n,
};

export const FIELD_PRIMES: ReadonlyMap<string, bigint> = new Map([
  ['P-192', 2n ** 192n - 2n ** 64n - 1n],
  ['P-224', 2n ** 224n - 2n ** 96n + 1n],
  ['P-256', 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n],
  ['P-384', 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n],
  ['P-521', 2n ** 521n - 1n],
  ['secp192k1', 2n ** 192n - 2n ** 32n - 4553n],
  ['secp256k1', 2n ** 256n - 2n ** 32n - 977n],
  ['SM2', 2n ** 256n - 2n ** 224n - 2n ** 96n + 2n ** 64n - 1n],
  // A curve and its twist are over the same field.
  ...Object.entries(BRAINPOOL).flatMap(([bits, prime]) =>
    ['r1', 't1'].map((kind): [string, bigint] => [`brainpoolP${bits}${kind}`, prime]),
  ),
]);
