/**
 * Private keys in the blobs of Windows' CryptoAPI, at any offset: alone, in .snk and .pvk files, in resources. For the parts read
 * and the proofs, see structures/capi-blob.ts.
 *
 * A .pvk file that is encrypted (MakeCert's format, as OpenSSL's pvkfmt.c reads it) is a match of low severity:
 *    0  4  b0b5f11e      4  4  reserved 0     8  4  key type: 1 exchange, 2 signature
 *   12  4  encrypted    16  4  salt bytes    20  4  key bytes    24  salt, then the blob, of which 8 bytes are in the clear
 */
import { byteAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { latin1 } from '../latin1.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { RSA_HOLDS } from '../proof/proof-text.ts';
import type { LockedKey } from '../proof/read-key.ts';
import { CAPI_HEADERS, readCapiBlob } from '../structures/capi-blob.ts';
import { MicrosoftCursor } from '../structures/microsoft-cursor.ts';

const PVK_MAGIC = '1e f1 b5 b0 00 00 00 00';
const PVK_FIRST_BYTE = 0x1e;

export const capiPrivateKey: Detector = {
  id: 'private-key-capi',
  form: {
    specification: 'wincrypt.h: PRIVATEKEYBLOB; .pvk as OpenSSL reads it',
    proof: `RSA: ${RSA_HOLDS}. DSS and DH of version 3: g^x = y. DSS of version 2 has no public half: q | p−1, g^q = 1, high`,
  },
  title: 'Private key in a CryptoAPI blob',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: [...CAPI_HEADERS, PVK_MAGIC].map(byteAnchor), bytesBefore: 0, reads: 'bytes' },
  // RSA-16384 takes 9,236 bytes.
  maxMatchBytes: 10 * 1024,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const reach = window.subarray(0, at + capiPrivateKey.maxMatchBytes);
  if (window[at] === PVK_FIRST_BYTE) return inspectPvk(reach, at);
  const key = readCapiBlob(reach, at);
  if (key === undefined) return undefined;
  const match = keyMatch(key, {
    ...{ offset: at, length: key.length, form: 'capi-blob' },
    preview: `07 0${window[at + 1]} 00 00 … ${latin1(window, at + 8, at + 12).replace('\0', '')}…`,
    facts: { structure: key.structure },
  });
  return key.proof === 'all' ? match : { ...match, confidence: 'high' };
}

/** Encrypted .pvk files; in the others, the blob is found by itself. */
function inspectPvk(window: Uint8Array, at: number): Match | undefined {
  const cursor = new MicrosoftCursor(window, at + 8);
  const [type, encrypted, saltBytes, keyBytes] = [cursor.uint32(), cursor.uint32(), cursor.uint32(), cursor.uint32()];
  if ((type !== 1 && type !== 2) || encrypted < 0 || saltBytes < 1 || saltBytes > 1024) return undefined;
  if (keyBytes < 300 || cursor.take(saltBytes) === undefined) return undefined;
  const header = cursor.take(8);
  const ciphertext = cursor.take(keyBytes - 8);
  if (header?.[0] !== 0x07 || header[1] !== 0x02 || ciphertext === undefined || isMonotonous(ciphertext))
    return undefined;
  if (/^(?:RSA|DSS)2$/.test(Buffer.from(ciphertext.subarray(0, 4)).toString('latin1'))) return undefined;
  const length = cursor.position - at;
  // Keys of 40 and of 128 bits are both in use, and the file does not say which.
  const key: LockedKey = { state: 'locked', structure: 'pvk', length, cipher: 'rc4', ciphertext };
  return keyMatch(key, { offset: at, length, form: 'pvk', preview: 'b0b5f11e…' });
}
