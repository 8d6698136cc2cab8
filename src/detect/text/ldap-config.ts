/**
 * Passwords with which servers bind to a directory, in settings without a word that says so: `bindpw` (nslcd, pam_ldap), `bind_pw` (Postfix),
 * `dnpass` (Dovecot), `ldap_default_authtok` (SSSD); and that of the directory's own administrator, `olcRootPW` (program-files.ts has
 * the older `rootpw`).
 */
import { assessPassword, drawnPassword } from './password.ts';
import type { Assessment, Candidate, Rule } from './rule.ts';

/** The beginning of a line, which is no comment, or of a member. */
const BEFORE = /(?:^|[\r\n\0{,]|\\n)[ \t]{0,20}(?:- )?["']?(?:ldap_)?$/;
const BEHIND = /^["']?[ \t]{0,8}(?:[\r\n,}\0]|\\n|$)/;

export const ldapConfigRules: readonly Rule[] = [
  {
    id: 'ldap-config-password',
    title: 'Password of a directory (LDAP) in a configuration',
    provider: 'LDAP',
    severity: 'high',
    confidence: 'high',
    advice:
      'Change it in the directory, and keep the next one in a file that only the service reads and no image holds.',
    anchors: ['bindpw', 'bind_pw', 'olcRootPW', 'dnpass', 'ldap_default_authtok'],
    pattern:
      /(?:bindpw|bind_pw|olcRootPW|dnpass|ldap_default_authtok)(?:["']?[ \t]{0,8}[:=][ \t]{0,8}|[ \t]{1,16})["']?(?<secret>[^\s"'\x00,}]{3,128})/,
    maxMatchBytes: 200,
    contextBytes: 32,
    edges: {},
    judgesPlaceholders: true,
    check: assess,
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `\nbindpw ${secret}\n`,
        `binddn: cn=admin\nbindpw: ${secret}\n`,
        `\nbind_pw = ${secret}\n`,
        `\nldap_bind_pw: ${secret}\n`,
        `\ndnpass = ${secret}\n`,
        `\nldap_default_authtok = ${secret}\n`,
        `\nolcRootPW: ${secret}\n`,
        `{"binddn": "cn=admin", "bindpw": "${secret}"}`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      `\nolcRootPW: {SSHA}${random.text(32, 'abcdefgh0123456789')}\n`,
      '\nldap_default_authtok_type = password\n',
      `\n#bindpw ${drawnPassword(random)}\n`,
      '\nbindpw $LDAP_PASSWORD\n',
      '\nolcRootPW: @PASSWORD7@\n',
      '\n bindpw  directive7 of nslcd.conf\n',
      'bindpw = config.get("ldap7")',
      `  self.bindpw = ${drawnPassword(random)}\n`,
    ],
  },
];

function assess({ window, start, end, secret }: Candidate): Assessment | undefined {
  if (/^[$%<({-]|^@.*@$/.test(secret) || /[()]/.test(secret)) return undefined;
  if (!BEFORE.test(window.slice(0, start)) || !BEHIND.test(window.slice(end))) return undefined;
  return assessPassword(secret, { of: 'ldap' });
}
