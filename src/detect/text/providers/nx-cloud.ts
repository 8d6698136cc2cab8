/** Nx Cloud: an access token is base64 of a UUID, `|` and what it may do; the UUID has 36 bytes, so that the `|` begins a group of four. */
import { type RandomText, uuidOf } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const UUID = /^[0-9a-z]{8}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{12}$/i;

export const nxCloudRules: readonly Rule[] = [
  {
    id: 'nx-cloud-access-token',
    title: 'Nx Cloud access token',
    provider: 'Nx Cloud',
    severity: 'high',
    confidence: 'high',
    advice:
      'Delete it in Nx Cloud (settings of the workspace): what it puts into the cache, other builds take for their own.',
    // Base64 of `|read`; behind it that of `-write` or `-only`.
    anchors: ['fHJlYWQ'],
    pattern: /(?<body>[A-Za-z0-9+/]{48})fHJlYWQ(?:(?<write>td3JpdGU=)|tb25seQ==|=)/,
    bytesBefore: 48,
    maxMatchBytes: 64,
    edges: { before: /[A-Za-z0-9+/_-]/, after: /[A-Za-z0-9+/=_-]/ },
    check: ({ body, groups }) => {
      if (!UUID.test(atob(body))) return undefined;
      // One that only reads the cache is in many public repositories, as Nx says it may be.
      return groups.write === undefined ? { severity: 'low' } : {};
    },
    examples: (random) => [
      exampleOf('read-write', random),
      { ...exampleOf('read-only', random), severity: 'low' },
      { ...exampleOf('read', random), severity: 'low' },
    ],
    lookAlikes: (random) => [
      btoa(`${uuidOf(random)}|write`),
      btoa(`${uuidOf(random)}|ready`),
      btoa(`${uuidOf(random).replaceAll('-', '.')}|read-write`),
    ],
  },
];

function exampleOf(rights: string, random: RandomText) {
  const uuid = uuidOf(random);
  const secret = btoa(`${uuid}|${rights}`);
  return { text: `{ "nxCloudAccessToken": "${secret}" }`, secret, hidden: [btoa(uuid), uuid] };
}
