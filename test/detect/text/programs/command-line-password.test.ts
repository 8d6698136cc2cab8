import { checkSync } from 'recheck';
import { describe, expect, test } from 'vitest';
import { drawnPassword } from '../../../../src/detect/text/password.ts';
import { commandLinePasswordRules, lineOf } from '../../../../src/detect/text/programs/command-line-password.ts';
import { PROGRAM_OPTIONS } from '../../../../src/detect/text/programs/program-options.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { inspectAll } from '../../../support/inspect-all.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const detector = ruleDetector(commandLinePasswordRules[0]!);
const find = (text: string) => inspectAll(detector, new Uint8Array(Buffer.from(text, 'latin1')));

describe.each(PROGRAM_OPTIONS.map((option) => [option.program, option] as const))('%s', (_, option) => {
  test('has a pattern in linear time, as recheck sees it', () => {
    const { source, flags } = lineOf(option);
    expect(checkSync(source, flags, { checker: 'automaton' }).status).toBe('safe');
  });
});

/** Where SECRET stands. */
test.each([
  '"C:\\Program Files\\signtool.exe" sign /f a.pfx /p SECRET a.exe\n',
  'signtool sign /csp "eToken Base Cryptographic Provider" /k "[{{SECRET}}]=name" a.exe\n',
  'signtool sign ^\r\n  /f a.pfx ^\r\n  /p SECRET ^\r\n  a.exe\n',
  '7z.exe x a.7z -pSECRET\n',
  '{"run":"unzip -o -P \\"SECRET\\" a.zip"}',
  'unzip -qqP SECRET a.zip\n',
  'sqlcmd -S db1 -U sa -PSECRET -i a.sql\n',
  "sqlplus -S app/'SECRET'@//db1:1521/orcl\n",
  'sqlldr userid=app/SECRET@orcl control=a.ctl\n',
  'htpasswd -nb app SECRET\n',
  'htpasswd -nbB -C 10 app SECRET\n',
  'htpasswd -b -c /etc/nginx/.htpasswd app SECRET\n',
  'htpasswd -Bbn app SECRET > auth/htpasswd\n',
  'security set-key-partition-list -S apple-tool:,apple: -s -k SECRET build.keychain\n',
  'svn --username=app --password=SECRET up\n',
  'kadmin -p a/admin -q "cpw x"; kadmin -q "change_password -pw SECRET app"\n',
  'cf auth app SECRET\n',
  'skopeo inspect --creds=app:SECRET docker://a\n',
  'htpasswd -bnBC 10 "" SECRET | tr -d ":"\n',
  'docker run --rm --entrypoint htpasswd registry:2.7.0 -Bbn app SECRET > htpasswd\n',
  '7z a "-pSECRET" a.7z\n',
  "7za x '-pSECRET' a.7z\n",
  '7z -y -pSECRET x a.7z\n',
  'zip -PSECRET a.zip a\n',
  'zip docs.zip -P SECRET -r docs\n',
  'unzip -PSECRET a.zip\n',
  'Rar.exe a -hpSECRET a.rar a\n',
  '"C:\\Program Files\\WinRAR\\WinRAR.exe" x -ibck -pSECRET a.rar\n',
  'SQLCMD -S db1 -U sa -P SECRET -i a.sql\n',
  'Sqlcmd.exe -S db1 -U sa -P "SECRET"\n',
  'sqlplus64 -s app/SECRET@orcl\n',
  'exp userid=app/SECRET@orcl file=a.dmp\n',
  'imp system/SECRET@orcl file=a.dmp\n',
  'rman target=sys/SECRET@orcl\n',
  'dotnet nuget update source acme -s https://a.io -u app -p SECRET --store-password-in-clear-text\n',
  'bundle config gem.fury.io SECRET\n',
  'bundle config set --local github.com SECRET:x-oauth-basic\n',
  'dotnet nuget add source https://a.io -n a -u app -p SECRET --store-password-in-clear-text\n',
])('a password in %j', (text) => {
  const secret = drawnPassword(seededRandom(3));
  expect(find(text.replace('SECRET', secret))).toMatchObject([
    { offset: text.indexOf('SECRET'), length: secret.length, confidence: 'high' },
  ]);
});

test.each([
  'tar c a | gzip -P4; pzip -P 8\n',
  'zip -r a.zip a; curl -P 10.0.0.1:8080\n',
  'gpg --passphrase PASSPHRASE --sign a\n',
  'gpg --passphrase string\n',
  'htpasswd -c file app next\n',
  'the svn command takes --password ARG\n',
  'sqlcmd -S db1 -E -p 1\n',
  'sqlcmd -U sa -p 1\n',
  'unzip -Path a7b8c9d0e1 -Destination a\n',
  'bundle config set --local path vendor7/bundle8\n',
  'az vm create --admin-password ref+vault://kv/vm#pw1\n',
  'az vm create --admin-password ssm:/prod/vm/pw1\n',
  'ssh-keygen -lf a && x -P k7d8s9w2q1z4\n',
  '<pre>poetry publish -u __token__ -p pypi-&lt;REDACTED&gt;</pre>\n',
  // The help of nuget.exe, in each of its languages.
  'nuget push foo.nupkg -ApiKey 4003d786-cc37-4004-bfdf-c4f3e8ef9b3a -Source https://example.org/\n',
])('no password in %j', (text) => {
  expect(find(text)).toEqual([]);
});

test('what Apple issues for one program has no digit', () => {
  const random = seededRandom(9);
  const four = () => random.text(4, 'abcdefghijklmnopqrstuvwxyz');
  const password = [four(), four(), four(), four()].join('-');
  expect(find(`xcrun altool --upload-app -u a@b.io -p ${password}\n`)).toMatchObject([{ confidence: 'high' }]);
});

test.each([
  'unrar x -pInfected2012 a.rar\n',
  'zip -qP infected2 a.zip a\n',
  'security create-keychain -p github_actions_42 a\n',
])('little is known from %j', (text) => {
  expect(find(text)).toMatchObject([{ confidence: 'low' }]);
});
