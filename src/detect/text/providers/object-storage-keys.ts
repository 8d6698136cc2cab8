/**
 * Keys for the interface of S3 that others than AWS issue: an id with the issuer's beginning, and a secret. Google (HMAC keys
 * of Cloud Storage), DigitalOcean Spaces, Scaleway, Yandex; Backblaze and Tigris, whose secrets have a beginning of their own.
 */
import { keyPair } from '../key-pair.ts';
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { BASE64URL } from '../random-text.ts';
import { base64, base64url, UUID, upperAlphanumeric } from '../token-parts.ts';

export const objectStorageRules = [
  ...keyPair({
    id: 'google-hmac-key',
    title: 'Google Cloud Storage HMAC key: access id and secret',
    provider: 'Google',
    severity: 'critical',
    advice: 'Deactivate and delete the key in the settings of Cloud Storage (Interoperability).',
    idAlone: { id: 'google-hmac-id', title: 'Google Cloud Storage HMAC access id, its secret not near' },
    prefixes: ['GOOG'],
    // Of a service account 57, of a user 20.
    idBody: [upperAlphanumeric(20, 57)],
    secret: [base64(40)],
  }),
  ...keyPair({
    id: 'digitalocean-spaces-key',
    title: 'DigitalOcean Spaces key: id and secret',
    provider: 'DigitalOcean',
    severity: 'critical',
    advice: 'Delete the key under API, Spaces keys in the control panel.',
    idAlone: { id: 'digitalocean-spaces-id', title: 'DigitalOcean Spaces key id, its secret not near' },
    prefixes: ['DO00', 'DO80'],
    idBody: [upperAlphanumeric(16)],
    secret: [base64(43)],
  }),
  ...keyPair({
    id: 'scaleway-api-key',
    title: 'Scaleway API key: access key and secret',
    provider: 'Scaleway',
    severity: 'critical',
    advice: 'Delete the key in the console (IAM, API keys).',
    idAlone: { id: 'scaleway-access-key', title: 'Scaleway access key, its secret not near' },
    prefixes: ['SCW'],
    idBody: [upperAlphanumeric(17)],
    secret: UUID,
    introduction: /secret|key|token/i,
  }),
  ...keyPair({
    id: 'yandex-static-key',
    title: 'Yandex Cloud static access key: id and secret',
    provider: 'Yandex',
    severity: 'critical',
    advice: 'Delete the static key of the service account in the console.',
    idAlone: { id: 'yandex-static-key-id', title: 'Yandex Cloud static access key id, its secret not near' },
    prefixes: ['YCAJE'],
    idBody: [base64url(20)],
    secret: ['YC', base64url(38)],
  }),
  prefixedToken({
    id: 'backblaze-application-key',
    title: 'Backblaze B2 application key',
    provider: 'Backblaze',
    severity: 'critical',
    advice: 'Delete the key in the Backblaze account (Application keys).',
    prefixes: ['K001', 'K002', 'K003', 'K004', 'K005'],
    body: [base64(27)],
    edges: { before: /[A-Za-z0-9+/_-]/, after: /[A-Za-z0-9+/=_-]/ },
    check: ({ body }) => (/[A-Z]/.test(body) && /[a-z]/.test(body) ? {} : undefined),
  }),
  prefixedToken({
    id: 'tigris-secret-key',
    title: 'Tigris secret access key',
    provider: 'Tigris',
    severity: 'critical',
    advice: 'Delete the key in the Tigris dashboard (Access keys), or `fly storage destroy` the bucket that it is for.',
    prefixes: ['tsec_'],
    body: [{ alphabet: `${BASE64URL}+`, least: 60, most: 80 }],
    edges: { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9+_-]/ },
    check: inBothCases,
  }),
];
