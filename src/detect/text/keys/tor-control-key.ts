/**
 * Keys of onion services as Tor's control protocol and programs that speak it write them (control-spec, ADD_ONION):
 * `ED25519-V3:`, then the expanded key of 64 bytes in base64. Its file form is in binary/tor-onion-key.ts.
 */
import { keyMatch } from '../../proof/key-match.ts';
import { onionAddress } from '../../proof/onion-address.ts';
import { readOnionKey } from '../../structures/onion-key.ts';
import { keyTextDetector } from './key-text.ts';

const KEY = /ED25519-V3:([A-Za-z0-9+/]{86})(?:==)?(?![A-Za-z0-9+/=])/y;
/** From ServiceID in the answer to the key. */
const NEAR_BYTES = 256;

export const torControlKey = keyTextDetector({
  id: 'tor-control-key',
  form: { specification: 'Tor control-spec, ADD_ONION', proof: 'clamping; with the address near it, the public half' },
  title: 'Key of a Tor onion service in control protocol',
  confidence: 'high',
  anchors: ['ED25519-V3:'],
  bytesBefore: NEAR_BYTES,
  maxMatchBytes: 128 + NEAR_BYTES,
  read(text, at) {
    KEY.lastIndex = at;
    const found = KEY.exec(text);
    if (found === null) return undefined;
    const [token, digits] = found as unknown as readonly [string, string];
    const key = readOnionKey(Buffer.from(digits, 'base64'), token.length);
    if (key === undefined) return undefined;
    const address = onionAddress(key.publicKey.bytes);
    const place = { offset: at, length: token.length, form: 'tor-control', preview: 'ED25519-V3:…' };
    const match = keyMatch(key, { ...place, facts: { onionAddress: address } });
    return text.includes(address.replace('.onion', '')) ? { ...match, confidence: 'proven' } : match;
  },
});
