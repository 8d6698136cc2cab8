/**
 * Keys that everyone has, on purpose: what holds them holds no secret. SHA-256 over SubjectPublicKeyInfo, so that the
 * table holds no key, as keysieve reports them of the programs named (OpenSSL 3.5 and GnuTLS 3.8 of Debian 13).
 * A key in the fixtures of some package is not meant for this table: someone may use it.
 */
const GNUTLS = [
  '80923669c3e2838b4514750c6a76c1f65dc22da15e8d87194b49a5ab463126e2', // ed448 Ed448
  'cc6c0dbf3e76a3d6dafb708e38556ecc6fbcd172dba90aa6a786677214febd4a', // ed25519 Ed25519
  '215fde895c12883e29036f5bd38c22467657f3cabbc77d7e9e328ab5f4ae39f2', // ec P-521
  '6e1900f654edb2e599930c8a287c7263ea170f010826630893227e7cec221586', // ec P-384
  '965237ca6ba836733f2b6436d66516dc01ef2d58825d3b4aa6b9061a76c7a9ce', // ec P-224
  'c305f632b9f12913e548002d5e48435fccfb7a54f4e6f2255c055d9b99794b69', // ec P-192
  '5bd7bad40971be901e68d9b97405c3a3e996adbede885869b270185ad499108e', // ec P-256
  'dd0701715ac41b7b96a2c8fe7a762b0ee05215f4f21c44d9458f1d2e2d57427d', // dsa 2048
  '5a9214aa789ffe021992636dd17ca313f340948e604d4122735160f3d46688a0', // rsa 2048
];
const OPENSSL_SPEED = [
  'cebf59a465ccd9c42a7f7f6a789cc741d43cacbc502587ed1c5f0f4e445f1c39', // rsa 15360
  'd2d8c7d1de1e118e810c15eb7f8d9560a433e15cd55eac52aade81d6669cf133', // rsa 7680
  'adadc3246bb4830551c6da143d7462727967bda53059ae6f152323b0aba69595', // rsa 4096
  '01e67e56244b43b668e2b9a697daaafcfb501fa78de2fcc4aa32bdae6dd94af6', // rsa 3072
  'a6fdc2c6d07aa877e3ac360c2ce5efb69ab7dce2fd8df3c1bce0564b17114bc2', // rsa 2048
  '0ea7caf9dd07fd79fe22ceb5efbbd7d4445d231e92ee1bf3b2a022eaffb00495', // rsa 1024
  '7055066ee3969c25d66c1b891c252e83db653ae6834cd60e49250a4af73a97fe', // rsa 512
];

/** Where the key is published; by `spkiSha256`. */
export const TEST_KEYS: ReadonlyMap<string, string> = new Map([
  ...GNUTLS.map((spkiSha256) => [spkiSha256, 'GnuTLS self-test'] as const),
  ...OPENSSL_SPEED.map((spkiSha256) => [spkiSha256, 'openssl speed'] as const),
]);
