/** Twitch: stream keys are `live_`, the number of the channel, `_`, and 30 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, digits } from '../token-parts.ts';

export const twitchRules = [
  prefixedToken({
    id: 'twitch-stream-key',
    title: 'Twitch stream key',
    provider: 'Twitch',
    severity: 'medium',
    advice: 'Reset it in the creator dashboard (Settings, Stream): with it anyone streams on the channel.',
    prefixes: ['live_'],
    body: [digits(6, 12), '_', alphanumeric(30)],
  }),
];
