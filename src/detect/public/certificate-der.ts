/** X.509 certificates in DER at any offset: in binaries, key stores, packages. For what is read, see structures/certificate.ts. */
import { byteAnchor } from '../../model/anchor.ts';
import { keptSpki } from '../known-key.ts';
import { readCertificate } from '../structures/certificate.ts';
import type { Testimony, Witness } from '../witness.ts';

/** Two SEQUENCEs with lengths of two or three bytes precede the version. */
const BYTES_BEFORE = 8;

export const certificateDer: Witness = {
  id: 'certificate-der',
  // [0] { INTEGER 2 }, then the tag of the serial number: version 3, which certificates with extensions have.
  trigger: { anchors: [byteAnchor('a0 03 02 01 02 02')], bytesBefore: BYTES_BEFORE, reads: 'bytes' },
  maxMatchBytes: 16 * 1024,
  inspect,
};

function inspect(window: Uint8Array, at: number): Testimony | undefined {
  for (const before of [8, 7, 6, 5]) {
    const offset = at - before;
    if (offset < 0 || window[offset] !== 0x30 || (window[offset + 1]! & 0xfc) !== 0x80) continue;
    const certificate = readCertificate(window.subarray(0, offset + certificateDer.maxMatchBytes), offset);
    if (certificate === undefined || offset + certificate.length <= at) continue;
    const { length, spki, spkiSha256, facts } = certificate;
    return { offset, length, spkiSha256, ...keptSpki(spki), fact: 'certificate', facts };
  }
  return undefined;
}
