import { UsageError } from '../model/errors.ts';
import { parseSettings } from '../settings/settings.ts';
import type { Arguments } from './arguments.ts';
import { makeDemoArtifact } from './demo/demo.ts';
import { runScan } from './scan-command.ts';

/** `keysieve demo`: makes a fresh leak and finds it. @returns 1, as a job would see it */
export async function runDemo({ keep, operands }: Pick<Arguments, 'keep' | 'operands'>): Promise<number> {
  if (operands.length > 0)
    throw new UsageError('demo: expected no further word, found one; keysieve scan scans your own files');
  say('A service signs tokens with a fresh key. To debug it, somebody writes a heap snapshot and a diagnostic report.');
  const artifact = await makeDemoArtifact();
  try {
    say(`They are packed with the build output into a zip, and that into ${artifact.name}: an ordinary CI artifact.`);
    const { core } = artifact;
    const hasCore = 'name' in core;
    if (hasCore) say('gdb dumped the core of the process, in which the key is only numbers; it is scanned too.\n');
    else say(`A core dump of the process would be scanned too, but there is none: ${core.missing}.\n`);
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
