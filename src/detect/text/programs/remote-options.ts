/** Programs that log in to other machines and manage them, and the option before the password. */
import { inAnyCase } from '../rule.ts';
import { EXE, G, OTHERS, type ProgramOption, USER } from './program-option.ts';

export const REMOTE_OPTIONS: readonly ProgramOption[] = [
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

export const MACHINE_OPTIONS: readonly ProgramOption[] = [
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
