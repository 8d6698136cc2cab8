/** Serves HTTPS and signs a JWT with each key at every request; `dump` on standard input writes what Node can write. */
import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { writeHeapSnapshot } from 'node:v8';

const settings = JSON.parse(process.argv[2]);
const keys = [
  ['RS256', 'sha256', { key: readFileSync(settings.rsa, 'utf8') }],
  ['RS256', 'sha256', { key: process.env.SIGNING_KEY }],
  ['EdDSA', null, { key: readFileSync(settings.ed25519, 'utf8') }],
  ['ES256', 'sha256', { key: JSON.parse(readFileSync(settings.ec, 'utf8')), format: 'jwk' }],
].map(([alg, digest, source]) => ({ alg, digest, source, key: createPrivateKey(source) }));

function jwt({ alg, digest, key }) {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${encode({ alg, typ: 'JWT' })}.${encode({ sub: 'someone', iat: 1_700_000_000 })}`;
  const signature = sign(digest, Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

const tls = { key: readFileSync(settings.tls, 'utf8'), cert: readFileSync(settings.certificate, 'utf8') };
const server = createServer(tls, (_, response) => response.end(keys.map(jwt).join('\n')));
server.listen(settings.port, '127.0.0.1', () => console.log('up'));
process.stdin.on('data', () => {
  writeHeapSnapshot(join(settings.folder, 'node.heapsnapshot'));
  process.report.directory = settings.folder;
  process.report.writeReport('report.json');
  console.log('dumped');
});
