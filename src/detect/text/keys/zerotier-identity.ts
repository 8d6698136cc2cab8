/**
 * Identities of ZeroTier's nodes and controllers (identity.secret; node/Identity.cpp of ZeroTierOne), one line: ten digits of the
 * address, `:0:`, both public keys, `:`, both secrets, in hex; each is 32 bytes of X25519, then 32 of Ed25519.
 */
import { keyMatch } from '../../proof/key-match.ts';
import { x25519Key } from '../../structures/raw-edwards.ts';
import { HEX_DIGITS, isInRun } from '../byte-runs.ts';
import { keyTextDetector } from './key-text.ts';

const ADDRESS_DIGITS = 10;
const KEYS_DIGITS = 128;
const IDENTITY = /(?<![0-9a-f:])[0-9a-f]{10}:0:([0-9a-f]{128}):([0-9a-f]{128})(?![0-9a-f:])/y;

export const zerotierIdentity = keyTextDetector({
  id: 'zerotier-identity',
  form: { specification: 'ZeroTier, identity.secret', proof: 'the secret of X25519 gives its public half' },
  title: 'Identity of a ZeroTier node',
  anchors: [':0:'],
  bytesBefore: ADDRESS_DIGITS + 1,
  maxMatchBytes: ADDRESS_DIGITS + 3 + 2 * KEYS_DIGITS + 2,
  glance: (window, at) => isInRun(window, at + 3 + KEYS_DIGITS / 2, HEX_DIGITS, KEYS_DIGITS),
  read(text, at) {
    const start = at - ADDRESS_DIGITS;
    IDENTITY.lastIndex = Math.max(0, start);
    const found = start < 0 ? null : IDENTITY.exec(text);
    if (found === null) return undefined;
    const [publicKeys, secrets] = [Buffer.from(found[1]!, 'hex'), Buffer.from(found[2]!, 'hex')];
    const key = x25519Key(secrets.subarray(0, 32), publicKeys.subarray(0, 32), found[0].length);
    return key && keyMatch(key, { offset: start, length: found[0].length, form: 'zerotier', preview: '' });
  },
});
