/**
 * Keys of web applications, where their own settings name them and the name alone does not say that a secret follows. Whoever has
 * one makes their cookies and tokens, or reads what they stored encrypted.
 */
import { looksMadeUp } from '../placeholder.ts';
import { isPublished } from '../published.ts';
import { ALPHANUMERIC, BASE64URL, DIGITS, HEX, LOWER, type RandomText } from '../random-text.ts';
import { inAnyCase, type Rule } from '../rule.ts';

interface ApplicationKey extends Pick<Rule, 'id' | 'title' | 'provider' | 'severity' | 'anchors'> {
  /** Source of a regular expression for the name. */
  readonly name: string;
  /** The same for the value. */
  readonly value: string;
  make(random: RandomText): string;
  settings(key: string): readonly string[];
  /** What stands there before someone sets it up. */
  readonly unset: string;
}

/** Between a name and its value: `', '`, `' => '`, `: `, `=`, `="`. */
const BETWEEN = String.raw`["']?\]?\s{0,12}(?:,|=>|[:=])\s{0,12}`;
/** What api.wordpress.org/secret-key draws from, without quotes and the backslash. */
const WORDPRESS_ALPHABET = `${ALPHANUMERIC}!@#$%^&*()-_ []{}<>~\`+=,.;:/?|`;

const KEYS: readonly ApplicationKey[] = [
  {
    id: 'wordpress-secret-key',
    title: 'Secret key or salt of WordPress',
    provider: 'WordPress',
    severity: 'high',
    anchors: ['AUTH_KEY', 'AUTH_SALT', 'LOGGED_IN_KEY', 'LOGGED_IN_SALT', 'NONCE_KEY', 'NONCE_SALT'],
    name: '(?:(?:SECURE_)?AUTH|LOGGED_IN|NONCE)_(?:KEY|SALT)',
    // Blanks and semicolons occur: only quotes tell where it ends.
    value: '(?<=["\'])[ !#-&(-\\[\\]-~]{60,80}(?=["\'])',
    make: (random) => `${random.text(62, WORDPRESS_ALPHABET)}${random.text(2, ALPHANUMERIC)}`,
    settings: (key) => [
      `define( 'AUTH_KEY',         '${key}' );`,
      `define('SECURE_AUTH_SALT', '${key}');`,
      `LOGGED_IN_KEY='${key}'`,
      `NONCE_SALT="${key}"`,
    ],
    unset: 'put your unique phrase here, it must have at least sixty characters',
  },
  {
    id: 'yii-cookie-validation-key',
    title: 'Cookie validation key of Yii',
    provider: 'Yii',
    severity: 'high',
    anchors: ['cookieValidationKey'],
    name: 'cookieValidationKey',
    value: '[\\w-]{32,64}',
    make: (random) => random.text(32, BASE64URL),
    settings: (key) => [`'cookieValidationKey' => '${key}',`],
    unset: 'insert_a_secret_key_here_for_cookie_validation',
  },
  {
    id: 'cakephp-security-salt',
    title: 'Security salt of CakePHP',
    provider: 'CakePHP',
    severity: 'high',
    anchors: ['SECURITY_SALT', 'Security.salt'],
    name: 'SECURITY_SALT|Security\\.salt',
    value: '[A-Za-z0-9]{40,64}',
    make: (random) => random.text(64, HEX),
    settings: (key) => [
      `'salt' => env('SECURITY_SALT', '${key}'),`,
      `export SECURITY_SALT="${key}"`,
      `Configure::write('Security.salt', '${key}');`,
    ],
    unset: '__SALT__',
  },
  {
    id: 'prestashop-cookie-key',
    title: 'Cookie key of PrestaShop',
    provider: 'PrestaShop',
    severity: 'high',
    anchors: ['_COOKIE_KEY_'],
    name: '_(?:NEW_)?COOKIE_KEY_',
    value: '[A-Za-z0-9]{48,64}',
    make: (random) => random.text(56, ALPHANUMERIC),
    settings: (key) => [`define('_COOKIE_KEY_', '${key}');`, `define('_NEW_COOKIE_KEY_', '${key}');`],
    unset: 'your_cookie_key',
  },
  {
    id: 'strapi-app-keys',
    title: 'Session keys of Strapi',
    provider: 'Strapi',
    severity: 'high',
    anchors: ['APP_KEYS'],
    name: 'APP_KEYS',
    // The first of several: 16 or 32 bytes.
    value: '[A-Za-z0-9+/]{22}(?:[A-Za-z0-9+/]{21}=|==)',
    make: (random) => Buffer.from(random.bytes(16)).toString('base64'),
    settings: (key) => [`APP_KEYS=${key}`, `STRAPI_APP_KEYS="${key},toBeModified2"`],
    unset: 'toBeModified1,toBeModified2',
  },
  {
    id: 'gitlab-key-base',
    title: 'Key base in the secrets of a GitLab server',
    provider: 'GitLab',
    severity: 'critical',
    anchors: inAnyCase('db_key_base', 'otp_key_base', 'settings_key_base'),
    name: '(?:db|otp|encrypted_settings)_key_base',
    value: '[0-9a-f]{64,128}',
    make: (random) => random.text(128, HEX),
    settings: (key) => [
      `  db_key_base: ${key}\n`,
      `gitlab_rails['otp_key_base'] = '${key}'`,
      `  encrypted_settings_key_base: ${key}\n`,
      `GITLAB_SECRETS_DB_KEY_BASE=${key}`,
    ],
    unset: 'long-and-random-alphanumeric-string',
  },
  {
    id: 'rails-active-record-encryption-key',
    title: 'Key of Active Record Encryption',
    provider: 'Rails',
    severity: 'critical',
    anchors: inAnyCase('active_record_encryption'),
    // In the credentials of Rails the names are those of an object.
    name: 'active_record_encryption(?:_(?:primary|deterministic)_key|:\\s{1,12}(?:primary|deterministic)_key)',
    value: '[A-Za-z0-9]{32,64}',
    make: (random) => random.text(32, ALPHANUMERIC),
    settings: (key) => [
      `ACTIVE_RECORD_ENCRYPTION_PRIMARY_KEY=${key}`,
      `ACTIVE_RECORD_ENCRYPTION_DETERMINISTIC_KEY="${key}"`,
      `active_record_encryption:\n  primary_key: ${key}\n`,
    ],
    unset: '<%= ENV["PRIMARY_KEY"] %>',
  },
  {
    id: 'sentry-system-secret-key',
    title: 'Secret key of a Sentry server',
    provider: 'Sentry',
    severity: 'high',
    anchors: ['system.secret-key'],
    name: 'system\\.secret-key',
    value: '[!#-&(-~]{40,64}',
    make: (random) => random.text(50, `${LOWER}${DIGITS}!@#%^&*(-_=+)`),
    settings: (key) => [`system.secret-key: '${key}'\n`],
    unset: '!!changeme!!',
  },
  {
    id: 'nifi-sensitive-properties-key',
    title: 'Key of sensitive properties of NiFi',
    provider: 'Apache NiFi',
    severity: 'high',
    anchors: ['nifi.sensitive.props.key'],
    name: 'nifi\\.sensitive\\.props\\.key',
    value: '[A-Za-z0-9+/]{20,64}',
    make: (random) => random.text(32, ALPHANUMERIC),
    settings: (key) => [`nifi.sensitive.props.key=${key}\n`],
    unset: '\nnifi.sensitive.props.key.protected=',
  },
];

/** Of the longest name and value, and what stands between. */
const MAX_BYTES = 60 + 30 + 128;

export const applicationKeyRules: readonly Rule[] = KEYS.map(
  ({ name, value, make, settings, unset, ...info }): Rule => ({
    ...info,
    confidence: 'high',
    advice: 'Replace it in every deployment; sessions and everything else that it signed end with it.',
    pattern: new RegExp(`(?:${name})${BETWEEN}["']?(?<secret>${value})`, 'i'),
    // `SECURE_`, `encrypted_` and the like stand before the anchor.
    bytesBefore: 16,
    maxMatchBytes: MAX_BYTES,
    edges: { after: /[A-Za-z0-9]/ },
    // A drawn key may have `<%`, `{{` or `%(` in it, which elsewhere begins a template; what it never lacks are digits and signs.
    judgesPlaceholders: true,
    minBitsPerCharacter: 3,
    check: ({ secret }) =>
      looksMadeUp(secret) || isPublished(secret) || !/[0-9!@#$%^&*~|{}<>+=]/.test(secret) ? undefined : {},
    examples: (random) => {
      const secret = make(random);
      return settings(secret).map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [...settings(unset), ...settings(make(random).slice(0, 12)), ...settings('')],
  }),
);
