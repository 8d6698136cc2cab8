/** Notion: `ntn_` and 46 characters, before September 2024 `secret_` and 43; `nrt_` for refresh tokens. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, base64url, digits } from '../token-parts.ts';

const shared = { provider: 'Notion' } as const;

export const notionRules = [
  prefixedToken({
    ...shared,
    id: 'notion-integration-token',
    title: 'Notion integration token',
    severity: 'high',
    advice: 'Refresh the secret of the integration at https://www.notion.so/my-integrations.',
    prefixes: ['ntn_'],
    body: [digits(10, 12), alphanumeric(34, 36)],
  }),
  prefixedToken({
    ...shared,
    id: 'notion-integration-secret',
    title: 'Notion integration token (before 2024)',
    severity: 'high',
    advice: 'Refresh the secret of the integration at https://www.notion.so/my-integrations.',
    prefixes: ['secret_'],
    body: [alphanumeric(43)],
    check: inBothCases,
  }),
  prefixedToken({
    ...shared,
    id: 'notion-refresh-token',
    title: 'Notion OAuth refresh token',
    severity: 'high',
    advice: 'Remove the connection in the settings of the workspace.',
    prefixes: ['nrt_'],
    body: [base64url(43, 60)],
  }),
];
