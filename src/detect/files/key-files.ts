/** Keys that programs store in a file of their own. */
import { tokenFingerprint } from '../fingerprint.ts';
import { latin1 } from '../latin1.ts';
import { isDrawn } from '../text/value-kind.ts';
import { lineFile } from './line-file.ts';
import type { NamedFile } from './named-file.ts';
import { secretMatch, wholeMatch } from './secret-match.ts';

export const keyFiles: readonly NamedFile[] = [
  lineFile({
    id: 'rails-master-key-file',
    title: 'Rails master key (config/master.key)',
    provider: 'Rails',
    ...{ severity: 'critical', confidence: 'high' },
    proof: 'name of the file, 32 hex digits',
    advice:
      'Encrypt the credentials under a new key and replace every secret in them. `config/master.key` belongs into .gitignore and into no image.',
    names: /(?:^|\/)(?:master|credentials\/[\w-]{1,40})\.key$/,
    line: /^[0-9a-f]{32}$/,
    check: drawn,
  }),
  lineFile({
    id: 'jenkins-master-key-file',
    title: 'Master key of Jenkins (secrets/master.key)',
    provider: 'Jenkins',
    ...{ severity: 'critical', confidence: 'high' },
    proof: 'name of the file, 256 hex digits',
    advice: 'With `hudson.util.Secret` it opens every credential of the server: replace those, and make new keys.',
    names: /(?:^|\/)master\.key$/,
    line: /^[0-9a-f]{256}$/,
    check: drawn,
  }),
  lineFile({
    id: 'erlang-cookie-file',
    title: 'Cookie of Erlang nodes (.erlang.cookie)',
    provider: 'Erlang',
    ...{ severity: 'high', confidence: 'high' },
    proof: 'name of the file, structure',
    advice:
      'Set another on every node of the cluster, from a store of secrets, and let nobody else reach epmd and the nodes.',
    names: /(?:^|\/)\.?erlang\.cookie$/,
    line: /^[A-Za-z0-9_+/=-]{16,255}$/,
    // erl itself draws 20 capitals (auth.erl).
    check: (line) => (/^[A-Z]{20}$/.test(line) ? {} : drawn(line)),
  }),
  lineFile({
    id: 'zabbix-psk-file',
    title: 'Pre-shared key of a Zabbix agent or proxy',
    provider: 'Zabbix',
    ...{ severity: 'high', confidence: 'high' },
    proof: 'name of the file, hex digits',
    advice: 'Set another in the file (`TLSPSKFile`) and at the server, where the host names it.',
    names: /(?:^|\/)zabbix[\w.-]{0,60}(?:\/[\w.-]{1,80})?\.psk$/,
    line: /^[0-9A-Fa-f]{32,512}$/,
    check: drawn,
  }),
  lineFile({
    id: 'server-key-file',
    title: 'Key with which a server encrypts its settings, or that its nodes join with',
    provider: 'Server',
    ...{ severity: 'high', confidence: 'high' },
    proof: 'name of the file, structure',
    advice: 'Make another as the manual of the server says, and replace what was encrypted with this one.',
    // Of Artifactory, GoCD, Splunk and Velocity.
    names: /(?:^|\/)(?:join\.key|cipher\.aes|splunk\.secret|forwarding\.secret)$/,
    line: /^(?:[0-9a-f]{32}|[0-9a-f]{64}|[A-Za-z0-9./]{254,255}|[A-Za-z0-9]{12})$/,
    check: drawn,
  }),
  lineFile({
    id: 'mongodb-key-file',
    title: 'Key file of a MongoDB replica set',
    provider: 'MongoDB',
    ...{ severity: 'high', confidence: 'high' },
    proof: 'name of the file, base64',
    advice:
      'Whoever has it is a member of the set: rotate it on all members (`security.keyFile` takes two for that time).',
    names: /(?:^|\/)(?:mongo(?:db)?[._-]?key(?:[._-]?file)?|keyfile)(?:\.(?:key|txt|pem))?$/i,
    // Blanks are ignored (mongod's manual, "Keyfiles").
    line: /^[A-Za-z0-9+/=\s]{32,1400}$/,
    check: (line) => drawn(line.replace(/\s+/g, '')),
  }),
  {
    id: 'snyk-token-file',
    title: 'API token of Snyk (configstore/snyk.json)',
    provider: 'Snyk',
    ...{ severity: 'high', confidence: 'high' },
    proof: 'name of the file, UUID',
    advice: 'Revoke it in Snyk (Account settings, API token): it reads what is vulnerable.',
    names: /(?:^|\/)configstore\/snyk\.json$/,
    inspect: (bytes) => {
      const text = latin1(bytes, 0, bytes.length);
      const token = /"api"\s{0,4}:\s{0,4}"([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})"/.exec(text)?.[1];
      if (token === undefined) return undefined;
      return secretMatch({ id: 'snyk-token-file', provider: 'Snyk' }, token, text.indexOf(token), {});
    },
  },
  {
    id: 'cluster-key-file',
    title: 'Key of a cluster (authkey of Corosync and Pacemaker, munge.key)',
    provider: 'Cluster',
    ...{ severity: 'critical', confidence: 'high' },
    proof: 'name of the file, bytes that look random',
    advice: 'Make another and put it on every node: whoever has it speaks for any of them, and as any user (munge).',
    names: /(?:^|\/)(?:(?:corosync|pacemaker)\/authkey|munge\.key)$/,
    inspect: (bytes) =>
      looksRandom(bytes) ? wholeMatch({ provider: 'Cluster' }, bytes, tokenFingerprint(bytes)) : undefined,
  },
];

function drawn(line: string): object | undefined {
  return isDrawn(line) ? {} : undefined;
}

/** 32 bytes or more, of which about half are not ASCII and most differ from all earlier ones: of 32 random ones 30, of 1024 251. */
function looksRandom(bytes: Uint8Array): boolean {
  const high = bytes.filter((byte) => byte >= 0x80).length / bytes.length;
  return bytes.length >= 32 && high > 0.2 && high < 0.8 && new Set(bytes).size > Math.min(bytes.length, 256) / 2;
}
