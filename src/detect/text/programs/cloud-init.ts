/**
 * Passwords in user data of cloud-init (cloudinit.readthedocs.io, modules "Set Passwords" and "Users and Groups"):
 * `plain_text_passwd`, and `user:password` lists of `chpasswd`, also in scripts that pipe them to it. Hashed ones are found as
 * hashes.
 */
import { assessPassword, drawnPassword } from '../password.ts';
import type { Rule } from '../rule.ts';

const ADVICE = 'Change the password on every instance that started with this user data, and give keys in its place.';

export const cloudInitRules: readonly Rule[] = [
  {
    id: 'cloud-init-password',
    title: 'Password in user data of cloud-init',
    provider: 'cloud-init',
    severity: 'high',
    confidence: 'high',
    advice: ADVICE,
    anchors: ['plain_text_passwd:', 'plain_text_passwd"'],
    pattern: /plain_text_passwd"?: ?["']?(?<secret>[^\s"'\\\x00]{3,256}(?![^\s"'\\\x00]))/,
    maxMatchBytes: 290,
    edges: {},
    judgesPlaceholders: true,
    check: ({ secret }) => assessPassword(secret, { of: 'plain_text_passwd', chosen: 'high' }),
    examples: (random) => {
      const secret = drawnPassword(random);
      return [`plain_text_passwd: ${secret}\n`, `{"plain_text_passwd": "${secret}"}`].map((text) => ({
        ...{ text, secret, hidden: [secret] },
      }));
    },
    lookAlikes: () => ['plain_text_passwd: ', `plain_text_passwd: \${PASSWORD}`],
  },
  {
    id: 'chpasswd-password',
    title: 'Password for chpasswd',
    provider: 'chpasswd',
    severity: 'high',
    confidence: 'high',
    advice: `${ADVICE} In an image, lock the account.`,
    anchors: ['chpasswd'],
    // The limit of PAM (PAM_MAX_RESP_SIZE of security/_pam_types.h), including the name and the command before it.
    bytesBefore: 490,
    pattern:
      /(?:echo|printf) (?:-[ne]{1,2} |\\?["']%s(?:\\{1,2}n)?\\?["'] )?\\?["']?(?<user>[a-z_][a-z0-9_-]{0,31}):(?<secret>[^\s"'\\|:\x00]{3,400})(?:\\{1,2}n)?\\?["']?\s?(?:\\\r?\n\s{0,16})?\| ?(?:sudo )?(?:\/usr\/sbin\/)?chpasswd|chpasswd:\s{0,16}(?:expire: ?\w{1,8}\s{0,16})?list: ?\|?\s{0,32}(?:- )?["']?(?<listUser>[a-z_][a-z0-9_-]{0,31}):(?<listed>[^\s"'\\:\x00]{3,512})(?![^\s"'\\:\x00])|chpasswd ?(?:<<< ?\\?["']?|<<-? ?\\?["']?\w{1,16}["']?\r?\n\s{0,16})(?<hereUser>[a-z_][a-z0-9_-]{0,31}):(?<here>[^\s"'\\:\x00]{3,512})(?![^\s"'\\:\x00])/,
    maxMatchBytes: 700,
    edges: {},
    judgesPlaceholders: true,
    check: ({ start, window, end, groups }) => {
      const password = groups.secret ?? groups.listed ?? groups.here!;
      const at = window.slice(start, end).lastIndexOf(`:${password}`) + 1 + start;
      const of = groups.user ?? groups.listUser ?? groups.hereUser!;
      const assessment = assessPassword(password, { of, facts: { user: of }, chosen: 'high' });
      if (/^\$[0-9a-z]|^RANDOM$|^R$/.test(password) || assessment === undefined) return undefined;
      return { ...assessment, place: { start: at, end: at + password.length }, identity: password };
    },
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `RUN echo "root:${secret}" | chpasswd`,
        `RUN echo 'root:${secret}' \\\n  | /usr/sbin/chpasswd`,
        `printf 'root:${secret}\\n' | sudo chpasswd`,
        `chpasswd <<EOF\nroot:${secret}\nEOF\n`,
        `chpasswd <<< 'root:${secret}'`,
        `chpasswd:\n  expire: false\n  list: |\n    root:${secret}\n`,
        `chpasswd:\n  list:\n    - root:${secret}\n`,
      ].map((text) => ({ text, secret, hidden: [secret], facts: { user: 'root' } }));
    },
    lookAlikes: () => [
      'echo "root:$PASSWORD" | chpasswd',
      'chpasswd:\n  list: |\n    root:RANDOM\n',
      'chpasswd <<EOF\nroot:$PASSWORD\nEOF\n',
      'see chpasswd(8): it reads user:password',
    ],
  },
];
