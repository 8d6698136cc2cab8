/**
 * `echo … | sudo -S` and what else reads a password from its standard input: `docker login --password-stdin`, `passwd --stdin`,
 * `gpg --passphrase-fd 0`, cryptsetup, kinit, `gh auth login --with-token`. Scripts and logs of builds have the echo.
 */
import { assessWord, COMMAND_ADVICE, WORD } from './command-line.ts';
import { drawnPassword } from './password.ts';
import type { Rule } from './rule.ts';

const READERS = ['sudo -S', '--password-stdin', 'passwd --stdin', '--passphrase-fd 0', 'cryptsetup luks', '| kinit '];

export const pipedPasswordRules: readonly Rule[] = [
  {
    id: 'piped-password',
    title: 'Password that a command hands to another',
    provider: 'Shell',
    severity: 'high',
    confidence: 'high',
    advice: COMMAND_ADVICE,
    anchors: [...READERS, '--with-token'],
    bytesBefore: 300,
    pattern: new RegExp(
      String.raw`(?:echo|printf)[ \t]{1,4}(?:-[ne]{1,2}[ \t]{1,4})?${WORD}\\?["']?[ \t]{0,4}\|(?<reader>[^|;&\r\n\x00]{1,300})`,
    ),
    maxMatchBytes: 600,
    edges: { before: /[A-Za-z0-9_]/ },
    judgesPlaceholders: true,
    check: ({ secret, groups }) => {
      const reader = groups.reader!;
      // `echo yes | sudo -S`: the answer to a question, or what is to be written.
      if (/^y(?:es)?$/i.test(secret) || /[:=/]/.test(secret)) return undefined;
      if (!/^[ \t]{0,4}(?:\w+ )?(?:sudo[ \t]|[\w.\\/-]{1,80}[ \t]).{0,300}$/.test(reader)) return undefined;
      return assessWord(secret, 'standard input');
    },
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `echo '${secret}' | sudo -S apt-get update`,
        `echo ${secret} | docker login -u app --password-stdin registry.acme-shop.io`,
        `echo "${secret}" | passwd --stdin root`,
        `echo -n ${secret} | gpg --batch --passphrase-fd 0 -d a.gpg`,
        `printf ${secret} | cryptsetup luksOpen /dev/sdb1 data`,
        `echo ${secret} | kinit app@ACME`,
        `echo ${secret} | gh auth login --with-token`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      'echo "$TOKEN" | docker login -u app --password-stdin',
      `echo \${{ secrets.TOKEN }} | docker login -u app --password-stdin`,
      'echo yes | sudo -S rm a',
      'cat password.txt | docker login --password-stdin',
      `echo ${drawnPassword(random)} | tee a; sudo -S true`,
      'echo "deb https://deb.acme-shop.io a main" | sudo -S tee /etc/apt/sources.list',
      'echo vm.max_map_count=262144 | sudo -S tee -a /etc/sysctl.conf',
    ],
  },
];
