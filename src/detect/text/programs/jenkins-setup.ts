/** The password that Jenkins prints at its first start: 32 hex digits (jenkins.install.SetupWizard); crumbs of its sessions. */
import { HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const jenkinsSetupRules: readonly Rule[] = [
  {
    id: 'jenkins-crumb',
    title: 'Crumb of a Jenkins session',
    provider: 'Jenkins',
    severity: 'low',
    confidence: 'medium',
    advice:
      "It ends with its session. A script that holds one was written with a person's session: look for its cookie or token.",
    anchors: ['Jenkins-Crumb', '.crumb='],
    pattern: /(?:Jenkins-Crumb["']?[ \t]{0,4}[:=][ \t]{0,4}["']?|\.crumb=)(?<secret>[0-9a-f]{64}|[0-9a-f]{32})/,
    maxMatchBytes: 90,
    minBitsPerCharacter: 2.7,
    examples: (random) =>
      ['-H "Jenkins-Crumb: ', '?.crumb='].map((before) => {
        const secret = random.text(32, HEX);
        return { text: before + secret, secret, hidden: [secret] };
      }),
    lookAlikes: (random) => ['Jenkins-Crumb: $CRUMB', `Jenkins-Crumb: ${random.text(31, HEX)}`],
  },
  {
    id: 'jenkins-setup-password',
    title: 'Initial administrator password of Jenkins',
    provider: 'Jenkins',
    severity: 'high',
    confidence: 'high',
    advice: 'Finish the setup and delete the account `admin`; until then, whoever reaches the server owns it.',
    anchors: ['to proceed to installation:'],
    pattern: /to proceed to installation:(?:\s|\\[nr]|\*){1,200}(?<secret>[0-9a-f]{32})/,
    maxMatchBytes: 280,
    minBitsPerCharacter: 2.5,
    check: () => ({}),
    examples: (random) => {
      const secret = random.text(32, HEX);
      const text = `Please use the following password to proceed to installation:\n\n${secret}\n`;
      return [{ text, secret, hidden: [secret] }];
    },
    lookAlikes: (random) => [
      'password to proceed to installation:\n\n',
      `password to proceed to installation:\n\n${random.text(31, HEX)}\n`,
    ],
  },
];
