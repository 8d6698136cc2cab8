/** Addresses of Azure Functions with the key that opens them as a parameter: `https://….azurewebsites.net/api/name?code=…`. */
import { ALPHANUMERIC } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const azureFunctionRules: readonly Rule[] = [
  {
    id: 'azure-function-url',
    title: 'URL of an Azure function with its key',
    provider: 'Azure Functions',
    severity: 'high',
    confidence: 'high',
    admitsStandIns: true,
    advice: 'Renew the key of the function, or of the app, in the Azure portal (App keys).',
    anchors: ['.azurewebsites.net/api/'],
    pattern:
      /\.azurewebsites\.net\/api\/[^\s"'<>]{1,200}?[?&;]code=(?<secret>(?:[A-Za-z0-9_/-]|%2[Ff]){40,100}(?:={1,2}|(?:%3[Dd]){1,2})?)/,
    maxMatchBytes: 540,
    edges: { after: /[A-Za-z0-9_/=-]/ },
    minBitsPerCharacter: 3,
    examples: (random) => {
      const secret = `${random.text(54, ALPHANUMERIC)}==`;
      return ['orders?', 'orders/7?x=1&'].map((path) => ({
        ...{ text: `https://acme-orders.azurewebsites.net/api/${path}code=${secret}`, secret, hidden: [secret] },
      }));
    },
    lookAlikes: () => [
      'https://acme-orders.azurewebsites.net/api/orders?code=<function key>',
      'https://acme-orders.azurewebsites.net/api/orders?page=7',
    ],
  },
];
