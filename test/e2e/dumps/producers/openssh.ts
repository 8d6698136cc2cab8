import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { opensshKey } from '../../../builders/openssh-key.ts';
import { armour } from '../../../builders/pem.ts';
import { childrenOf, eventually, freePort, type Lab } from '../lab.ts';
import type { Dump, Scenario } from '../scenario.ts';
import { type AsymmetricKey, freshEc, freshEd25519, freshRsa } from '../truth.ts';

/** sshd with a client that waits before its password and one that is in; their sessions, and the client's own process. */
export const sshd: Scenario = {
  name: 'sshd',
  needs: ['/usr/sbin/sshd', 'ssh', 'gcore'],
  async make(lab) {
    const hostKeys = [freshRsa(3072), freshEc('P-256'), freshEd25519()];
    const user = freshEd25519();
    const port = await freePort();
    const listener = await serve(lab, port, hostKeys, user);
    const preAuth = await connect(lab, port, ['-o', 'PreferredAuthentications=password'], askPass(lab));
    await eventually('a session waits for a password', () =>
      sessionsOf(listener).some(({ name }) => name === 'sshd-auth'),
    );
    await eventually('the client asks for it', () => childrenOf(preAuth.pid!).length > 0);
    const waiting = sessionsOf(listener);
    const client = await connect(lab, port, ['-i', keyFile(lab, 'user', user)], {}, /^in$/m);
    const loggedIn = sessionsOf(listener).filter(({ pid }) => !waiting.some((other) => other.pid === pid));
    const dumps: Dump[] = [
      { path: await lab.gcore(listener), by: 'gcore', process: 'sshd, listening', secrets: hostKeys },
    ];
    for (const [state, sessions] of [['before', waiting] as const, ['after', loggedIn] as const]) {
      for (const { pid, name } of sessions) {
        dumps.push({ path: await lab.gcore(pid), by: 'gcore', process: `${name}, ${state} login`, secrets: hostKeys });
      }
    }
    dumps.push({ path: await lab.gcore(client.pid!), by: 'gcore', process: 'ssh, the client', secrets: [user] });
    return dumps;
  },
};

async function serve(lab: Lab, port: number, hostKeys: readonly AsymmetricKey[], user: AsymmetricKey): Promise<number> {
  // What the Debian unit does before it starts sshd.
  if (process.getuid!() === 0 && !existsSync('/run/sshd')) mkdirSync('/run/sshd', { mode: 0o755 });
  const authorized = await publicLine(lab, keyFile(lab, 'authorized', user));
  const lines = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    ...hostKeys.map((key, index) => `HostKey ${keyFile(lab, `host${index}`, key)}`),
    ...['PidFile none', 'StrictModes no', 'UsePAM no', 'PermitRootLogin yes', 'PasswordAuthentication yes'],
    `AuthorizedKeysFile ${lab.file('authorized_keys', authorized)}`,
  ];
  const config = lab.file('sshd_config', `${lines.join('\n')}\n`);
  const child = await lab.start('/usr/sbin/sshd', ['-D', '-e', '-f', config], { until: /listening on/ });
  return child.pid!;
}

function connect(
  lab: Lab,
  port: number,
  options: readonly string[],
  env: Readonly<Record<string, string>>,
  until?: RegExp,
) {
  const quiet = ['UserKnownHostsFile=/dev/null', 'StrictHostKeyChecking=no', 'LogLevel=ERROR'].flatMap((one) => [
    '-o',
    one,
  ]);
  const target = [`${userInfo().username}@127.0.0.1`, 'echo in; exec sleep 600'];
  const args = ['-F', 'none', '-p', `${port}`, ...quiet, ...options, ...target];
  return lab.start('ssh', args, { env, ...(until && { until }) });
}

/** A program that never answers. */
function askPass(lab: Lab): Record<string, string> {
  const program = lab.file('ask', '#!/bin/sh\nexec sleep 600\n');
  chmodSync(program, 0o700);
  return { SSH_ASKPASS: program, SSH_ASKPASS_REQUIRE: 'force' };
}

/** Processes of sshd below the listener; shells and what they run have none of its memory. */
function sessionsOf(pid: number): { pid: number; name: string }[] {
  return childrenOf(pid).flatMap((child) => {
    const name = readFileSync(`/proc/${child}/comm`, 'latin1').trim();
    return name.startsWith('sshd') ? [{ pid: child, name }, ...sessionsOf(child)] : [];
  });
}

/** ssh-agent with keys of three kinds, each of which has signed. */
export const sshAgent: Scenario = {
  name: 'ssh-agent',
  needs: ['ssh-agent', 'ssh-add', 'ssh-keygen', 'gcore'],
  async make(lab) {
    const secrets = [freshRsa(3072), freshEc('P-256'), freshEd25519()];
    const socket = join(lab.folder, 'agent');
    const agent = await lab.start('ssh-agent', ['-D', '-a', socket], { until: /SSH_AUTH_SOCK/ });
    const env = { SSH_AUTH_SOCK: socket };
    for (const [index, key] of secrets.entries()) {
      const file = keyFile(lab, `key${index}`, key);
      const publicFile = lab.file(`public${index}`, await publicLine(lab, file));
      await lab.run('ssh-add', [file], { env });
      await lab.run('ssh-keygen', ['-Y', 'sign', '-n', 'file', '-f', publicFile], { env, input: 'text' });
    }
    return [{ path: await lab.gcore(agent.pid!), by: 'gcore', secrets }];
  },
};

function keyFile(lab: Lab, name: string, { object }: AsymmetricKey): string {
  return lab.file(name, `${armour('OPENSSH PRIVATE KEY', opensshKey(object.export({ format: 'jwk' })))}\n`);
}

function publicLine(lab: Lab, file: string): Promise<string> {
  return lab.run('ssh-keygen', ['-y', '-f', file]);
}
