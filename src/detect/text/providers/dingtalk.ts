/** DingTalk: the secret by which a robot checks the signature of a message is `SEC` and 64 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const dingtalkRules = [
  prefixedToken({
    id: 'dingtalk-robot-secret',
    title: 'Secret of a DingTalk robot',
    provider: 'DingTalk',
    severity: 'medium',
    advice:
      'Reset it in the settings of the robot (Security settings): with the token of its webhook, it posts to the group.',
    prefixes: ['SEC'],
    body: [hex(64)],
  }),
];
