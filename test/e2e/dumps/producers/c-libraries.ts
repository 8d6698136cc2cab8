import type { Lab } from '../lab.ts';
import type { Scenario } from '../scenario.ts';
import { type AsymmetricKey, freshEc, freshEd25519, freshRsa } from '../truth.ts';
import { compile } from './aes.ts';

export const wolfssl: Scenario = {
  name: 'wolfSSL',
  needs: ['gcc', 'gcore'],
  async make(lab) {
    const secrets = [freshRsa(2048), freshEc('P-256'), freshEc('P-384'), freshEd25519()];
    const program = await compile(lab, 'wolfssl', ['-lwolfssl']);
    const child = await lab.start(program, derFiles(lab, secrets), { until: /up/ });
    return [{ path: await lab.gcore(child.pid!), by: 'gcore', secrets }];
  },
};

export const nettle: Scenario = {
  name: 'nettle',
  needs: ['gcc', 'gcore'],
  async make(lab) {
    const secrets = [freshEc('P-256'), freshEc('P-384'), freshEc('P-521')];
    const files = secrets.map(({ name, numbers }) => lab.file(name, numbers.d!));
    const program = await compile(lab, 'nettle', ['-lhogweed', '-lnettle', '-lgmp']);
    const child = await lab.start(program, files, { until: /up/ });
    return [{ path: await lab.gcore(child.pid!), by: 'gcore', secrets }];
  },
};

/** Mbed TLS by its newer interface: a scalar and what it is for, without the public half. */
export const mbedtlsPsa: Scenario = {
  name: 'Mbed TLS, PSA',
  needs: ['gcc', 'gcore'],
  async make(lab) {
    const secrets = [freshEc('P-256'), freshEc('P-384'), freshEc('P-521'), freshEc('secp256k1')];
    const bits = ['256', '384', '521', '-256'];
    const words = secrets.flatMap(({ name, numbers }, index) => [bits[index]!, lab.file(name, numbers.d!)]);
    const program = await compile(lab, 'psa', ['-lmbedcrypto']);
    const child = await lab.start(program, words, { until: /up/ });
    return [{ path: await lab.gcore(child.pid!), by: 'gcore', secrets }];
  },
};

/** RSA in the numbers of the Chinese remainder theorem, without n. */
export const bearssl: Scenario = {
  name: 'BearSSL',
  needs: ['gcc', 'gcore'],
  async make(lab) {
    const secrets = [freshRsa(2048), freshRsa(3072)];
    const program = await compile(lab, 'bearssl', ['-lbearssl']);
    const child = await lab.start(program, derFiles(lab, secrets), { until: /up/ });
    return [{ path: await lab.gcore(child.pid!), by: 'gcore', secrets }];
  },
};

/** PKCS#8 in DER, a file each. */
export function derFiles(lab: Lab, keys: readonly AsymmetricKey[]): string[] {
  return keys.map(({ name, object }) => lab.file(`${name}.der`, object.export({ type: 'pkcs8', format: 'der' })));
}
