/** Braintrust: tokens of service accounts are `bt-st-` and letters and digits; other keys look like those of OpenAI. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const braintrustRules = [
  prefixedToken({
    id: 'braintrust-service-token',
    title: 'Braintrust service token',
    provider: 'Braintrust',
    severity: 'high',
    advice: 'Delete it in the Braintrust settings (Service tokens): it reads prompts, logs and data sets.',
    prefixes: ['bt-st-'],
    body: [alphanumeric(32, 96)],
  }),
];
