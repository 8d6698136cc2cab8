/** Anaconda: tokens are two letters, a dash and a UUID; they stand in the address of a channel, behind `/t/`. (In a setting: pipeline-services.ts.) */
import { LOWER, type RandomText, uuidOf } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const HOSTS = ['conda.anaconda.org', 'api.anaconda.org'];

export const anacondaRules: readonly Rule[] = [
  {
    id: 'anaconda-channel-token',
    title: 'Anaconda token in the address of a channel',
    provider: 'Anaconda',
    severity: 'high',
    confidence: 'high',
    advice: 'Delete it at anaconda.org (Settings, Access): it reads private packages, and may be one that uploads.',
    anchors: ['anaconda.org/t/'],
    pattern:
      /anaconda\.org\/t\/(?<secret>[a-z]{2}-(?<body>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}))/,
    maxMatchBytes: 54,
    edges: { after: /[A-Za-z0-9_-]/ },
    admitsStandIns: true,
    minBitsPerCharacter: 2.8,
    examples: (random) => HOSTS.map((host) => exampleOf(host, random)),
    lookAlikes: (random) => [
      'https://conda.anaconda.org/t/$ANACONDA_TOKEN/acme',
      `https://conda.anaconda.org/t/${uuidOf(random)}/acme`,
      `https://conda.anaconda.org/acme/an-${uuidOf(random)}`,
    ],
  },
];

function exampleOf(host: string, random: RandomText) {
  const uuid = uuidOf(random);
  const secret = `${random.text(2, LOWER)}-${uuid}`;
  return { text: `  - https://${host}/t/${secret}/acme\n`, secret, hidden: [uuid] };
}
