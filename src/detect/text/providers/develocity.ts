/** Develocity (formerly Gradle Enterprise): where its access keys are set, each stands behind its server's host, `HOST=KEY;HOST=KEY`. */
import { LOWER, type RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const NAMES = ['DEVELOCITY_ACCESS_KEY', 'GRADLE_ENTERPRISE_ACCESS_KEY'];

export const develocityRules: readonly Rule[] = [
  {
    id: 'develocity-access-key-of-host',
    title: 'Develocity access key, after its host',
    provider: 'Develocity',
    severity: 'high',
    confidence: 'high',
    advice:
      'Revoke it in Develocity (My settings, Access keys): it writes to the cache from which other builds take what they do not build.',
    anchors: NAMES,
    // 52 digits of base 32.
    pattern:
      /(?:DEVELOCITY|GRADLE_ENTERPRISE)_ACCESS_KEY["']?[ \t]{0,4}[:=][ \t]{0,4}["']?[A-Za-z0-9.-]{4,80}=(?<secret>[a-z2-7]{52})/,
    maxMatchBytes: 180,
    edges: { after: /[A-Za-z0-9_=-]/ },
    minBitsPerCharacter: 3.5,
    examples: (random) => [
      exampleOf(`${NAMES[0]}=ge.example.com=`, random),
      exampleOf(`  ${NAMES[1]}: "develocity.acme.org=`, random),
    ],
    lookAlikes: (random) => [
      `${NAMES[0]}=ge.example.com=${random.text(40, LOWER)}`,
      `${NAMES[0]}=${random.text(52, LOWER)}`,
      `${NAMES[0]}=ge.example.com=$TOKEN`,
    ],
  },
];

function exampleOf(before: string, random: RandomText) {
  const secret = random.text(52, `${LOWER}234567`);
  return { text: before + secret, secret, hidden: [secret] };
}
