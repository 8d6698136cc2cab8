/** VK: access tokens are `vk1.a.` and some 200 base64url characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const vkRules = [
  prefixedToken({
    id: 'vk-token',
    title: 'VK access token, by its form',
    provider: 'VK',
    severity: 'high',
    advice: 'End all sessions of the account, or delete the key of the community (Manage, API usage).',
    prefixes: ['vk1.a.'],
    body: [base64url(80, 300)],
  }),
];
