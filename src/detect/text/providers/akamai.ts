/** Akamai EdgeGrid (.edgerc): access and client tokens are `akab-` and twice 16 base-36 digits; hosts begin so, too, and go on with a dot. */
import { prefixedToken } from '../prefixed-token.ts';
import { lowerAlphanumeric } from '../token-parts.ts';

export const akamaiRules = [
  prefixedToken({
    id: 'akamai-edgegrid-token',
    title: 'Akamai EdgeGrid token',
    provider: 'Akamai',
    severity: 'medium',
    advice:
      'Deactivate the credential in Akamai Control Center (Identity and access). Together with the client secret, which is often next to it, it signs requests.',
    prefixes: ['akab-'],
    body: [lowerAlphanumeric(16), '-', lowerAlphanumeric(16)],
    edges: { before: /[A-Za-z0-9_-]/, after: /[A-Za-z0-9_.-]/ },
  }),
];
