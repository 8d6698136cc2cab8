import { freePort, kernelWritesCores, type Lab } from '../lab.ts';
import type { Dump, Scenario } from '../scenario.ts';
import { type AsymmetricKey, freshEc, freshEd25519, freshMlDsa, freshRsa, pkcs8Pem } from '../truth.ts';

/** `openssl s_server`, one key each, after a handshake. */
export const opensslServer: Scenario = {
  name: 'openssl s_server',
  needs: ['openssl', 'gcore', 'gdb'],
  async make(lab) {
    const dumps: Dump[] = [];
    const kinds = [2048, 3072, 4096].map((bits) => () => freshRsa(bits));
    for (const fresh of [...kinds, () => freshEc('P-256'), () => freshEc('P-384'), freshEd25519, freshMlDsa]) {
      const key = fresh();
      const { pid } = await serve(lab, key);
      dumps.push({ path: await lab.gcore(pid!), by: 'gcore', process: key.name, secrets: [key] });
      dumps.push({ path: await lab.rawMemory(pid!), by: 'dump memory', process: key.name, secrets: [key] });
    }
    if (!kernelWritesCores()) return dumps;
    const keys = [freshRsa(2048), freshEc('P-256'), freshEd25519(), freshMlDsa()];
    for (const key of keys) {
      const path = await lab.abort(await serve(lab, key), `abort-${key.name}`);
      dumps.push({ path, by: 'SIGABRT', process: key.name, secrets: [key] });
    }
    return dumps;
  },
};

async function serve(lab: Lab, key: AsymmetricKey) {
  const port = await freePort();
  const keyFile = lab.file(`${key.name}.pem`, pkcs8Pem(key));
  const certificate = await certify(lab, keyFile);
  const args = ['s_server', '-accept', `${port}`, '-key', keyFile, '-cert', certificate, '-www'];
  const server = await lab.start('openssl', args, { until: /ACCEPT/ });
  await handshake(lab, port);
  return server;
}

/** A certificate that the key signs for itself. @returns its path */
export async function certify(lab: Lab, keyFile: string): Promise<string> {
  const certificate = `${keyFile}.crt`;
  await lab.run('openssl', [
    'req',
    '-x509',
    '-new',
    '-key',
    keyFile,
    '-subj',
    '/CN=localhost',
    '-days',
    '2',
    '-out',
    certificate,
  ]);
  return certificate;
}

/** A client that comes, agrees on keys with the server and leaves. */
export async function handshake(lab: Lab, port: number, options: readonly string[] = []): Promise<void> {
  await lab.listening(port);
  const args = ['s_client', '-ignore_unexpected_eof', '-connect', `127.0.0.1:${port}`, ...options];
  const printed = await lab.run('openssl', args, { input: 'GET / HTTP/1.0\r\n\r\n' });
  if (!/Verify return code/.test(printed)) throw new Error(`no handshake: ${printed}`);
}
