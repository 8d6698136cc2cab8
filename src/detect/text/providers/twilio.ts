/** Twilio: `AC` (an account) with its auth token, `SK` (an API key) with its secret. The ids are 32 hex digits behind two letters. */
import { keyPair } from '../key-pair.ts';
import { alphanumeric, hex } from '../token-parts.ts';

const shared = {
  provider: 'Twilio',
  idBody: [hex(32)],
  introduction: /token|secret|auth|pass|key|:$/i,
  name: {
    anchors: ['TWILIO', 'wilio', 'account_sid', 'ACCOUNT_SID', 'ccountSid', '/Accounts/AC'],
    pattern: 'TWILIO|wilio|account_sid|ACCOUNT_SID|ccountSid|/Accounts/',
  },
} as const;

export const twilioRules = [
  ...keyPair({
    ...shared,
    id: 'twilio-auth-token',
    title: 'Twilio account and its auth token',
    severity: 'critical',
    advice: 'Make a second auth token in the console (Account, API keys & tokens), promote it, and look at the usage.',
    idAlone: { id: 'twilio-account-sid', title: 'Twilio account, its auth token not near' },
    prefixes: ['AC'],
    secret: [hex(32)],
  }),
  ...keyPair({
    ...shared,
    id: 'twilio-api-key',
    title: 'Twilio API key: id and secret',
    severity: 'critical',
    advice: 'Delete the key in the console (Account, API keys & tokens) and look at the usage.',
    idAlone: { id: 'twilio-api-key-sid', title: 'Twilio API key id, its secret not near' },
    prefixes: ['SK'],
    secret: [alphanumeric(32)],
  }),
];
