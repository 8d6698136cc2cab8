/** Alibaba Cloud: an AccessKey is an id, `LTAI` and 12 to 20 base-62 digits, and a secret of 30. */
import { keyPair } from '../key-pair.ts';
import { alphanumeric } from '../token-parts.ts';

export const alibabaCloudRules = keyPair({
  id: 'alibaba-access-key',
  title: 'Alibaba Cloud AccessKey: id and secret',
  provider: 'Alibaba Cloud',
  severity: 'critical',
  advice: 'Disable the AccessKey in the RAM console, replace it, delete it, and look in ActionTrail for what it did.',
  idAlone: { id: 'alibaba-access-key-id', title: 'Alibaba Cloud AccessKey id, its secret not near' },
  prefixes: ['LTAI'],
  idBody: [alphanumeric(12, 20)],
  secret: [alphanumeric(30)],
});
