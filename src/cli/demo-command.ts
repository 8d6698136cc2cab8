import { parseSettings } from '../settings/settings.ts';
import type { Arguments } from './arguments.ts';
import { makeDemoArtifact } from './demo/demo.ts';
import { runScan } from './scan-command.ts';

/** `keysieve demo`: makes a fresh leak and finds it. @returns 1, as a job would see it */
export async function runDemo({ keep }: Pick<Arguments, 'keep'>): Promise<number> {
  say('A token service signs with a fresh key. It is debugged: a heap snapshot and a diagnostic report are written.');
  const artifact = await makeDemoArtifact();
  try {
    say(`They go with the build output into a zip, into ${artifact.name}: an ordinary CI artifact. What is in it?`);
    const { core } = artifact;
    const hasCore = 'name' in core;
    if (hasCore) say('gdb took a core of the process, where the key is numbers; it is scanned too.\n');
    else say(`A core of the process would be scanned too, but there is none: ${core.missing}.\n`);
    const paths = hasCore ? [artifact.name, core.name] : [artifact.name];
    const code = await runScan({ ...parseSettings('cli', () => undefined), paths }, artifact.folder);
    if (keep) {
      say(`\nThe artifact and the public half of its key are in ${artifact.folder}. Compare the hash:`);
      say(`  openssl pkey -pubin -in ${artifact.publicKey} -outform DER | openssl dgst -sha256`);
    }
    return code;
  } finally {
    if (!keep) artifact.remove();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
