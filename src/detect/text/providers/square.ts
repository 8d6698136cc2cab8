/** Square (developer.squareup.com): access tokens `EAAA…` or `sq0atp-`, application secrets `sq0csp-`; `sq0idp-` is a public id. */
import { isLineOfBase64, LINE_OF_BASE64_BYTES } from '../line-of-base64.ts';
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC, HEX } from '../random-text.ts';
import { base64url } from '../token-parts.ts';

const shared = { provider: 'Square' } as const;
const ADVICE = 'Replace it in the developer dashboard (Credentials of the application) and look at the API logs.';

export const squareRules = [
  prefixedToken({
    ...shared,
    id: 'square-access-token',
    title: 'Square access token',
    severity: 'critical',
    advice: ADVICE,
    prefixes: ['EAAA'],
    isDelimited: true,
    body: [base64url(60)],
    // The alphabet of base64: a token stands alone.
    edges: { after: /[A-Za-z0-9+/=_-]/ },
    contextBytes: LINE_OF_BASE64_BYTES,
    // Lines of pictures in PostScript are digits of hex alone; those of base64 are as long as a token in OpenPGP and PEM.
    check: (candidate) => (isLineOfBase64(candidate, 'EAAA') ? undefined : inBothCases(candidate)),
    lookAlikes: (random) => [
      'EAAA',
      `EAAA${random.text(59, ALPHANUMERIC)}`,
      `\nEAAA${random.text(60, HEX.toUpperCase())}\n`,
      `\n${random.text(64, ALPHANUMERIC)}\nEAAA${random.text(60, ALPHANUMERIC)}\n${random.text(64, ALPHANUMERIC)}\n`,
      `\n\nEAAA${random.text(60, ALPHANUMERIC)}\r\n${random.text(64, ALPHANUMERIC)}\r\n`,
    ],
  }),
  prefixedToken({
    ...shared,
    id: 'square-personal-token',
    title: 'Square personal access token',
    severity: 'critical',
    advice: ADVICE,
    prefixes: ['sq0atp-'],
    body: [base64url(22)],
  }),
  prefixedToken({
    ...shared,
    id: 'square-application-secret',
    title: 'Square application secret',
    severity: 'high',
    advice: ADVICE,
    prefixes: ['sq0csp-'],
    body: [base64url(43)],
  }),
  prefixedToken({
    ...shared,
    id: 'square-sandbox-application-secret',
    title: 'Square application secret of a sandbox',
    severity: 'low',
    advice: `It moves no money. ${ADVICE}`,
    prefixes: ['sandbox-sq0csb-'],
    body: [base64url(43)],
  }),
  prefixedToken({
    ...shared,
    id: 'square-sandbox-token',
    title: 'Square access token of a sandbox',
    severity: 'low',
    advice: `It moves no money. ${ADVICE}`,
    prefixes: ['sq0atb-'],
    body: [base64url(22)],
  }),
  prefixedToken({
    ...shared,
    id: 'square-application-id',
    title: 'Square application id',
    severity: 'low',
    confidence: 'medium',
    advice:
      'An id is not a secret. It names the application whose secret to replace if that is elsewhere in the artifact.',
    prefixes: ['sq0idp-'],
    body: [base64url(22)],
  }),
];
