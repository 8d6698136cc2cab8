import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.ts';

/** Writes dist anew. Usage: `npm run build`. */
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const { files } = await bundle(root);
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
for (const [path, content] of files) {
  writeFileSync(join(dist, path), content, { mode: path === 'cli.js' ? 0o755 : 0o644 });
  console.log(`dist/${path}  ${content.length} bytes`);
}
