/** Databricks: `dapi` and 32 hex digits, sometimes `-2` or `-3` behind; `dose` for secrets of service principals. */
import { prefixed } from '../example.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { HEX } from '../random-text.ts';
import { anyHex, hex } from '../token-parts.ts';

const shared = { provider: 'Databricks' } as const;

export const databricksRules = [
  prefixedToken({
    ...shared,
    id: 'databricks-personal-token',
    title: 'Databricks personal access token',
    severity: 'critical',
    advice: 'Revoke it in the user settings (Developer, Access tokens) and look in the audit log for what it did.',
    prefixes: ['dapi'],
    body: [anyHex(32)],
    edges: { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9_]/ },
    contextBytes: 3,
    check: ({ window, start, end }) =>
      /^-[0-9](?![\w-])/.test(window.slice(end)) ? { place: { start, end: end + 2 } } : {},
    examples: (random) => ['', '-2'].map((suffix) => prefixed('dapi', random.text(32, HEX) + suffix)),
  }),
  prefixedToken({
    ...shared,
    id: 'databricks-oauth-secret',
    title: 'Databricks OAuth secret of a service principal',
    severity: 'critical',
    advice: 'Delete the secret of the service principal in the account console.',
    prefixes: ['dose'],
    body: [hex(32)],
  }),
];
