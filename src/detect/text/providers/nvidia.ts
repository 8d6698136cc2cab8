/** NVIDIA: `nvapi-` and 64 base64url characters or more. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const nvidiaRules = [
  prefixedToken({
    id: 'nvidia-api-key',
    title: 'NVIDIA API key (NGC, NIM)',
    provider: 'NVIDIA',
    severity: 'high',
    advice: 'Delete it in the NGC organization (Setup, API keys).',
    prefixes: ['nvapi-'],
    body: [base64url(60, 70)],
  }),
];
