import { UsageError } from '../model/errors.ts';

/**
 * Loads plug-ins from the commit that decides about policy: whoever opens a pull request must not be able to change
 * what is looked for by changing the checkout. Each is one JavaScript module, which may import `keysieve/detector` and
 * the modules of Node.
 * @param policyFile returns a file by the name that the user gave
 * @throws UsageError for a plug-in that cannot be loaded that way
 */
export async function plugInsOfBase(
  names: readonly string[],
  policyFile: (name: string) => Promise<Uint8Array | undefined>,
): Promise<{ readonly name: string; readonly url: string }[]> {
  const plugIns: { name: string; url: string }[] = [];
  for (const name of names) {
    if (!/\.m?js$/.test(name)) {
      throw new UsageError(
        `detectors: ${name}: expected a file .js or .mjs, since it is read from the base; packages and TypeScript are installed and compiled by the job, which a pull request may change. Commit it as one module, or set config-from: workspace`,
      );
    }
    const bytes = await policyFile(name);
    if (bytes === undefined) throw new UsageError(`detectors: ${name}: expected a file of the base, found none`);
    plugIns.push({ name, url: moduleUrl(name, bytes) });
  }
  return plugIns;
}

/** A data URL with a source name of its own; without it, V8 would put the whole URL into stack traces. */
function moduleUrl(name: string, bytes: Uint8Array): string {
  const source = Buffer.concat([bytes, Buffer.from(`\n//# sourceURL=${name.replaceAll(/[^\w./-]/g, '_')}\n`)]);
  return `data:text/javascript;base64,${source.toString('base64')}`;
}
