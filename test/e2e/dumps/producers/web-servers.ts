/** Servers that keep the keys of TLS for as long as they run, each after a request with every key. */
import { join } from 'node:path';
import { childrenOf, freePort, type Lab } from '../lab.ts';
import type { Dump, Scenario } from '../scenario.ts';
import { type AsymmetricKey, freshEc, freshEd25519, freshRsa, pkcs8Pem } from '../truth.ts';
import { certify, handshake } from './openssl-server.ts';

interface TlsFiles {
  readonly key: string;
  readonly certificate: string;
}

export async function tlsFiles(lab: Lab, secret: AsymmetricKey): Promise<TlsFiles> {
  const key = lab.file(`${secret.name}.pem`, pkcs8Pem(secret));
  return { key, certificate: await certify(lab, key) };
}

/** Makes the server sign with a key of one kind. */
const SIGNATURES: Readonly<Record<string, string>> = {
  rsa: 'RSA-PSS+SHA256',
  'P-256': 'ECDSA+SHA256',
  'P-384': 'ECDSA+SHA384',
  Ed25519: 'ed25519',
};

async function handshakes(lab: Lab, port: number, secrets: readonly AsymmetricKey[]): Promise<void> {
  for (const { family, name } of secrets) {
    const signature = SIGNATURES[family] ?? SIGNATURES[name]!;
    await handshake(lab, port, ['-sigalgs', signature]);
  }
}

export const apache: Scenario = {
  name: 'apache2',
  needs: ['/usr/sbin/apache2', 'openssl', 'gcore'],
  async make(lab) {
    const secrets = [freshRsa(3072), freshEc('P-384')];
    const port = await freePort();
    const modules = ['mpm_event', 'authz_core', 'socache_shmcb', 'ssl'];
    const lines = [
      ...modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`),
      ...[`ServerRoot ${lab.folder}`, 'ServerName localhost', `DocumentRoot ${lab.folder}`],
      ...[
        `Listen 127.0.0.1:${port}`,
        `PidFile ${join(lab.folder, 'apache.pid')}`,
        `ErrorLog ${join(lab.folder, 'log')}`,
      ],
      ...[
        `Mutex file:${lab.folder} default`,
        'StartServers 1',
        'ServerLimit 1',
        'ThreadsPerChild 2',
        'MaxRequestWorkers 2',
      ],
      ...['User www-data', 'Group www-data', 'SSLEngine on'],
    ];
    for (const secret of secrets) {
      const { key, certificate } = await tlsFiles(lab, secret);
      lines.push(`SSLCertificateFile "${certificate}"`, `SSLCertificateKeyFile "${key}"`);
    }
    const configuration = lab.file('apache.conf', `${lines.join('\n')}\n`);
    const master = await lab.start('/usr/sbin/apache2', ['-DFOREGROUND', '-f', configuration]);
    await handshakes(lab, port, secrets);
    return masterAndWorkers(lab, master.pid!, secrets);
  },
};

export const haproxy: Scenario = {
  name: 'HAProxy',
  needs: ['haproxy', 'openssl', 'gcore'],
  async make(lab) {
    const secrets = [freshRsa(2048), freshEc('P-256')];
    const port = await freePort();
    for (const [index, secret] of secrets.entries()) {
      const { key, certificate } = await tlsFiles(lab, secret);
      const pems = await lab.run('cat', [certificate, key]);
      lab.file(`bundle.pem.${index === 0 ? 'rsa' : 'ecdsa'}`, pems);
    }
    const lines = [
      ...['defaults', 'mode http', 'timeout client 9s', 'timeout connect 9s', 'timeout server 9s'],
      ...[
        'frontend web',
        `bind 127.0.0.1:${port} ssl crt ${join(lab.folder, 'bundle.pem')}`,
        'http-request return status 200',
      ],
    ];
    const configuration = lab.file('haproxy.cfg', `${lines.join('\n')}\n`);
    const master = await lab.start('haproxy', ['-W', '-f', configuration]);
    await handshakes(lab, port, secrets);
    return masterAndWorkers(lab, master.pid!, secrets);
  },
};

export const stunnel: Scenario = {
  name: 'stunnel',
  needs: ['stunnel4', 'openssl', 'gcore'],
  async make(lab) {
    const dumps: Dump[] = [];
    for (const secret of [freshRsa(2048), freshEc('P-384'), freshEd25519()]) {
      const port = await freePort();
      const { key, certificate } = await tlsFiles(lab, secret);
      const lines = [
        'foreground = yes',
        'pid =',
        '[echo]',
        `accept = 127.0.0.1:${port}`,
        'exec = /bin/cat',
        'execArgs = cat',
      ];
      const file = lab.file(`${secret.name}.conf`, [...lines, `cert = ${certificate}`, `key = ${key}`, ''].join('\n'));
      const server = await lab.start('stunnel4', [file]);
      await handshakes(lab, port, [secret]);
      dumps.push({ path: await lab.gcore(server.pid!), by: 'gcore', process: secret.name, secrets: [secret] });
    }
    return dumps;
  },
};

export const redis: Scenario = {
  name: 'Redis',
  needs: ['redis-server', 'openssl', 'gcore'],
  async make(lab) {
    const dumps: Dump[] = [];
    for (const secret of [freshRsa(2048), freshEc('P-256')]) {
      const port = await freePort();
      const { key, certificate } = await tlsFiles(lab, secret);
      const tls = ['--tls-port', `${port}`, '--tls-cert-file', certificate, '--tls-key-file', key];
      const rest = ['--tls-ca-cert-file', certificate, '--tls-auth-clients', 'no', '--port', '0', '--save', ''];
      const server = await lab.start('redis-server', [...tls, ...rest]);
      await handshakes(lab, port, [secret]);
      dumps.push({ path: await lab.gcore(server.pid!), by: 'gcore', process: secret.name, secrets: [secret] });
    }
    return dumps;
  },
};

async function masterAndWorkers(lab: Lab, master: number, secrets: readonly AsymmetricKey[]): Promise<Dump[]> {
  const dumps: Dump[] = [{ path: await lab.gcore(master), by: 'gcore', process: 'master', secrets }];
  for (const worker of childrenOf(master))
    dumps.push({ path: await lab.gcore(worker), by: 'gcore', process: 'worker', secrets });
  return dumps;
}
