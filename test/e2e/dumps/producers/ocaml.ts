import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from '../scenario.ts';
import { freshEc, freshEd25519, freshRsa } from '../truth.ts';

const PACKAGES = 'digestif.ocaml,mirage-crypto-ec,mirage-crypto-pk,mirage-crypto-rng.unix,unix';

export const ocaml: Scenario = {
  name: 'OCaml, mirage-crypto',
  needs: ['ocamlfind', 'ocamlopt', 'gcore'],
  async make(lab) {
    const [rsa, ...others] = [freshRsa(2048), freshEc('P-256'), freshEc('P-384'), freshEd25519()];
    const [source, program] = [join(lab.folder, 'mirage.ml'), join(lab.folder, 'mirage')];
    // The compiler writes beside its source.
    copyFileSync(join(import.meta.dirname, '../programs/mirage.ml'), source);
    await lab.run('ocamlfind', ['ocamlopt', '-package', PACKAGES, '-linkpkg', '-o', program, source]);
    const primes = [rsa!.numbers.p!, rsa!.numbers.q!].map((prime) => prime.toString('hex'));
    const files = others.map(({ name, numbers }) => lab.file(name, numbers.d!));
    const child = await lab.start(program, [lab.file('primes', primes.join('\n')), ...files], { until: /up/ });
    return [{ path: await lab.gcore(child.pid!), by: 'gcore', secrets: [rsa!, ...others] }];
  },
};
