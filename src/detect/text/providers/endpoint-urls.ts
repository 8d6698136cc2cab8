/**
 * Addresses that are credentials: whoever knows the last part of the path may call. Alchemy, Infura (the project's key), Tines and
 * ThingsBoard (webhooks and device tokens).
 */
import { ALPHANUMERIC, HEX, LOWER, type RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';

interface Endpoint extends Pick<Rule, 'id' | 'title' | 'provider' | 'severity' | 'advice'> {
  /** Host and path up to the credential. */
  readonly paths: readonly string[];
  /** Source of a regular expression for the credential. */
  readonly credential: string;
  readonly maxCredentialBytes: number;
  make(random: RandomText): string;
}

const ENDPOINTS: readonly Endpoint[] = [
  {
    id: 'alchemy-endpoint',
    title: 'Alchemy endpoint URL with its API key',
    provider: 'Alchemy',
    severity: 'medium',
    advice: 'Rotate the key of the app in the Alchemy dashboard, and limit where it may be called from.',
    paths: ['.alchemyapi.io/v2/', '.g.alchemy.com/v2/'],
    credential: '[A-Za-z0-9_-]{32}',
    maxCredentialBytes: 32,
    make: (random) => random.text(32, ALPHANUMERIC),
  },
  {
    id: 'infura-endpoint',
    title: 'Infura endpoint URL with its API key',
    provider: 'Infura',
    severity: 'medium',
    advice: 'Make a new key in the Infura dashboard, and limit where it may be called from.',
    paths: ['.infura.io/v3/', '.infura.io/ws/v3/'],
    credential: '[0-9a-f]{32}',
    maxCredentialBytes: 32,
    make: (random) => random.text(32, HEX),
  },
  {
    id: 'tines-webhook',
    title: 'Tines webhook URL',
    provider: 'Tines',
    severity: 'medium',
    advice: 'Whoever has the URL can start the story. Change the secret of the webhook action.',
    paths: ['.tines.com/webhook/', '.tines.io/webhook/'],
    credential: '[0-9a-f]{32}\\/[0-9a-f]{32}',
    maxCredentialBytes: 65,
    make: (random) => `${random.text(32, HEX)}/${random.text(32, HEX)}`,
  },
  {
    id: 'thingsboard-device-token',
    title: 'ThingsBoard device access token',
    provider: 'ThingsBoard',
    severity: 'medium',
    advice: 'Change the credentials of the device: with the token anyone sends telemetry in its name.',
    paths: ['thingsboard.cloud/api/v1/'],
    credential: '[a-z0-9]{20}',
    maxCredentialBytes: 20,
    make: (random) => random.text(20, `${LOWER}0123456789`),
  },
];

export const endpointUrlRules: readonly Rule[] = ENDPOINTS.map(
  ({ paths, credential, maxCredentialBytes, make, ...info }): Rule => ({
    ...info,
    confidence: 'high',
    anchors: paths,
    pattern: new RegExp(
      `(?<prefix>${paths.map((path) => path.replace(/[./]/g, '\\$&')).join('|')})(?<secret>${credential})`,
    ),
    maxMatchBytes: Math.max(...paths.map(({ length }) => length)) + maxCredentialBytes,
    edges: { after: /[A-Za-z0-9_-]/ },
    admitsStandIns: true,
    minBitsPerCharacter: 2.7,
    examples: (random) =>
      paths.map((path) => {
        const body = make(random);
        return { text: `https://eu1${path}${body}`, secret: body, hidden: [body] };
      }),
    lookAlikes: (random) => [
      `https://eu1${paths[0]}your-key`,
      `https://eu1${paths[0]}${make(random).slice(0, -1)}`,
      `https://eu1${paths[0]}${make(random)}a`,
    ],
  }),
);
