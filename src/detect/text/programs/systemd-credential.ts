/**
 * Credentials of systemd units (systemd.exec(5)): `SetCredential=NAME:VALUE` unencrypted, `SetCredentialEncrypted=NAME: BASE64`
 * bound to the machine's TPM or to /var/lib/systemd/credential.secret.
 */
import { bitsPerCharacter } from '../entropy.ts';
import { assessPassword, drawnPassword } from '../password.ts';
import { BASE64 } from '../random-text.ts';
import type { Assessment, Candidate, Example, Rule } from '../rule.ts';

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
    contextBytes: 12,
    judgesPlaceholders: true,
    check: assess,
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `[Service]\nSetCredential=db:${secret}\n`,
        `systemd-run -p SetCredential=db:${secret} --pipe app\n`,
        `systemd-run --property=SetCredential=db:${secret} app\n`,
      ]
        .map((text): Example => ({ text, secret, hidden: [secret], facts: { name: 'db' } }))
        .concat({
          ...{ text: 'systemd-run -p SetCredential=db:notbase64 --pipe app\n', secret: 'notbase64', hidden: [] },
          confidence: 'low',
        });
    },
    lookAlikes: () => [
      'SetCredential=\n',
      'SetCredential=db:****\n',
      'SetCredential=firstboot.timezone:Europe/Berlin\n',
      'systemd-run -p SetCredential=db:**** --wait --pipe systemd-creds cat db\n',
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

/** In a unit, the value ends with the line; in an argument of systemd-run, with the first blank. */
function assess({ window, start, end, secret, groups }: Candidate): Assessment | undefined {
  const name = groups.name!;
  if (NO_SECRET.test(name)) return undefined;
  const value = AS_ARGUMENT.test(window.slice(0, start)) ? secret.split(' ', 1)[0]! : secret;
  const from = end - secret.length;
  const assessment = assessPassword(value, { of: name, facts: { name } });
  return assessment && { ...assessment, place: { start: from, end: from + value.length } };
}
const AS_ARGUMENT = /(?:-p ?|--property[= ])$/;
