import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { childrenOf, freePort, type Lab } from '../lab.ts';
import type { Dump, Scenario } from '../scenario.ts';
import { type AsymmetricKey, asymmetric } from '../truth.ts';

const KINDS = ['rsa', 'ecdsa', 'ed25519'];

/** libtomcrypt and libtommath. It makes its host keys; then a client comes that does not log in. */
export const dropbear: Scenario = {
  name: 'Dropbear',
  needs: ['/usr/sbin/dropbear', 'dropbearkey', 'dropbearconvert', 'ssh', 'ssh-keygen', 'gcore'],
  async make(lab) {
    const files = KINDS.map((kind) => join(lab.folder, kind));
    for (const kind of KINDS) await lab.run('dropbearkey', ['-t', kind, '-f', kind]);
    const secrets = await Promise.all(files.map((file) => hostKey(lab, file)));
    const port = await freePort();
    const address = `127.0.0.1:${port}`;
    const options = [
      '-F',
      '-E',
      '-P',
      join(lab.folder, 'pid'),
      '-p',
      address,
      ...files.flatMap((file) => ['-r', file]),
    ];
    const server = await lab.start('/usr/sbin/dropbear', options);
    await lab.listening(port);
    const quiet = ['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null'];
    await lab.start('ssh', ['-F', 'none', '-p', `${port}`, ...quiet, '127.0.0.1'], { until: /Permanently added/ });
    const dumps: Dump[] = [{ path: await lab.gcore(server.pid!), by: 'gcore', process: 'listening', secrets }];
    for (const pid of childrenOf(server.pid!))
      dumps.push({ path: await lab.gcore(pid), by: 'gcore', process: 'before login', secrets });
    return dumps;
  },
};

async function hostKey(lab: Lab, file: string): Promise<AsymmetricKey> {
  if (file.endsWith('ed25519')) {
    // The file ends with the seed and the public half (keyimport.c).
    const seed = readFileSync(file).subarray(-64, -32);
    return asymmetric({ key: Buffer.concat([ED25519_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  }
  const converted = `${file}.pem`;
  await lab.run('dropbearconvert', ['dropbear', 'openssh', file, converted]);
  await lab.run('ssh-keygen', ['-p', '-q', '-N', '', '-m', 'PKCS8', '-f', converted]);
  return asymmetric(readFileSync(converted));
}

/** PrivateKeyInfo of RFC 8410 up to the seed. */
const ED25519_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
