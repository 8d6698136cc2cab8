import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundle } from '../scripts/bundle.ts';
import { CHECKS, runCheck } from '../scripts/checks.ts';

const ROOT = join(import.meta.dirname, '..');

/** So that `npm cit` says all that CI has to say. */
describe('npm run check', () => {
  it.each(CHECKS)('$name', async (check) => {
    const { passed, output } = await runCheck(check, ROOT);
    expect(passed, `${output}\n${check.advice}`).toBe(true);
  });

  it('fails when a check fails', async () => {
    const { passed, output } = await runCheck(
      { name: 'wrong option', command: ['node_modules/typescript-7/bin/tsc', '--nonsense'], advice: '' },
      ROOT,
    );
    expect(passed).toBe(false);
    expect(output).toContain('--nonsense');
  });
});

describe('packages', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

  it('are pinned, since npm takes an older major where a newer one wants a newer Node', () => {
    const versions = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.entries<string>(manifest[kind]),
    );
    expect(versions.filter(([, version]) => !/^(npm:[\w-]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('are locked by content, not by host', () => {
    const packages: [string, { integrity?: string; resolved?: string }][] = Object.entries(
      JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages,
    );
    expect(packages.length).toBeGreaterThan(100);
    const loose = packages.filter(([path, { integrity, resolved }]) => path !== '' && (resolved || !integrity));
    expect(loose).toEqual([]);
  });

  // Whoever starts vitest with a Node of their own tests on that.
  if (process.env.npm_lifecycle_event === 'test') {
    it('have Node 24 among them, which runs the tests that npm starts', () => {
      expect(process.versions.node).toMatch(/^24\./);
    });
  }
});

describe('dist', async () => {
  const { files } = await bundle(ROOT);
  const textOf = (path: string) => Buffer.from(files.get(path)!).toString();

  it('holds the files of the build and no others', () => {
    expect(readdirSync(join(ROOT, 'dist')).sort()).toEqual([...files.keys()]);
  });

  it.each([...files.keys()])('%s is what src builds to; if not, `npm run build` and commit it', (path) => {
    const isSame = Buffer.compare(readFileSync(join(ROOT, 'dist', path)), files.get(path)!) === 0;
    expect(isSame).toBe(true);
  });

  it('loads no detector and no container before it is known that this thread needs them', () => {
    const loaded = new Set(['cli.js', 'action.js']);
    for (const path of loaded)
      for (const [, other] of textOf(path).matchAll(/^(?:import|\} from) .*?"\.\/([^"]+)"/gm)) loaded.add(other!);
    const modules = [...loaded].flatMap((path) => textOf(path).match(/^\/\/ src\/\S+/gm) ?? []);
    expect(modules).toContain('// src/run.ts');
    expect(modules.filter((path) => /src\/(detect|unpack|views)\//.test(path))).toEqual([]);
  });

  it('is ASCII, which V8 reads faster', () => {
    const scripts = [...files.keys()].filter((path) => path.endsWith('.js'));
    expect(scripts.filter((path) => /[^\x00-\x7f]/.test(textOf(path)))).toEqual([]);
  });

  it('names no path of this machine', () => {
    const named = [...files].filter(([, content]) => Buffer.from(content).includes(ROOT)).map(([path]) => path);
    expect(named).toEqual([]);
  });

  it('starts as a program on systems that read the first line', () => {
    const lines = textOf('cli.js').split('\n');
    expect(lines[0]).toBe('#!/usr/bin/env node');
    expect(lines.filter((line) => line.startsWith('#!'))).toHaveLength(1);
  });
});
