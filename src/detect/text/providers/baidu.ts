/** Baidu AI Cloud (Qianfan): `bce-v3/`, the id of an access key, which begins `ALTAK-`, and 40 hex digits that sign for it. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, hex } from '../token-parts.ts';

export const baiduRules = [
  prefixedToken({
    id: 'baidu-api-key',
    title: 'API key of Baidu AI Cloud',
    provider: 'Baidu AI Cloud',
    severity: 'high',
    advice: 'Delete it in the console of Qianfan (API keys), and look at the usage.',
    prefixes: ['bce-v3/ALTAK-'],
    body: [alphanumeric(20, 24), '/', hex(40)],
  }),
];
