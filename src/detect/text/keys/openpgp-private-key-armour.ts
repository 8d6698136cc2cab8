/**
 * OpenPGP secret keys in ASCII armour: RFC 9580, section 6. Lines that end in LF, CRLF or either as an escape after backslashes;
 * headers; base64; the CRC-24, which must be right if present. For what is read of the packets, see structures/openpgp-key.ts. One
 * match per block: for its first key in the clear, else for its first encrypted one.
 */
import { textAnchor } from '../../../model/anchor.ts';
import type { Match } from '../../../model/match.ts';
import type { Detector } from '../../detector.ts';
import { PRIVATE_KEY_ADVICE } from '../../proof/key-match.ts';
import { type OpenpgpKey, readOpenpgpPacket } from '../../structures/openpgp-key.ts';
import { openpgpMatch } from '../../structures/openpgp-match.ts';
import { decodeArmour } from '../openpgp-armour.ts';

const BEGIN = '-----BEGIN PGP PRIVATE KEY BLOCK-----';
const END = '-----END PGP PRIVATE KEY BLOCK-----';

export const openpgpPrivateKeyArmour: Detector = {
  id: 'private-key-openpgp-armour',
  form: { specification: 'RFC 4880, section 6', proof: 'as the packets inside' },
  title: 'OpenPGP secret key in armour',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: [textAnchor(BEGIN.slice(0, 31))], bytesBefore: 0, reads: 'text' },
  // RSA-4096 with a subkey and some signatures takes 7 KB; photographs and many signatures make a block longer.
  maxMatchBytes: 56 * 1024,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const limit = Math.min(window.length, at + openpgpPrivateKeyArmour.maxMatchBytes);
  const view = Buffer.from(window.buffer, window.byteOffset, limit);
  const bodyStart = at + BEGIN.length;
  if (view.toString('latin1', at, bodyStart) !== BEGIN) return undefined;
  const bodyEnd = view.indexOf('-----', bodyStart, 'latin1');
  if (bodyEnd < 0 || view.toString('latin1', bodyEnd, bodyEnd + END.length) !== END) return undefined;
  const packets = decodeArmour(view.toString('latin1', bodyStart, bodyEnd));
  const keys = packets && readKeys(packets);
  const key = keys?.find(({ state }) => state === 'proven') ?? keys?.[0];
  if (keys === undefined || key === undefined) return undefined;
  const length = bodyEnd + END.length - at;
  const match = openpgpMatch(key, { offset: at, length, form: 'openpgp-armour', preview: BEGIN });
  return { ...match, facts: { ...match.facts, secretKeys: keys.length } };
}

const MAX_PACKETS = 1000;

function readKeys(packets: Uint8Array): OpenpgpKey[] {
  const keys: OpenpgpKey[] = [];
  let at = 0;
  for (let count = 0; at < packets.length && count < MAX_PACKETS; count++) {
    const packet = readOpenpgpPacket(packets, at);
    if (packet === undefined) break;
    if (packet.state !== 'other') keys.push(packet);
    at += packet.length;
  }
  return keys;
}
