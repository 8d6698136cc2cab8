/** Programs that make or change accounts and take their passwords, and the option before it. */
import { G, OTHERS, type ProgramOption, USER } from './program-option.ts';

export const ACCOUNT_OPTIONS: readonly ProgramOption[] = [
  {
    program: 'htpasswd',
    // In containers the program is the entry point, after the image.
    anchors: ['htpasswd -', 'mosquitto_passwd -', 'htpasswd registry', 'htpasswd httpd'],
    // -n prints instead of writing a file, so there is no file name.
    lead: String.raw`(?:ht|mosquitto_)passw?d(?:${G}(?:registry|httpd)[\w.:@-]{0,100})?(?:${G}-[acdimpsvB25D]{1,6}){0,3}(?:${G}-(?=[A-Za-z0-9]{0,8}b)[A-Zac-mo-z0-9b]{1,8}(?:${G}-[A-Zac-mo-z0-9](?:${G}[0-9]{1,2})?){0,2}${G}[^\s|;<>-][^\s|;<>]{0,160}|${G}-(?=[A-Za-z0-9]{0,8}b)(?=[A-Za-z0-9]{0,8}n)[A-Za-z0-9]{2,8}(?:${G}[0-9]{1,2}(?=[ \t]))?(?:${G}-[A-Za-z0-9](?:${G}[0-9]{1,2})?){0,2})${G}(?:${USER}["']?|\\?["']{2}|\\"\\")${G}`,
    example: 'htpasswd -bc .htpasswd app SECRET\n',
    lookAlike: 'htpasswd -c .htpasswd app; htpasswd -bc .htpasswd app $PASS',
  },
  {
    program: 'kadmin',
    anchors: ['addprinc ', 'add_principal ', 'change_password '],
    lead: `(?:addprinc|add_principal|change_password)${OTHERS}-pw${G}`,
    example: 'kadmin.local -q "addprinc -pw SECRET -policy ops app@ACME"',
    lookAlike: 'kadmin.local -q "addprinc -randkey app@ACME"',
  },
  {
    program: 'dscl',
    anchors: ['dscl . -passwd ', 'add-user.sh ', 'veracrypt '],
    lead: `(?:dscl . -passwd${G}/Users/[\\w.-]{1,64}|(?:add-user.sh|veracrypt)${OTHERS}-p)${G}`,
    example: 'dscl . -passwd /Users/app SECRET\n',
    lookAlike: 'dscl . -passwd /Users/app "$PASSWORD"; add-user.sh -u app -p $PASS; veracrypt -t -p "" a',
  },
  {
    program: 'swaks',
    anchors: ['swaks ', 'sendemail '],
    lead: `(?:swaks${OTHERS}(?:-ap|--auth-password)|sendemail${OTHERS}-xp)${G}`,
    example: 'swaks --to a@acme-shop.io --server mx1 --auth-user app --auth-password SECRET --tls',
    lookAlike: 'swaks --to a@acme-shop.io --auth-user app --auth-password "$SMTP_PASS"; sendemail -xu app -xp $PASS',
  },
  {
    program: 'p4',
    anchors: ['p4 -'],
    lead: `p4${OTHERS}-P${G}`,
    example: 'p4 -u app -P SECRET sync //depot/...',
    lookAlike: 'p4 -u app -P %P4PASSWD% sync //depot/...; p4 -p perforce:1666 -P $TICKET info',
  },
  {
    program: 'grafana',
    anchors: ['reset-admin-password '],
    lead: `reset-admin-password(?:${G}--[^\\s|;\\x00]{1,80}){0,4}${G}`,
    example: 'grafana-cli admin reset-admin-password SECRET\n',
    lookAlike: 'grafana-cli admin reset-admin-password "$PASSWORD"; reset-admin-password --password-from-stdin',
  },
  {
    program: 'slappasswd',
    anchors: ['slappasswd ', 'doveadm pw '],
    lead: `(?:slappasswd${OTHERS}-s|doveadm pw${OTHERS}-p)${G}`,
    example: 'doveadm pw -s SHA512-CRYPT -p SECRET\n',
    lookAlike: 'doveadm pw -s SHA512-CRYPT -p $PW; slappasswd -s "$PASS"',
  },
  {
    program: 'samba-tool',
    anchors: [
      'samba-tool user ',
      'ejabberdctl register ',
      'prosodyctl register ',
      'mc admin user add ',
      'mc alias set ',
      'mc config host add ',
    ],
    // Two words before the password, or one for samba-tool: a name, and where.
    lead: `(?:samba-tool user (?:create|add)|(?:ejabberd|prosody)ctl register${G}[\\w.-]{1,64}|mc admin user add${G}[\\w-]{1,64}|mc (?:alias set|config host add)${G}[\\w-]{1,64}${G}https?://[^\\s|;]{1,160})${G}${USER}["']?${G}`,
    example: 'samba-tool user create app SECRET --given-name=a',
    lookAlike: 'samba-tool user create app --random-password; mc alias set a https://s3.acme-shop.io $KEY1 $KEY2',
  },
  {
    program: 'bw',
    anchors: ['bw login ', 'bw unlock '],
    lead: String.raw`bw (?:login${G}[\w.+-]{1,64}@[\w.-]{1,64}|unlock)${G}(?:--password(?:${G}|=))?`,
    example: 'bw login ops@acme-shop.io SECRET --raw',
    lookAlike: 'bw unlock --passwordenv BW_PASSWORD --raw',
  },
  {
    program: 'cloud',
    anchors: ['--admin-password', '--master-user-password'],
    lead: `--(?:admin|master-user)-password(?:${G}|=)`,
    example: 'az vm create -n web1 --admin-username ops --admin-password SECRET --image a',
    lookAlike:
      "az vm create --admin-password op://prod/db/pw1; --admin-password [parameters('pw1')]; --admin-password ~/pw1.txt",
  },
];
