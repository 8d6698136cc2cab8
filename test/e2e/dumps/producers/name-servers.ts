/** Servers of names, which sign a zone with keys of DNSSEC: two programs, two libraries. */
import { createECDH, type JsonWebKey } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, freePort } from '../lab.ts';
import type { Scenario } from '../scenario.ts';
import { type AsymmetricKey, asymmetric } from '../truth.ts';

const ZONE = `$TTL 60
@ SOA ns.example. host.example. 1 60 60 600 60
@ NS ns.example.
ns.example. A 127.0.0.1
`;
const ALGORITHMS = ['rsasha256', 'ecdsap256sha256', 'ecdsap384sha384', 'ed25519'];

/** libcrypto. It makes the keys of the zone and signs it when it starts. */
export const bind: Scenario = {
  name: 'BIND',
  needs: ['named', 'gcore'],
  async make(lab) {
    for (const algorithm of ALGORITHMS) lab.file(algorithm, ZONE);
    const port = await freePort();
    const zones = ALGORITHMS.map(
      (algorithm) => `
      dnssec-policy ${algorithm} { keys { csk lifetime unlimited algorithm ${algorithm}; }; };
      zone "${algorithm}" { type primary; file "${algorithm}"; dnssec-policy ${algorithm}; inline-signing yes; };`,
    );
    const configuration = `
      options { directory "${lab.folder}"; listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; };
        pid-file none; session-keyfile none; recursion no; };
      controls { };${zones.join('')}`;
    const child = await lab.start('named', ['-g', '-c', lab.file('named.conf', configuration)]);
    await lab.listening(port);
    const files = () => readdirSync(lab.folder).filter((name) => name.endsWith('.private'));
    await eventually('every zone has its key', () => files().length === ALGORITHMS.length);
    await eventually(
      'every zone is signed',
      () => [...lab.printed(child).matchAll(/next key event/g)].length >= ALGORITHMS.length,
    );
    const secrets = files().map((name) => ofPrivateFile(readFileSync(join(lab.folder, name), 'latin1')));
    return [{ path: await lab.gcore(child.pid!), by: 'gcore', secrets }];
  },
};

/** @param text lines `Name: value`, as dst_parse.c writes them, with numbers in base64 */
function ofPrivateFile(text: string): AsymmetricKey {
  const number = (name: string) => Buffer.from(new RegExp(`^${name}: (.+)$`, 'm').exec(text)![1]!, 'base64');
  switch (/^Algorithm: \d+ \((\w+)\)/m.exec(text)![1]) {
    case 'RSASHA256':
      return ofJwk(
        { kty: 'RSA' },
        {
          ...{ n: number('Modulus'), e: number('PublicExponent'), d: number('PrivateExponent') },
          ...{ p: number('Prime1'), q: number('Prime2') },
          ...{ dp: number('Exponent1'), dq: number('Exponent2'), qi: number('Coefficient') },
        },
      );
    case 'ECDSAP256SHA256':
      return ofScalar('P-256', 'prime256v1', number('PrivateKey'));
    case 'ECDSAP384SHA384':
      return ofScalar('P-384', 'secp384r1', number('PrivateKey'));
    default:
      return asymmetric({ key: Buffer.concat([ED25519_PREFIX, number('PrivateKey')]), format: 'der', type: 'pkcs8' });
  }
}

/** PrivateKeyInfo of RFC 8410 up to the seed. */
const ED25519_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

function ofScalar(crv: string, name: string, d: Buffer): AsymmetricKey {
  const ecdh = createECDH(name);
  ecdh.setPrivateKey(d);
  const point = ecdh.getPublicKey();
  return ofJwk({ kty: 'EC', crv }, { d, x: point.subarray(1, 1 + d.length), y: point.subarray(1 + d.length) });
}

function ofJwk(kind: JsonWebKey, numbers: Readonly<Record<string, Buffer>>): AsymmetricKey {
  const members = Object.entries(numbers).map(([name, number]) => [name, number.toString('base64url')]);
  return asymmetric({ key: { ...kind, ...Object.fromEntries(members) }, format: 'jwk' });
}

/** GnuTLS. It makes the keys of its zones and keeps them in files of PEM. */
export const knot: Scenario = {
  name: 'Knot DNS',
  needs: ['knotd', 'gcore'],
  async make(lab) {
    const port = await freePort();
    lab.file('zone', ZONE);
    const lines = [
      ...['server:', `  listen: 127.0.0.1@${port}`, `  rundir: ${lab.folder}`],
      ...['log:', '  - target: stderr', '    any: info', 'database:', `  storage: ${lab.folder}`, 'policy:'],
      ...ALGORITHMS.flatMap((name) => [`  - id: ${name}`, `    algorithm: ${name}`]),
      'zone:',
      ...ALGORITHMS.flatMap((name) => [
        ...[`  - domain: ${name}`, `    storage: ${lab.folder}`, '    file: zone', '    zonefile-sync: -1'],
        ...['    dnssec-signing: on', `    dnssec-policy: ${name}`],
      ]),
    ];
    const child = await lab.start('knotd', ['-c', lab.file('knot.conf', `${lines.join('\n')}\n`)]);
    await eventually(
      'every zone is signed',
      () => [...lab.printed(child).matchAll(/DNSSEC, next signing/g)].length >= ALGORITHMS.length,
    );
    const folder = join(lab.folder, 'keys', 'keys');
    const secrets = readdirSync(folder).map((name) => asymmetric(readFileSync(join(folder, name), 'latin1')));
    return [{ path: await lab.gcore(child.pid!), by: 'gcore', secrets }];
  },
};
