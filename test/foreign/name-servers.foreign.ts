/** Keys of TSIG and rndc as the programs of BIND 9 print them. Needs Debian's bind9. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { dnsTsigRules } from '../../src/detect/text/programs/dns-tsig.ts';
import { ruleDetector } from '../../src/detect/text/rule-detector.ts';
import { inspectAll } from '../support/inspect-all.ts';

const detector = ruleDetector(dnsTsigRules[0]!);
const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });

function secretOf(text: Buffer): string {
  return /secret "([^"]+)"/.exec(text.toString())![1]!;
}
const sha256 = (base64: string) => createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex');

test.each(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'])('tsig-keygen with hmac-%s', (hash) => {
  const text = run('tsig-keygen', '-a', `hmac-${hash}`, 'transfer.example.org');
  const secret = secretOf(text);
  const facts = { keyName: 'transfer.example.org', algorithm: `hmac-${hash}`, keySha256: sha256(secret) };
  expect(inspectAll(detector, text)).toMatchObject([{ offset: text.indexOf(secret), length: secret.length, facts }]);
});

test('rndc-confgen prints its key twice', () => {
  const text = run('rndc-confgen', '-A', 'hmac-sha256');
  const keySha256 = sha256(secretOf(text));
  const found = inspectAll(detector, text);
  expect(found.map(({ facts }) => facts.keySha256)).toEqual([keySha256, keySha256]);
  expect(found[0]?.facts).toMatchObject({ keyName: 'rndc-key', algorithm: 'hmac-sha256' });
});

test('ddns-confgen', () => {
  const text = run('ddns-confgen', '-q', '-k', 'ddns.example.org');
  expect(inspectAll(detector, text)).toMatchObject([
    { facts: { keyName: 'ddns.example.org', keySha256: sha256(secretOf(text)) } },
  ]);
});
