/** Foreign programs for test/foreign: a folder to run them in, packages of npm that no other test needs, and SPKI hashes. */
import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

export interface Workshop {
  readonly folder: string;
  /** Runs a program in the folder. A program that is missing fails the test by its name. */
  run(program: string, args?: readonly string[], options?: RunOptions): Buffer;
  /** Runs a module with what `install` brought; it prints JSON. */
  script<T>(source: string, ...args: readonly string[]): T;
  /** Packages of npm, `name@version`, in this folder alone: the project does not depend on them. */
  install(...packages: readonly string[]): void;
  /** Files of a package of Debian, for the test data in it: loaded and laid out in this folder, not installed. */
  unpack(name: string): string;
  file(name: string): Buffer;
  write(name: string, content: string | Uint8Array): string;
}

interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** A folder of its own for one file of tests, gone when they are through. */
export function workshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'ks-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const run = (program: string, args: readonly string[] = [], { input = '', env = {} }: RunOptions = {}) =>
    execFileSync(program, args, {
      ...{ cwd: folder, input, stdio: 'pipe', maxBuffer: 1 << 26 },
      env: { ...process.env, ...env },
    });
  return {
    folder,
    run,
    file: (name) => readFileSync(join(folder, name)),
    write(name, content) {
      writeFileSync(join(folder, name), content);
      return name;
    },
    install(...packages) {
      const quietly = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
      run('npm', ['install', '--prefix', folder, ...quietly, ...packages]);
    },
    unpack(name) {
      run('apt-get', ['download', '-q', name]);
      const archive = readdirSync(folder).find((entry) => entry.startsWith(`${name}_`));
      run('dpkg', ['-x', archive!, name]);
      return join(folder, name);
    },
    script(source, ...args) {
      writeFileSync(join(folder, 'script.mjs'), source);
      return JSON.parse(run(process.execPath, ['script.mjs', ...args]).toString());
    },
  };
}

/** SHA-256 over SubjectPublicKeyInfo of a public key that a program printed as JWK. */
export function spkiSha256OfJwk(jwk: JsonWebKey): string {
  const spki = createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'der', type: 'spki' });
  return createHash('sha256').update(spki).digest('hex');
}

/** The same of the bytes of a public key on a curve of RFC 8410. */
export function spkiSha256OfBytes(crv: 'Ed25519' | 'X25519', bytes: Uint8Array): string {
  return spkiSha256OfJwk({ kty: 'OKP', crv, x: Buffer.from(bytes).toString('base64url') });
}

/** The same of an uncompressed point (SEC 1, section 2.3.3). */
export function spkiSha256OfPoint(crv: 'P-256' | 'P-384' | 'P-521' | 'secp256k1', point: Uint8Array): string {
  const middle = (point.length + 1) / 2;
  const [x, y] = [point.subarray(1, middle), point.subarray(middle)];
  return spkiSha256OfJwk({
    ...{ kty: 'EC', crv, x: Buffer.from(x).toString('base64url'), y: Buffer.from(y).toString('base64url') },
  });
}
