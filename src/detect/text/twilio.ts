/** Twilio: `AC` (an account) with its auth token, `SK` (an API key) with its secret. The ids are 32 hex digits. */
import { HEX_DIGITS } from './byte-runs.ts';
import { keyPair } from './key-pair.ts';
import { alphanumeric, hex } from './token-parts.ts';

const DIGITS = [...'0123456789abcdef'];
/** Two letters and a digit are common in hex and base64; the rest of an id is not. */
const glance = (window: Uint8Array, at: number) =>
  [3, 4, 5, 6, 12, 20, 33].every((offset) => HEX_DIGITS[window[at + offset] ?? 0] === 1);
const shared = { provider: 'Twilio', glance, idBody: [hex(31)] } as const;

export const twilioRules = [
  ...keyPair({
    ...shared,
    id: 'twilio-auth-token',
    title: 'Twilio account and its auth token',
    severity: 'critical',
    advice: 'Make a second auth token in the console (Account, API keys & tokens), promote it, and look at the usage.',
    idAlone: { id: 'twilio-account-sid', title: 'Twilio account, its auth token not near' },
    prefixes: DIGITS.map((digit) => `AC${digit}`),
    secret: [hex(32)],
    introduction: /token|secret|auth|pass|key|:$/i,
  }),
  ...keyPair({
    ...shared,
    id: 'twilio-api-key',
    title: 'Twilio API key: id and secret',
    severity: 'critical',
    advice: 'Delete the key in the console (Account, API keys & tokens) and look at the usage.',
    idAlone: { id: 'twilio-api-key-sid', title: 'Twilio API key id, its secret not near' },
    prefixes: DIGITS.map((digit) => `SK${digit}`),
    secret: [alphanumeric(32)],
    introduction: /token|secret|auth|pass|key|:$/i,
  }),
];
