/**
 * Azure: keys in connection strings, which have no mark of their own where they are older than 2021 (those that have one are left to
 * `azure-keys.ts`, whose finding of the same key is the surer one); shared access signatures (Storage, "Create a service SAS"), whose
 * members say until when they hold.
 */
import { decodeBase64 } from '../base64.ts';
import { isPublished } from '../published.ts';
import { ALPHANUMERIC, BASE64, LOWER, type RandomText } from '../random-text.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';

const shared = { provider: 'Azure', confidence: 'high', admitsStandIns: true, minBitsPerCharacter: 3.8 } as const;
const edges = { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9+/=]/ } as const;
const ROTATE =
  'Regenerate the key in the portal (Access keys, or Shared access policies); each resource has two, so that users can move first.';

/** A key of `bytes` in base64, as the last member of its connection string may be cut: exactly so long. */
const key = (bytes: number) => (random: RandomText) => Buffer.from(random.bytes(bytes)).toString('base64');

export const azureConnectionRules: readonly Rule[] = [
  {
    ...shared,
    id: 'azure-storage-connection',
    title: 'Azure Storage or Cosmos DB account key in a connection string',
    severity: 'critical',
    advice: ROTATE,
    anchors: ['AccountKey='],
    pattern: /(?<prefix>AccountKey=)(?<secret>(?<body>[A-Za-z0-9+/]{60,108})={0,2})/,
    maxMatchBytes: 121,
    edges,
    // 64 bytes; one of another length was cut or changed.
    check: ({ secret }) => (secret.length === 88 ? {} : { confidence: 'low' }),
    examples: (random) => {
      const secret = key(64)(random);
      const text = `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${secret};EndpointSuffix=core.windows.net`;
      return [{ text, secret, hidden: [secret] }];
    },
    lookAlikes: (random) => ['AccountName=acme;AccountKey=;', `AccountKey=${random.text(40, BASE64)}==`],
  },
  {
    ...shared,
    id: 'azure-shared-access-key',
    title: 'Azure shared access key in a connection string (Service Bus, Event Hubs, IoT)',
    severity: 'critical',
    advice: ROTATE,
    anchors: ['SharedAccessKey='],
    pattern: /(?<prefix>SharedAccessKey=)(?<secret>(?<body>[A-Za-z0-9+/]{43})=)/,
    maxMatchBytes: 60,
    edges,
    examples: (random) => {
      const secret = key(32)(random);
      const text = `Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=${secret}`;
      return [{ text, secret, hidden: [secret] }];
    },
    lookAlikes: (random) => ['SharedAccessKey=XXXXX', `SharedAccessKey=${random.text(20, BASE64)}=`],
  },
  {
    ...shared,
    id: 'azure-endpoint-access-key',
    title: 'Azure access key (SignalR, Web PubSub, Communication Services)',
    severity: 'critical',
    advice: ROTATE,
    anchors: ['.signalr.net', '.webpubsub.azure.com', '.communication.azure.com'],
    pattern:
      /(?<prefix>\.(?:signalr\.net|(?:webpubsub|communication)\.azure\.com)\/?;[Aa]ccess[Kk]ey=)(?<secret>(?<body>[A-Za-z0-9+/]{86}=|[A-Za-z0-9+/]{43})=)/,
    maxMatchBytes: 140,
    edges: { after: edges.after },
    examples: (random) => {
      const [short, long] = [key(32)(random), key(64)(random)];
      return [
        { text: `Endpoint=https://acme.service.signalr.net;AccessKey=${short};Version=1.0;`, secret: short },
        { text: `Endpoint=https://acme.webpubsub.azure.com;AccessKey=${short};Version=1.0;`, secret: short },
        { text: `endpoint=https://acme.communication.azure.com/;accesskey=${long}`, secret: long },
      ].map((one) => ({ ...one, hidden: [one.secret] }));
    },
    lookAlikes: (random) => [
      'Endpoint=https://acme.service.signalr.net;AccessKey=xxx;Version=1.0;',
      `Endpoint=https://acme.webpubsub.azure.com;AccessKey=${random.text(20, BASE64)}=`,
      `https://acme.communication.azure.com/;key=${key(64)(random)}`,
    ],
  },
  {
    ...shared,
    id: 'azure-app-configuration-connection',
    title: 'Azure App Configuration connection string',
    severity: 'critical',
    advice: ROTATE,
    anchors: ['.azconfig.io;'],
    pattern: /(?<prefix>\.azconfig\.io;)Id=[A-Za-z0-9+/:-]{4,60};Secret=(?<secret>[A-Za-z0-9+/]{42,100}={0,2})/,
    maxMatchBytes: 189,
    edges: { after: edges.after },
    check: ({ secret }) => (decodeBase64(secret, 'standard') === undefined ? { confidence: 'medium' } : {}),
    examples: (random) => {
      const secret = key(32)(random);
      const text = `Endpoint=https://acme.azconfig.io;Id=Ab1c-l0-s0:${random.text(20, ALPHANUMERIC)};Secret=${secret}`;
      return [{ text, secret, hidden: [secret] }];
    },
    lookAlikes: () => ['Endpoint=https://contoso.azconfig.io;Id=xxx;Secret=xxx', 'https://acme.azconfig.io;Id='],
  },
  {
    ...shared,
    id: 'azure-shared-access-signature',
    title: 'Azure shared access signature (URL of storage)',
    severity: 'high',
    advice: 'It holds until the time it names: regenerate the key that signed it, or revoke the stored access policy.',
    anchors: ['&sig=', '?sig=', ';sig=', 'u0026sig='],
    pattern: /(?<prefix>(?:[?&;]|u0026)sig=)(?<secret>(?<body>(?:[A-Za-z0-9+/]|%2[BFbf]){43})(?:=|%3[Dd]))/,
    maxMatchBytes: 142,
    contextBytes: 400,
    edges: { after: /[A-Za-z0-9+/=]/ },
    minBitsPerCharacter: 3.6,
    check: assessSignature,
    examples: (random) => {
      const secret = encodeURIComponent(key(32)(random));
      const query = 'sv=2024-11-04&ss=b&srt=sco&sp=rl&se=2027-01-15T08:00:00Z&spr=https';
      const text = `https://acme${random.text(4, LOWER)}.blob.core.windows.net/logs?${query}&sig=${secret}`;
      return [{ text, secret, hidden: [secret], facts: { expires: '2027-01-15T08:00:00Z', permissions: 'rl' } }];
    },
    lookAlikes: (random) => [
      `https://example.org/?a=1&sig=${encodeURIComponent(key(32)(random))}`,
      `?sv=2024-11-04&se=2027-01-15&sig=${random.text(20, ALPHANUMERIC)}`,
    ],
  },
];

/** 32 bytes, with a version and an end in the same query. */
function assessSignature({ secret, window, start, end }: Candidate): Assessment | undefined {
  const identity = secret
    .replace(/%2[Bb]/g, '+')
    .replace(/%2[Ff]/g, '/')
    .replace(/%3[Dd]/g, '=');
  if (decodeBase64(identity, 'standard')?.length !== 32 || isPublished(identity)) return undefined;
  const ends = /[\s"'<>]/;
  const query = `${window.slice(0, start).split(ends).at(-1)}${window.slice(end).split(ends, 1)[0]}`;
  const member = (name: string) => new RegExp(`(?:[?&;]|u0026)${name}=([A-Za-z0-9:%-]{1,40})`).exec(query)?.[1];
  const expires = member('se')?.replace(/%3[Aa]/g, ':');
  if (expires === undefined || !/^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/.test(member('sv') ?? '')) return undefined;
  const permissions = member('sp');
  return { identity, facts: { expires, ...(permissions !== undefined && { permissions }) } };
}
