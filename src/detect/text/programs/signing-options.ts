/** Programs that sign or pack, and the option before their password, according to their manual pages. */

import { inAnyCase } from '../rule.ts';
import { EXE, G, OTHERS, type ProgramOption } from './program-option.ts';

export const SIGNING: readonly ProgramOption[] = [
  {
    program: 'signtool',
    anchors: inAnyCase('signtool'),
    // SafeNet tokens take their PIN in the name of the container: `/k "[{{PIN}}]=name"`.
    lead: String.raw`signtool${EXE}${G}sign${OTHERS}(?:[/-]p${G}|[/-]kc?${G}["']?\[[^{}[\]\r\n]{0,60}\{\{)`,
    ...{ isOfWindows: true, end: '}' },
    example: 'signtool.exe sign /fd SHA256 /f acme.pfx /p SECRET /tr http://ts.acme-shop.io app.exe',
    lookAlike: 'signtool sign /f acme.pfx /p %PFX_PASSWORD% app.exe; signtool sign /f acme.pfx /p !PFX_PW1! app.exe',
  },
  {
    program: 'AzureSignTool',
    anchors: inAnyCase('azuresigntool'),
    lead: `azuresigntool${EXE}${G}sign${OTHERS}(?:-kvs|--azure-key-vault-client-secret)(?:${G}|=)`,
    isOfWindows: true,
    example: 'AzureSignTool sign -kvu https://v.vault.azure.net -kvi a -kvs SECRET -kvc cert app.exe',
    lookAlike: 'azuresigntool sign -kvu https://v.vault.azure.net -kvs $KVS -kvc cert app.exe',
  },
  {
    program: 'osslsigncode',
    anchors: ['osslsigncode '],
    lead: `osslsigncode${OTHERS}-pass${G}`,
    example: 'osslsigncode sign -pkcs12 a.p12 -pass SECRET -in a.exe -out b.exe',
    lookAlike: 'osslsigncode sign -pkcs12 a.p12 -readpass file -in a.exe',
  },
  {
    program: 'gpg',
    anchors: ['gpg ', 'gpg2 '],
    lead: `gpg2?${OTHERS}--passphrase(?:${G}|=)`,
    example: 'gpg --batch --yes --passphrase SECRET --detach-sign a.tar',
    lookAlike: 'gpg --batch --passphrase-fd 0 --pinentry-mode loopback a.tar',
  },
  {
    program: 'ssh-keygen',
    anchors: ['ssh-keygen '],
    lead: `ssh-keygen${OTHERS}-[NP]${G}`,
    example: 'ssh-keygen -t ed25519 -N SECRET -f id',
    lookAlike: 'ssh-keygen -t ed25519 -N "" -f id',
  },
  {
    program: 'security',
    anchors: [
      ...['unlock-keychain ', 'set-key-partition-list '],
      ...['security import ', 'add-generic-password ', 'add-internet-password '],
    ],
    lead: `(?:unlock-keychain${OTHERS}-p|set-key-partition-list${OTHERS}-k|security import${OTHERS}-P|add-(?:generic|internet)-password${OTHERS}-[wX])${G}`,
    example: 'security import cert.p12 -k build.keychain -P SECRET -T /usr/bin/codesign',
    lookAlike: 'security unlock-keychain -p "$KEYCHAIN_PASSWORD" build.keychain',
  },
  {
    // The keychain that a job makes for itself.
    program: 'security',
    anchors: ['create-keychain '],
    lead: `create-keychain${OTHERS}-p${G}`,
    chosen: 'low',
    example: 'security create-keychain -p SECRET build.keychain',
    lookAlike: 'security create-keychain -p "$KEYCHAIN_PASSWORD" build.keychain',
  },
  {
    program: 'notarytool',
    anchors: ['notarytool ', 'altool '],
    lead: `(?:notarytool|altool)${OTHERS}(?:--password(?:${G}|=)|-p${G})`,
    example: 'xcrun notarytool submit a.zip --apple-id a@acme-shop.io --password SECRET --team-id A1',
    lookAlike: 'xcrun altool --notarize-app -u a@acme-shop.io -p "@keychain:AC" --file a.zip',
  },
  {
    program: 'certutil',
    anchors: inAnyCase('certutil'),
    // The certutil of NSS has a telephone number after -p.
    lead: String.raw`certutil${EXE}(?=[^\r\n]{0,300}pfx)${OTHERS}-p${G}`,
    isOfWindows: true,
    example: 'certutil -f -user -p SECRET -importpfx acme.pfx',
    lookAlike: 'certutil -S -n ca -p 1-234-5678 -d db',
  },
  {
    program: 'pk12util',
    anchors: ['pk12util '],
    lead: `pk12util${OTHERS}-[WK]${G}`,
    example: 'pk12util -i a.p12 -W SECRET -d db',
    lookAlike: 'pk12util -i a.p12 -w file -d db',
  },
  {
    program: 'pvk2pfx',
    anchors: inAnyCase('pvk2pfx'),
    lead: `pvk2pfx${EXE}${OTHERS}[/-]p[io]${G}`,
    isOfWindows: true,
    example: 'pvk2pfx -pvk a.pvk -spc a.cer -pfx a.pfx -po SECRET -f',
    lookAlike: 'pvk2pfx -pvk a.pvk -spc a.cer -pfx a.pfx -po %PW%',
  },
  {
    program: 'pkcs11-tool',
    anchors: ['pkcs11-tool ', 'softhsm2-util '],
    lead: `(?:pkcs11-tool|softhsm2-util)${OTHERS}--(?:so-|new-)?pin(?:${G}|=)`,
    example: 'pkcs11-tool --module p11.so --login --pin SECRET --sign',
    lookAlike: 'pkcs11-tool --module p11.so --login --pin env:PIN --sign',
  },
  {
    program: 'openssl enc',
    anchors: ['openssl enc ', 'openssl aes', 'openssl des'],
    lead: String.raw`openssl (?:enc|aes[\w-]{1,20}|des[\w-]{0,20})${OTHERS}-k${G}`,
    example: 'openssl aes-256-cbc -d -k SECRET -in a.enc -out a',
    lookAlike: 'openssl enc -d -aes-256-cbc -K $key -iv $iv -kfile file',
  },
];

export const ARCHIVES: readonly ProgramOption[] = [
  {
    program: 'zip',
    anchors: ['zip ', 'unzip '],
    // `-Path` and `-Password $p` belong to PowerShell.
    lead: `(?:un)?zip(?:(?=${G}-)${OTHERS}|${G}[^\\s|;\x00-]{1,160}${OTHERS})(?:["']?-[a-z0-9]{0,8}P(?!a(?:th|ssword)\\b)(?:${G})?|--password(?:${G}|=))`,
    example: 'zip -r -P SECRET -q a.zip docs',
    lookAlike: 'zip -r a.zip docs && scp -P 2222 a.zip web1:',
  },
  {
    program: '7z',
    anchors: ['7z ', '7za ', '7zz ', '7zr ', '7z.exe'],
    // Options may precede the command, also in quotes.
    lead: `7z[azr]?${EXE}(?:${G}(?:[aeltudx]|rn)${OTHERS}|(?:${G}-[^\\s|;\x00]{1,160}){0,8}?${G})["']?-p`,
    example: '7z a -mhe=on -pSECRET a.7z docs',
    lookAlike: '7z x -p"$ARCHIVE_PASSWORD" a.7z; 7z x -p@pw_file1.txt a.7z',
  },
  {
    program: 'rar',
    anchors: ['rar a ', 'rar x ', 'rar e ', 'rar t ', 'rar.exe'].flatMap((text) =>
      inAnyCase(text, `un${text}`, `win${text}`),
    ),
    lead: `(?:un|win)?rar${EXE}${G}[aetx]${OTHERS}["']?-h?p`,
    isOfWindows: true,
    example: 'unrar x -o+ -pSECRET a.rar',
    lookAlike: 'unrar x -o+ -p- a.rar',
  },
];
