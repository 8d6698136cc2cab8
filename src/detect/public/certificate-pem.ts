/** X.509 certificates in PEM (RFC 7468, section 5), also with escaped line breaks. For what is read, see structures/certificate.ts. */
import { textAnchor } from '../../model/anchor.ts';
import { keptSpki } from '../known-key.ts';
import { readCertificate } from '../structures/certificate.ts';
import type { Testimony, Witness } from '../witness.ts';

export const certificatePem: Witness = {
  id: 'certificate-pem',
  trigger: {
    anchors: [
      '-----BEGIN CERTIFICATE-----',
      '-----BEGIN X509 CERTIFICATE-----',
      '-----BEGIN TRUSTED CERTIFICATE--',
    ].map((text) => textAnchor(text)),
    bytesBefore: 0,
    reads: 'text',
  },
  maxMatchBytes: 24 * 1024,
  inspect,
};

const END = '-----END ';

function inspect(window: Uint8Array, at: number): Testimony | undefined {
  const view = Buffer.from(
    window.buffer,
    window.byteOffset,
    Math.min(window.length, at + certificatePem.maxMatchBytes),
  );
  const start = view.indexOf('-----', at + '-----BEGIN '.length) + 5;
  // The next dash: base64 has none, so floods of the first line end here.
  const end = start < 5 ? -1 : view.indexOf('-', start);
  if (end < 0 || view.toString('latin1', end, end + END.length) !== END) return undefined;
  const base64 = view
    .toString('latin1', start, end)
    .replace(/\\{1,4}[nrt]/g, '')
    .replace(/[^A-Za-z0-9+/]+/g, '');
  const certificate = readCertificate(Buffer.from(base64, 'base64'));
  if (certificate === undefined) return undefined;
  const { spki, spkiSha256, facts } = certificate;
  return { offset: at, length: end - at, spkiSha256, ...keptSpki(spki), fact: 'certificate', facts };
}
