/**
 * Stubs, which GnuPG writes in place of secret keys that are elsewhere, as on a card (doc/DETAILS, "GNU extensions to the S2K algorithm"): S2K 101, a
 * hash, "GNU", then 1 for no key or 2 for the serial number of a card.
 */
import { readHeader, SECRET_TAGS } from './openpgp-key.ts';

const S2K = 101;

/** Whether each secret key among `packets` is a stub, and all of them are whole. */
export function areOpenpgpStubs(packets: Uint8Array): boolean {
  let stubs = 0;
  for (let at = 0; at < packets.length; ) {
    const packet = readHeader(packets, at);
    if (packet === undefined) return false;
    if (SECRET_TAGS.includes(packet.tag)) {
      if (!isStub(Buffer.from(packets.subarray(packet.body, packet.end)))) return false;
      stubs++;
    }
    at = packet.end;
  }
  return stubs > 0;
}

function isStub(body: Buffer): boolean {
  const mark = body.lastIndexOf('GNU');
  return mark >= 2 && body[mark - 2] === S2K && (body[mark + 3] === 1 || body[mark + 3] === 2);
}
