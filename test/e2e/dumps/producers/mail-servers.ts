/** Servers of mail, whose keys of TLS are read by one process and used by others. */
import { join } from 'node:path';
import { childrenOf, freePort } from '../lab.ts';
import type { Dump, Scenario } from '../scenario.ts';
import { freshEc, freshRsa } from '../truth.ts';
import { tlsFiles } from './web-servers.ts';

/** That of Debian, which is linked against GnuTLS. It reads the keys when it starts, and a child serves each client. */
export const exim: Scenario = {
  name: 'Exim',
  needs: ['exim4', 'openssl', 'gcore'],
  async make(lab) {
    const secrets = [freshRsa(2048), freshEc('P-256')];
    const port = await freePort();
    const files = await Promise.all(secrets.map((secret) => tlsFiles(lab, secret)));
    const lines = [
      ...['exim_user = root', 'exim_group = root', 'primary_hostname = localhost', 'log_file_path = :syslog'],
      ...[`spool_directory = ${lab.folder}`, 'acl_smtp_rcpt = deny', 'tls_advertise_hosts = *'],
      `tls_certificate = ${files.map(({ certificate }) => certificate).join(' : ')}`,
      `tls_privatekey = ${files.map(({ key }) => key).join(' : ')}`,
    ];
    const configuration = lab.file('exim.conf', `${lines.join('\n')}\n`);
    const daemon = await lab.start('exim4', [
      '-C',
      configuration,
      '-bdf',
      '-oX',
      `127.0.0.1.${port}`,
      '-oP',
      join(lab.folder, 'pid'),
    ]);
    await lab.listening(port);
    const client = await lab.start('openssl', ['s_client', '-starttls', 'smtp', '-connect', `127.0.0.1:${port}`], {
      until: /Verify return code/,
    });
    const [session] = childrenOf(daemon.pid!);
    const dumps: Dump[] = [{ path: await lab.gcore(daemon.pid!), by: 'gcore', process: 'daemon', secrets }];
    dumps.push({ path: await lab.gcore(session!), by: 'gcore', process: 'session', secrets });
    client.kill();
    return dumps;
  },
};
