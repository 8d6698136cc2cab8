/**
 * `settings.xml` of Maven: `<server>` with `<password>` or `<passphrase>`. Encrypted ones are base64 in braces and can be
 * decrypted with `<master>` of settings-security.xml (maven.apache.org, "Password Encryption"), which is itself encrypted with a
 * constant in the sources of Maven, so it counts as unencrypted.
 */
import { assessPassword, drawnPassword } from '../password.ts';
import { BASE64 } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const ADVICE = 'Change the password at the repository that the id of the server names.';
const SERVER_BEFORE = /<server>(?:[^<]|<(?!\/server>)){0,600}$/;

/** Whether a `<password>` at this position belongs to a server of Maven. */
function isInMavenServer(window: string, start: number): boolean {
  return SERVER_BEFORE.test(window.slice(Math.max(0, start - 700), start));
}

export const mavenSettingsRules: readonly Rule[] = [
  {
    id: 'maven-server-password',
    title: 'Password of a server in the settings of Maven',
    provider: 'Maven',
    severity: 'high',
    confidence: 'high',
    advice: ADVICE,
    anchors: ['<password>', '<passphrase>'],
    pattern: /<pass(?:word|phrase)>\s{0,16}(?<secret>[^<>\s{}\x00][^<>\s\x00]{2,255})(?=\s{0,16}<\/pass)/,
    maxMatchBytes: 310,
    contextBytes: 700,
    edges: {},
    judgesPlaceholders: true,
    check: ({ window, start, secret }) => {
      if (!isInMavenServer(window, start)) return undefined;
      const id = /<id>\s{0,8}([\w.-]{1,64})\s{0,8}<\/id>(?:[^<]|<(?!\/?server>)){0,600}$/.exec(
        window.slice(0, start),
      )?.[1];
      return assessPassword(secret, { of: id ?? '', facts: id === undefined ? {} : { server: id } });
    },
    examples: (random) => {
      const secret = drawnPassword(random);
      const text = `<server>\n<id>nexus</id>\n<username>app</username>\n<password>${secret}</password>\n</server>`;
      return [{ text, secret, hidden: [secret], facts: { server: 'nexus' } }];
    },
    lookAlikes: (random) => [
      `<password>${drawnPassword(random)}</password>`,
      `<server><id>a</id></server><proxy><password>${drawnPassword(random)}</password></proxy>`,
      `<server><id>a</id><password>\${env.NEXUS_PASSWORD}</password></server>`,
    ],
  },
  {
    id: 'maven-master-password',
    title: 'Master password of Maven',
    provider: 'Maven',
    severity: 'high',
    confidence: 'high',
    advice:
      'The word that it is encrypted with is public. Make a new one with `mvn --encrypt-master-password` and change every password that it protects.',
    anchors: ['<master>'],
    pattern: /<master>\s{0,16}\{(?<secret>[A-Za-z0-9+/\\]{24,400}={0,2})\}\s{0,16}(?=<\/master>)/,
    maxMatchBytes: 460,
    edges: {},
    examples: (random) => {
      const secret = `${random.text(63, BASE64)}=`;
      return [{ text: `<settingsSecurity>\n<master>{${secret}}</master>`, secret, hidden: [secret] }];
    },
    lookAlikes: () => ['<master>{}</master>', '<master>main</master>', `<master>{${'x'.repeat(43)}=}</master>`],
  },
  {
    id: 'maven-encrypted-password',
    title: 'Password in the settings of Maven, encrypted',
    provider: 'Maven',
    severity: 'low',
    confidence: 'high',
    advice: `Opens with settings-security.xml of the same user. If that may have leaked too: ${ADVICE}`,
    anchors: ['<password>{', '<passphrase>{'],
    pattern: /<pass(?:word|phrase)>\{(?<secret>(?!AQAAABAAAA)[A-Za-z0-9+/\\]{24,400}={0,2})\}(?=<\/pass)/,
    maxMatchBytes: 430,
    contextBytes: 700,
    edges: {},
    check: ({ window, start }) => (isInMavenServer(window, start) ? { facts: { encrypted: true } } : undefined),
    examples: (random) => {
      const secret = `${random.text(43, BASE64)}=`;
      const text = `<server>\n<id>nexus</id>\n<password>{${secret}}</password>`;
      return [{ text, secret, hidden: [], facts: { encrypted: true } }];
    },
    lookAlikes: (random) => [`<password>{${random.text(43, BASE64)}=}</password>`, '<server><password>{}</password>'],
  },
];
