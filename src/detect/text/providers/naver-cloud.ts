/** NAVER Cloud: `ncp_iam_`; the id of an access key goes on with `BPA`, the secret with `BPK`, and 31 letters and digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const naverCloudRules = [
  prefixedToken({
    id: 'naver-cloud-secret-key',
    title: 'NAVER Cloud secret key',
    provider: 'NAVER Cloud',
    severity: 'critical',
    advice: 'Delete the access key in the console (Sub Account, Access key) and look at the activity log.',
    prefixes: ['ncp_iam_BPK'],
    body: [alphanumeric(31)],
  }),
];
