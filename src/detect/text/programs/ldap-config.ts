/**
 * Passwords with which servers bind to a directory, in settings whose names do not say so: `bindpw` (nslcd, pam_ldap), `bind_pw`
 * (Postfix), `dnpass` (Dovecot), `ldap_default_authtok` (SSSD); and that of the directory's own administrator, `olcRootPW`
 * (program-files.ts has the older `rootpw`).
 */
import { assessPassword, drawnPassword } from '../password.ts';
import { asksForValue, looksMadeUp } from '../placeholder.ts';
import { HEX } from '../random-text.ts';
import { type Assessment, type Candidate, type Example, inAnyCase, type Rule } from '../rule.ts';

/** The beginning of a line that is not a comment, or of a member; in an environment, also a longer name. */
const BEFORE = /(?:^|[\r\n\0{,]|\\n|:[ \t]?(?=["']))[ \t]{0,20}(?:- |export )?["']?(?:\w{1,20}_)?$/;
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
    anchors: inAnyCase('bindpw', 'bind_pw', 'olcrootpw', 'dnpass', 'ldap_default_authtok'),
    pattern:
      /(?:bindpw|bind_pw|olcrootpw|dnpass|ldap_default_authtok)(?:["']?[ \t]{0,8}(?:=|:(?<encoded>:)?)[ \t]{0,8}|[ \t]{1,16})["']?(?<secret>[^\s"'\\\x00,}]{3,128})/i,
    maxMatchBytes: 200,
    contextBytes: 32,
    edges: {},
    judgesPlaceholders: true,
    check: assess,
    examples: (random) => {
      const secret = drawnPassword(random);
      const encoded = Buffer.from(secret).toString('base64');
      return [
        `\nbindpw ${secret}\n`,
        `binddn: cn=admin\nbindpw: ${secret}\n`,
        `\nbind_pw = ${secret}\n`,
        `\nldap_bind_pw: ${secret}\n`,
        `\ndnpass = ${secret}\n`,
        `\nldap_default_authtok = ${secret}\n`,
        `\nolcRootPW: ${secret}\n`,
        `{"binddn": "cn=admin", "bindpw": "${secret}"}`,
        `{"o":"bindpw ${secret}\\n"}`,
        `\nexport LDAP_BINDPW="${secret}"\n`,
        `\n  LDAP_BIND_PW: ${secret}\n`,
        `{"bindDn": "cn=admin", "bindPw": "${secret}"}`,
      ]
        .map((text): Example => ({ text, secret, hidden: [secret] }))
        .concat(
          { text: `\nolcRootPW:: ${encoded}\n`, secret: encoded, hidden: [encoded, secret] },
          { text: `\nBINDPW base64:${encoded}\n`, secret: `base64:${encoded}`, hidden: [encoded, secret] },
          // From the manual of sudo.
          { text: '\nBINDPW base64:dGVzdA==\n', secret: 'base64:dGVzdA==', hidden: [], confidence: 'low' },
        );
    },
    lookAlikes: (random) => [
      `\nolcRootPW: {SSHA}${random.text(32, 'abcdefgh0123456789')}\n`,
      '\nldap_default_authtok_type = password\n',
      `\n#bindpw ${drawnPassword(random)}\n`,
      '\nbindpw $LDAP_PASSWORD\n',
      '\nolcRootPW: @PASSWORD7@\n',
      ...['__LDAP_PW1__', '!LDAP_PW1!', '#{ldap_pw1}', 'env:LDAP_PW1', 'file:/etc/ldap1', 'vault:kv/mail#pw1'].map(
        (value) => `\nbindpw ${value}\n`,
      ),
      `\nolcRootPW:: ${Buffer.from(`{SSHA}${random.text(32, HEX)}`).toString('base64')}\n`,
      'const ldap = {\n  bindPw: config.ldap1.bindPw,\n  bindPW: password7(),\n};\n',
      '\n bindpw  directive7 of nslcd.conf\n',
      '\n    bind_pw = this.state.nsmultiplexorcredentials7;\n',
      '\n    bindpw = connection[3]\n',
      'bindpw = config.get("ldap7")',
      `  self.bindpw = ${drawnPassword(random)}\n`,
    ],
  },
];

/** An expression of a program, with the signs around it: `bindPw: config.ldap.bindPw`, `bindpw = connection[3]`. */
const MEMBER =
  /^[ :=][A-Za-z_]\w*(?:(?:[?!]?\.[A-Za-z_]\w*)+(?:[,}]|;\s?|(?<=pw|pass|password)\s?)|\[\w{1,20}\];?\s?)$/i;

function assess({ window, start, end, secret, groups }: Candidate): Assessment | undefined {
  if (/^[$%<({-]/.test(secret) || /[()]/.test(secret)) return undefined;
  if (MEMBER.test(window.slice(end - secret.length - 1, end + 1))) return undefined;
  if (!BEFORE.test(window.slice(0, start)) || !BEHIND.test(window.slice(end))) return undefined;
  // RFC 2849: base64 after two colons; sudoers.ldap(5): after `base64:`. A scheme in braces is a hash.
  const encoded = groups.encoded === undefined ? /^base64:(.+)/i.exec(secret)?.[1] : secret;
  if (encoded === undefined) return assessPassword(secret, { of: 'ldap' });
  if (asksForValue(encoded) || looksMadeUp(encoded)) return undefined;
  const password = Buffer.from(encoded, 'base64').toString('latin1');
  const assessment = password.startsWith('{') ? undefined : assessPassword(password, { of: 'ldap' });
  return assessment && { ...assessment, identity: password };
}
