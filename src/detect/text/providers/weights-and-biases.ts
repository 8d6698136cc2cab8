/** Weights & Biases: `wandb_v1_`, a public id and a secret of base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const weightsAndBiasesRules = [
  prefixedToken({
    id: 'wandb-api-key',
    title: 'Weights & Biases API key',
    provider: 'Weights & Biases',
    severity: 'high',
    advice: 'Delete it at https://wandb.ai/authorize, or in the user settings (API keys).',
    prefixes: ['wandb_v1_'],
    body: [base64url(60, 90)],
  }),
];
