/**
 * Private keys of EOS and other chains of Antelope: `PVT_K1_` (secp256k1) or `PVT_R1_` (P-256), then Base58 of the number, 32 bytes,
 * and the first four bytes of RIPEMD-160 of the number and the name of the curve (AntelopeIO/spring, fc/crypto/private_key.cpp).
 * The older form is WIF: bitcoin-key.ts.
 */
import { createHash } from 'node:crypto';
import { decodeBase58 } from '../../proof/base58-check.ts';
import { keyMatch } from '../../proof/key-match.ts';
import { p256Key, secp256k1Key } from '../../structures/raw-ec.ts';
import { keyTextDetector } from './key-text.ts';

const KEY = /PVT_(K1|R1)_([1-9A-HJ-NP-Za-km-z]{44,51})(?![1-9A-HJ-NP-Za-km-z])/y;
const KEY_BYTES = 32;
const CHECKSUM_BYTES = 4;

export const antelopeKey = keyTextDetector({
  id: 'antelope-private-key',
  form: { specification: 'fc/crypto/private_key.cpp of Antelope', proof: 'checksum of RIPEMD-160' },
  title: 'Private key of EOS or another chain of Antelope',
  anchors: ['PVT_K1_', 'PVT_R1_'],
  maxMatchBytes: 64,
  read(text, at) {
    KEY.lastIndex = at;
    const found = KEY.exec(text);
    const whole = found && decodeBase58(found[2]!, KEY_BYTES + CHECKSUM_BYTES);
    if (!whole) return undefined;
    const [token, curve] = found as unknown as readonly [string, string];
    const [scalar, checksum] = [whole.subarray(0, KEY_BYTES), whole.subarray(KEY_BYTES)];
    const digest = createHash('ripemd160').update(scalar).update(curve).digest();
    if (!digest.subarray(0, CHECKSUM_BYTES).equals(checksum)) return undefined;
    const key = (curve === 'K1' ? secp256k1Key : p256Key)(scalar, token.length);
    return key && keyMatch(key, { offset: at, length: token.length, form: 'antelope', preview: `PVT_${curve}_…` });
  },
});
