import { join } from 'node:path';
import { capiRsa, cngEcc, cngRsa } from '../../../builders/microsoft-blobs.ts';
import type { Scenario } from '../scenario.ts';
import { freshEc, freshRsa } from '../truth.ts';

/** A Windows program with the key blobs of CNG and CryptoAPI, which writes a full minidump of itself. */
export const wine: Scenario = {
  name: 'Windows program under Wine',
  needs: ['wine', 'wineserver', 'x86_64-w64-mingw32-gcc'],
  async make(lab) {
    const [full, crt, capi, ec] = [freshRsa(2048), freshRsa(3072), freshRsa(2048), freshEc('P-256')];
    const jwk = ({ object }: typeof full) => object.export({ format: 'jwk' });
    lab.file('full.blob', cngRsa(jwk(full), 'RSA3'));
    lab.file('crt.blob', cngRsa(jwk(crt), 'RSA2'));
    lab.file('capi.blob', capiRsa(jwk(capi)));
    lab.file('ec.blob', cngEcc(jwk(ec), 'ECS2', 32));
    const source = join(import.meta.dirname, '../programs/windows-keys.c');
    const libraries = ['-lbcrypt', '-ldbghelp', '-lcrypt32', '-ladvapi32'];
    await lab.run('x86_64-w64-mingw32-gcc', ['-O1', '-Wall', '-Werror', '-o', 'keys.exe', source, ...libraries]);
    const blobs = [
      'RSAFULLPRIVATEBLOB=full.blob',
      'RSAPRIVATEBLOB=crt.blob',
      'CAPI=capi.blob',
      'ECCPRIVATEBLOB=ec.blob',
    ];
    const env = { WINEPREFIX: join(lab.folder, 'prefix'), WINEDEBUG: '-all', WINEDLLOVERRIDES: 'mscoree,mshtml=' };
    await lab.run('wine', ['keys.exe', 'full.dmp', ...blobs], { env, patienceMs: 180_000 });
    // Wine's own processes would write into a folder that is being removed. They may have ended already.
    await lab.run('sh', ['-c', 'wineserver -k -w || true'], { env });
    return [{ path: join(lab.folder, 'full.dmp'), by: 'MiniDumpWriteDump', secrets: [full, crt, capi, ec] }];
  },
};
