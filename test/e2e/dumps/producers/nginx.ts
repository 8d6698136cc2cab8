import { join } from 'node:path';
import { childrenOf, freePort } from '../lab.ts';
import type { Scenario } from '../scenario.ts';
import { freshEc, freshRsa, pkcs8Pem } from '../truth.ts';
import { certify, handshake } from './openssl-server.ts';

/** One master, one worker, a certificate of RSA and one of EC. */
export const nginx: Scenario = {
  name: 'nginx',
  needs: ['/usr/sbin/nginx', 'openssl', 'gcore'],
  async make(lab) {
    const secrets = [freshRsa(2048), freshEc('P-256')];
    const port = await freePort();
    const lines: string[] = [];
    for (const key of secrets) {
      const keyFile = lab.file(`${key.name}.pem`, pkcs8Pem(key));
      lines.push(`ssl_certificate "${await certify(lab, keyFile)}"; ssl_certificate_key "${keyFile}";`);
    }
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${join(lab.folder, name)};`,
    );
    const configuration = `
      daemon off; worker_processes 1; pid ${join(lab.folder, 'nginx.pid')}; error_log stderr;
      ${process.getuid!() === 0 ? 'user root;' : ''}
      events {}
      http { access_log off; ${temporary.join(' ')} server { listen 127.0.0.1:${port} ssl; ${lines.join(' ')} } }`;
    const master = await lab.start('/usr/sbin/nginx', ['-e', 'stderr', '-c', lab.file('nginx.conf', configuration)]);
    await handshake(lab, port);
    await handshake(lab, port, ['-sigalgs', 'ECDSA+SHA256']);
    const [worker] = childrenOf(master.pid!);
    return [
      { path: await lab.gcore(worker!), by: 'gcore', process: 'worker', secrets },
      { path: await lab.gcore(master.pid!), by: 'gcore', process: 'master', secrets },
    ];
  },
};
