import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A detector that finds `MARK` and four digits, as the source of a module; `inspect` is the body of its function. */
export function plugInSource({
  inspect = `
    const text = Buffer.from(window.subarray(at, at + 8)).toString('latin1');
    if (!/^MARK\\d{4}$/.test(text)) return undefined;
    return { offset: at, length: 8, fingerprint: tokenFingerprint(text), preview: 'MARK…', facts: {} };`,
  fields = '',
  more = '',
}: {
  inspect?: string;
  fields?: string;
  more?: string;
} = {}): string {
  return `
    import { textAnchor, tokenFingerprint } from 'keysieve/detector';
    export const detectors = [{
      id: 'acme-mark', title: 'Acme mark', severity: 'high', confidence: 'high', advice: 'Take it out.',
      trigger: { anchors: [textAnchor('MARK')], bytesBefore: 0, reads: 'text' },
      maxMatchBytes: 8,
      inspect(window, at) { ${inspect} },
      ${fields}
    }];
    ${more}`;
}

/** A folder for modules, gone when the file's tests are through. */
export function plugInFolder(): { readonly folder: string; write(name: string, source: string | Uint8Array): string } {
  const folder = mkdtempSync(join(tmpdir(), 'keysieve-plug-in-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  return {
    folder,
    write(name, source) {
      writeFileSync(join(folder, name), source);
      return join(folder, name);
    },
  };
}
