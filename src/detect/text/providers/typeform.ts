/** Typeform: `tfp_` and 44 characters or more. */

import { prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC } from '../random-text.ts';
import type { Run } from '../token-parts.ts';

const typeformText = (least: number, most: number): Run => ({ alphabet: `${ALPHANUMERIC}._-`, least, most });

export const typeformRules = [
  prefixedToken({
    id: 'typeform-token',
    title: 'Typeform personal access token',
    provider: 'Typeform',
    severity: 'high',
    advice: 'Delete it in the account (Personal tokens).',
    prefixes: ['tfp_'],
    body: [typeformText(40, 64)],
  }),
];
