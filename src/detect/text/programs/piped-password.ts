/**
 * `echo … | sudo -S` and other programs that read a password from standard input: `docker login --password-stdin`,
 * `passwd --stdin`, `gpg --passphrase-fd 0`, cryptsetup, kinit, vncpasswd, saslpasswd2, `openconnect --passwd-on-stdin`,
 * `hdiutil -stdinpass`, `gh auth login --with-token`, and programs that store a secret, `docker secret create`; also from a
 * here-string of bash (`<<<`), and from a string that PowerShell pipes. Scripts and build logs have them.
 */

import { drawnPassword } from '../password.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { assessWord, COMMAND_ADVICE, WORD as WORD_OF_ANY_LENGTH } from './command-line.ts';

const ANCHORS = [
  'sudo -',
  '--stdin',
  '--password-stdin',
  '--passphrase-fd 0',
  '--with-token',
  'cryptsetup ',
  '| kinit ',
  '| ConvertTo-SecureString ',
  ...[
    'vncpasswd -f',
    'saslpasswd2 ',
    '--passwd-on-stdin',
    '-stdinpass',
    '| p4 login',
    '| passwd ',
    '| sudo passwd ',
    ...['| docker secret create ', '| podman secret create ', '| gh secret set ', '| wrangler secret put '],
    ...['| gcloud secrets create ', '| gcloud secrets versions add '],
    '| smbpasswd ',
    'elasticsearch-keystore add ',
  ],
];
const MAX_BEFORE = 490;
const GAP = '[ \\t]{1,4}';
/** The whole word precedes the anchor, and the search does not go farther back. */
const WORD = WORD_OF_ANY_LENGTH.replace('{2,2047}', '{2,400}');
const FORMAT = String.raw`\\?["']%s(?:\\{1,2}n)?\\?["']`;
const WRITTEN = String.raw`(?:echo|printf|Write-(?:Output|Host))${GAP}(?:-[neE]{1,2}${GAP}|${FORMAT}${GAP})?${WORD}(?:\\{1,2}n(?<again>[^\s"'\\|;&\x00]{3,128})(?:\\{1,2}n)?)?\\?["']?(?:[ \t]{0,4};[ \t]{0,4}echo${GAP}["']?(?<echoed>[^\s"'\\|;&)\x00]{3,128})["']?[ \t]{0,4};?[ \t]{0,4}[)}])?`;
const QUOTED = String.raw`"(?<double>[^\s"'$\x60\\|<>\x00]{3,128})"|'(?<single>[^\s"'\\|<>\x00]{3,128})'`;
const HERE = String.raw`(?<hereReader>(?:sudo|docker|podman|nerdctl|buildah|skopeo|oras|helm|gh|gpg2?|passwd|cryptsetup)[ \t][^|;&<\r\n\x00]{0,240})<<<[ \t]{0,4}${WORD_OF_ANY_LENGTH.replace('secret', 'here')}`;

const SUDO = /^[ \t]{0,4}(?:\w+ )?sudo[ \t]/;
/** Options precede the command that sudo runs. */
const SUDO_READS = /sudo[ \t](?:[^\r\n]{0,80}[ \t])?(?:-[A-Za-z]{0,6}S[A-Za-z]{0,6}|--stdin)(?![\w-])/;
const READS =
  /^[ \t]{0,4}(?:ConvertTo-SecureString[ \t].{0,60}-AsPlainText|(?:\w+ )?[\w.\\/-]{0,80}(?:(?:passwd|glab)[ \t].{0,100}--stdin|cryptsetup[ \t].{0,200}(?:luks|open)|kinit[ \t]|vncpasswd -f|saslpasswd2[ \t].{0,40}-\w{0,4}p|p4 login|[ \t].{0,300}(?:--password-stdin|--passphrase-fd 0|--with-token|--passwd-on-stdin|-stdinpass)))/;
/** Programs that store a secret: they also store names of users and hosts, so a word alone proves nothing. */
const KEEPS =
  /^[ \t]{0,4}(?:(?:docker|podman) secret create .{1,100} -(?![\w-])|(?:gh secret set|wrangler secret put) .|[\w./-]{0,100}elasticsearch-keystore add .{0,100}(?:--stdin|-x)(?![\w-])|gcloud secrets (?:create|versions add) .{1,200}--data-file[ =]-)/;
/** These ask twice. */
const READS_TWICE = /^[ \t]{0,4}(?:sudo )?(?:\w+ )?[\w./-]{0,40}(?:passwd|smbpasswd)[ \t]/;
/** Where a string is a command of its own in PowerShell. */
const BEGINS_COMMAND = /(?:^|[\r\n\0;&{(>:=])[ \t]{0,12}$/;

export const pipedPasswordRules: readonly Rule[] = [
  {
    id: 'piped-password',
    title: 'Password that a command hands to another',
    provider: 'Shell',
    severity: 'high',
    confidence: 'high',
    advice: COMMAND_ADVICE,
    anchors: ANCHORS,
    bytesBefore: MAX_BEFORE,
    glance: mayReadPassword,
    pattern: new RegExp(String.raw`(?:${WRITTEN}|${QUOTED})[ \t]{0,4}\|(?<reader>[^|;&\r\n\x00]{1,300})|${HERE}`),
    maxMatchBytes: 2400,
    contextBytes: 16,
    edges: { before: /[A-Za-z0-9_]/ },
    judgesPlaceholders: true,
    check: assessPiped,
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `echo '${secret}' | sudo -S apt-get update`,
        `echo ${secret} | docker login -u app --password-stdin registry.acme-shop.io`,
        `echo "${secret}" | passwd --stdin root`,
        `echo -n ${secret} | gpg --batch --passphrase-fd 0 -d a.gpg`,
        `printf ${secret} | cryptsetup luksOpen /dev/sdb1 data`,
        `echo ${secret} | kinit app@ACME`,
        `echo ${secret} | gh auth login --with-token`,
        ...['-kS', '-k -S', "-p '' -S", '--stdin'].map(
          (options) => `printf '%s\\n' '${secret}' | sudo ${options} apt-get update`,
        ),
        `{"run":"printf \\"%s\\\\n\\" ${secret} | sudo -S apt-get update"}`,
        `echo ${secret} | passwd root --stdin`,
        `echo ${secret} | glab auth login --stdin`,
        `$p = '${secret}' | ConvertTo-SecureString -AsPlainText -Force`,
        `echo ${secret} | cryptsetup -q luksFormat /dev/sdb1`,
        `echo -n ${secret} | cryptsetup open /dev/sdb1 data`,
        `echo ${secret} | vncpasswd -f > ~/.vnc/passwd`,
        `echo ${secret} | saslpasswd2 -p -c app`,
        `echo ${secret} | openconnect --passwd-on-stdin -u app vpn.acme-shop.io`,
        `echo -n ${secret} | hdiutil attach -stdinpass a.dmg`,
        `echo ${secret} | p4 login`,
        `Write-Output '${secret}' | docker login -u app --password-stdin`,
        `\n'${secret}' | docker login -u app --password-stdin`,
        `sudo -S apt-get update <<< '${secret}'`,
        `docker login -u app --password-stdin registry.acme-shop.io <<<"${secret}"`,
        `printf '%s' '${secret}' | docker secret create db_password -`,
        `echo ${secret} | gh secret set DB_PASSWORD`,
        `echo -n ${secret} | gcloud secrets create db --data-file=-`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      'echo "$TOKEN" | docker login -u app --password-stdin',
      `echo \${{ secrets.TOKEN }} | docker login -u app --password-stdin`,
      'docker login -u app --password-stdin <<< "$TOKEN"',
      'echo yes | sudo -S rm a',
      'echo -e "$PASS\\n$PASS" | passwd app',
      'echo -e "one1line\\nother2line" | passwd app',
      'cat password.txt | docker login --password-stdin',
      'echo admin | docker secret create db_user -',
      'echo production | gh secret set STAGE',
      `echo ${drawnPassword(random)} | docker secret ls`,
      `echo ${drawnPassword(random)} | tee a; sudo -S true`,
      `echo ${drawnPassword(random)} | sudo -u app tee a`,
      `echo ${drawnPassword(random)} | git hash-object -w --stdin`,
      `echo ${drawnPassword(random)} | sed 's/a/b7/' | docker login --password-stdin`,
      'echo "deb https://deb.acme-shop.io a main" | sudo -S tee /etc/apt/sources.list',
      'echo vm.max_map_count=262144 | sudo -S tee -a /etc/sysctl.conf',
    ],
  },
];

function assessPiped({ window, start, end, groups }: Candidate): Assessment | undefined {
  const { single, double, here, hereReader } = groups;
  const quoted = single ?? double;
  const secret = groups.secret ?? quoted ?? here!;
  const reader = groups.reader ?? hereReader!;
  const isSudo = SUDO.test(reader);
  const keeps = KEEPS.test(reader);
  const isTwice = secret === (groups.again ?? groups.echoed) && READS_TWICE.test(reader);
  if (
    !(isTwice || keeps || (isSudo ? SUDO_READS : READS).test(reader)) ||
    (quoted && !BEGINS_COMMAND.test(window.slice(0, start)))
  )
    return undefined;
  // `echo yes | sudo -S`: the answer to a question, or text to be written.
  if (/^y(?:es)?$/i.test(secret) || (isSudo && /[:=/]/.test(secret))) return undefined;
  const found = assessWord(secret, 'standard input');
  if (found === undefined || (keeps && found.confidence === 'low')) return undefined;
  const from = here === undefined ? start + (quoted ? 1 : window.slice(start, end).indexOf(secret)) : end - here.length;
  const place = { start: from, end: from + secret.length };
  // Input of tee is the content of a file, and rarely also a password.
  const isContent = isSudo && /[ \t]tee[ \t]/.test(reader) && found.confidence !== 'low';
  if (!isContent) return { ...found, place };
  return found.confidence === 'high'
    ? { ...found, place, confidence: 'medium' }
    : { ...found, place, confidence: 'low', named: 'standard input' };
}

/** After a pipe or before a here-string, as far as the pattern reads. */
function mayReadPassword(bytes: Uint8Array, at: number): boolean {
  return isBehindPipe(bytes, at) || isBeforeHereString(bytes, at);
}

const [LINE_FEED, AMPERSAND, SEMICOLON, LESS, BAR] = [0x0a, 0x26, 0x3b, 0x3c, 0x7c];

function isBehindPipe(bytes: Uint8Array, at: number): boolean {
  for (let index = at; index >= Math.max(0, at - MAX_BEFORE); index--) {
    const byte = bytes[index]!;
    if (byte === BAR) return true;
    if (byte === LINE_FEED || byte === SEMICOLON || byte === AMPERSAND) return false;
  }
  return false;
}

function isBeforeHereString(bytes: Uint8Array, at: number): boolean {
  for (let index = at; index < Math.min(bytes.length, at + MAX_BEFORE); index++) {
    const byte = bytes[index]!;
    if (byte === LESS) return bytes[index + 1] === LESS && bytes[index + 2] === LESS;
    if (byte === LINE_FEED || byte === SEMICOLON || byte === AMPERSAND || byte === BAR) return false;
  }
  return false;
}
