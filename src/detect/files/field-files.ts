/** Tables of logins that consist of lines of fields, recognised by their names. */
import type { Match } from '../../model/match.ts';
import { latin1 } from '../latin1.ts';
import { assessPassword } from '../text/password.ts';
import type { NamedFile } from './named-file.ts';
import { secretMatch } from './secret-match.ts';

interface FieldFile extends Omit<NamedFile, 'inspect' | 'proof' | 'severity' | 'confidence'> {
  /** A line with a login; `secret` is its password, with or without quotes. */
  readonly line: RegExp;
}

const FIELD_FILES: readonly FieldFile[] = [
  {
    id: 'ppp-secrets-file',
    title: 'Password of a dialled connection or a VPN (chap-secrets, pap-secrets, l2tp-secrets)',
    provider: 'PPP',
    advice: 'Change it at the other end, too: pppd has it in clear on both sides.',
    names: /(?:^|\/)(?:chap|pap|l2tp)-secrets$/,
    // Client, server, secret, addresses (pppd(8), "AUTHENTICATION"); an `@` means that the secret is in another file.
    line: /^[ \t]*(?:"[^"\n]{0,80}"|[^\s#"]{1,80})[ \t]+(?:"[^"\n]{0,80}"|[^\s"]{1,80})[ \t]+(?!"?@)(?<secret>"[^"\n]{3,200}"|[^\s"]{3,200})(?:[ \t]|$)/,
  },
  {
    id: 'davfs2-secrets-file',
    title: 'Password of a WebDAV share (davfs2 secrets)',
    provider: 'davfs2',
    advice: 'Change it at the server, and keep the file readable by its owner only.',
    names: /(?:^|\/)\.?davfs2\/secrets$/,
    line: /^[ \t]*(?:https?:\/\/|"https?:|\/)[^\s#]{1,200}[ \t]+(?:"[^"\n]{1,80}"|[^\s"]{1,80})[ \t]+(?<secret>"[^"\n]{3,200}"|[^\s"]{3,200})[ \t]*$/,
  },
  {
    id: 'rsync-secrets-file',
    title: 'Password of a module of rsync (rsyncd.secrets)',
    provider: 'rsync',
    advice: 'Change it, and keep the file readable by the daemon only (`strict modes`).',
    names: /(?:^|\/)rsyncd?[._-](?:secrets?|passwd)$/,
    // rsyncd.conf(5), "secrets file": a user or, after an `@`, a group.
    line: /^@?[\w.-]{1,64}:(?<secret>[^\s:]{3,200})$/,
  },
  {
    id: 'wazuh-client-keys-file',
    title: 'Key of an agent of Wazuh or OSSEC (client.keys)',
    provider: 'Wazuh',
    advice: 'Remove the agent at the server (`manage_agents -r`) and enrol it anew.',
    names: /(?:^|\/)client\.keys$/,
    // Number, name, address, key; `!` before the number of one that was removed.
    line: /^!?\d{1,8} [^\s]{1,128} [\w./:-]{1,64} (?<secret>[0-9a-f]{64})$/,
  },
  {
    id: 'exim-client-file',
    title: 'Password of a mail relay (passwd.client of Exim)',
    provider: 'Exim',
    advice: 'Change it at the relay, and keep the file readable by Exim only.',
    names: /(?:^|\/)exim4?\/passwd\.client$/,
    line: /^(?![ \t]*#)[\w.*-]{1,120}:[^\s:]{1,120}:(?<secret>[^\s:]{3,200})$/,
  },
];

/** Limit per file; a guessable one takes 30 ms. */
const MAX_LOGINS = 16;

export const fieldFiles: readonly NamedFile[] = FIELD_FILES.map(({ line, ...row }) => ({
  ...row,
  severity: 'high',
  confidence: 'high',
  proof: 'name of the file, structure',
  inspect: (bytes) => {
    const matches: Match[] = [];
    let lineStart = 0;
    for (const text of latin1(bytes, 0, bytes.length).split('\n')) {
      const field = line.exec(text.replace(/\r$/, ''))?.groups?.secret;
      const secret = field?.replaceAll('"', '') ?? '';
      const found = assessPassword(secret, { of: row.id, chosen: 'high' });
      if (found) matches.push(secretMatch(row, secret, lineStart + text.lastIndexOf(secret), found));
      if (matches.length === MAX_LOGINS) break;
      lineStart += text.length + 1;
    }
    const [first, ...also] = matches;
    return first && { ...first, also };
  },
}));
