import { expect, test } from 'vitest';
import { drawnPassword } from '../../../../src/detect/text/password.ts';
import { protocolLoginRules } from '../../../../src/detect/text/programs/protocol-logins.ts';
import { buildCapture, segments } from '../../../builders/capture.ts';
import { readByPatterns } from '../../../support/read-by-patterns.ts';
import { scanBytes } from '../../../support/scan-bytes.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const password = drawnPassword(seededRandom(4711));
const base64 = (text: string) => Buffer.from(text).toString('base64');
/** So short that no password is in one. */
const PACKET_BYTES = 12;

// As ftplib, imaplib, smtplib, curl and redis-cli send it.
test.each([
  ['login-command-password', `USER app\r\nPASS ${password}\r\nQUIT\r\n`],
  ['login-command-password', `HMLC0 CAPABILITY\r\nHMLC1 LOGIN app "${password}"\r\n`],
  ['sasl-login-password', `EHLO host\r\nAUTH PLAIN ${base64(`\0app\0${password}`)}\r\nQUIT\r\n`],
  ['sasl-login-password', `EHLO host\r\nAUTH LOGIN ${base64('app')}\r\n${base64(password)}\r\nQUIT\r\n`],
  ['redis-auth-command', `*2\r\n$4\r\nAUTH\r\n$20\r\n${password}\r\n*1\r\n$4\r\nping\r\n`],
])('%s is found over several packets', async (rule, sent) => {
  const { findings } = await scanBytes({ 'ci.pcap': buildCapture(segments(sent, PACKET_BYTES)) });
  expect(findings.map(({ rule: id, confidence }) => [id, confidence])).toEqual([[rule, 'high']]);
});

test('quotation marks of IMAP are taken off, so that it is the same password as elsewhere', async () => {
  const secret = `${password}"\\`;
  const escaped = secret.replace(/["\\]/g, '\\$&');
  const texts = [`A1 LOGIN app "${escaped}"\r\n`, `USER app\r\nPASS ${secret}\r\n`];
  const files = Object.fromEntries(texts.map((text, index) => [`${index}.txt`, Buffer.from(text)]));
  const { findings } = await scanBytes(files);
  expect(findings.map(({ fingerprint }) => fingerprint)).toEqual([findings[0]!.fingerprint, findings[0]!.fingerprint]);
});

// Each was read some 50 to 90 times.
test.each([
  'A1 LOGIN "',
  'A1 LOGIN a b',
  'A1 LOGIN a bbb\r\n',
  'A1 LOGIN a "bbb"\r\n',
  'USER x\r\nPASS y\r\n',
  'USER x\r\nPASS yyy\r\n',
  '\r\nPASS yyyy',
])('a flood of %j is read a few times', (unit) => {
  const rule = protocolLoginRules.find(({ id }) => id === 'login-command-password')!;
  expect(readByPatterns(rule, unit)).toBeLessThan(10);
});
