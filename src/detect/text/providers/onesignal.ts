/** OneSignal since 2024: `os_v2_app_` or `os_v2_org_` and 103 base-32 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { BASE32 } from '../random-text.ts';

export const onesignalRules = [
  prefixedToken({
    id: 'onesignal-rich-api-key',
    title: 'OneSignal API key of an app or an organization',
    provider: 'OneSignal',
    severity: 'high',
    advice: 'Delete it in OneSignal (Settings, Keys and IDs): it sends messages to every user.',
    prefixes: ['os_v2_app_', 'os_v2_org_'],
    body: [{ alphabet: BASE32.toLowerCase(), least: 103, most: 103 }],
  }),
];
