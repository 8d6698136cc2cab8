import { join } from 'node:path';
import { freePort } from '../lab.ts';
import type { Dump, Scenario } from '../scenario.ts';
import { freshEc, freshRsa, pkcs8Pem } from '../truth.ts';
import { certify } from './openssl-server.ts';

const CA_BUNDLE = '/etc/ssl/certs/ca-certificates.crt';

/** Clients in the middle of a connection: they have the server's certificate and every root, and no key but the session's. */
export const clients: Scenario = {
  name: 'TLS clients',
  needs: ['openssl', 'curl', 'gcore'],
  async make(lab) {
    const dumps: Dump[] = [];
    for (const key of [freshRsa(2048), freshEc('P-256')]) {
      const port = await freePort();
      const keyFile = lab.file(`${key.name}.pem`, pkcs8Pem(key));
      const certificate = await certify(lab, keyFile);
      // Without -www it never answers, so that clients stay.
      await lab.start('openssl', [
        's_server',
        '-accept',
        `${port}`,
        '-key',
        keyFile,
        '-cert',
        certificate,
        '-naccept',
        '3',
      ]);
      await lab.listening(port);
      const address = `127.0.0.1:${port}`;
      const client = await lab.start('openssl', ['s_client', '-connect', address, '-CAfile', CA_BUNDLE], {
        until: /Verify return code/,
      });
      dumps.push({
        path: await lab.gcore(client.pid!),
        by: 'gcore',
        process: `openssl s_client, ${key.name}`,
        secrets: [],
      });
      client.kill('SIGKILL');
      const curl = await lab.start('curl', ['-vk', '--cacert', CA_BUNDLE, `https://${address}/`], {
        until: /SSL connection using/,
      });
      dumps.push({ path: await lab.gcore(curl.pid!), by: 'gcore', process: `curl, ${key.name}`, secrets: [] });
    }
    return dumps;
  },
};

export const pythonPublic: Scenario = {
  name: 'python, certificates only',
  needs: ['/usr/bin/python3', 'gcore'],
  async make(lab) {
    const program = join(import.meta.dirname, '../programs/python-public.py');
    const python = await lab.start('/usr/bin/python3', ['-u', program, CA_BUNDLE], { until: /up/ });
    return [{ path: await lab.gcore(python.pid!), by: 'gcore', secrets: [] }];
  },
};
