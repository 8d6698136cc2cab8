/**
 * Password hashes of crypt(5) and of LDAP servers, as in /etc/shadow, .htpasswd and databases: `$1$`, `$5$`, `$6$`, `$2a$` `$2b$`
 * `$2y$`, `$y$`, `$gy$`, `$7$`, `$apr1$`, Cisco's `$8$` and `$9$`, phpass's `$P$` and `$H$`, GRUB's, `$argon2…$` (PHC string
 * format), `{SHA}`, `{SSHA}`, Django's (docs, "Password management") and Werkzeug's (`generate_password_hash`). Low: a hash is not
 * a password, but allows guessing. The exact length of each scheme is required.
 */
import { ALPHANUMERIC, HEX, type RandomText } from '../random-text.ts';
import type { Candidate, Example, Rule } from '../rule.ts';

const CRYPT64 = `./${ALPHANUMERIC}`;
const C = '[./A-Za-z0-9]';
const B = '[A-Za-z0-9+/]';
const SCHEMES = [
  `\\$1\\$${C}{1,8}\\$${C}{22}`,
  `\\$apr1\\$${C}{1,8}\\$${C}{22}`,
  `\\$5\\$(?:rounds=\\d{4,9}\\$)?${C}{1,16}\\$${C}{43}`,
  `\\$6\\$(?:rounds=\\d{4,9}\\$)?${C}{1,16}\\$${C}{86}`,
  `\\$2[aby]\\$[0-3]\\d\\$${C}{53}`,
  `\\$g?y\\$j[./A-Za-z0-9]{2,8}\\$${C}{1,86}\\$${C}{43}`,
  `\\$7\\$[./A-Za-z0-9]{11}${C}{1,86}\\$${C}{43}`,
  `\\$argon2(?:id|i|d)\\$(?:v=\\d{1,3}\\$)?m=\\d{1,10},t=\\d{1,10},p=\\d{1,4}\\$${B}{11,64}\\$(?:${B}{22}|${B}{32}|${B}{43}|${B}{64}|${B}{86})`,
  `\\$[89]\\$${C}{14}\\$${C}{43}`,
  `\\$[PH]\\$[5-9A-Z]${C}{30}`,
  // grub-mkpasswd-pbkdf2: a salt and a hash of 64 bytes each by default.
  'grub\\.pbkdf2\\.sha512\\.\\d{3,8}\\.[0-9A-F]{16,512}\\.[0-9A-F]{128}',
  `pbkdf2_sha(?:256\\$\\d{1,8}\\$[A-Za-z0-9]{1,64}\\$${B}{43}=|1\\$\\d{1,8}\\$[A-Za-z0-9]{1,64}\\$${B}{27}=)`,
  '(?:pbkdf2:sha256:\\d{1,8}|scrypt:\\d{1,8}:\\d{1,3}:\\d{1,3})\\$[A-Za-z0-9]{1,64}\\$(?:[0-9a-f]{64}){1,2}',
  'pbkdf2:sha(?:1:\\d{1,8}\\$[A-Za-z0-9]{1,64}\\$[0-9a-f]{40}|512:\\d{1,8}\\$[A-Za-z0-9]{1,64}\\$[0-9a-f]{128})',
  `scrypt\\$\\d{1,8}\\$[A-Za-z0-9]{1,64}\\$\\d{1,3}\\$\\d{1,3}\\$${B}{86}==`,
  `\\{SHA\\}${B}{27}=`,
  `\\{SSHA\\}${B}{32,48}={0,2}`,
];

const WHOLE = new RegExp(`^(?:${SCHEMES.join('|')})$`);

export const passwordHashRules: readonly Rule[] = [
  {
    id: 'password-hash',
    form: { specification: 'crypt(5), PHC string format, RFC 2307', proof: 'exact length of each scheme' },
    title: 'Password hash',
    provider: 'crypt',
    severity: 'low',
    confidence: 'high',
    advice: 'A weak password can be guessed from its hash at leisure. Change the password where the account is in use.',
    anchors: [
      '$1$',
      '$5$',
      '$6$',
      '$2a$',
      '$2b$',
      '$2y$',
      '$y$j',
      '$gy$',
      '$7$',
      ...['$8$', '$9$', '$P$', '$H$'],
      '$apr1$',
      '$argon2',
      'grub.pbkdf2.sha512.',
      ...['pbkdf2_sha256$', 'pbkdf2_sha1$', 'pbkdf2:sha', 'scrypt:32768:', 'scrypt$16384$'],
      '{SHA}',
      '{SSHA}',
    ],
    pattern:
      /(?:\$(?:1|apr1|5|6|2[aby]|g?y|[7-9]|[PH]|argon2(?:id|i|d))\$(?:[^$\s"'\0]{1,100}\$){0,3}|\{S?SHA\}|grub\.pbkdf2\.sha512\.\d{3,8}\.[0-9A-F]{16,512}\.|(?:pbkdf2_sha(?:1|256)\$\d{1,8}|pbkdf2:sha(?:1|256|512):\d{1,8}|scrypt:\d{1,8}:\d{1,3}:\d{1,3}|scrypt\$\d{1,8})\$[A-Za-z0-9]{1,64}\$(?:\d{1,3}\$\d{1,3}\$)?)(?<body>[./A-Za-z0-9+]{22,256}={0,2})/,
    maxMatchBytes: 820,
    contextBytes: 64,
    edges: { after: /[./A-Za-z0-9+$]/ },
    minBitsPerCharacter: 3,
    check: (candidate) => {
      if (!WHOLE.test(candidate.secret) || isNamePart(candidate)) return undefined;
      return { facts: { scheme: schemeOf(candidate.secret), ...userBefore(candidate) } };
    },
    examples: (random) => Object.entries(made(random)).map(([scheme, text]) => example(random, scheme, text)),
    lookAlikes: (random) => [
      "text.replace(/(a)(b)(c)/, '$1$2$3')",
      'RubyEncoding$INVOKER$s$1$0$setDefaultExternal.gen',
      `$6$salt$${random.text(85, CRYPT64)}`,
      `$6$salt$${random.text(87, CRYPT64)}`,
      `$2b$10$${random.text(52, CRYPT64)}`,
      `$6$salt$${'.'.repeat(86)}`,
      '$argon2id$v=19$m=65536,t=3,p=4$',
      '{SHA}',
      `pbkdf2_sha256$390000$29LoVHfF$${random.text(44, CRYPT64)}`,
      `scrypt:32768:8:1$29LoVHfF$${random.text(127, HEX)}`,
    ],
  },
];

/** Generated names of classes, `RubyEncoding$INVOKER$s$1$0$setDefaultExternal.gen` of JRuby: one hash in 60 has neither digit nor `/`. */
function isNamePart({ window, start, body }: Candidate): boolean {
  return /^[A-Za-z.]+$/.test(body) && /[A-Za-z]/.test(window.charAt(start - 1));
}

function schemeOf(hash: string): string {
  if (hash.startsWith('grub')) return 'grub.pbkdf2.sha512';
  if (hash.startsWith('{')) return hash.slice(1, hash.indexOf('}'));
  if (hash.startsWith('scrypt')) return 'scrypt';
  if (hash.startsWith('pbkdf2')) return hash.slice(0, hash.search(/[:$]\d/));
  return hash.slice(1, hash.indexOf('$', 1));
}

/** `user:` directly before it, as in shadow and htpasswd. */
function userBefore({ window, start }: Candidate): { readonly user?: string } {
  const user = /(?:^|[\s"']|\\[nrt])([A-Za-z_][A-Za-z0-9_.@-]{0,31}):$/.exec(window.slice(0, start))?.[1];
  return user === undefined ? {} : { user };
}

function made(random: RandomText): Record<string, string> {
  const c = (length: number) => random.text(length, CRYPT64);
  const b = (bytes: number) => Buffer.from(random.bytes(bytes)).toString('base64');
  const hex = (length: number) => random.text(length, '0123456789ABCDEF');
  const bare = (bytes: number) => b(bytes).replace(/=+$/, '');
  return {
    '1': `$1$${c(8)}$${c(22)}`,
    apr1: `$apr1$${c(8)}$${c(22)}`,
    '5': `$5$rounds=10000$${c(16)}$${c(43)}`,
    '6': `$6$${c(16)}$${c(86)}`,
    '2b': `$2b$12$${c(53)}`,
    y: `$y$j9T$${c(22)}$${c(43)}`,
    gy: `$gy$j9T$${c(22)}$${c(43)}`,
    '7': `$7$CU..../....${c(22)}$${c(43)}`,
    '8': `$8$${c(14)}$${c(43)}`,
    P: `$P$B${c(30)}`,
    argon2id: `$argon2id$v=19$m=65536,t=3,p=4$${bare(16)}$${bare(32)}`,
    'grub.pbkdf2.sha512': `grub.pbkdf2.sha512.10000.${hex(128)}.${hex(128)}`,
    pbkdf2_sha256: `pbkdf2_sha256$390000$${random.text(22, ALPHANUMERIC)}$${b(32)}`,
    pbkdf2_sha1: `pbkdf2_sha1$390000$${random.text(22, ALPHANUMERIC)}$${b(20)}`,
    'pbkdf2:sha256': `pbkdf2:sha256:600000$${random.text(16, ALPHANUMERIC)}$${random.text(64, HEX)}`,
    'pbkdf2:sha1': `pbkdf2:sha1:1000000$${random.text(16, ALPHANUMERIC)}$${random.text(40, HEX)}`,
    'pbkdf2:sha512': `pbkdf2:sha512:1000000$${random.text(16, ALPHANUMERIC)}$${random.text(128, HEX)}`,
    'scrypt of Django': `scrypt$16384$${random.text(22, ALPHANUMERIC)}$8$1$${b(64)}`,
    scrypt: `scrypt:32768:8:1$${random.text(16, ALPHANUMERIC)}$${random.text(128, HEX)}`,
    SHA: `{SHA}${b(20)}`,
    SSHA: `{SSHA}${b(28)}`,
  };
}

function example(random: RandomText, scheme: string, text: string): Example {
  const user = random.pick(['root', 'www-data', 'a.b']);
  return {
    text: `${user}:${text}`,
    secret: text,
    hidden: [text.slice(-20)],
    facts: { scheme: scheme.replace(/ .*/, '') },
  };
}
