/**
 * Passwords of Gradle: `signing.password` and those of repositories in gradle.properties, `storePassword` and `keyPassword` of
 * Android signing configurations, and `credentials { username '…' password '…' }` in build scripts.
 */
import { assessPassword, drawnPassword } from '../password.ts';
import type { Rule } from '../rule.ts';

/** Since which version there is such an option: `KEY_PASSWORD("keyPassword", "1.5.3", …)` of MariaDB's driver, in its class. */
const VERSION = /^[0-9]{1,2}(?:\.[0-9]{1,3}){2,3}$/;

export const gradleSettingsRules: readonly Rule[] = [
  {
    id: 'gradle-signing-password',
    title: 'Password of a signing key or a repository in Gradle',
    provider: 'Gradle',
    severity: 'high',
    confidence: 'high',
    advice:
      'Change the password of the key store or of the repository. Whoever also has the key store can sign in your name.',
    anchors: [
      'signing.password',
      'signing.keyPassword',
      'signingPassword',
      'signingKeyPassword',
      'nexusPassword',
      'sonatypePassword',
      'ossrhPassword',
      'mavenCentralPassword',
      'storePassword',
      'keyPassword',
    ],
    pattern:
      /(?<name>signing\.?(?:key)?password|(?:nexus|sonatype|ossrh|mavenCentral|store|key)Password)(?: ?= ?| )(?:"|'|)(?<secret>[^\s"'<>(){}$,;:\\\x00]{3,512}(?![^\s"'<>(){}$,;:\\\x00]))/i,
    maxMatchBytes: 544,
    contextBytes: 2,
    edges: { before: /[A-Za-z0-9_-]/, after: /[(:]/ },
    judgesPlaceholders: true,
    check: ({ window, end, secret, groups }) => {
      if (/^[A-Za-z_][\w]*[.([]|^=/.test(secret + window.charAt(end))) return undefined;
      if (/^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(secret) && window.slice(0, end - secret.length).endsWith('word '))
        return undefined;
      if (secret.toLowerCase() === groups.name!.toLowerCase() || VERSION.test(secret)) return undefined;
      return assessPassword(secret, { of: groups.name!.toLowerCase() });
    },
    examples: (random) => {
      const secret = drawnPassword(random);
      return [`signing.password=${secret}\n`, `storePassword '${secret}'`, `keyPassword = "${secret}"`].map((text) => ({
        ...{ text, secret, hidden: [secret] },
      }));
    },
    lookAlikes: () => [
      'storePassword System.getenv("STORE_PASSWORD")',
      "storePassword keystoreProperties['storePassword']",
      'signing.password=$SIGNING_PASSWORD',
      'char[] storePassword = getPassword();',
      'this.storePassword = storePassword;',
      'keyPassword = "1.5.3"\n',
      // The name of a property, as it has no quotes.
      '    storePassword EXAMPLE_RELEASE_STORE_PASSWORD\n    keyAlias EXAMPLE_RELEASE_KEY_ALIAS\n',
    ],
  },
  {
    id: 'gradle-repository-password',
    title: 'Password in a credentials block of Gradle',
    provider: 'Gradle',
    severity: 'high',
    confidence: 'high',
    advice: 'Change the password at the repository, and read the next one from a property or the environment.',
    anchors: ['credentials {', 'credentials{'],
    pattern:
      /credentials ?\{(?:[^{}"']{0,200}["'][^"'\n]{0,128}["']){0,2}[^{}"']{0,200}password ?=? ?["'](?<secret>[^"'\n\x00]{3,128})(?=["'])/,
    maxMatchBytes: 1200,
    edges: {},
    judgesPlaceholders: true,
    check: ({ secret }) => assessPassword(secret, { of: 'credentials' }),
    examples: (random) => {
      const secret = drawnPassword(random);
      return [{ text: `credentials {\n  username 'app'\n  password '${secret}'\n}`, secret, hidden: [secret] }];
    },
    lookAlikes: () => [
      'credentials {\n  username user\n  password pass\n}',
      `credentials {\n  username 'app'\n  password "\${nexusPassword}"\n}`,
      "credentials { username = 'a' }\nother { password 'belongs to another block' }",
    ],
  },
];
