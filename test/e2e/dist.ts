import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Runs dist as users do, as a child process. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The Node that runs npm, which is the machine's own and may be as old as 20.19. */
export const OWN_NODE = process.env.npm_node_execpath ?? process.execPath;

/**
 * The Nodes to run dist on: the one that runs the tests (24), and the machine's own. For what may differ between them: threads, memory,
 * plug-ins, secrets of the environment. Else the command line is tried on the machine's own, as people have it, and the action on 24, as runners do.
 */
export const NODES: Readonly<Record<string, string>> = Object.fromEntries(
  [...new Set([process.execPath, OWN_NODE])].map((path) => [nodeVersion(path), path]),
);

/** NODE_OPTIONS with which the system has no room for any file that is written at once. */
export const FULL_DISK = `--import data:text/javascript,${encodeURIComponent(`
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  fs.writeFileSync = () => { throw Object.assign(new Error('no room'), { code: 'ENOSPC' }); };
  syncBuiltinESMExports();
`)}`;

/** Text that no run may ever print; tests add the keys that they plant. */
export const SECRETS = new Set<string>();

/** @throws when `text` holds eight characters in a row of one of SECRETS */
export function assertNoSecret(text: string): void {
  for (const secret of SECRETS) {
    for (let at = 0; at + 8 <= secret.length; at++) {
      if (text.includes(secret.slice(at, at + 8))) throw new Error('a run printed a piece of a planted secret');
    }
  }
}

export function runNode(
  script: string,
  args: readonly string[],
  options: { node?: string; cwd?: string; env?: NodeJS.ProcessEnv; input?: Uint8Array } = {},
): Promise<Run> {
  // The last is where Node keeps what it compiled; before 22.1 it knows of none.
  const { PATH, SystemRoot, TEMP, HOME, NODE_COMPILE_CACHE } = process.env;
  return new Promise((done, fail) => {
    const child = spawn(options.node ?? process.execPath, [resolve('dist', script), ...args], {
      cwd: options.cwd,
      env: { PATH, SystemRoot, TEMP, HOME, NODE_COMPILE_CACHE, ...options.env },
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', fail);
    child.on('close', (code) => {
      const run = { code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() };
      try {
        assertNoSecret(run.stdout + run.stderr);
        done(run);
      } catch (error) {
        fail(error);
      }
    });
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
  });
}

export const runCli = (args: readonly string[], options?: Parameters<typeof runNode>[2]): Promise<Run> =>
  runNode('cli.js', args, options);

/** What a step leaves behind, read back as the runner does. */
export interface StepRun extends Run {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly annotations: readonly { level: string; properties: Record<string, string>; message: string }[];
}

/** Starts dist/action.js as the runner does: inputs in INPUT_*, files for outputs and summary, the workspace. */
export async function runAction(
  workspace: string,
  inputs: Readonly<Record<string, string>>,
  options: { node?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<StepRun> {
  const state = mkdtempSync(join(tmpdir(), 'keysieve-step-'));
  try {
    const [output, summary] = ['output', 'summary'].map((name) => join(state, name)) as [string, string];
    writeFileSync(output, '');
    writeFileSync(summary, '');
    const given = Object.entries(inputs).map(([name, value]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      value,
    ]);
    const env = {
      ...Object.fromEntries(given),
      ...{ GITHUB_ACTIONS: 'true', CI: 'true', GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary },
      GITHUB_WORKSPACE: workspace,
      ...options.env,
    };
    const run = await runNode('action.js', [], {
      cwd: workspace,
      env,
      ...(options.node ? { node: options.node } : {}),
    });
    assertNoSecret(readFileSync(output, 'utf8') + readFileSync(summary, 'utf8'));
    return {
      ...run,
      outputs: parseOutputs(readFileSync(output, 'utf8')),
      summary: readFileSync(summary, 'utf8'),
      annotations: parseAnnotations(run.stdout),
    };
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

/** `name<<delimiter`, lines, `delimiter`. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, name, , value] of text.matchAll(/^(\S+?)<<(\S+)\r?\n([\s\S]*?)\r?\n\2\r?$/gm)) outputs[name!] = value!;
  return outputs;
}

/** As the runner: a command is a line that begins with `::`, unless commands are stopped. */
function parseAnnotations(stdout: string): StepRun['annotations'] {
  const found: { level: string; properties: Record<string, string>; message: string }[] = [];
  let stoppedUntil: string | undefined;
  for (const line of stdout.split(/\r?\n/)) {
    if (stoppedUntil !== undefined) {
      if (line === `::${stoppedUntil}::`) stoppedUntil = undefined;
      continue;
    }
    const [, command, list, message] = /^\s*::([a-z-]+)(?: ([\s\S]*?))?::([\s\S]*)$/.exec(line) ?? [];
    if (command === 'stop-commands') stoppedUntil = message;
    if (!['error', 'warning', 'notice'].includes(command ?? '')) continue;
    const properties = (list ?? '')
      .split(',')
      .filter(Boolean)
      .map((pair) => {
        const [name, ...value] = pair.split('=');
        return [name, unescapeProperty(value.join('='))];
      });
    found.push({ level: command!, properties: Object.fromEntries(properties), message: unescapeData(message!) });
  }
  return found;
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
}

function nodeVersion(path: string): string {
  return path === process.execPath ? `node ${process.version}` : "the machine's node";
}
