/**
 * Private keys of cosign (sigstore), always encrypted: PEM with the label ENCRYPTED SIGSTORE PRIVATE KEY, before 2.0
 * ENCRYPTED COSIGN PRIVATE KEY, around base64 of JSON with scrypt and nacl/secretbox.
 */
import { blobFingerprint } from '../../fingerprint.ts';
import { keyTextDetector } from './key-text.ts';

const BEGIN = /-----BEGIN (ENCRYPTED (?:SIGSTORE|COSIGN) PRIVATE KEY)-----/y;

export const cosignKey = keyTextDetector({
  id: 'cosign-private-key',
  form: { specification: 'sigstore cosign, encrypted PEM', proof: 'structure' },
  title: 'Private key of cosign, encrypted with a password',
  severity: 'low',
  confidence: 'high',
  anchors: ['-----BEGIN ENCRYPTED SIGSTORE', '-----BEGIN ENCRYPTED COSIGN'],
  maxMatchBytes: 4096,
  read(text, at) {
    BEGIN.lastIndex = at;
    const [begin, label] = BEGIN.exec(text) ?? [];
    if (begin === undefined) return undefined;
    const end = `-----END ${label}-----`;
    const bodyEnd = text.indexOf('-----', at + begin.length);
    if (bodyEnd < 0 || !text.startsWith(end, bodyEnd)) return undefined;
    const base64 = text.slice(at + begin.length, bodyEnd).replace(/\\{1,16}[rn]|\s/g, '');
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
    const json = Buffer.from(base64, 'base64').toString('latin1');
    const ciphertext = /"ciphertext":"([A-Za-z0-9+/=]{40,4000})"/.exec(json)?.[1];
    if (ciphertext === undefined || !json.includes('nacl/secretbox')) return undefined;
    return {
      ...{ offset: at, length: bodyEnd + end.length - at, preview: `-----BEGIN ${label}-----` },
      fingerprint: blobFingerprint(Buffer.from(ciphertext, 'base64')),
      facts: { encrypted: true, cipher: 'xsalsa20-poly1305', kdf: 'scrypt', form: 'cosign' },
    };
  },
});
