/** Passwords and tokens in a file of their own, as used by Docker, Kubernetes and `--password-file`. */
import type { Match } from '../../model/match.ts';
import { guessableFingerprint } from '../fingerprint.ts';
import { assessPassword } from '../text/password.ts';
import { openKc } from '../text/programs/scrambled-forms.ts';
import { openDBeaver, openMyLogin, openVnc } from '../text/programs/stored-forms.ts';
import { lineFile } from './line-file.ts';
import type { NamedFile } from './named-file.ts';
import { wholeMatch } from './secret-match.ts';

const NAMES_SECRET =
  '(?:password|passwd|passphrase|vault[_-]?pass|api[_-]?key|(?:auth|access|api|deploy)[_-]?token|secret[_-]?key|client[_-]?secret)';

export const passwordFiles: readonly NamedFile[] = [
  lineFile({
    id: 'secret-file',
    title: 'Secret in a file of its own',
    provider: 'File',
    severity: 'medium',
    confidence: 'medium',
    proof: 'name of the file, structure',
    advice:
      'Replace it where it was issued, and keep such files out of images and archives: mount them when the program runs.',
    names: new RegExp(
      `(?:^|/)(?:run/secrets/[\\w.-]{1,80}|\\.?[\\w-]{0,60}${NAMES_SECRET}(?:[_-]file)?(?:\\.(?:txt|secret|conf|pass))?)$`,
      'i',
    ),
    // Not a row of users and their hashes, a path or an address.
    line: /^(?![\w.-]{1,64}:|[./~])(?=\S*[A-Za-z])(?=\S*[^A-Za-z])[\x21-\x7e]{8,200}$/,
    check: (line, name) => assessPassword(line, { of: name, drawn: 'medium', chosen: 'low' }),
  }),
  {
    id: 'vnc-password-file',
    title: 'Password of a VNC server (.vnc/passwd)',
    provider: 'VNC',
    severity: 'medium',
    confidence: 'high',
    proof: 'name of the file; opened with the key that all programs of VNC share',
    advice: 'Change it with `vncpasswd`. The file is as good as the password: its key is in every program of VNC.',
    names: /(?:^|\/)(?:\.vnc\/(?:[\w.-]{0,40}_)?passwd|\.?vncpasswd|x11vnc\.pass(?:wd)?)$/,
    inspect: (bytes) => {
      // Eight bytes, and eight more for a view-only password.
      if (bytes.length !== 8 && bytes.length !== 16) return undefined;
      return opened(bytes, openVnc(Buffer.from(bytes.subarray(0, 8)).toString('hex')), 'VNC');
    },
  },
  {
    id: 'dbeaver-credentials-file',
    title: 'Passwords of databases (credentials-config.json of DBeaver)',
    provider: 'DBeaver',
    severity: 'high',
    confidence: 'high',
    proof: 'name of the file; opened with the key that every DBeaver has',
    advice: 'Change the passwords of all connections in it, and set a master password in DBeaver.',
    names: /(?:^|\/)credentials-config\.json$/,
    inspect: (bytes) => {
      const password = /"password"\s?:\s?"([^"]{1,200})"/.exec(openDBeaver(bytes) ?? '')?.[1];
      return opened(bytes, password, 'DBeaver');
    },
  },
  {
    id: 'mysql-login-file',
    title: 'Passwords of MySQL (.mylogin.cnf of mysql_config_editor)',
    provider: 'MySQL',
    severity: 'high',
    confidence: 'high',
    proof: 'name of the file; opened with the key that is in it',
    advice:
      'Change the passwords of all login paths in it. The file is as good as the passwords: it has the key in it.',
    names: /(?:^|\/)\.mylogin\.cnf$/,
    inspect: (bytes) => {
      const password = /(?:^|\n)password = "?([^"\n]{1,200})/.exec(openMyLogin(bytes) ?? '')?.[1];
      return opened(bytes, password, 'MySQL');
    },
  },
  {
    id: 'macos-login-file',
    title: 'Password of a user of macOS (kcpassword)',
    provider: 'macOS',
    severity: 'high',
    confidence: 'high',
    proof: 'name of the file; opened with the key that every macOS has',
    advice: 'Change the password, and turn off automatic login: its file is as good as the password.',
    names: /(?:^|\/)kcpassword$/,
    inspect: (bytes) => opened(bytes, openKc(bytes), 'macOS'),
  },
];

/** The match for a file whose content everyone can decrypt. */
function opened(bytes: Uint8Array, password: string | undefined, provider: string): Match | undefined {
  return password ? wholeMatch({ provider }, bytes, guessableFingerprint(password)) : undefined;
}
