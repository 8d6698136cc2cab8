/**
 * Keys that web frameworks sign and encrypt with, where their own settings name them:
 *   Rails     RAILS_MASTER_KEY (32 hex digits; config/master.key is a file of detect/files), secret_key_base (128 hex digits)
 *   Django    SECRET_KEY = '…' of settings.py, 50 characters as startproject writes it; 40 to 128 are read
 *   Laravel   APP_KEY=base64:… of 16 or 32 bytes
 *   Drupal    $settings['hash_salt'], 55 bytes in base64url as its installer draws them
 *   Airflow   AIRFLOW__CORE__FERNET_KEY, fernet_key, fernetKey of its chart: 32 bytes in base64url, as Fernet has its keys
 *   Magento   'crypt' => ['key' => '…'] of app/etc/env.php: 32 hex digits, or base64 and 32 bytes
 * Whoever has one makes session cookies; with Rails, Laravel and pickled sessions, cookies that run code.
 */
import { sha256Hex } from '../../fingerprint.ts';
import { isMonotonous } from '../../proof/is-monotonous.ts';
import { looksIssued } from '../looks-issued.ts';
import { isPlaceholder, looksMadeUp } from '../placeholder.ts';
import { HEX, type RandomText } from '../random-text.ts';
import type { Assessment, Rule } from '../rule.ts';

const BETWEEN = String.raw`\\{0,3}["']?\]?\s{0,4}(?:=>|[:=])\s{0,4}\\{0,3}["']?`;
const DJANGO_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)';
const REPLACE = 'Replace the key in every deployment; sessions and everything else that it signed end with it.';

/** As `get_random_secret_key` draws it: one in 14 has something in it that reads as a template, such as `%(`. */
function isOfStartproject(body: string): boolean {
  const count = (kind: RegExp): number => body.match(kind)?.length ?? 0;
  // Not `change-me-to-a-long-random-string-of-50-characters`. Of keys that are drawn, 2 of 1,000 have less.
  return /^[a-z0-9!@#$%^&*(\-_=+)]{50}$/.test(body) && count(/[0-9]/g) >= 3 && count(/[!@#$%^&*(=+)]/g) >= 4;
}

export const webFrameworkRules: readonly Rule[] = [
  {
    id: 'rails-master-key',
    form: { specification: 'Rails guides, custom credentials', proof: 'name and 32 hex digits' },
    title: 'Rails master key',
    provider: 'Rails',
    severity: 'critical',
    confidence: 'high',
    advice: `Encrypt config/credentials.yml.enc under a new key and replace every secret in it. ${REPLACE}`,
    anchors: [{ text: 'rails_master_key', ignoreCase: true }],
    pattern: new RegExp(`RAILS_MASTER_KEY${BETWEEN}(?<secret>[0-9a-f]{32})`, 'i'),
    maxMatchBytes: 72,
    check: ({ secret }) => symmetric(Buffer.from(secret, 'hex')),
    examples: (random) => hexExamples(random, 32, ['RAILS_MASTER_KEY=', 'RAILS_MASTER_KEY: "']),
    lookAlikes: (random) => [
      `RAILS_MASTER_KEY=${'0'.repeat(32)}`,
      `RAILS_MASTER_KEY=${random.text(31, HEX)}`,
      `RAILS_MASTER_KEY=${random.text(40, HEX)}`,
      'RAILS_MASTER_KEY=$RAILS_MASTER_KEY_OF_THE_STAGE',
    ],
  },
  {
    id: 'rails-secret-key-base',
    form: { specification: 'Rails guides, secret_key_base', proof: 'name and 128 hex digits' },
    title: 'Rails secret key base',
    provider: 'Rails',
    severity: 'critical',
    confidence: 'high',
    advice: REPLACE,
    anchors: [{ text: 'secret_key_base', ignoreCase: true }],
    pattern: new RegExp(`secret_key_base${BETWEEN}(?<secret>[0-9a-f]{128})`, 'i'),
    maxMatchBytes: 168,
    check: ({ secret }) => symmetric(Buffer.from(secret, 'hex')),
    examples: (random) => hexExamples(random, 128, ['SECRET_KEY_BASE=', 'secret_key_base: ', '"secret_key_base" => "']),
    lookAlikes: (random) => [
      `secret_key_base: ${'ab'.repeat(64)}`,
      `secret_key_base: ${random.text(127, HEX)}`,
      'secret_key_base: <%= ENV["SECRET_KEY_BASE"] %>',
    ],
  },
  {
    id: 'django-secret-key',
    form: { specification: 'Django settings, SECRET_KEY', proof: 'name, length and entropy' },
    title: 'Django secret key',
    provider: 'Django',
    severity: 'high',
    confidence: 'medium',
    advice: REPLACE,
    anchors: ['SECRET_KEY'],
    pattern:
      /SECRET_KEY\s{0,4}=\s{0,4}["'](?<secret>(?<prefix>django-insecure-)?(?<body>[!#-&(-;=?-~]{40,128}))(?=["'])/,
    maxMatchBytes: 180,
    minBitsPerCharacter: 3.8,
    judgesPlaceholders: true,
    admitsStandIns: true,
    check: ({ groups, body }) => {
      const isFiller = isOfStartproject(body) ? looksMadeUp(body) : isPlaceholder(body);
      if (groups.prefix === undefined && isFiller) return undefined;
      // Names of variables, paths and hex digests are no key of Django's.
      if (/^[\w./:-]+$/.test(body) && !/[0-9]/.test(body)) return undefined;
      return groups.prefix === undefined ? {} : { severity: 'medium', confidence: 'high', facts: { insecure: true } };
    },
    examples: (random) => {
      const body = random.text(50, DJANGO_ALPHABET);
      return [
        { text: `SECRET_KEY = '${body}'`, secret: body, hidden: [body] },
        {
          ...{ text: `SECRET_KEY = "django-insecure-${body}"`, secret: `django-insecure-${body}`, hidden: [body] },
          ...{ severity: 'medium', confidence: 'high', facts: { insecure: true } },
        },
      ];
    },
    lookAlikes: (random) => [
      `SECRET_KEY = 'change-me-to-a-long-random-string-of-50-characters'`,
      `AWS_SECRET_KEY = '${random.text(40, DJANGO_ALPHABET)}'`,
      `SECRET_KEY = '${random.text(20, DJANGO_ALPHABET)}'`,
      "SECRET_KEY = 'a-name-of-some-other-setting.that.is.long-enough'",
      "SECRET_KEY = 'changeme-changeme-changeme-changeme-changeme-1'",
      'SECRET_KEY = os.environ["SECRET_KEY"]',
    ],
  },
  {
    id: 'laravel-app-key',
    form: { specification: 'Laravel, key:generate', proof: 'name, prefix and 16 or 32 bytes' },
    title: 'Laravel application key',
    provider: 'Laravel',
    severity: 'critical',
    confidence: 'high',
    advice: `Run \`php artisan key:generate\` on every deployment. ${REPLACE}`,
    anchors: [{ text: 'app_key', ignoreCase: true }],
    pattern: new RegExp(`APP_KEY${BETWEEN}(?<prefix>base64:)(?<secret>[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{22}==)`, 'i'),
    maxMatchBytes: 88,
    edges: { before: /[A-Za-z0-9]/, after: /[A-Za-z0-9+/=]/ },
    check: ({ secret }) => symmetric(Buffer.from(secret, 'base64')),
    examples: (random) =>
      [32, 16].map((bytes) => {
        const secret = Buffer.from(random.bytes(bytes)).toString('base64');
        const facts = { bits: bytes * 8, keySha256: sha256Hex(Buffer.from(secret, 'base64')) };
        return { text: `APP_KEY=base64:${secret}`, secret, hidden: [secret], facts };
      }),
    lookAlikes: (random) => [
      'APP_KEY=',
      `APP_KEY=base64:${'A'.repeat(43)}=`,
      `APP_KEY=base64:${Buffer.from(random.bytes(20)).toString('base64')}`,
    ],
  },
  {
    id: 'drupal-hash-salt',
    title: 'Hash salt of Drupal',
    provider: 'Drupal',
    severity: 'high',
    confidence: 'high',
    advice: `Whoever has it makes links that sign in as anyone. ${REPLACE}`,
    anchors: ["['hash_salt']", '["hash_salt"]'],
    edges: {},
    pattern: /\[["']hash_salt["']\]\s{0,4}=\s{0,4}["'](?<secret>[A-Za-z0-9_-]{43,128})(?=["'])/,
    maxMatchBytes: 156,
    minBitsPerCharacter: 3.8,
    check: ({ secret }) => (looksIssued(secret) ? {} : undefined),
    examples: (random) => {
      const secret = Buffer.from(random.bytes(55)).toString('base64url');
      return [{ text: `$settings['hash_salt'] = '${secret}';`, secret, hidden: [secret] }];
    },
    lookAlikes: () => [
      "$settings['hash_salt'] = '';",
      "$settings['hash_salt'] = file_get_contents('/home/example/salt.txt');",
      "$settings['hash_salt'] = 'hash-salt-of-the-site-that-developers-have-at-home';",
    ],
  },
  {
    id: 'fernet-key',
    form: { specification: 'Fernet, key format', proof: 'name and 32 bytes' },
    title: 'Fernet key (Airflow and others)',
    provider: 'Fernet',
    severity: 'high',
    confidence: 'high',
    advice:
      'Put a new key before it (Airflow, MultiFernet), encrypt all under that again, and take the old one out: it opens connections and variables that were saved.',
    anchors: [{ text: 'fernet', ignoreCase: true }],
    // In a manifest of Kubernetes the value has a line of its own.
    pattern: new RegExp(
      `(?:fernet|Fernet|FERNET)[_-]?(?:(?:secret|SECRET|encryption|ENCRYPTION)[_-]?)?(?:[Kk]eys?|KEYS?)(?:["']?\\s{1,40}value)?${BETWEEN}(?:b["'])?(?<secret>[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]=)`,
    ),
    maxMatchBytes: 160,
    edges: { after: /[A-Za-z0-9+/=_-]/ },
    check: ({ secret }) => symmetric(Buffer.from(secret, 'base64url')),
    examples: (random) => {
      const secret = `${Buffer.from(random.bytes(32)).toString('base64url')}=`;
      const facts = { bits: 256, keySha256: sha256Hex(Buffer.from(secret, 'base64url')) };
      return [
        `AIRFLOW__CORE__FERNET_KEY=${secret}`,
        `fernetKey: "${secret}"`,
        `- name: AIRFLOW__CORE__FERNET_KEY\n  value: ${secret}`,
        `FERNET_KEY = b'${secret}'`,
      ].map((text) => ({ text, secret, hidden: [secret], facts }));
    },
    lookAlikes: (random) => [
      'fernet_key =',
      `fernet_key = ${'A'.repeat(43)}=`,
      `fernet_key = ${Buffer.from(random.bytes(31)).toString('base64url')}=`,
      'fernet_key = {AIRFLOW_HOME}/a_file_that_has_the_fernet_key_in_it=',
    ],
  },
  {
    id: 'magento-crypt-key',
    title: 'Encryption key of Magento',
    provider: 'Magento',
    severity: 'critical',
    confidence: 'high',
    advice: `Rotate it with \`bin/magento encryption:key:change\`, and replace what it encrypted. ${REPLACE}`,
    anchors: ["'crypt' =>"],
    // Older keys stand before it, one a line.
    pattern:
      /'crypt' =>\s{1,40}(?:\[|array ?\()\s{1,40}'key' => '(?<secret>(?:base64[A-Za-z0-9+/]{43}=|[0-9a-f]{32})(?:\n(?:base64[A-Za-z0-9+/]{43}=|[0-9a-f]{32})){0,3})(?=')/,
    maxMatchBytes: 320,
    check: ({ secret }) => {
      const last = secret.split('\n').at(-1)!;
      return symmetric(
        last.startsWith('b') && last.length > 32 ? Buffer.from(last.slice(6), 'base64') : Buffer.from(last, 'hex'),
      );
    },
    examples: (random) => {
      const hex = random.text(32, HEX);
      const base64 = `base64${Buffer.from(random.bytes(32)).toString('base64')}`;
      return [hex, base64].map((secret) => ({
        ...{ text: `    'crypt' => [\n        'key' => '${secret}'\n    ],`, secret, hidden: [secret] },
      }));
    },
    lookAlikes: (random) => [
      "'crypt' => [\n 'key' => ''\n]",
      "'crypt' => [\n 'key' => '00000000000000000000000000000000'\n]",
      `'crypt' => ['key' => $key]`,
      `'crypt' => [\n 'key' => '${random.text(31, HEX)}'\n]`,
    ],
  },
];

function symmetric(key: Uint8Array): Assessment | undefined {
  if (isMonotonous(key)) return undefined;
  return { facts: { kind: 'symmetric', bits: key.length * 8, keySha256: sha256Hex(key) } };
}

function hexExamples(random: RandomText, digits: number, names: readonly string[]) {
  return names.map((name) => {
    const secret = random.text(digits, HEX);
    const facts = { bits: digits * 4, keySha256: sha256Hex(Buffer.from(secret, 'hex')) };
    return { text: `${name}${secret}`, secret, hidden: [secret], facts };
  });
}
