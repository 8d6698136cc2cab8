/**
 * Programs that take a password on their command line, and the option before it, according to their manual pages. Programs that
 * have a rule with a title of its own are in shell-passwords.ts.
 */

import { inAnyCase } from '../rule.ts';
import { ARGUMENT_LISTS } from './argument-lists.ts';
import { DATABASE_OPTIONS } from './database-options.ts';
import { EXE, G, OTHERS, type ProgramOption, USER } from './program-option.ts';
import { SERVICE_OPTIONS } from './service-options.ts';
import { ARCHIVES, SIGNING } from './signing-options.ts';
import { TOKEN_OPTIONS } from './token-options.ts';
import { TOOL_OPTIONS } from './tool-options.ts';

const REMOTE: readonly ProgramOption[] = [
  {
    program: 'plink',
    anchors: inAnyCase('plink', 'pscp', 'psftp'),
    lead: `(?:plink|pscp|psftp)${EXE}${OTHERS}-pw${G}`,
    isOfWindows: true,
    example: 'plink -ssh -l root -pw SECRET web1 uptime',
    lookAlike: 'plink -ssh -l root -pw %PW1% web1 uptime; plink -pw #{SSH_PW}# web1',
  },
  {
    program: 'ipmitool',
    anchors: ['ipmitool '],
    lead: `ipmitool${OTHERS}-P${G}`,
    example: 'ipmitool -I lanplus -H bmc1 -p 623 -U ops -P SECRET power status',
    lookAlike: 'ipmitool -I lanplus -H bmc1 -U ops -E power status',
  },
  {
    program: 'rdesktop',
    anchors: ['rdesktop ', 'openfortivpn '],
    lead: `(?:rdesktop|openfortivpn)${OTHERS}(?:-p${G}|--password=)`,
    example: 'rdesktop -u ops -p SECRET web1',
    lookAlike: 'rdesktop -u ops -p - web1',
  },
  {
    program: 'lftp',
    anchors: ['lftp '],
    lead: `lftp${OTHERS}(?:-u|--user)${G}${USER},`,
    example: 'lftp -u ops,SECRET -e "mirror -R dist" ftp.acme-shop.io',
    lookAlike: 'lftp -u ops,$FTP_PASSWORD ftp.acme-shop.io',
  },
  {
    program: 'ncftp',
    anchors: ['ncftp'],
    lead: `ncftp(?:put|get|ls)?${OTHERS}-p${G}`,
    example: 'ncftpput -u ops -p SECRET ftp.acme-shop.io / a.zip',
    lookAlike: 'ncftpput -f login.cfg / a.zip',
  },
  {
    program: 'rpcclient',
    anchors: ['rpcclient ', 'winexe ', 'smbget ', 'smbcacls '],
    lead: `(?:rpcclient|winexe|smbget|smbcacls)${OTHERS}(?:-U|--user=)(?:${G})?${USER}%`,
    example: 'rpcclient -U ops%SECRET web1 -c enumdomusers',
    lookAlike: 'rpcclient -U % web1 -c enumdomusers',
  },
  {
    program: 'vmrun',
    anchors: ['vmrun '],
    lead: `vmrun${OTHERS}-[gv]p${G}`,
    example: 'vmrun -T ws -gu ops -gp SECRET runProgramInGuest a.vmx /bin/true',
    lookAlike: 'vmrun -gu ops -gp $GUEST_PASSWORD start a.vmx; vmrun -vp "%PW1%" start a.vmx',
  },
  {
    program: 'mosquitto_pub',
    anchors: ['mosquitto_pub ', 'mosquitto_sub ', 'mosquitto_rr '],
    lead: `mosquitto_(?:pub|sub|rr)${OTHERS}(?:-P|--pw)${G}`,
    example: 'mosquitto_pub -h mq1 -p 1883 -u app -P SECRET -t a -m b',
    lookAlike: 'mosquitto_sub -h mq1 -p 1883 -u app -P $MQTT_PASSWORD -t a',
  },
  {
    program: 'msdeploy',
    anchors: inAnyCase('msdeploy'),
    lead: String.raw`msdeploy${EXE}${OTHERS}-(?:dest|source):[^\s;|]{0,300}?,password=`,
    ...{ isOfWindows: true, end: ',' },
    example:
      'msdeploy.exe -verb:sync -dest:auto,computerName=https://web1:8172,userName=ops,password=SECRET,authtype=Basic',
    lookAlike:
      'msdeploy.exe -verb:sync -dest:auto,userName=ops,password=%PW%,authtype=Basic; msdeploy -dest:auto,password=__pw12__',
  },
];

const MACHINES: readonly ProgramOption[] = [
  {
    program: 'winrs',
    anchors: inAnyCase('winrs ', 'winrm '),
    lead: `winr[ms]${EXE}${OTHERS}[-/]p(?:assword)?:`,
    isOfWindows: true,
    example: 'winrs -r:web1 -u:ops -p:SECRET dir',
    lookAlike: 'winrs -r:web1 -u:ops -p:%PW1% dir; winrm get winrm/config -r:web1 -u:ops -p:$PW1',
  },
  {
    program: 'netdom',
    anchors: inAnyCase('netdom '),
    lead: `netdom${EXE}${OTHERS}/p(?:asswor)?d?[do]:`,
    isOfWindows: true,
    example: 'netdom join web1 /domain:acme /userd:ops /passwordd:SECRET /reboot',
    lookAlike: 'netdom join web1 /domain:acme /userd:ops /passwordd:*',
  },
  {
    program: 'reg',
    anchors: inAnyCase('reg add ', 'reg.exe add '),
    lead: `reg${EXE} add${OTHERS}/v${G}"?\\w{0,40}password"?(?:${G}/t${G}REG_SZ)?${G}/d${G}`,
    isOfWindows: true,
    example: String.raw`reg add "HKLM\a\Winlogon" /v DefaultPassword /t REG_SZ /d SECRET /f`,
    lookAlike: String.raw`reg add "HKLM\a\Winlogon" /v DefaultPassword /t REG_SZ /d %PW1% /f`,
  },
  {
    program: 'Set-ItemProperty',
    anchors: inAnyCase('set-itemproperty ', 'new-itemproperty '),
    lead: `(?:Set|New)-ItemProperty${OTHERS}(?:-Name${G})?["']?\\w{0,40}Password["']?(?:${G}-(?:Property)?Type${G}\\w{1,16})?${G}-Value${G}`,
    isOfWindows: true,
    example: 'Set-ItemProperty -Path $key -Name "DefaultPassword" -Value "SECRET"',
    lookAlike: 'Set-ItemProperty -Path $key -Name "DefaultPassword" -Value $password',
  },
  {
    program: 'racadm',
    anchors: ['racadm '],
    lead: `racadm${OTHERS}-p${G}`,
    example: 'racadm -r bmc1 -u root -p SECRET getsysinfo',
    lookAlike: 'racadm -r bmc1 -u root -p $BMC_PASSWORD getsysinfo',
  },
];

const ACCOUNTS: readonly ProgramOption[] = [
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

const REGISTRIES: readonly ProgramOption[] = [
  {
    program: 'svn',
    anchors: ['svn ', 'svnsync ', 'svnrdump '],
    lead: `svn(?:sync|rdump)?${OTHERS}--(?:source-|sync-)?password(?:${G}|=)`,
    example: 'svn co --username app --password SECRET --non-interactive https://svn.acme-shop.io/a',
    lookAlike: 'svn co --username app --password $SVN_PASSWORD https://svn.acme-shop.io/a',
  },
  {
    program: 'twine',
    anchors: [
      'twine upload ',
      'poetry publish ',
      'uv publish ',
      'helm repo add ',
      'nerdctl login ',
      'regctl registry login ',
      'helm cm-push ',
      'conan user ',
      'conan remote login ',
    ],
    lead: `(?:uv publish${OTHERS}-t${G}|(?:twine upload|poetry publish|uv publish|helm repo add|nerdctl login|regctl registry login|helm cm-push|conan user|conan remote login)${OTHERS}(?:-p${G}|--password(?:${G}|=)))`,
    example: 'twine upload -u app -p SECRET --skip-existing dist/*',
    lookAlike: 'twine upload -u app -p $TWINE_PASSWORD dist/*',
  },
  {
    program: 'poetry',
    anchors: ['http-basic.'],
    lead: String.raw`http-basic\.[\w.-]{1,100}["']?${G}${USER}["']?${G}`,
    example: 'poetry config http-basic.acme app SECRET\n',
    lookAlike: 'composer config http-basic.acme-shop.io app $TOKEN',
  },
  {
    program: 'bundle',
    anchors: ['bundle config '],
    // A host; other settings have no dot, or are followed by the name of a gem.
    lead: String.raw`bundle config(?:${G}(?:set|--global|--local)){0,3}${G}(?!(?:build|local|mirror|plugins)\.)[\w-]{1,60}(?:\.[\w-]{1,60}){0,6}\.(?:com|net|org|io|dev|cloud|app|tech|internal|local|corp|[a-z]{2})${G}(?:${USER}:(?!x-(?:oauth-basic|access-token)))?`,
    end: ':',
    example: 'bundle config set --global gems.acme-shop.io app:SECRET\n',
    lookAlike:
      'bundle config set build.pg with7pg; bundle config local.rack.io rack7x; bundle config gem.fury.io $TOKEN',
  },
  {
    program: 'nuget',
    anchors: inAnyCase(
      'nuget sources add',
      'nuget.exe sources add',
      'nuget source add',
      'nuget add source',
      'nuget update source',
      'nuget sources update',
    ),
    lead: `nuget${EXE}${G}(?:sources? (?:add|update)|(?:add|update) source)${OTHERS}(?:--?password|-p)${G}`,
    isOfWindows: true,
    example:
      'nuget sources add -Name a -Source https://nuget.acme-shop.io -UserName app -Password SECRET -StorePasswordInClearText',
    lookAlike: 'dotnet nuget add source https://nuget.acme-shop.io -u app -p $TOKEN',
  },
  {
    program: 'choco',
    anchors: inAnyCase('choco source add ', 'choco sources add ', 'choco install ', 'choco upgrade '),
    lead: String.raw`choco (?:sources? add|install|upgrade)${OTHERS}(?:-p|--password)(?:${G}|=(?:\\?["'])?)`,
    isOfWindows: true,
    example: 'choco source add -n=acme -s https://nuget.acme-shop.io -u=app -p=SECRET --priority=1',
    lookAlike:
      'choco source add -n=acme -u=app -p=$env:NUGET_PW1; choco install git -p="%PW1%"; choco install a -p [password]',
  },
  {
    program: 'oc',
    anchors: ['oc login ', 'cf login ', 'cf auth ', 'ibmcloud login '],
    lead: `(?:(?:oc|cf|ibmcloud) login${OTHERS}(?:-p${G}|--password(?:${G}|=))|cf auth${G}${USER}["']?${G})`,
    example: 'oc login https://ocp.acme-shop.io:6443 -u app -p SECRET --insecure-skip-tls-verify',
    lookAlike: 'cf login -a https://cf.acme-shop.io -u app -p $CF_PASSWORD; cf auth app $CF_PASSWORD',
  },
  {
    program: 'skopeo',
    anchors: ['--creds', '--src-creds', '--dest-creds'],
    lead: `--(?:src-|dest-)?creds(?:${G}|=)${USER}:`,
    example: 'skopeo copy --dest-creds app:SECRET docker://a docker://b',
    lookAlike: 'skopeo copy --dest-creds app:$TOKEN docker://a docker://b',
  },
];

export const PROGRAM_OPTIONS: readonly ProgramOption[] = [
  ...[...SIGNING, ...ARCHIVES, ...REMOTE, ...MACHINES],
  ...[...DATABASE_OPTIONS, ...ACCOUNTS, ...REGISTRIES],
  ...[...SERVICE_OPTIONS, ...TOKEN_OPTIONS, ...TOOL_OPTIONS, ...ARGUMENT_LISTS],
];
