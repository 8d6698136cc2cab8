/**
 * Credentials of systemd units (systemd.exec(5)): `SetCredential=NAME:VALUE` unencrypted, `SetCredentialEncrypted=NAME: BASE64`
 * bound to the machine's TPM or to /var/lib/systemd/credential.secret.
 */
import { bitsPerCharacter } from '../entropy.ts';
import { assessPassword, drawnPassword } from '../password.ts';
import { BASE64 } from '../random-text.ts';
import type { Rule } from '../rule.ts';

/** Among those that systemd itself reads (systemd.system-credentials(7)). */
const NO_SECRET =
  /^(?:firstboot|vconsole|getty|login|sysctl|sysusers|tmpfiles|udev)\.|^system\.(?:hostname|machine_id)$|^ssh\.|^network\.(?:dns|hosts|search_domains)$/;

export const systemdCredentialRules: readonly Rule[] = [
  {
    id: 'systemd-credential',
    title: 'Credential in a systemd unit',
    provider: 'systemd',
    severity: 'high',
    confidence: 'high',
    advice: 'Replace the credential, and hand the next one over with LoadCredentialEncrypted=.',
    anchors: ['SetCredential='],
    pattern: /SetCredential=(?<name>[\w.-]{1,100}):(?<secret>[^\s"'\\%\x00][^\n"'\x00]{2,1000})(?=[\n"'])/,
    maxMatchBytes: 1130,
    judgesPlaceholders: true,
    check: ({ secret, groups }) =>
      NO_SECRET.test(groups.name!)
        ? undefined
        : assessPassword(secret, { of: groups.name!, facts: { name: groups.name! } }),
    examples: (random) => {
      const secret = drawnPassword(random);
      return [{ text: `[Service]\nSetCredential=db:${secret}\n`, secret, hidden: [secret], facts: { name: 'db' } }];
    },
    lookAlikes: () => [
      'SetCredential=\n',
      'SetCredential=db:****\n',
      'SetCredential=firstboot.timezone:Europe/Berlin\n',
    ],
  },
  {
    id: 'systemd-credential-encrypted',
    title: 'Credential in a systemd unit, encrypted',
    provider: 'systemd',
    severity: 'low',
    confidence: 'high',
    advice:
      'Opens on the machine that it was made for, or with its credential.secret. If that may have leaked too, replace it.',
    anchors: ['SetCredentialEncrypted='],
    pattern:
      /SetCredentialEncrypted=[\w.-]{1,100}:[ \t]{0,4}(?:\\\n)?[ \t]{0,32}(?<secret>[A-Za-z0-9+/]{40,120}(?:[ \t]{0,4}\\\n[ \t]{0,32}[A-Za-z0-9+/]{1,120}){0,60}={0,2})/,
    maxMatchBytes: 9000,
    // A run of spaces is not a placeholder here.
    judgesPlaceholders: true,
    check: ({ secret }) => (bitsPerCharacter(secret) < 4 ? undefined : { facts: { encrypted: true } }),
    examples: (random) => {
      const secret = [69, 69, 40].map((length) => random.text(length, BASE64)).join(' \\\n        ');
      return [{ text: `SetCredentialEncrypted=db: \\\n        ${secret}\n`, secret, hidden: [] }];
    },
    lookAlikes: () => ['SetCredentialEncrypted=db: ', 'SetCredentialEncrypted=db: ...'],
  },
];
