/** Hex (hex.tech): `hxtp_` (of a person) or `hxtw_` (of a workspace) and 64 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const hexTechnologiesRules = [
  prefixedToken({
    id: 'hex-technologies-token',
    title: 'Hex API token of a person or a workspace',
    provider: 'Hex Technologies',
    severity: 'high',
    advice: 'Revoke it in the settings (API keys) of Hex: it runs projects, which read what they are connected to.',
    prefixes: ['hxtp_', 'hxtw_'],
    body: [hex(64)],
  }),
];
