/** Honeycomb: `hc`, letters for region, kind and use, `_`, and 58 characters; keys that manage a team have a colon between id and secret; ids alone are no secret. */
import { prefixedToken } from '../prefixed-token.ts';
import { lowerAlphanumeric } from '../token-parts.ts';

const shared = { provider: 'Honeycomb' } as const;

export const honeycombRules = [
  prefixedToken({
    ...shared,
    id: 'honeycomb-ingest-key',
    title: 'Honeycomb ingest or configuration key',
    severity: 'medium',
    advice: 'Delete it in the environment settings (API keys).',
    prefixes: ['hcaik_', 'hcaic_', 'hcxik_', 'hcbik_', 'hccik_', 'hcdik_', 'hceik_'],
    body: [lowerAlphanumeric(58)],
  }),
  prefixedToken({
    ...shared,
    id: 'honeycomb-management-key',
    title: 'Honeycomb management key',
    severity: 'high',
    advice: 'Delete it in the team settings (API keys).',
    prefixes: ['hcamk_', 'hcxmk_', 'hcbmk_'],
    body: [lowerAlphanumeric(58)],
  }),
  prefixedToken({
    ...shared,
    id: 'honeycomb-management-key-pair',
    title: 'Honeycomb management key and its secret',
    severity: 'high',
    advice: 'Delete it in the team settings (API keys).',
    prefixes: ['hcamk_', 'hcxmk_', 'hcbmk_'],
    body: [lowerAlphanumeric(26), ':', lowerAlphanumeric(32)],
  }),
];
