import { beforeAll, describe, expect, test } from 'vitest';
import { detectors, namedFiles, searches } from '../../../src/detect/catalog.ts';
import { drawnPassword } from '../../../src/detect/text/password.ts';
import { sealKc } from '../../../src/detect/text/programs/scrambled-forms.ts';
import { sealDBeaver, sealMyLogin, sealVnc } from '../../../src/detect/text/programs/stored-forms.ts';
import { ALPHANUMERIC, HEX, uuidOf } from '../../../src/detect/text/random-text.ts';
import type { JudgedFinding } from '../../../src/model/result.ts';
import { reporters } from '../../../src/report/catalog.ts';
import { base58 } from '../../builders/base58.ts';
import { freshKey, jwkOf } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { tarGzWith, zipWith } from '../../support/wrap.ts';

type Case = readonly [path: string, content: string | Uint8Array];
type FoundCase = readonly [...Case, rule: string, confidence: string];

const random = seededRandom(21);
const vnc = (password: string) => Buffer.from(sealVnc(password).replaceAll(',', ''), 'hex');
const wrapped = (text: string) => text.replace(/(.{64})/g, '$1\n');
const [hex, longHex, drawn] = [random.text(32, HEX), random.text(256, HEX), drawnPassword(random)];
const connections = (password: string) =>
  JSON.stringify({ 'postgres-jdbc-1': { '#connection': { user: 'ops', password } } });
const login = (password: string) => ['[client]\n', 'user = "ops"\n', `password = "${password}"\n`];
const mongo = wrapped(Buffer.from(random.bytes(756)).toString('base64'));

const found: readonly FoundCase[] = [
  ['config/master.key', hex, 'rails-master-key-file', 'high'],
  ['app/config/credentials/production.key', `${random.text(32, HEX)}\n`, 'rails-master-key-file', 'high'],
  ['home/secrets/master.key', longHex, 'jenkins-master-key-file', 'high'],
  ['root/.erlang.cookie', random.text(20, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), 'erlang-cookie-file', 'high'],
  ['etc/zabbix/agent.psk', random.text(64, HEX), 'zabbix-psk-file', 'high'],
  ['zabbix_agentd.psk', `${random.text(64, HEX)}\n`, 'zabbix-psk-file', 'high'],
  ['etc/security/join.key', random.text(32, HEX), 'server-key-file', 'high'],
  ['config/cipher.aes', random.text(32, HEX), 'server-key-file', 'high'],
  ['etc/auth/splunk.secret', `${random.text(254, ALPHANUMERIC)}\n`, 'server-key-file', 'high'],
  ['velocity/forwarding.secret', 'q7ZkW2bTxP4m', 'server-key-file', 'high'],
  ['etc/mongo-keyfile', mongo, 'mongodb-key-file', 'high'],
  ['root/.vnc/passwd', vnc('Tr0ub4d'), 'vnc-password-file', 'high'],
  ['root/.vnc/web1_passwd', Buffer.concat([vnc('Tr0ub4d1'), vnc('look')]), 'vnc-password-file', 'high'],
  ['run/secrets/smtp', `${drawn}\n`, 'secret-file', 'medium'],
  ['a/db_password.txt', `${drawnPassword(random)}\r\n`, 'secret-file', 'medium'],
  ['.vault_pass', 'Summer+Rain7\n', 'secret-file', 'low'],
  ['etc/corosync/authkey', random.bytes(256), 'cluster-key-file', 'high'],
  ['etc/munge/munge.key', random.bytes(1024), 'cluster-key-file', 'high'],
  [
    'General/.dbeaver/credentials-config.json',
    sealDBeaver(connections(drawn), random),
    'dbeaver-credentials-file',
    'high',
  ],
  ['root/.mylogin.cnf', sealMyLogin(login(drawn), random), 'mysql-login-file', 'high'],
  ['private/etc/kcpassword', sealKc(drawn), 'macos-login-file', 'high'],
  ...rawPairs(),
];

/** A secret and its public half in a file whose name tells nothing. */
function rawPairs(): FoundCase[] {
  const pair = (name: string) => {
    const { d, x } = jwkOf(freshKey(name).privateKey)!;
    return [d!, x!].map((half) => Buffer.from(half, 'base64url')) as [Buffer, Buffer];
  };
  const both = (name: string) => Buffer.concat(pair(name));
  const [secret, publicHalf] = pair('X25519');
  const contents: Readonly<Record<string, string | Buffer>> = {
    'keys/.ed25519.sk': both('Ed25519'),
    'a.bin': both('Ed448'),
    'tox/keys': Buffer.concat([publicHalf, secret]),
    'i2pd/ntcp2.keys': Buffer.concat([publicHalf, secret, random.bytes(16)]),
    'i2pd/ssu2.keys': Buffer.concat([both('X25519'), random.bytes(32)]),
    'x.key': both('X25519'),
    'x448.key': both('X448'),
    'cache.sec': `cache.acme-shop.io-1:${both('Ed25519').toString('base64')}\n`,
    'one.hex': both('Ed25519').toString('hex'),
    'phantom.txt': base58(both('Ed25519')),
    'lines.hex': pair('Ed25519')
      .map((half) => half.toString('hex'))
      .join('\n'),
    'lines.base64': [publicHalf, secret].map((half) => half.toString('base64')).join('\n'),
  };
  return Object.entries(contents).map(([path, content]) => [path, content, 'private-key-raw-file', 'proven']);
}

/** With the line, the column and the length of the password. */
const fields: readonly (readonly [...FoundCase, ...place: readonly number[]])[] = [
  ['.config/configstore/snyk.json', `{"api":"${uuidOf(random)}"}`, 'snyk-token-file', 'high', 1, 9, 36],
  ['etc/ppp/chap-secrets', `# client server secret IP\nops * ${drawn} *\n`, 'ppp-secrets-file', 'high', 2, 7, 20],
  ['etc/ppp/pap-secrets', '"ops" * "Summer+Rain7"\t*\r\n', 'ppp-secrets-file', 'high', 1, 10, 12],
  ['etc/client.keys', `001 web1 10.0.0.5 ${longHex.slice(0, 64)}\n`, 'wazuh-client-keys-file', 'high', 1, 19, 64],
  ['etc/ppp/l2tp-secrets', `* * ${drawn} *\n`, 'ppp-secrets-file', 'high', 1, 5, 20],
  ['etc/rsyncd.secrets', `# users\nbackup:${drawn}\n`, 'rsync-secrets-file', 'high', 2, 8, 20],
  [
    'etc/davfs2/secrets',
    `# shares\nhttps://dav.acme-shop.io/ ops ${drawn}\n`,
    'davfs2-secrets-file',
    'high',
    2,
    31,
    20,
  ],
  [
    'etc/exim4/passwd.client',
    `### host:user:password\n*.acme-shop.io:ops:${drawn}\n`,
    'exim-client-file',
    'high',
    2,
    20,
    20,
  ],
];

const none: readonly Case[] = [
  ['config/master.key', `${'0'.repeat(32)}\n`],
  ['config/master.key', `# the key\n${hex}\n`],
  ['config/other.txt', hex],
  ['config/master.key.md', hex],
  ['.erlang.cookie', 'cookie_of_this_cluster'],
  ['.vnc/passwd', random.bytes(8)],
  ['.vnc/passwd', random.bytes(9)],
  ['.config/configstore/snyk.json', JSON.stringify({ org: uuidOf(random) })],
  ['.mylogin.cnf', sealMyLogin(['[client]\n', 'user = "ops"\n'], random)],
  ['.mylogin.cnf', sealMyLogin(login(drawn), random).subarray(0, -1)],
  ['.mylogin.cnf', Buffer.concat([Buffer.alloc(24), random.bytes(80)])],
  ['.mylogin.cnf', Buffer.alloc(20)],
  ['etc/kcpassword', random.bytes(24)],
  ['etc/kcpassword', sealKc(drawn).subarray(0, 12)],
  ['etc/passwd', 'root:x:0:0:root:/root:/bin/ash\n'],
  ['src/password', 'hello\n'],
  ['run/secrets/note', 'two words, of a person1\n'],
  ['run/secrets/path', '/etc/ssl/private/web1.pem\n'],
  ['run/secrets/password', 'CHANGE_ME_1\n'],
  ['run/secrets/large', `${drawn}\n`.repeat(400)],
  ['run/secrets/empty', ''],
  ['etc/ppp/chap-secrets', '# Secrets for authentication using CHAP\n# client\tserver\tsecret\t\t\tIP addresses\n'],
  ['etc/ppp/chap-secrets', `ops * @/etc/ppp/secret *\nweb * \${PASSWORD} *\n`],
  ['etc/zabbix/agent.psk', `${'0'.repeat(64)}\n`],
  ['etc/join.key', 'the key to join with\n'],
  ['etc/client.keys', `001 web1 10.0.0.5\n`],
  ['etc/rsyncd.secrets', '# ops:Summer+Rain7\n'],
  ['etc/davfs2/secrets', '# https://dav.acme-shop.io/ ops Summer+Rain7\n'],
  ['etc/exim4/passwd.client', '# target.mail.server.example:login:password\n'],
  ['etc/munge/munge.key', 'this is a text that says nothing of a key\n'],
  ['etc/munge/munge.key', Buffer.alloc(128)],
  ['.dbeaver/credentials-config.json', '{"#connection":{"user":"ops"}}'.padEnd(48)],
  ['.dbeaver/credentials-config.json', random.bytes(64)],
  ['halves/of-two-keys', Buffer.concat([random.bytes(32), random.bytes(32)])],
  ['sums.txt', `${random.text(64, HEX)}\n${random.text(64, HEX)}\n`],
  ['sum.txt', `name:${random.text(128, HEX)}\n`],
];

const under = (files: readonly (Case | FoundCase)[]) =>
  Object.fromEntries(files.map(([path, content], index) => [`${index}/${path}`, Buffer.from(content)]));

describe('files that are a secret as a whole', () => {
  test('have ids that no detector has, and every one has an example', () => {
    const ids = namedFiles.map(({ id }) => id);
    expect(new Set([...ids, ...detectors.map(({ id }) => id), ...searches.map(({ id }) => id)]).size).toBe(
      ids.length + detectors.length + searches.length,
    );
    expect(new Set([...found, ...fields].map(([, , rule]) => rule))).toEqual(new Set(ids));
  });

  describe('of the right name', () => {
    let findings: readonly JudgedFinding[];
    let reports: string;
    beforeAll(async () => {
      const verdict = await scanBytes({ ...under(found), ...under(fields.map(([path, content]) => [path, content])) });
      findings = verdict.findings;
      reports = reporters.map((reporter) => JSON.stringify(reporter.render(verdict))).join('\n');
    });

    test.each(found)('%s is found once', (path, content, rule, confidence) => {
      const own = findings.filter((finding) => finding.path.endsWith(`/${path}`));
      const length = typeof content === 'string' ? content.trim().length : content.length;
      expect(own).toMatchObject([{ rule, confidence, offset: 0, length, line: 1, column: 1 }]);
    });

    test.each(fields)('%s: the line and the column', (path, _, rule, confidence, line, column, length) => {
      const own = findings.filter((finding) => finding.path.endsWith(`/${path}`));
      expect(own).toMatchObject([{ rule, confidence, line, column, length }]);
    });

    test('are in no report', () => {
      for (const secret of [hex, longHex, drawn, 'Summer+Rain7', 'Tr0ub4d']) expect(reports).not.toContain(secret);
    });
  });

  test('tell of every login in a table', async () => {
    const logins = Array.from({ length: 3 }, () => drawnPassword(random));
    const text = logins.map((login, at) => `user${at} * ${login} *\n`).join('');
    const { findings } = await scanBytes({ 'etc/ppp/chap-secrets': Buffer.from(text) });
    expect(findings.map(({ line, column }) => [line, column]).toSorted()).toEqual([1, 2, 3].map((line) => [line, 9]));
  });

  test('that hold something else, or have another name, are none', async () => {
    const { findings } = await scanBytes(under(none));
    expect(findings.map(({ path, rule }) => [path, rule])).toEqual([]);
  });

  test('lie in archives', async () => {
    const bytes = Buffer.from(hex);
    const { findings } = await scanBytes({
      zip: await zipWith('config/master.key', bytes),
      tar: await tarGzWith('config/master.key', bytes),
    });
    expect(findings.map(({ path }) => path)).toEqual(['tar!/data!/config/master.key', 'zip!/config/master.key']);
  });

  test('have the fingerprint of the same secret elsewhere', async () => {
    const { findings } = await scanBytes({
      'config/master.key': Buffer.from(hex),
      env: Buffer.from(`RAILS_MASTER_KEY=${hex}\n`),
    });
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  });

  test('that a person chose are told apart by the names of their files', async () => {
    const password = Buffer.from('Summer+Rain7\n');
    const { findings } = await scanBytes({
      'a/db_password': password,
      'b/smtp_password': password,
      'c/db_password': password,
    });
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  test('are told by the rule that knows what is in them, if one does', async () => {
    const { findings } = await scanBytes({ 'run/secrets/db': Buffer.from(`postgres://app:${drawn}@db1/shop\n`) });
    expect(findings.map(({ rule }) => rule)).toEqual(['url-password']);
  });

  test('are asked by none of the rules that are off', async () => {
    const { findings } = await scanBytes(
      { '.vault_pass': Buffer.from(drawn) },
      { changes: { rulesOff: ['secret-file'] } },
    );
    expect(findings).toEqual([]);
  });
});
