import { createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import { freePort, type Lab } from '../lab.ts';
import type { Scenario } from '../scenario.ts';
import { type AsymmetricKey, freshAes, freshEc, freshEd25519, freshRsa, pkcs8Pem } from '../truth.ts';
import { derFiles } from './c-libraries.ts';
import { dumpOfMaker } from './makers.ts';
import { certify, handshake } from './openssl-server.ts';

const MEMORY = '-Xmx128m';
/** Of Debian's libbcprov-java. */
const BOUNCY_CASTLE = '/usr/share/java/bcprov.jar';

export const javaServer: Scenario = {
  name: 'Java HTTPS server',
  needs: ['java', 'javac', 'jmap', 'openssl', 'gcore'],
  async make(lab) {
    const [tls, ec, ed25519] = [freshRsa(2048), freshEc('P-256'), freshEd25519()];
    const ciphers = [freshAes(128, 'ecb'), freshAes(256, 'ecb')];
    const files = [
      ...[ec, ed25519].flatMap((key) => [
        lab.file(`${key.name}.der`, key.object.export({ type: 'pkcs8', format: 'der' })),
        lab.file(`${key.name}.public`, createPublicKey(pkcs8Pem(key)).export({ type: 'spki', format: 'der' })),
      ]),
      lab.file('aes', Buffer.concat(ciphers.map(({ key }) => key))),
    ];
    const port = await freePort();
    const args = [`${port}`, await keyStore(lab, tls), 'changeit', ...files];
    const java = await startJava(lab, 'HttpsHolder', args);
    await handshake(lab, port);
    const secrets = [tls, ec, ed25519, ...ciphers];
    const heap = join(lab.folder, 'heap.hprof');
    await lab.run('jmap', [`-dump:format=b,file=${heap}`, `${java.pid}`]);
    return [
      { path: heap, by: 'jmap', secrets },
      { path: await lab.gcore(java.pid!), by: 'gcore', secrets },
    ];
  },
};

/** After a signature, thousands of numbers of its arithmetic are in the heap until they are collected. */
export const bouncyCastle: Scenario = {
  name: 'Java, Bouncy Castle',
  needs: ['java', 'javac', 'jmap', 'gcore'],
  async make(lab) {
    const secrets = [freshEc('P-256'), freshEc('P-384'), freshEc('P-521')];
    const java = await startJava(lab, 'BouncyCastle', derFiles(lab, secrets));
    const heap = join(lab.folder, 'heap.hprof');
    await lab.run('jmap', [`-dump:format=b,file=${heap}`, `${java.pid}`]);
    return [
      { path: heap, by: 'jmap', secrets },
      { path: await lab.gcore(java.pid!), by: 'gcore', secrets },
    ];
  },
};

/** Keys that the process made, in arrays that the collector has moved. */
export const javaKeys: Scenario = {
  name: 'Java, keys of Bouncy Castle',
  needs: ['java', 'javac', 'gcore'],
  async make(lab) {
    await compileJava(lab, 'JavaKeys');
    return [await dumpOfMaker(lab, ['java', MEMORY, '-cp', classPath(lab), 'JavaKeys'], 'made, signed, collected')];
  },
};

/** Only the trust store: hundreds of public keys, and signatures checked with each. */
export const javaPublic: Scenario = {
  name: 'Java, trust store only',
  needs: ['java', 'javac', 'jmap', 'gcore'],
  async make(lab) {
    const java = await startJava(lab, 'TrustStore', []);
    const heap = join(lab.folder, 'heap.hprof');
    await lab.run('jmap', [`-dump:format=b,file=${heap}`, `${java.pid}`]);
    return [
      { path: heap, by: 'jmap', secrets: [] },
      { path: await lab.gcore(java.pid!), by: 'gcore', secrets: [] },
    ];
  },
};

async function startJava(lab: Lab, program: string, args: readonly string[]) {
  await compileJava(lab, program);
  return lab.start('java', [MEMORY, '-cp', classPath(lab), program, ...args], { until: /up/ });
}

async function compileJava(lab: Lab, program: string): Promise<void> {
  const source = join(import.meta.dirname, '../programs', `${program}.java`);
  await lab.run('javac', ['-cp', BOUNCY_CASTLE, '-d', lab.folder, source]);
}

const classPath = ({ folder }: Lab) => `${folder}:${BOUNCY_CASTLE}`;

async function keyStore(lab: Lab, key: AsymmetricKey): Promise<string> {
  const keyFile = lab.file('tls.pem', pkcs8Pem(key));
  const store = join(lab.folder, 'store.p12');
  const certificate = await certify(lab, keyFile);
  const output = ['-passout', 'pass:changeit', '-out', store];
  await lab.run('openssl', ['pkcs12', '-export', '-inkey', keyFile, '-in', certificate, ...output]);
  return store;
}
