/** Databases with TLS: a client that waits keeps the process or thread that serves it. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { childrenOf, freePort, type Lab } from '../lab.ts';
import type { Dump, Scenario } from '../scenario.ts';
import { freshEc, freshEd25519, freshRsa } from '../truth.ts';
import { tlsFiles } from './web-servers.ts';

/** Reads the key when it starts; each client is served by a fork. It does not run as root. */
export const postgresql: Scenario = {
  name: 'PostgreSQL',
  needs: ['/usr/lib/postgresql/17/bin/postgres', 'setpriv', 'openssl', 'gcore'],
  async make(lab) {
    const bin = '/usr/lib/postgresql/17/bin';
    const dumps: Dump[] = [];
    for (const secret of [freshRsa(2048), freshEc('P-384'), freshEd25519()]) {
      const port = await freePort();
      const data = join(lab.folder, `data-${secret.name}`);
      const { key, certificate } = await tlsFiles(lab, secret);
      openToAll(lab);
      await lab.run('chown', ['postgres', lab.folder, key, certificate]);
      await lab.run('setpriv', [...AS_POSTGRES, join(bin, 'initdb'), '--no-sync', '-D', data]);
      const settings = [
        ...['ssl=on', `ssl_key_file=${key}`, `ssl_cert_file=${certificate}`, 'listen_addresses=127.0.0.1'],
        ...[`port=${port}`, `unix_socket_directories=${lab.folder}`, 'shared_buffers=1MB'],
      ].flatMap((setting) => ['-c', setting]);
      const server = await lab.start('setpriv', [...AS_POSTGRES, join(bin, 'postgres'), '-D', data, ...settings], {
        until: /ready to accept connections/,
      });
      const before = new Set(childrenOf(server.pid!));
      const client = await waitingClient(lab, port, 'postgres');
      const session = childrenOf(server.pid!).find((pid) => !before.has(pid));
      dumps.push({
        path: await lab.gcore(server.pid!),
        by: 'gcore',
        process: `${secret.name}, postmaster`,
        secrets: [secret],
      });
      dumps.push({
        path: await lab.gcore(session!),
        by: 'gcore',
        process: `${secret.name}, session`,
        secrets: [secret],
      });
      client.kill();
    }
    return dumps;
  },
};

const AS_POSTGRES = ['--reuid=postgres', '--regid=postgres', '--clear-groups'];

function waitingClient(lab: Lab, port: number, protocol: string) {
  const args = ['s_client', '-starttls', protocol, '-connect', `127.0.0.1:${port}`];
  return lab.start('openssl', args, { until: /Verify return code/ });
}

/** A user that is not ours reaches the folder only through those above it. */
function openToAll({ folder }: Lab): void {
  for (let path = folder; path !== '/' && path !== '/tmp'; path = join(path, '..')) chmodSync(path, 0o755);
}
