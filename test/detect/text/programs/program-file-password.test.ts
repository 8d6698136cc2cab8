import { checkSync } from 'recheck';
import { expect, test } from 'vitest';
import { drawnPassword } from '../../../../src/detect/text/password.ts';
import { fileOf, programFilePasswordRules } from '../../../../src/detect/text/programs/program-file-password.ts';
import { PROGRAM_FILES } from '../../../../src/detect/text/programs/program-files.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { inspectAll } from '../../../support/inspect-all.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const detector = ruleDetector(programFilePasswordRules[0]!);
const find = (text: string) => inspectAll(detector, new Uint8Array(Buffer.from(text, 'latin1')));

test.each(PROGRAM_FILES.map((file) => [file.program, file] as const))(
  'the pattern of %s takes linear time, as recheck sees it',
  (_, file) => {
    const { source, flags } = fileOf(file);
    expect(checkSync(source, flags, { checker: 'automaton' }).status).toBe('safe');
  },
);

/** Where SECRET stands. */
test.each([
  'account a\nhost smtp.a.io\nfrom me@a.io\nauth on\nuser me\npassword "SECRET"\n',
  'defaults\ntls on\naccount a\nuser me\nhost smtp.a.io\npassword SECRET\naccount b\n',
  'poll imap.a.io\n  protocol IMAP\n  username me\n  password SECRET\n',
  'echo "mysql-server mysql-server/root_password password SECRET" | debconf-set-selections\n',
  'd-i\tpasswd/user-password-again\tpassword\tSECRET\n',
  '\nsmtp.acme-shop.io:587 app@acme-shop.io:SECRET\n',
  'lang en_US\nrootpw SECRET\n',
  'suffix "dc=acme"\nrootpw\t\tSECRET\n',
  '[trunk]\ntype=friend\nhost=dynamic\nsecret=SECRET\n',
  '# Secrets for authentication using PAP\n# client\tserver\tsecret\n\n"me" * "SECRET"\n',
  'K 10\npassphrase\nV 20\nSECRET\nEND\n',
])('a password in %j', (text) => {
  const secret = drawnPassword(seededRandom(3));
  expect(find(text.replace('SECRET', secret))).toMatchObject([
    { offset: text.indexOf('SECRET'), length: secret.length, confidence: 'high' },
  ]);
});

test.each([
  'K 8\npasstype\nV 8\nwincrypt\nK 8\npassword\nV 20\nSECRET\nEND\n',
  'rootpw {SSHA}SECRET\n',
  'rootpw --lock\n',
  '[6001]\ntype=peer\nsecret=@sip_pw1@\n',
  '\nsmtp.c:587 error:SECRET\n',
  'see the password password SECRET\n',
  'machine a.io\nlogin me\npassword SECRET\n',
])('no password in %j', (text) => {
  expect(find(text.replace('SECRET', drawnPassword(seededRandom(3))))).toEqual([]);
});

test('a macro of Nagios is rarely a password that someone chose', () => {
  expect(find('$USER3$=30seconds1\n')).toMatchObject([{ confidence: 'low' }]);
});
