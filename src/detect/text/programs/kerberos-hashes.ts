/**
 * Hashes that tools extract from Kerberos and Windows for guessing passwords, in the notation of hashcat and John the Ripper:
 * `$krb5tgs$` and `$krb5asrep$` (parts of a ticket encrypted with a password), `$krb5pa$` (a timestamp), `$DCC2$` (cached
 * sign-ins). As severe as a hash: it allows offline guessing.
 */
import { HEX, type RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';

/** A timestamp under AES, the shortest of them. */
const MIN_DIGITS = 104;

/** Before the digits: encryption type, user, realm, service. */
const LABEL = '(?:[^\\s"\'$\\0]{1,160}\\$){0,5}';

export const kerberosHashRules: readonly Rule[] = [
  {
    id: 'kerberos-hash',
    title: 'Kerberos ticket or cached sign-in, as crackers of passwords read it',
    provider: 'Kerberos',
    severity: 'medium',
    confidence: 'high',
    advice:
      'The password of the account can be guessed from it at leisure: change it, to a long one for accounts of services.',
    anchors: ['$krb5tgs$', '$krb5asrep$', '$krb5pa$', '$DCC2$'],
    pattern: new RegExp(
      `\\$(?:krb5(?:tgs|asrep)\\$${LABEL}(?:[^\\s"'$\\0]{1,160}:)?[0-9a-fA-F]{24,32}\\$|krb5pa\\$${LABEL}|DCC2\\$[0-9]{1,7}#[^\\s"'#\\0]{1,104}#)(?<body>[0-9a-fA-F]{32,8000})`,
    ),
    maxMatchBytes: 9100,
    edges: { after: /[A-Za-z0-9]/ },
    minBitsPerCharacter: 2.7,
    check: ({ secret, body }) => {
      const scheme = /^\$(\w{4,9})\$/.exec(secret)![1]!;
      const isWhole = scheme === 'DCC2' ? body.length === 32 : body.length >= MIN_DIGITS;
      return isWhole ? { facts: { scheme } } : undefined;
    },
    examples: (random) =>
      Object.entries(made(random)).map(([scheme, text]) => ({
        ...{ text, secret: text, hidden: [/[0-9a-f]+$/.exec(text)![0]], facts: { scheme } },
      })),
    lookAlikes: (random) => ['$krb5tgs$23$', '$krb5asrep$23$user@ACME.TEST', `$DCC2$10240#joe#${random.text(31, HEX)}`],
  },
];

function made(random: RandomText): Record<string, string> {
  const hex = (digits: number) => random.text(digits, HEX);
  return {
    krb5tgs: `$krb5tgs$23$*svc-sql$ACME.TEST$acme.test/svc-sql*$${hex(32)}$${hex(2000)}`,
    krb5asrep: `$krb5asrep$23$joe@ACME.TEST:${hex(32)}$${hex(600)}`,
    krb5pa: `$krb5pa$18$joe$ACME.TEST$ACME.TESTjoe$${hex(112)}`,
    DCC2: `$DCC2$10240#joe#${hex(32)}`,
  };
}
