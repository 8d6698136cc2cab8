/** Programs that make keys of their own: only after the dump they export them, so that nothing in it is an export. */
import { once } from 'node:events';
import type { Lab, StartOptions } from '../lab.ts';
import type { Dump } from '../scenario.ts';
import { asymmetric, type Secret } from '../truth.ts';

/** @param args of a program that prints `up`, waits for a line, prints its keys in PEM and ends */
export async function dumpOfMaker(
  lab: Lab,
  [command, ...args]: readonly [string, ...string[]],
  process: string,
  { by = 'gcore', ...options }: StartOptions & { readonly by?: 'gcore' | 'dump memory' } = {},
): Promise<Dump> {
  const child = await lab.start(command, args, { until: /up/, ...options });
  const path = await (by === 'gcore' ? lab.gcore(child.pid!) : lab.rawMemory(child.pid!));
  const ended = once(child, 'close');
  child.stdin!.end('\n');
  await ended;
  const pems = lab.printed(child).match(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g) ?? [];
  return { path, by, process, secrets: pems.map((pem) => asymmetric(pem)) };
}

/**
 * Of a program that reads keys from files and keeps them, and makes its own when it is given none: both, `idle` and after it signed.
 * @param files of `secrets`
 */
export async function dumpsOfBoth(
  lab: Lab,
  program: string,
  files: readonly string[],
  secrets: readonly Secret[],
): Promise<Dump[]> {
  const dumps: Dump[] = [];
  for (const use of ['idle', 'sign']) {
    const child = await lab.start(program, [use, ...files], { until: /up/ });
    dumps.push({ path: await lab.gcore(child.pid!), by: 'gcore', process: `read, ${use}`, secrets });
    dumps.push(await dumpOfMaker(lab, [program, use], `generated, ${use}`));
  }
  return dumps;
}
