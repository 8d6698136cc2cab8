import { type JsonWebKey, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { eventually, freePort, type Lab } from '../lab.ts';
import type { Dump, Scenario } from '../scenario.ts';
import { freshEc, freshEd25519, freshRsa, pkcs8Pem, type TextSecret } from '../truth.ts';
import { certify, handshake } from './openssl-server.ts';

/** Node over TLS, signing tokens with a key of each kind: RSA and Ed25519 from PEM, EC from a JWK, RSA from the environment. */
export const nodeHttps: Scenario = {
  name: 'node https, signing JWTs',
  needs: ['gcore', 'openssl', 'curl'],
  async make(lab) {
    const [tls, rsa, ed25519, ec, environment] = [
      freshRsa(2048),
      freshRsa(4096),
      freshEd25519(),
      freshEc('P-256'),
      freshRsa(3072),
    ];
    const token = githubToken();
    const port = await freePort();
    const keyFile = lab.file('tls.pem', pkcs8Pem(tls));
    const settings = {
      port,
      folder: lab.folder,
      tls: keyFile,
      certificate: await certify(lab, keyFile),
      rsa: lab.file('rsa.pem', rsa.object.export({ type: 'pkcs1', format: 'pem' })),
      ed25519: lab.file('ed25519.pem', pkcs8Pem(ed25519)),
      ec: lab.file('ec.json', JSON.stringify(ec.object.export({ format: 'jwk' }))),
    };
    const program = join(import.meta.dirname, '../programs/node-https.mjs');
    const server = await lab.start(process.execPath, [program, JSON.stringify(settings)], {
      until: /up/,
      env: { SIGNING_KEY: pkcs8Pem(environment), DEPLOY_TOKEN: token.text },
    });
    await handshake(lab, port);
    await lab.run('curl', ['-sSk', `https://127.0.0.1:${port}/`]);
    const secrets = [tls, rsa, ed25519, ec, environment, token];
    const core = await lab.gcore(server.pid!);
    server.stdin!.write('dump\n');
    await eventually('node wrote its dumps', () => /dumped/.test(lab.printed(server)));
    return [
      { path: core, by: 'gcore', secrets },
      { path: join(lab.folder, 'node.heapsnapshot'), by: 'v8.writeHeapSnapshot', secrets },
      { path: join(lab.folder, 'report.json'), by: 'process.report', secrets },
    ];
  },
};

/** Numbers of JavaScript, in digits of BN.js. elliptic is that of Debian's node-elliptic. */
export const elliptic: Scenario = {
  name: 'node, elliptic',
  needs: ['gcore'],
  async make(lab) {
    const secrets = [freshEc('P-256'), freshEc('P-384'), freshEc('P-521'), freshEc('secp256k1')];
    const words = secrets.flatMap(({ name, numbers }) => [name.replace('P-', 'p'), lab.file(name, numbers.d!)]);
    const program = join(import.meta.dirname, '../programs/elliptic.cjs');
    const child = await lab.start(process.execPath, [program, 'elliptic', ...words], {
      until: /up/,
      env: { NODE_PATH: '/usr/share/nodejs' },
    });
    return [{ path: await lab.gcore(child.pid!), by: 'gcore', secrets }];
  },
};

/** A program that verifies: it has every kind of public key and all root certificates of Node. */
export const nodePublic: Scenario = {
  name: 'node, public keys only',
  needs: ['gcore'],
  async make(lab: Lab): Promise<Dump[]> {
    const keys = [freshRsa(2048), freshRsa(4096), freshEc('P-256'), freshEd25519()];
    const jwks = keys.map(({ object }) => publicJwk(object.export({ format: 'jwk' })));
    const file = lab.file('jwks.json', JSON.stringify({ keys: jwks }));
    const program = join(import.meta.dirname, '../programs/node-public.mjs');
    const child = await lab.start(process.execPath, [program, file, lab.folder], { until: /up/ });
    const core = await lab.gcore(child.pid!);
    return [
      { path: core, by: 'gcore', secrets: [] },
      { path: join(lab.folder, 'public.heapsnapshot'), by: 'v8.writeHeapSnapshot', secrets: [] },
    ];
  },
};

function publicJwk({ kty, crv, n, e, x, y }: JsonWebKey) {
  return { kty, crv, n, e, x, y };
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** 30 random characters and their CRC-32, as GitHub makes its tokens. */
function githubToken(): TextSecret {
  const random = Array.from(randomBytes(30), (byte) => BASE62[byte % 62]).join('');
  let checksum = '';
  for (let rest = crc32(random), digit = 0; digit < 6; digit++, rest = Math.floor(rest / 62)) {
    checksum = BASE62[rest % 62] + checksum;
  }
  return { family: 'text', name: 'GitHub token', text: `ghp${'_'}${random}${checksum}` };
}
