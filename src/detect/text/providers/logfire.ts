/** Pydantic Logfire and its AI gateway: `pylf_v`, a version, the region, the UUID of the organization or nothing, and 43 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, UUID } from '../token-parts.ts';

const shared = {
  provider: 'Logfire',
  severity: 'medium',
  advice: 'Delete it in the Logfire settings (Write tokens, Read tokens, API keys).',
  prefixes: ['pylf_v1_us_', 'pylf_v1_eu_', 'pylf_v2_us_', 'pylf_v2_eu_'],
} as const;

export const logfireRules = [
  prefixedToken({ ...shared, id: 'logfire-token', title: 'Logfire token', body: [alphanumeric(43, 48)] }),
  prefixedToken({
    ...shared,
    id: 'logfire-organization-token',
    title: 'Logfire token that names its organization',
    body: [...UUID, '_', alphanumeric(43, 48)],
  }),
];
