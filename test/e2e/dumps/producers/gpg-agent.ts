import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, type Lab } from '../lab.ts';
import type { Scenario } from '../scenario.ts';
import { type AsymmetricKey, asymmetric } from '../truth.ts';

const USERS = { 'rsa@example.org': 'rsa3072', 'ed25519@example.org': 'ed25519', 'p256@example.org': 'nistp256' };

/** gpg-agent with keys that it made before it was started anew, each of which has signed. */
export const gpgAgent: Scenario = {
  name: 'gpg-agent',
  needs: ['gpg', 'gpg-agent', 'gcore'],
  async make(lab) {
    const gpg = (...args: string[]) => lab.run('gpg', ['--homedir', lab.folder, '--batch', '--no-autostart', ...args]);
    const first = await startAgent(lab);
    for (const [user, algorithm] of Object.entries(USERS)) {
      await gpg('--passphrase', '', '--quick-generate-key', user, algorithm, 'sign', 'never');
    }
    await lab.run('gpgconf', ['--homedir', lab.folder, '--kill', 'gpg-agent']);
    await eventually('the first agent ends', () => !existsSync(`/proc/${first}`));
    const agent = await startAgent(lab);
    for (const user of Object.keys(USERS))
      await gpg('--local-user', user, '--output', `${user}.sig`, '--detach-sign', 'gpg.conf');
    return [{ path: await lab.gcore(agent), by: 'gcore', secrets: readKeys(lab) }];
  },
};

/** The agent always leaves the program that starts it. @returns its process */
async function startAgent(lab: Lab): Promise<number> {
  lab.file('gpg.conf', '');
  // It may keep the output open that it was started with, and `run` waits for its end.
  await lab.run('sh', ['-c', `gpg-agent --homedir '${lab.folder}' --daemon > log 2>&1`]);
  const answer = await lab.run('gpg-connect-agent', ['--homedir', lab.folder, '--no-autostart', 'GETINFO pid', '/bye']);
  const pid = Number(/^D (\d+)/m.exec(answer)![1]);
  lab.adopt(pid);
  return pid;
}

/** `private-keys-v1.d/*.key`: a line `Key:` with an s-expression whose numbers are in hex between `#`. */
function readKeys(lab: Lab): AsymmetricKey[] {
  const folder = join(lab.folder, 'private-keys-v1.d');
  return readdirSync(folder).map((name) => {
    const text = readFileSync(join(folder, name), 'latin1').replace(/\s+/g, ' ');
    const number = (letter: string) => {
      const hex = new RegExp(`\\(${letter} #([0-9A-F ]+)#\\)`).exec(text)![1]!.replace(/ /g, '');
      return Buffer.from(hex, 'hex');
    };
    if (/\(rsa /.test(text)) return rsa(number);
    const [, curve] = /\(curve "?([^")]+)"?\)/.exec(text)!;
    return curve === 'Ed25519' ? ed25519(number) : p256(number);
  });
}

type NumberOf = (letter: string) => Buffer;
const base64url = (bytes: Buffer) => bytes.toString('base64url');

/** Libgcrypt has p < q and u, the inverse of p modulo q; RFC 8017 has the inverse of q modulo p. So p and q change places. */
function rsa(number: NumberOf): AsymmetricKey {
  const value = (letter: string) => BigInt(`0x${number(letter).toString('hex')}`);
  const [d, p, q] = [value('d'), value('q'), value('p')];
  const bytes = (of: bigint) => {
    const hex = of.toString(16);
    return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  };
  const members = { n: value('n'), e: value('e'), d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: value('u') };
  const encoded = Object.entries(members).map(([name, of]) => [name, base64url(bytes(of))]);
  return asymmetric({ key: { kty: 'RSA', ...Object.fromEntries(encoded) }, format: 'jwk' });
}

/** The public key has a byte 40 before it (RFC 9580, section 11.2). */
function ed25519(number: NumberOf): AsymmetricKey {
  const jwk = { kty: 'OKP', crv: 'Ed25519', d: base64url(number('d')), x: base64url(number('q').subarray(1)) };
  return asymmetric({ key: jwk, format: 'jwk' });
}

function p256(number: NumberOf): AsymmetricKey {
  const [point, d] = [number('q'), number('d')];
  const coordinates = { x: base64url(point.subarray(1, 33)), y: base64url(point.subarray(33)) };
  const scalar = Buffer.concat([Buffer.alloc(32), d]).subarray(-32);
  return asymmetric({ key: { kty: 'EC', crv: 'P-256', ...coordinates, d: base64url(scalar) }, format: 'jwk' });
}
