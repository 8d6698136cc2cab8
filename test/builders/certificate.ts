/** Writes a self-signed X.509 certificate (RFC 5280) for tests. Independent of src. */
import { createPublicKey, type KeyObject, sign } from 'node:crypto';
import { bits, integer, oid, sequence, tlv } from './der.ts';

const ECDSA_WITH_SHA256 = '2a8648ce3d040302';
const RSA_WITH_SHA256 = '2a864886f70d01010b';

export interface CertificateStyle {
  readonly subject: string;
  readonly issuer?: string;
  /** Public half of another key than the one that signs. */
  readonly of?: KeyObject;
}

export function certificate(key: KeyObject, { subject, issuer = 'Example CA', of = key }: CertificateStyle): Buffer {
  const algorithm =
    key.asymmetricKeyType === 'rsa' ? sequence(oid(RSA_WITH_SHA256), tlv(0x05)) : sequence(oid(ECDSA_WITH_SHA256));
  const body = sequence(
    tlv(0xa0, integer(2)),
    integer(0x1234567890abcdefn),
    algorithm,
    name(issuer),
    sequence(tlv(0x17, Buffer.from('250101000000Z')), tlv(0x18, Buffer.from('20551231235959Z'))),
    name(subject),
    createPublicKey(of).export({ format: 'der', type: 'spki' }),
  );
  return sequence(body, algorithm, bits(sign('sha256', body, key)));
}

export function pem(label: string, der: Uint8Array, feed = '\n'): string {
  const lines = Buffer.from(der)
    .toString('base64')
    .match(/.{1,64}/g)!;
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join(feed);
}

/** Country, organization and common name. */
function name(commonName: string): Buffer {
  const attribute = (type: string, tag: number, text: string) =>
    tlv(0x31, sequence(oid(type), tlv(tag, Buffer.from(text))));
  return sequence(
    attribute('550406', 0x13, 'DE'),
    attribute('55040a', 0x0c, 'Example'),
    attribute('550403', 0x0c, commonName),
  );
}
