/** ClickHouse Cloud: secrets of API keys are `4b1d` and 38 base-62 digits. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const clickhouseRules = [
  prefixedToken({
    id: 'clickhouse-cloud-secret',
    title: 'ClickHouse Cloud API key secret',
    provider: 'ClickHouse',
    severity: 'high',
    advice: 'Delete the key in the ClickHouse Cloud console (Organization, API keys).',
    prefixes: ['4b1d'],
    body: [alphanumeric(38)],
    check: inBothCases,
  }),
];
