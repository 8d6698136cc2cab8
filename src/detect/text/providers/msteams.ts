/** Microsoft: URLs of webhooks, which whoever has them can call. Of Teams, and of workflows (Power Automate, Logic Apps), signed by `sig`. */
import { ALPHANUMERIC, HEX, uuidOf } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const shared = { provider: 'Microsoft', severity: 'medium', confidence: 'high' } as const;

export const msteamsRules: readonly Rule[] = [
  {
    ...shared,
    id: 'microsoft-teams-webhook',
    title: 'Microsoft Teams webhook URL',
    advice: 'Whoever has the URL can post to the channel. Remove the webhook from the connectors of the channel.',
    anchors: ['/IncomingWebhook/'],
    pattern:
      /webhook(?:b2)?\/[0-9a-z-]{36}@[0-9a-z-]{36}\/IncomingWebhook\/(?<body>[0-9a-z]{32})\/[0-9a-z-]{36}(?:\/[A-Za-z0-9_-]{20,80})?/,
    bytesBefore: 83,
    maxMatchBytes: 255,
    edges: { after: /[A-Za-z0-9_/-]/ },
    minBitsPerCharacter: 2.7,
    examples: (random) =>
      ['https://outlook.office.com/webhook/', 'https://acme.webhook.office.com/webhookb2/'].map((start) => {
        const body = random.text(32, HEX);
        const path = `${uuidOf(random)}@${uuidOf(random)}/IncomingWebhook/${body}/${uuidOf(random)}`;
        const secret = `${start.slice(start.lastIndexOf('/webhook') + 1)}${path}`;
        return { text: start + path, secret, hidden: [body] };
      }),
    lookAlikes: (random) => [
      'https://outlook.office.com/webhook/GUID@GUID/IncomingWebhook/KEY/GUID',
      `webhook/${uuidOf(random)}/IncomingWebhook/${random.text(32, HEX)}/${uuidOf(random)}`,
    ],
  },
  {
    ...shared,
    id: 'microsoft-workflow-url',
    title: 'Signed URL of a workflow (Power Automate, Logic Apps)',
    advice: 'Whoever has the URL can start the workflow. Regenerate the access keys of the workflow.',
    anchors: ['.logic.azure.com', '.api.powerplatform.com'],
    pattern:
      /(?<prefix>\.logic\.azure\.com|\.api\.powerplatform\.com)(?::443)?\/[^\s"'<>]{20,400}?(?:[?&]|&amp;|\\u0026)sig=(?<body>[A-Za-z0-9_-]{43})/,
    maxMatchBytes: 490,
    edges: { after: /[A-Za-z0-9_-]/ },
    minBitsPerCharacter: 3.8,
    examples: (random) => {
      const body = random.text(43, ALPHANUMERIC);
      const secret = `.logic.azure.com:443/workflows/${random.text(32, HEX)}/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${body}`;
      return [{ text: `https://prod-27.westeurope${secret}`, secret, hidden: [body] }];
    },
    lookAlikes: (random) => [
      'https://prod-27.westeurope.logic.azure.com:443/workflows/abc/triggers/manual/paths/invoke?sig=',
      `https://prod-27.logic.azure.com/workflows/abc/triggers?sig=${random.text(20, ALPHANUMERIC)}`,
    ],
  },
];
