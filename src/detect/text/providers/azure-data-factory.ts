/**
 * Azure Data Factory and Synapse: the key with which a machine becomes a node of a self-hosted integration runtime, and is then sent
 * the stored credentials of its connections: `IR@`, the id of the runtime, the factory, its endpoint (or the code of a region, in older
 * ones), and 32 bytes in base64.
 */
import { BASE64, LOWER, type RandomText, uuidOf } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const UUID = /[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}/.source;

export const azureDataFactoryRules: readonly Rule[] = [
  {
    id: 'azure-integration-runtime-key',
    title: 'Authentication key of an integration runtime of Azure Data Factory or Synapse',
    provider: 'Azure',
    severity: 'critical',
    confidence: 'high',
    advice:
      'Regenerate both keys in the portal (Manage, Integration runtimes) and look at the nodes that are registered.',
    anchors: ['IR@'],
    pattern: new RegExp(
      `(?<secret>IR@${UUID}@[A-Za-z0-9-]{3,63}@(?:ServiceEndpoint=[A-Za-z0-9.-]{4,120}|[a-z0-9]{2,20})@(?<body>[A-Za-z0-9+/]{43})=)`,
    ),
    maxMatchBytes: 288,
    edges: { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9+/=]/ },
    minBitsPerCharacter: 3.8,
    examples: (random) =>
      ['ServiceEndpoint=acme.westeurope.datafactory.azure.net', 'we'].map((endpoint) => {
        const body = Buffer.from(random.bytes(32)).toString('base64');
        const secret = `${runtimeOf(random)}@${endpoint}@${body}`;
        return { text: `dmgcmd.exe -RegisterNewNode "${secret}"`, secret, hidden: [body] };
      }),
    lookAlikes: (random) => [
      `${runtimeOf(random)}@we@<key>`,
      `${runtimeOf(random)}@ServiceEndpoint=acme.westeurope.datafactory.azure.net@${random.text(20, BASE64)}=`,
      `AIR@${random.text(8, LOWER)}@we@${Buffer.from(random.bytes(32)).toString('base64')}`,
    ],
  },
];

function runtimeOf(random: RandomText): string {
  return `IR@${uuidOf(random)}@acme-factory`;
}
