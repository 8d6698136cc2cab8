/**
 * Files of programs with an unencrypted password after a word that identifies it only there: the surrounding text decides. For
 * each form, see the manual page of the program.
 */
import type { Confidence } from '../../../model/severity.ts';
import { inAnyCase, type Rule } from '../rule.ts';

export interface ProgramFile {
  readonly program: string;
  readonly anchors: Rule['anchors'];
  /** Must match the text before the anchor. */
  readonly before?: RegExp;
  /** From the anchor on; `secret` is the password, `length` its length according to the file. */
  readonly pattern: string;
  /** Confidence if a person chose it. Absent: medium. */
  readonly chosen?: Confidence;
  /** With `SECRET` in place of the password. */
  readonly example: string;
  readonly lookAlike: string;
}

const BLANKS = '[ \\t]{1,16}';
const PASSWORD = String.raw`["']?(?<secret>[^\s"'\\={(<>\x00-][^\s"'\\<>\x00]{2,127})["']?`;
const LINE_END = String.raw`[ \t]{0,8}(?=[\r\n\x00]|\\n|$)`;
const LINE_BEGIN = /(?:^|[\r\n\0"'`]|\\n)[ \t]{0,16}$/;

const MAIL: readonly ProgramFile[] = [
  {
    program: 'msmtp',
    anchors: ['\npassword '],
    before: /(?:^|\n)host[ \t]{1,16}[\w.-]{3,100}[ \t]{0,8}(?:\r?\n[\s\S]{0,300})?\r?$/,
    pattern: `\\npassword${BLANKS}${PASSWORD}${LINE_END}`,
    example: 'account acme\nhost smtp.acme-shop.io\nport 587\nuser app\npassword SECRET\n',
    lookAlike: 'The host of the\npassword is7here\n',
  },
  {
    program: 'mbsync',
    anchors: ['\nPass '],
    before: /\nUser[ \t]{1,16}\S[\s\S]{0,200}$/,
    pattern: `\\nPass${BLANKS}${PASSWORD}${LINE_END}`,
    example: 'IMAPAccount acme\nHost imap.acme-shop.io\nUser app\nPass SECRET\n',
    lookAlike: 'IMAPAccount acme\nUser app\nPassCmd "pass show acme"\n',
  },
  {
    program: 'Postfix',
    anchors: [':587', ':465', ']:25'].flatMap((port) => [`${port} `, `${port}\t`]),
    // A name in brackets is that of the server; without brackets, that of a domain or of a server whose name says what it is.
    before:
      /(?:^|[\n\0"'])(?:\[[\w.-]{3,100}\]?|(?=[\w.-]{0,60}(?:smtp|mail|relay))[\w-]{1,60}(?:\.[\w-]{1,60}){2,6})$/,
    pattern: String.raw`\]?:\d{2,3}${BLANKS}[\w.@+-]{1,100}:${PASSWORD}${LINE_END}`,
    example: '\n[smtp.acme-shop.io]:587 app@acme-shop.io:SECRET\n',
    lookAlike:
      'main.c:587 error:x7value9\n[smtp.hostname.dom]:587     username:password\n[smtp.acme-shop.io]:587 app@acme-shop.io:__PW_1__\nrelayhost = [smtp.acme-shop.io]:587 mail:server7x\n',
  },
  {
    program: 'fetchmail',
    anchors: inAnyCase(' proto pop3', ' proto imap', ' protocol pop3', ' protocol imap', ' protocol auto'),
    pattern: String.raw` proto(?:col)? \w{4,6}[^;#\x00]{0,120}?\suser(?:name)?${BLANKS}["']?[\w.@+-]{1,64}["']?[^;#\x00]{0,60}?\spass(?:word)?${BLANKS}${PASSWORD}`,
    example: 'poll pop.acme-shop.io proto pop3 user "app" there with password "SECRET" is me here\n',
    lookAlike: 'poll pop.acme-shop.io proto pop3 user "app" is me here\n',
  },
];

const SERVERS: readonly ProgramFile[] = [
  {
    program: 'Subversion',
    anchors: ['K 8\npassword\nV ', 'K 10\npassphrase\nV '],
    // Passwords in a Windows store or a keyring are nowhere in the clear.
    before: /^(?![\s\S]*\n(?:wincrypt|keychain|gnome-keyring|kwallet|gpg-agent)\n$)/,
    // The file has the number of characters.
    chosen: 'high',
    pattern: String.raw`K (?:8\npassword|10\npassphrase)\nV (?<length>\d{1,3})\n(?<secret>[^\n\x00]{3,200})(?=\nK |\nEND)`,
    example: 'K 8\npasstype\nV 6\nsimple\nK 8\npassword\nV 20\nSECRET\nK 15\nsvn:realmstring\n',
    lookAlike: 'K 8\npassword\nV 19\ntwelve-letters-of-it\nEND\n',
  },
  {
    program: 'ProFTPD',
    anchors: ['SQLConnectInfo '],
    before: LINE_BEGIN,
    pattern: String.raw`SQLConnectInfo${BLANKS}[\w.@:/-]{1,160}${BLANKS}[\w.@-]{1,64}${BLANKS}${PASSWORD}`,
    example: '\nSQLConnectInfo orders@db1 app SECRET\n',
    lookAlike: 'SQLConnectInfo orders@db1 app <password>\n  SQLConnectInfo dbname@host:port username password\n',
  },
  {
    program: 'Pure-FTPd',
    anchors: ['MYSQLPassword', 'PGSQLPassword', 'LDAPBindPW'],
    before: LINE_BEGIN,
    pattern: `(?:(?:MY|PG)SQLPassword|LDAPBindPW)${BLANKS}${PASSWORD}${LINE_END}`,
    example: '\nMYSQLPassword   SECRET\n',
    lookAlike: 'MYSQLPassword is4what the server asks for\n',
  },
  {
    program: 'tac_plus',
    anchors: [' = cleartext '],
    before: /(?:login|pap|chap|opap|enable|ms-chap|arap)$/,
    pattern: ` = cleartext ${PASSWORD}`,
    example: 'user = app {\n\tlogin = cleartext SECRET\n}\n',
    lookAlike: 'user = app {\n\tlogin = des 1b2c3d4e5f6g7\n\tenable = cleartext @tac_pw1@\n}\n',
  },
  {
    program: 'pppd',
    anchors: [' l2tpd ', '\tl2tpd\t', ' pptpd ', '\tpptpd\t'],
    before: /(?:^|[\n\0])["']?[\w.@\\-]{1,64}["']?[ \t]{0,16}$/,
    pattern: `[ \\t]{1,16}(?:l2tpd|pptpd)${BLANKS}${PASSWORD}${BLANKS}["']?(?:\\*|\\d{1,3}\\.\\d)`,
    example: '\n"app" l2tpd "SECRET" *\n',
    lookAlike: '\nthe l2tpd daemon7 listens\n',
  },
  {
    program: 'pppd secrets',
    anchors: ['Secrets for authentication using'],
    // Comments, and the first line that is not one.
    pattern: String.raw`Secrets for authentication using \w{3,4}[^\n]{0,80}\n(?:#[^\n]{0,160}\n|\s){0,12}["']?[^\s"'#]{1,64}["']?${BLANKS}[^\s#]{1,64}${BLANKS}${PASSWORD}`,
    example: '# Secrets for authentication using CHAP\n# client\tserver\tsecret\tIP addresses\napp\t*\t"SECRET"\t*\n',
    lookAlike: '# Secrets for authentication using CHAP\n# client\tserver\tsecret\tIP addresses\n',
  },
  {
    program: 'Asterisk',
    anchors: ['auth_type=userpass', 'auth_type = userpass', 'type=friend', 'type=peer'],
    before: LINE_BEGIN,
    pattern: String.raw`(?:auth_)?type ?= ?(?:userpass|friend|peer)(?=\s)[^[\x00]{0,400}?\n(?:password|secret|remotesecret) ?=>? ?${PASSWORD}`,
    example: '\n[6001]\ntype=auth\nauth_type=userpass\nusername=6001\npassword=SECRET\n',
    lookAlike: `\n[6001]\ntype=peer\nhost=dynamic\nsecret=\${SIP_SECRET}\n`,
  },
  {
    // A user of its manager (manager.conf).
    program: 'Asterisk',
    anchors: ['\nsecret = ', '\nsecret=', '\nsecret => '],
    before: /\[[\w.-]{1,64}\][ \t]{0,8}(?:\r?\n[^[\]\n]{0,100}){0,3}\r?$/,
    pattern: String.raw`\nsecret ?=>? ?${PASSWORD}(?=\s)[^[\x00]{0,300}?\n(?:read|write|permit|deny) ?=`,
    example: '\n[admin]\nsecret = SECRET\ndeny=0.0.0.0/0.0.0.0\nread = all\n',
    lookAlike: '\n[admin]\nsecret = $AMI_SECRET_1\nread = all\n[peer]\nsecret=a1b2c3d4e5\n',
  },
  {
    // A bridge to another broker (mosquitto.conf).
    program: 'Mosquitto',
    anchors: ['remote_password ', 'bridge_psk '],
    before: LINE_BEGIN,
    pattern: `(?:remote_password|bridge_psk)${BLANKS}${PASSWORD}${LINE_END}`,
    example: '\nconnection up\naddress mqtt.acme-shop.io\nremote_username app\nremote_password SECRET\n',
    lookAlike: '\n# remote_password s3cret7word\nthe remote_password is7here\n',
  },
  {
    // The first of its secured data (sec.conf), if no passphrase encrypts them.
    program: 'WeeChat',
    anchors: ['__passphrase__ = off'],
    pattern: String.raw`__passphrase__ = off\r?\n[\w.-]{1,64} = "(?<secret>[^"\n]{3,200})"`,
    example: '[data]\n__passphrase__ = off\nlibera = "SECRET"\n',
    lookAlike: '[data]\n__passphrase__ = on\nlibera = "a1b2c3d4e5"\n',
  },
  {
    program: 'Nagios',
    anchors: ['$USER3$=', '$USER4$=', '$USER5$='],
    before: LINE_BEGIN,
    // Any parameter of a check, including addresses and limits.
    chosen: 'low',
    pattern: String.raw`\$USER[345]\$=${PASSWORD}${LINE_END}`,
    example: '\n$USER3$=SECRET\n',
    lookAlike: '$USER3$=/usr/lib/nagios/plugins\n$USER4$=https://nagios1.acme-shop.io/a7\n',
  },
  {
    program: 'HAProxy',
    anchors: [' insecure-password '],
    before: /(?:^|[\r\n\0"'`]|\\n)[ \t]{0,16}user[ \t]{1,16}[\w.@-]{1,64}[ \t]{0,8}$/,
    pattern: ` insecure-password${BLANKS}${PASSWORD}`,
    example: '\nuserlist ops\n  user app insecure-password SECRET groups admins\n',
    lookAlike: 'user <name> insecure-password <password>\nuser app insecure-password "$HAPROXY_PASSWORD"\n',
  },
  {
    program: 'Squid',
    anchors: ['cachemgr_passwd '],
    before: LINE_BEGIN,
    // It is followed by the actions that it allows; `none` means that no password is needed.
    pattern: `cachemgr_passwd${BLANKS}(?!(?:none|disable)\\s)${PASSWORD}${BLANKS}[a-z]`,
    example: '\ncachemgr_passwd SECRET shutdown config\n',
    lookAlike: '\ncachemgr_passwd disable all\n# cachemgr_passwd s3cret7word shutdown\n',
  },
  {
    program: 'coturn',
    anchors: ['\nuser='],
    // turnserver.conf.
    before:
      /(?:^|\n)#?(?:lt-cred-mech|use-auth-secret|realm=|listening-port=|external-ip=|fingerprint\s|user=)[\s\S]{0,500}$/,
    pattern: `\\nuser=[\\w.@-]{1,64}:${PASSWORD}${LINE_END}`,
    example: 'lt-cred-mech\nrealm=acme-shop.io\nuser=app:SECRET\n',
    lookAlike: 'realm=acme-shop.io\nuser=app:$TURN_PASSWORD\n',
  },
  {
    program: 'ftp',
    anchors: ['\nuser ', '\nquote PASS ', '\nquote pass '],
    // Input of ftp in a script: after the line that starts it or opens a host.
    before:
      /(?:ftp[^\n]{0,80}<<-? ?["']?\w{1,16}["']?|(?:^|\n)[ \t]*open[ \t]{1,8}[\w.-]{3,100}[^\n]{0,8})\r?(?:\nquote (?:USER|user) [^\n]{1,64})?$/,
    pattern: String.raw`\n(?:user${BLANKS}["']?[\w.@\\-]{1,64}["']?|quote (?:PASS|pass))${BLANKS}${PASSWORD}${LINE_END}`,
    example: 'ftp -n ftp.acme-shop.io <<EOF\nuser app SECRET\nbinary\nEOF\n',
    lookAlike: 'ftp -n ftp.acme-shop.io <<EOF\nuser app $FTP_PASSWORD\nEOF\nThe\nuser app is7here\n',
  },
  {
    // Its statistics page ("stats auth").
    program: 'HAProxy',
    anchors: ['stats auth '],
    pattern: String.raw`stats auth[ ]{1,8}[\w.@-]{1,64}:${PASSWORD}${LINE_END}`,
    example: 'frontend stats\n    stats enable\n    stats auth admin:SECRET\n',
    lookAlike: 'frontend stats\n    stats auth admin:"$STATS_PASSWORD_1"\n    stats auth admin:%[env(PW1)]\n',
  },
  {
    // Another proxy that it forwards to ("cache_peer").
    program: 'Squid',
    anchors: [' login='],
    before: /cache_peer [^\n]{1,160}$/,
    pattern: String.raw` login=[\w.@-]{1,64}:${PASSWORD}`,
    example: 'cache_peer proxy.acme-shop.io parent 3128 0 no-query login=app:SECRET\n',
    lookAlike: 'cache_peer proxy.acme-shop.io parent 3128 0 login=PASSTHRU\nuser login=app:page1two\n',
  },
  {
    // Output of `reg query`.
    program: 'reg',
    anchors: ['Password    REG_SZ    ', 'password    REG_SZ    '],
    pattern: `[Pp]assword    REG_SZ    ${PASSWORD}${LINE_END}`,
    example: '\n    DefaultPassword    REG_SZ    SECRET\n',
    lookAlike: '\n    DefaultPassword    REG_SZ    %PW1%\n',
  },
  {
    program: 'Neo4j',
    anchors: ['NEO4J_AUTH'],
    pattern: `NEO4J_AUTH(?:=|: )["']?\\w{1,32}/${PASSWORD}`,
    example: '\nNEO4J_AUTH=neo4j/SECRET\n',
    lookAlike: '\nNEO4J_AUTH=neo4j/$NEO4J_PASSWORD\nNEO4J_AUTH=none\n',
  },
  {
    // Tcl, and pexpect of Python: input sent to a password prompt.
    program: 'expect',
    anchors: ['send "', 'send -- "', "send '", 'sendline("', "sendline('"],
    before: /assw(?:or)?d[^\w\n]{0,12}["'}][^\w\n]{0,12}(?:timeout=\w{1,8}\))?\n?[^\n\w]{0,40}(?:[a-z]{1,16}\.)?$/,
    pattern: String.raw`send(?:line\(| -- | )["'](?<secret>[^\s"'\\$[{(<>\x00-][^\s"'\\<>\x00]{2,127})(?:\\{1,3}[rn])?\\?["']`,
    example: 'expect "password: "\nsend "SECRET\\r"\n',
    lookAlike: 'expect "password: "\nsend "$password1\\r"\nexpect "$ "\nsend "cd a1/b2\\r"\n',
  },
  {
    // In its log, when its data directory is initialised (mysqld --initialize).
    program: 'MySQL',
    anchors: ['temporary password is generated '],
    pattern: String.raw`temporary password is generated for [\w.-]{1,32}@[\w.%-]{1,64}: (?<secret>[!-~]{8,40})`,
    example: '[Note] [MY-010454] [Server] A temporary password is generated for root@localhost: SECRET\n',
    lookAlike: 'grep "A temporary password is generated for root@localhost: " mysqld.log\n',
  },
];

const INSTALLERS: readonly ProgramFile[] = [
  {
    // Of the presets with which Godot builds an APK.
    program: 'Godot',
    anchors: ['keystore/release_password="'],
    pattern: `keystore/release_password=${PASSWORD}${LINE_END}`,
    example: '\nkeystore/release_user="acme"\nkeystore/release_password="SECRET"\n',
    lookAlike: '\nkeystore/release_password=""\nversion/code=1\n',
  },
  {
    // Kickstart, and OpenLDAP's slapd.conf.
    program: 'rootpw',
    anchors: ['rootpw ', 'rootpw\t'],
    before: LINE_BEGIN,
    pattern: String.raw`rootpw(?:${BLANKS}--(?:plaintext|allow-ssh)){0,2}${BLANKS}(?!\$\d)${PASSWORD}${LINE_END}`,
    example: '\nrootpw --plaintext SECRET\n',
    lookAlike: 'rootpw --iscrypted $6$a$b\n',
  },
  {
    // d-i of Debian's preseed files, and input of debconf-set-selections.
    program: 'debconf',
    anchors: ['password', 'password-again', 'password_again', 'passwd', '-pass', '_pass'].flatMap((name) => [
      `${name} password `,
      `${name}\tpassword\t`,
    ]),
    before: /(?:^|[\s"'`\0]|\\n)[a-z0-9][a-z0-9.+-]{1,60}[ \t]{1,16}[\w.+-]{1,60}\/[\w./+-]{0,60}$/,
    pattern: String.raw`[\w-]{4,16}[ \t]password[ \t]{1,8}${PASSWORD}`,
    example: '\nd-i passwd/root-password password SECRET\n',
    lookAlike: `d-i passwd/root-password password \${ROOT_PASSWORD}\n`,
  },
];

export const PROGRAM_FILES: readonly ProgramFile[] = [...MAIL, ...SERVERS, ...INSTALLERS];
