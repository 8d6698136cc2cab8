import { freePort } from '../lab.ts';
import type { Dump, Scenario } from '../scenario.ts';
import { freshEc, freshEd25519, freshRsa, pkcs8Pem } from '../truth.ts';
import { certify, handshake } from './openssl-server.ts';

export const gnutlsServer: Scenario = {
  name: 'gnutls-serv',
  needs: ['gnutls-serv', 'openssl', 'gcore'],
  async make(lab) {
    const dumps: Dump[] = [];
    for (const key of [freshRsa(2048), freshRsa(3072), freshEc('P-256'), freshEd25519()]) {
      const port = await freePort();
      const keyFile = lab.file(`${key.name}.pem`, pkcs8Pem(key));
      const files = ['--x509keyfile', keyFile, '--x509certfile', await certify(lab, keyFile)];
      const server = await lab.start('gnutls-serv', ['--http', '--port', `${port}`, ...files]);
      await handshake(lab, port);
      dumps.push({ path: await lab.gcore(server.pid!), by: 'gcore', process: key.name, secrets: [key] });
    }
    return dumps;
  },
};
