/**
 * Addresses that are credentials: whoever knows the last part of the path may call. nodes of blockchains (Alchemy, Infura and others: the
 * project's key), Tines and ThingsBoard (webhooks and device tokens), webhooks of chats and automation, deploy hooks,
 * servers of MCP.
 */
import { ALPHANUMERIC, DIGITS, HEX, LOWER, type RandomText, uuidOf } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { isOfWords } from '../value-kind.ts';

interface Endpoint extends Pick<Rule, 'id' | 'title' | 'provider' | 'severity' | 'advice' | 'check'> {
  /** Host and path up to the credential. */
  readonly paths: readonly string[];
  /** What stands between them and the credential, as the source of a regular expression and as an example. */
  readonly between?: readonly [pattern: string, example: string];
  /** Source of a regular expression for the credential. */
  readonly credential: string;
  readonly maxCredentialBytes: number;
  make(random: RandomText): string;
  /** As long as a credential, and what examples have in its place. */
  readonly standIn?: string;
}

const UUID = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';

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
    id: 'ankr-endpoint',
    title: 'Ankr endpoint URL with its API key',
    provider: 'Ankr',
    severity: 'medium',
    advice: 'Delete the project in the Ankr dashboard, and limit where the next one may be called from.',
    paths: ['rpc.ankr.com/'],
    between: ['[a-z0-9_]{2,40}\\/', 'eth/'],
    credential: '[0-9a-f]{64}',
    maxCredentialBytes: 105,
    make: (random) => random.text(64, HEX),
  },
  {
    id: 'chainstack-endpoint',
    title: 'Chainstack endpoint URL with its key',
    provider: 'Chainstack',
    severity: 'medium',
    advice: 'Replace the key of the node in the Chainstack console (Access and credentials).',
    paths: ['.core.chainstack.com/'],
    credential: '[0-9a-f]{32}',
    maxCredentialBytes: 32,
    make: (random) => random.text(32, HEX),
  },
  {
    id: 'drpc-endpoint',
    title: 'dRPC endpoint URL with its key',
    provider: 'dRPC',
    severity: 'medium',
    advice: 'Delete the key in the dRPC dashboard, and limit where the next one may be called from.',
    paths: ['lb.drpc.org/ogrpc?network=', 'lb.drpc.org/ogws?network='],
    between: ['[a-z0-9-]{2,40}(?:&amp;|\\\\u0026|&)dkey=', 'ethereum&dkey='],
    credential: 'A[A-Za-z0-9_-]{43}',
    maxCredentialBytes: 94,
    make: (random) => `A${random.text(43, ALPHANUMERIC)}`,
  },
  {
    id: 'getblock-endpoint',
    title: 'GetBlock endpoint URL with its access token',
    provider: 'GetBlock',
    severity: 'medium',
    advice: 'Roll the access token in the GetBlock dashboard.',
    paths: ['go.getblock.io/'],
    credential: '[0-9a-f]{32}',
    maxCredentialBytes: 32,
    make: (random) => random.text(32, HEX),
  },
  {
    id: 'dingtalk-webhook',
    title: 'Webhook URL of a DingTalk robot',
    provider: 'DingTalk',
    severity: 'medium',
    advice:
      'Whoever has the URL can post to the group. Delete the robot of the group and add it anew, with a signature.',
    paths: ['/robot/send?access_token='],
    credential: '[0-9a-f]{64}',
    maxCredentialBytes: 64,
    make: (random) => random.text(64, HEX),
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
  {
    id: 'feishu-webhook',
    title: 'Webhook URL of a Feishu or Lark bot',
    provider: 'Feishu',
    severity: 'medium',
    advice: 'Whoever has the URL can post to the group. Delete the bot of the group and add it anew, with a signature.',
    paths: ['/open-apis/bot/v2/hook/'],
    credential: UUID,
    maxCredentialBytes: 36,
    make: uuidOf,
  },
  {
    id: 'wecom-webhook',
    title: 'Webhook URL of a WeCom robot',
    provider: 'WeCom',
    severity: 'medium',
    advice: 'Whoever has the URL can post to the group. Delete the robot of the group and add it anew.',
    paths: ['/cgi-bin/webhook/send?key='],
    credential: UUID,
    maxCredentialBytes: 36,
    make: uuidOf,
  },
  {
    id: 'make-webhook',
    title: 'Make webhook URL',
    provider: 'Make',
    severity: 'medium',
    advice: 'Whoever has the URL can start the scenario. Add a new webhook to it and delete this one.',
    paths: ['hook.eu1.make.com/', 'hook.eu2.make.com/', 'hook.us1.make.com/', 'hook.us2.make.com/'],
    credential: '[a-z0-9]{32}',
    maxCredentialBytes: 32,
    make: (random) => random.text(32, `${LOWER}0123456789`),
  },
  {
    id: 'ifttt-webhook',
    title: 'IFTTT webhook URL with its key',
    provider: 'IFTTT',
    severity: 'medium',
    advice:
      'Whoever has the key can start all applets of the account. Make a new one (Webhooks, Settings, Edit connection).',
    paths: ['/with/key/'],
    // Keys of older accounts are shorter.
    credential: '(?:[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{22})',
    maxCredentialBytes: 43,
    make: (random) => random.text(43, ALPHANUMERIC),
    check: ({ secret }) => (isOfWords(secret) || /^[A-Z_]+$/.test(secret) ? undefined : {}),
    standIn: 'YOUR_IFTTT_WEBHOOK_KEY',
  },
  {
    id: 'jira-automation-webhook',
    title: 'Webhook URL of Jira automation',
    provider: 'Atlassian',
    severity: 'medium',
    advice: 'Whoever has the URL can start the rule. Regenerate the URL of its trigger.',
    paths: ['.atlassian.com/pro/hooks/'],
    credential: '[0-9a-f]{40}',
    maxCredentialBytes: 40,
    make: (random) => random.text(40, HEX),
  },
  {
    id: 'serverchan-send-key',
    title: 'ServerChan URL with its send key',
    provider: 'ServerChan',
    severity: 'medium',
    advice: 'Whoever has the key can send messages to its owner. Reset it at https://sct.ftqq.com.',
    paths: ['sctapi.ftqq.com/'],
    credential: 'SCT[0-9]{4,7}T[A-Za-z0-9]{24}',
    maxCredentialBytes: 35,
    make: (random) => `SCT${random.text(6, DIGITS)}T${random.text(24, ALPHANUMERIC)}`,
  },
  {
    id: 'netlify-build-hook',
    title: 'Netlify build hook',
    provider: 'Netlify',
    severity: 'low',
    advice: 'Whoever has the URL can start builds of the site. Delete the hook and add a new one.',
    paths: ['api.netlify.com/build_hooks/'],
    credential: '[0-9a-f]{24}',
    maxCredentialBytes: 24,
    make: (random) => random.text(24, HEX),
  },
  {
    id: 'vercel-deploy-hook',
    title: 'Vercel deploy hook',
    provider: 'Vercel',
    severity: 'low',
    advice: 'Whoever has the URL can start deployments of the project. Revoke the hook and add a new one.',
    paths: ['/v1/integrations/deploy/'],
    credential: 'prj_[A-Za-z0-9]{28}\\/[A-Za-z0-9]{10}',
    maxCredentialBytes: 43,
    make: (random) => `prj_${random.text(28, ALPHANUMERIC)}/${random.text(10, ALPHANUMERIC)}`,
  },
  {
    id: 'smithery-mcp-url',
    title: 'URL of an MCP server at Smithery with an API key',
    provider: 'Smithery',
    severity: 'high',
    advice: 'Whoever has the URL calls the servers of the account. Delete the key at Smithery (API keys).',
    paths: ['server.smithery.ai/'],
    between: [
      '[@A-Za-z0-9_.\\/-]{1,96}\\?(?:profile=[A-Za-z0-9_-]{1,64}&(?:amp;)?)?api_key=',
      '@acme/notes/mcp?profile=kind-fox-1&api_key=',
    ],
    credential: UUID,
    maxCredentialBytes: 96 + 90 + 36,
    make: uuidOf,
  },
  {
    id: 'pipedream-mcp-url',
    title: 'URL of a Pipedream MCP server',
    provider: 'Pipedream',
    severity: 'high',
    advice: 'Whoever has the URL acts in the connected app. Delete the server at mcp.pipedream.com and connect anew.',
    paths: ['mcp.pipedream.net/'],
    credential: UUID,
    maxCredentialBytes: 36,
    make: uuidOf,
  },
  {
    id: 'bright-data-mcp-url',
    title: 'URL of Bright Data MCP with its API token',
    provider: 'Bright Data',
    severity: 'high',
    advice: 'Delete the token in the Bright Data settings (Users and API keys) and look at the usage.',
    paths: ['mcp.brightdata.com/mcp?token=', 'mcp.brightdata.com/sse?token='],
    credential: `(?:${UUID}|[0-9a-f]{64})`,
    maxCredentialBytes: 64,
    make: (random) => random.text(64, HEX),
  },
];

export const endpointUrlRules: readonly Rule[] = ENDPOINTS.map(
  ({ paths, between = ['', ''], credential, maxCredentialBytes, make, standIn, ...info }): Rule => ({
    ...info,
    confidence: 'high',
    anchors: paths,
    pattern: new RegExp(
      `(?<prefix>${paths.map((path) => path.replace(/[./?]/g, '\\$&')).join('|')})${between[0]}(?<secret>${credential})`,
    ),
    maxMatchBytes: Math.max(...paths.map(({ length }) => length)) + maxCredentialBytes,
    edges: { after: /[A-Za-z0-9_-]/ },
    admitsStandIns: true,
    minBitsPerCharacter: 2.7,
    examples: (random) =>
      paths.map((path) => {
        const body = make(random);
        return { text: `https://eu1${path}${between[1]}${body}`, secret: body, hidden: [body] };
      }),
    lookAlikes: (random) => [
      `https://eu1${paths[0]}your-key`,
      `https://eu1${paths[0]}${between[1]}${make(random).slice(0, -1)}`,
      `https://eu1${paths[0]}${between[1]}${make(random)}a`,
      ...(standIn === undefined ? [] : [`https://eu1${paths[0]}${standIn}`]),
    ],
  }),
);
