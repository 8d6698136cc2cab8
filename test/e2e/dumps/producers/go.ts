import { homedir } from 'node:os';
import { join } from 'node:path';
import { freePort, kernelWritesCores, type Lab } from '../lab.ts';
import type { Dump, Scenario } from '../scenario.ts';
import { type AsymmetricKey, freshAes, freshEc, freshEd25519, freshRsa, pkcs8Pem } from '../truth.ts';
import { certify, handshake } from './openssl-server.ts';

export const goServer: Scenario = {
  name: 'Go TLS server',
  needs: ['go', 'openssl', 'gcore'],
  async make(lab) {
    const program = join(lab.folder, 'server');
    const source = join(import.meta.dirname, '../programs/server.go');
    // The compiler's own cache: what it keeps there is the standard library.
    const env = { GOCACHE: process.env.GOCACHE ?? join(homedir(), '.cache/go-build'), GOFLAGS: '-mod=mod' };
    await lab.run('go', ['build', '-o', program, source], { env });
    const dumps: Dump[] = [];
    for (const tls of [freshRsa(2048), freshEc('P-384')]) {
      const { child, secrets } = await serve(lab, program, tls);
      const shared = { process: `TLS with ${tls.name}`, secrets };
      dumps.push({ path: await lab.gcore(child.pid!), by: 'gcore', ...shared });
      if (kernelWritesCores())
        dumps.push({ path: await lab.abort(child, `abort-${tls.name}`), by: 'SIGABRT', ...shared });
    }
    return dumps;
  },
};

async function serve(lab: Lab, program: string, tls: AsymmetricKey) {
  const [ec, ed25519] = [freshEc('P-256'), freshEd25519()];
  const ciphers = [freshAes(128, 'gcm'), freshAes(256, 'gcm')];
  const keyFile = lab.file('tls.pem', pkcs8Pem(tls));
  const files = [
    keyFile,
    await certify(lab, keyFile),
    lab.file('ec.pem', pkcs8Pem(ec)),
    lab.file('ed25519.pem', pkcs8Pem(ed25519)),
    lab.file('aes', Buffer.concat(ciphers.map(({ key }) => key))),
  ];
  const port = await freePort();
  const child = await lab.start(program, [`${port}`, ...files], { until: /up/, env: { GOTRACEBACK: 'crash' } });
  await handshake(lab, port);
  return { child, secrets: [tls, ec, ed25519, ...ciphers] };
}
