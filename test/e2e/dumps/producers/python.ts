import { join } from 'node:path';
import { freePort } from '../lab.ts';
import type { Scenario } from '../scenario.ts';
import { freshEc, freshEd25519, freshRsa, pkcs8Pem } from '../truth.ts';
import { dumpOfMaker } from './makers.ts';
import { certify, handshake } from './openssl-server.ts';
import { printedKeys } from './php.ts';

/** Debian's Python, since that is the one with python3-cryptography. */
export const python: Scenario = {
  name: 'Python, ssl and cryptography',
  needs: ['/usr/bin/python3', 'openssl', 'gcore'],
  async make(lab) {
    const secrets = [freshRsa(2048), freshRsa(3072), freshEc('P-256'), freshEd25519()];
    const [tls, ...others] = secrets.map((key, index) => lab.file(`${index}.pem`, pkcs8Pem(key)));
    const port = await freePort();
    const program = join(import.meta.dirname, '../programs/python-keys.py');
    const args = [program, `${port}`, tls!, await certify(lab, tls!), ...others];
    const child = await lab.start('/usr/bin/python3', args, { until: /up/ });
    await handshake(lab, port);
    return [{ path: await lab.gcore(child.pid!), by: 'gcore', secrets }];
  },
};

/** Primes of unequal length, in numbers of Python. The process makes its keys, and a fork of it prints them. */
export const pythonRsa: Scenario = {
  name: 'Python, rsa',
  needs: ['/usr/bin/python3', 'gcore'],
  async make(lab) {
    const program = join(import.meta.dirname, '../programs/python-rsa.py');
    const child = await lab.start('/usr/bin/python3', [program], { until: /^up/m, patienceMs: 300_000 });
    return [{ path: await lab.gcore(child.pid!), by: 'gcore', secrets: printedKeys(lab.printed(child)) }];
  },
};

/** Secrets that are strings of Python and of libsodium. The process makes its keys. */
export const pynacl: Scenario = {
  name: 'Python, PyNaCl',
  needs: ['/usr/bin/python3', 'gcore'],
  async make(lab) {
    const program = join(import.meta.dirname, '../programs/python-nacl.py');
    return [await dumpOfMaker(lab, ['/usr/bin/python3', program], 'signed')];
  },
};

/** Points in projective coordinates, each number in a block of its own. The process makes its keys, and a fork of it prints them. */
export const pycryptodome: Scenario = {
  name: 'Python, PyCryptodome',
  needs: ['/usr/bin/python3', 'gcore'],
  async make(lab) {
    const program = join(import.meta.dirname, '../programs/python-pycryptodome.py');
    const child = await lab.start('/usr/bin/python3', [program], { until: /^up/m, patienceMs: 300_000 });
    return [{ path: await lab.gcore(child.pid!), by: 'gcore', secrets: printedKeys(lab.printed(child)) }];
  },
};
