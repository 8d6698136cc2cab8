/** A password that a program stored in a reversible form (stored-forms.ts, scrambled-forms.ts): the recovered text proves it. */
import { assessPassword, drawnPassword } from '../password.ts';
import { asksForValue, looksMadeUp } from '../placeholder.ts';
import { LOWER, type RandomText } from '../random-text.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import * as scrambled from './scrambled-forms.ts';
import * as forms from './stored-forms.ts';
import { literalsOf, patternOfAll, TablePatterns } from './table-rule.ts';

export interface StoredForm {
  readonly program: string;
  readonly anchors: Rule['anchors'];
  /** From the anchor on; `secret` is the stored form. */
  readonly pattern: string;
  /** @param before the text before the anchor, for forms that need it */
  open(text: string, before: string, behind: string): string | undefined;
  seal(password: string, random: RandomText): string;
  /** With `SEALED` in place of the stored form. */
  readonly example: string;
}

const HEX_BYTES = '(?:[0-9A-Fa-f]{2},){7}[0-9A-Fa-f]{2}';
const BACKENDS =
  /(?:^|\n)type = (?:sftp|ftp|webdav|crypt|smb|mega|mailru|jottacloud|koofr|opendrive|pcloud|protondrive|seafile|hdfs|http|quatrix|iclouddrive|internetarchive|sugarsync|filen|swift)\r?\n/;

export const STORED_FORMS: readonly StoredForm[] = [
  {
    program: 'WebSphere',
    anchors: ['{xor}'],
    pattern: String.raw`\{xor\}(?<secret>[A-Za-z0-9+/]{4,172}={0,2})`,
    ...{ open: forms.openXor, seal: forms.sealXor },
    example: '<authDataEntries userId="app" password="{xor}SEALED"/>',
  },
  {
    program: 'CVS',
    anchors: [':pserver:'],
    pattern: String.raw`:pserver:[\w.@:/%+-]{3,200} A(?<secret>[ -~]{3,80})(?=[\r\n\x00]|$)`,
    // A line of .cvspass, which began with the colon in older versions.
    open: (text, before) => (/(?:^|\n)(?:\/1 )?:$/.test(before) ? forms.openCvs(text) : undefined),
    // The transformation is its own inverse.
    seal: (password) => forms.openCvs(password)!,
    example: '\n/1 :pserver:app@cvs.acme-shop.io:2401/cvs ASEALED\n',
  },
  {
    program: 'VNC',
    anchors: ['"Password"=hex:', '"PasswordViewOnly"=hex:', '"ControlPassword"=hex:', '[ultravnc]'],
    pattern: String.raw`(?:"\w{8,16}"=hex:(?:\\\r?\n {0,4})?|\[ultravnc\]\r?\npasswd=)(?<secret>${HEX_BYTES}(?![,0-9A-Fa-f])|[0-9A-Fa-f]{16})`,
    ...{ open: forms.openVnc, seal: forms.sealVnc },
    example: '[HKEY_LOCAL_MACHINE\\SOFTWARE\\TightVNC\\Server]\r\n"Password"=hex:SEALED\r\n',
  },
  {
    program: 'SecureCRT',
    anchors: ['Password V2"=02:'],
    pattern: 'Password V2"=02:(?<secret>[0-9a-f]{96,640})(?![0-9a-f])',
    ...{ open: forms.openSecureCrt, seal: forms.sealSecureCrt },
    example: 'S:"Username"=ops\r\nS:"Password V2"=02:SEALED\r\n',
  },
  {
    program: 'mRemoteNG',
    anchors: [' Type="Connection"'],
    pattern: ' Type="Connection"[^<>\\r\\n]{0,900}? Password="(?<secret>[A-Za-z0-9+/]{64,400}={0,2})"',
    ...{ open: forms.openMRemote, seal: forms.sealMRemote },
    example:
      '<Node Name="web1" Type="Connection" Descr="" Username="ops" Domain="" Password="SEALED" Hostname="web1" />',
  },
  {
    program: 'WinSCP',
    anchors: ['Password=A35', '"Password"="A35'],
    pattern: '(?:"Password"="|Password=)(?<secret>A35[CE][0-9A-F]{10,600})',
    open: openSession,
    seal: (password) => forms.sealWinScp(`opsweb1.acme-shop.io${password}`),
    example: '[Sessions\\web1]\r\nHostName=web1.acme-shop.io\r\nUserName=ops\r\nPassword=SEALED\r\n',
  },
  {
    program: 'rclone',
    anchors: ['\npass = ', '\npassword = ', '\npassword2 = '],
    pattern: String.raw`\npass(?:word2?)? = (?<secret>[A-Za-z0-9_-]{26,300})(?=[\r\n\x00]|$)`,
    open: (text, before, behind) =>
      BACKENDS.test(before) || BACKENDS.test(/^[^[]*/.exec(behind)![0]) ? forms.openRclone(text) : undefined,
    seal: forms.sealRclone,
    example: '[web1]\ntype = sftp\nhost = web1.acme-shop.io\nuser = ops\npass = SEALED\n',
  },
  {
    program: 'Navicat',
    anchors: [' ConnType="'],
    pattern: ' ConnType="\\w{3,20}"[^<>\\r\\n]{0,1200}? Password="(?<secret>(?:[0-9A-F]{32}){1,12})"',
    ...{ open: forms.openNavicat, seal: forms.sealNavicat },
    example:
      '<Connection ConnectionName="web1" ProjectUUID="" ConnType="MYSQL" Host="db1" Port="3306" UserName="ops" Password="SEALED" SavePassword="true"/>',
  },
  {
    program: 'HeidiSQL',
    anchors: ['\\Password<|||>1<|||>'],
    pattern: String.raw`\\Password<\|{3}>1<\|{3}>(?<secret>(?:[0-9A-F]{2}){3,120}[0-9])(?=[\r\n\x00]|$)`,
    ...{ open: forms.openHeidiSql, seal: forms.sealHeidiSql },
    example: 'Servers\\web1\\User<|||>1<|||>ops\r\nServers\\web1\\Password<|||>1<|||>SEALED\r\n',
  },
  {
    program: 'TeamViewer',
    anchors: ['PasswordAES"=hex:', 'LicenseKeyAES"=hex:'],
    pattern: String.raw`\w{7,10}AES"=hex:(?<secret>[0-9a-f]{2}(?:,(?:\\\r?\n {0,4})?[0-9a-f]{2}){15,255})(?![,0-9a-f])`,
    ...{ open: forms.openTeamViewer, seal: forms.sealTeamViewer },
    example: '[HKEY_LOCAL_MACHINE\\SOFTWARE\\TeamViewer]\r\n"SecurityPasswordAES"=hex:SEALED\r\n',
  },
  {
    program: 'Core FTP',
    anchors: ['"PW"="'],
    pattern: '"PW"="(?<secret>(?:[0-9A-Fa-f]{32}){1,4})"',
    ...{ open: forms.openCoreFtp, seal: forms.sealCoreFtp },
    example: '[HKEY_CURRENT_USER\\Software\\FTPWare\\COREFTP\\Sites\\0]\r\n"User"="ops"\r\n"PW"="SEALED"\r\n',
  },
  {
    program: 'Pentaho Data Integration or Apache Hop',
    anchors: ['>Encrypted ', '=Encrypted ', '"Encrypted ', "'Encrypted ", ' : Encrypted '],
    pattern: `(?:[>="']| : )Encrypted (?<secret>[0-9a-f]{33,200})(?![0-9A-Za-z])`,
    ...{ open: scrambled.openKettle, seal: scrambled.sealKettle },
    example: '<username>etl</username>\n<password>Encrypted SEALED</password>\n',
  },
  {
    program: 'Jetty',
    anchors: ['OBF:'],
    pattern: 'OBF:(?<secret>(?:[0-9a-z]{4}){3,80})(?![0-9A-Za-z])',
    ...{ open: scrambled.openJetty, seal: scrambled.sealJetty },
    example: '<Set name="KeyStorePassword">OBF:SEALED</Set>',
  },
  {
    program: 'IDE of JetBrains',
    anchors: ['password="df', 'passphrase="df', '"PASSWORD" value="df'],
    pattern: '(?:password|passphrase|"PASSWORD" value)="(?<secret>(?:df[0-9a-f]{2}){3,80})"',
    ...{ open: scrambled.openJetBrains, seal: scrambled.sealJetBrains },
    example: '<fileTransfer host="web1.acme-shop.io" port="22" password="SEALED" username="ops" />',
  },
];

const patterns = new TablePatterns<StoredForm>(STORED_FORMS, ({ pattern }) => new RegExp(pattern, 'y'));

export const formOf = (form: StoredForm): RegExp => patterns.of(form);

export const storedPasswordRules: readonly Rule[] = [
  {
    id: 'stored-password',
    title: 'Password in a form that everyone can turn back',
    provider: 'Configuration',
    severity: 'high',
    confidence: 'high',
    advice: 'Change the password: what it is stored with is in the program itself, and keeps nobody from reading it.',
    anchors: literalsOf(STORED_FORMS),
    pattern: patternOfAll(STORED_FORMS),
    maxMatchBytes: 32,
    contextBytes: 1600,
    edges: {},
    judgesPlaceholders: true,
    check: assessStored,
    examples: (random) =>
      STORED_FORMS.map(({ program, seal, example }) => {
        // VNC accepts eight characters, which a person may have chosen.
        const password = program === 'VNC' ? `${drawnPassword(random).slice(0, 7)}7` : drawnPassword(random);
        const secret = seal(password, random);
        return {
          text: example.replace('SEALED', () => secret),
          secret,
          hidden: [secret, password],
          facts: { program },
        };
      }),
    lookAlikes: (random) => [
      '{xor}',
      // The result is the word itself.
      `{xor}${Buffer.from(random.bytes(24)).toString('base64')}`,
      'cvs -d :pserver:app@cvs.acme-shop.io:/cvs A new checkout\n',
      '"Password"=hex:00,01,02,03,04,05,06,07,08\r\n',
      `S:"Password V2"=02:${Buffer.from(random.bytes(64)).toString('hex')}\r\n`,
      `<Node Type="Connection" Password="${Buffer.from(random.bytes(64)).toString('base64')}"/>`,
      `<Connection ConnType="MYSQL" Password="${Buffer.from(random.bytes(32)).toString('hex').toUpperCase()}"/>`,
      'Servers\\web1\\Password<|||>1<|||>8\r\n',
      `"SecurityPasswordAES"=hex:${Buffer.from(random.bytes(32))
        .toString('hex')
        .replace(/..(?=.)/g, '$&,')}\r\n`,
      `[a]\ntype = sftp\npass = ${Buffer.from(random.bytes(48)).toString('base64url')}\n`,
      `"PW"="${Buffer.from(random.bytes(16)).toString('hex')}"`,
      `<password>Encrypted ${Buffer.from(random.bytes(20)).toString('hex')}</password>`,
      `OBF:${random.text(20, LOWER)}`,
      `<fileTransfer password="${scrambled.sealJetBrains('\t\x01\x02')}" />`,
      `[a]\npass = ${forms.sealRclone(drawnPassword(random), random)}\n`,
    ],
  },
];

function assessStored({ window, start, secret: anchor }: Candidate): Assessment | undefined {
  const form = patterns.rowOf(anchor);
  const found = patterns.find(form, window, start);
  if (found === undefined) return undefined;
  const stored = found.groups.secret!;
  if (asksForValue(stored) || looksMadeUp(stored)) return undefined;
  const { end } = found.place;
  const before = window.slice(Math.max(0, start - 600), start + 1);
  const password = form.open(stored, before, window.slice(end, end + 300));
  if (password === undefined) return undefined;
  const { program } = form;
  const assessment = assessPassword(password, { of: program, facts: { program }, chosen: 'high' });
  return assessment && { ...assessment, place: found.place, identity: Buffer.from(password).toString('latin1') };
}

/** User and host precede the password, as they do in the lines before it. */
function openSession(text: string, before: string, behind: string): string | undefined {
  const { whole } = forms.openWinScp(text) ?? {};
  const session = `${before.slice(before.lastIndexOf('[') + 1)}\n${/^[^[]*/.exec(behind)![0]}`;
  const settingOf = (name: string) => {
    const value = new RegExp(`(?:^|\\n)"?${name}"?="?([^"\\r\\n]{0,200})`).exec(session)?.[1] ?? '';
    return value.replace(/%([0-9A-F]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  };
  const key = settingOf('UserName') + settingOf('HostName');
  return key !== '' && whole?.startsWith(key) ? whole.slice(key.length) : undefined;
}
