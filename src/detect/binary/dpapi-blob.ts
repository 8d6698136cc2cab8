/** Blobs of the Windows data protection API at any offset, also inside CNG key files. For their layout, see structures/dpapi-blob.ts. */
import { byteAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { DPAPI_HEADER, MAX_DPAPI_BYTES, readDpapiBlob } from '../structures/dpapi-blob.ts';
import { DPAPI_RULE, dpapiMatch } from '../structures/dpapi-match.ts';

export const dpapiBlob: Detector = {
  id: 'dpapi-blob',
  form: { specification: 'CryptProtectData, as dpapick and impacket read it', proof: 'every length fits' },
  title: 'Secret encrypted with DPAPI',
  ...DPAPI_RULE,
  trigger: { anchors: [byteAnchor(DPAPI_HEADER)], bytesBefore: 0, reads: 'bytes' },
  maxMatchBytes: MAX_DPAPI_BYTES,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const blob = readDpapiBlob(window, at);
  return blob && dpapiMatch(blob, { offset: at, length: blob.length, form: 'dpapi' });
}
