import { join } from 'node:path';
import type { Lab } from '../lab.ts';
import type { Dump, Scenario } from '../scenario.ts';
import { type AesKey, freshAes } from '../truth.ts';

type Bits = 128 | 192 | 256;

/** What one cipher of a program does, in the program's words, and the keys that it takes. */
interface Use {
  readonly word: string;
  readonly keys: readonly AesKey[];
}

const uses = (words: readonly string[], sizes: readonly Bits[] = [128, 192, 256]): Use[] =>
  words.flatMap((word) => sizes.map((bits) => ({ word, keys: [freshAes(bits, word)] })));
/** XTS takes two keys at once (IEEE 1619); no standard has it with 192 bits. */
const pairs = (words: readonly string[], sizes: readonly Bits[] = [128, 256]): Use[] =>
  words.flatMap((word) =>
    sizes.map((bits) => ({ word, keys: [freshAes(bits, `${word}, data`), freshAes(bits, `${word}, tweak`)] })),
  );

/** Bits of the capability vector that OPENSSL_ia32cap(3) takes away: AES-NI; AES-NI and SSSE3. */
const WITHOUT_AESNI = { OPENSSL_ia32cap: '~0x200000000000000' };
const WITHOUT_SSSE3 = { OPENSSL_ia32cap: '~0x200020000000000' };

export const aesPrograms: Scenario = {
  name: 'C programs with AES',
  needs: ['gcc', 'gcore'],
  async make(lab) {
    const libcrypto = () => [
      ...uses(['set-encrypt', 'set-decrypt', 'cbc-encrypt', 'cbc-decrypt', 'ctr', 'gcm']),
      ...pairs(['xts-encrypt', 'xts-decrypt']),
    ];
    return [
      await dump(lab, { source: 'aes-libcrypto', flags: ['-lcrypto'], label: 'libcrypto, AES-NI' }, libcrypto()),
      await dump(
        lab,
        { source: 'aes-libcrypto', flags: ['-lcrypto'], label: 'libcrypto, vpaes', env: WITHOUT_AESNI },
        libcrypto(),
      ),
      await dump(
        lab,
        { source: 'aes-libcrypto', flags: ['-lcrypto'], label: 'libcrypto, tables', env: WITHOUT_SSSE3 },
        libcrypto(),
      ),
      await dump(
        lab,
        { source: 'aes-words', flags: [], label: 'words of the machine (rijndael-alg-fst)' },
        uses(['encrypt', 'decrypt']),
      ),
      await dump(lab, { source: 'aes-mbedtls', flags: ['-lmbedcrypto'], label: 'mbedTLS' }, [
        ...uses(['encrypt', 'decrypt', 'gcm']),
        ...pairs(['xts-encrypt', 'xts-decrypt']),
      ]),
      await dump(lab, { source: 'aes-nettle', flags: ['-lnettle'], label: 'nettle' }, [
        ...uses(['encrypt', 'decrypt']),
        ...uses(['gcm'], [128, 256]),
        ...pairs(['xts-encrypt', 'xts-decrypt']),
      ]),
      await dump(lab, { source: 'aes-libgcrypt', flags: ['-lgcrypt'], label: 'libgcrypt' }, [
        ...uses(['cbc-encrypt', 'cbc-decrypt', 'gcm', 'secure']),
        ...pairs(['xts-encrypt', 'xts-decrypt']),
      ]),
    ];
  },
};

interface Program {
  readonly source: string;
  readonly flags: readonly string[];
  readonly label: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Builds the program, gives it keys through a file, which it wipes from its buffer, and dumps it with its ciphers alive. */
async function dump(lab: Lab, { source, flags, label, env = {} }: Program, ciphers: readonly Use[]): Promise<Dump> {
  const secrets = ciphers.flatMap(({ keys }) => keys);
  const program = await compile(lab, source, flags);
  const file = lab.file(`${source}.keys`, Buffer.concat(secrets.map(({ key }) => key)));
  const words = ciphers.map(({ word, keys }) => `${word}:${keys.reduce((sum, { key }) => sum + key.length, 0)}`);
  const child = await lab.start(program, [file, ...words], { until: /up/, env });
  return { path: await lab.gcore(child.pid!), by: 'gcore', process: label, secrets };
}

/** @param source without `.c`, or a `.cpp` */
export async function compile(lab: Lab, source: string, flags: readonly string[]): Promise<string> {
  const isCpp = source.endsWith('.cpp');
  const program = join(lab.folder, source.replace('.cpp', ''));
  const file = join(import.meta.dirname, '../programs', isCpp ? source : `${source}.c`);
  await lab.run(isCpp ? 'g++' : 'gcc', ['-O1', '-g', '-Wall', '-Werror', '-o', program, file, ...flags]);
  return program;
}
