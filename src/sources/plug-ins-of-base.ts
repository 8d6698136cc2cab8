import { UsageError } from '../model/errors.ts';

/**
 * Plug-ins whose text a front end hands in, from the commit that decides about policy: whoever opens a pull request must not be able
 * to change, by what lies in the checkout, what is looked for. Each is one module of JavaScript, which may import `keysieve/detector` and
 * what Node brings along.
 * @param policyFile gives a file by its name as the user has it
 * @throws UsageError for what cannot be had that way
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

/** With a name of its own, which V8 puts into stacks where it would put all of the URL. */
function moduleUrl(name: string, bytes: Uint8Array): string {
  const source = Buffer.concat([bytes, Buffer.from(`\n//# sourceURL=${name.replaceAll(/[^\w./-]/g, '_')}\n`)]);
  return `data:text/javascript;base64,${source.toString('base64')}`;
}
