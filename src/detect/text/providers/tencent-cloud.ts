/** Tencent Cloud: an API key is a SecretId, `AKID` and 32 base-62 digits, and a SecretKey of 32. */
import { keyPair } from '../key-pair.ts';
import { alphanumeric } from '../token-parts.ts';

export const tencentCloudRules = keyPair({
  id: 'tencent-secret-key',
  title: 'Tencent Cloud API key: SecretId and SecretKey',
  provider: 'Tencent Cloud',
  severity: 'critical',
  advice:
    'Disable the key in the CAM console (API keys), replace it, delete it, and look in CloudAudit for what it did.',
  idAlone: { id: 'tencent-secret-id', title: 'Tencent Cloud SecretId, its SecretKey not near' },
  prefixes: ['AKID'],
  idBody: [alphanumeric(32)],
  secret: [alphanumeric(32)],
});
