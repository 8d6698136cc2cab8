/**
 * Keys of onion services: the file that tor keeps, and the answer to a program that asks for one over its control socket
 * (`ADD_ONION NEW`). Needs Debian's tor.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { torOnionKey } from '../../src/detect/binary/tor-onion-key.ts';
import { torControlKey } from '../../src/detect/text/keys/tor-control-key.ts';
import { spkiSha256OfBytes, workshop } from '../support/foreign-program.ts';
import { inspectAll } from '../support/inspect-all.ts';

const { folder, write, file } = workshop();
for (const name of ['data', 'service']) mkdirSync(join(folder, name), { mode: 0o700 });
const path = (name: string) => join(folder, name);
const socket = path('data/control');
const settings = [
  ...['SocksPort 0', 'DisableNetwork 1', `DataDirectory ${path('data')}`],
  ...[`HiddenServiceDir ${path('service')}`, 'HiddenServicePort 80'],
  ...[`ControlSocket ${socket}`, 'CookieAuthentication 0'],
];
write('torrc', `${settings.join('\n')}\n`);
const tor = spawn('tor', ['-f', path('torrc')], { stdio: 'ignore' });
afterAll(() => tor.kill());

/** The first result; a program that ends without one, or takes half a minute, fails the test. */
async function first<Result>(attempt: () => Result | Promise<Result>): Promise<Result> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === 300 || tor.exitCode !== null) throw error;
      await setTimeout(100);
    }
  }
}

function answerTo(question: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const connection = connect(socket).setEncoding('latin1');
    connection.once('error', reject).once('end', () => resolve(answer));
    connection.on('data', (text) => (answer += text)).write(question);
  });
}

test('the file of an onion service', async () => {
  const onionAddress = (await first(() => file('service/hostname'))).toString().trim();
  // "== ed25519v1-public: type0 ==", three zeros, 32 bytes.
  const spkiSha256 = spkiSha256OfBytes('Ed25519', file('service/hs_ed25519_public_key').subarray(32));
  const bytes = file('service/hs_ed25519_secret_key');
  expect(inspectAll(torOnionKey, bytes)).toMatchObject([
    { offset: 0, length: bytes.length, confidence: 'high', facts: { onionAddress, spkiSha256 } },
  ]);
});

test('an answer to ADD_ONION', async () => {
  const question = 'AUTHENTICATE\r\nADD_ONION NEW:ED25519-V3 Flags=Detach Port=80\r\nQUIT\r\n';
  const answer = await first(() => answerTo(question));
  const onionAddress = `${/ServiceID=([a-z2-7]{56})/.exec(answer)?.[1]}.onion`;
  expect(inspectAll(torControlKey, Buffer.from(answer))).toMatchObject([
    { offset: answer.indexOf('ED25519-V3:'), confidence: 'proven', facts: { onionAddress } },
  ]);
});
