/** Keys that OpenVPN makes. Needs Debian's openvpn. */
import { expect, test } from 'vitest';
import { rules } from '../../src/detect/catalog.ts';
import { ruleDetector } from '../../src/detect/text/rule-detector.ts';
import { workshop } from '../support/foreign-program.ts';
import { inspectAll } from '../support/inspect-all.ts';

const { run, file } = workshop();
const detectorOf = (id: string) => ruleDetector(rules.find((rule) => rule.id === id)!);

test('a static key', () => {
  run('openvpn', ['--genkey', 'secret', 'static.key']);
  expect(inspectAll(detectorOf('openvpn-static-key'), file('static.key'))).toHaveLength(1);
});

test('keys of a server and of a client for tls-crypt-v2', () => {
  run('openvpn', ['--genkey', 'tls-crypt-v2-server', 'server.key']);
  run('openvpn', ['--tls-crypt-v2', 'server.key', '--genkey', 'tls-crypt-v2-client', 'client.key']);
  for (const name of ['server.key', 'client.key'])
    expect(inspectAll(detectorOf('openvpn-tls-crypt-v2-key'), file(name)), name).toHaveLength(1);
});

test('the key with which a server signs tokens of users', () => {
  run('openvpn', ['--genkey', 'auth-token', 'token.key']);
  expect(inspectAll(detectorOf('openvpn-auth-token-key'), file('token.key'))).toHaveLength(1);
});
