/**
 * Settings whose name says that a secret follows, in code, JSON, YAML, XML, INI, properties, shell and headers: `name = value`,
 * `name: value`, `name => "value"`, `<name>value</name>`, `key="name" value="value"`, `"name", "value"`, `--name value`, and as
 * debuggers and programs print it. The last of all rules. Most of what it sees is code: a value that a machine drew is medium, one
 * that a person chose low, and what may be a name, a path, a text for users, a template or a call is no finding.
 *
 *   secret-words.ts     the words in names, from which anchors and patterns are made
 *   setting-glance.ts   a look at the bytes: whether a value may follow, which is rare; its parts are in setting-glance-*.ts
 *   setting-forms.ts    how a name is joined to its value; setting-wraps.ts, with something around the value;
 *                       setting-code.ts, with the value farther away in a program; setting-shown.ts, as programs print it and pages show it;
 *                       setting-value.ts reads it
 *   assess-setting.ts   judges it: by its name (setting-name.ts), as text of a program (setting-text.ts), as drawn by a machine, or as
 *                       a person's choice (chosen-value.ts)
 */

import { createHash } from 'node:crypto';
import { endOfRun } from '../byte-runs.ts';
import { drawnPassword } from '../password.ts';
import { BASE64, HEX, LOWER } from '../random-text.ts';
import { inAnyCase, type Rule } from '../rule.ts';
import { assessSetting } from './assess-setting.ts';
import { passwordsInCells, passwordsInReports } from './cell-examples.ts';
import { passwordLookAlikes } from './password-look-alikes.ts';
import { secretLookAlikes } from './secret-look-alikes.ts';
import {
  anchorsOf,
  PASS_OPTION,
  PASS_WORD,
  PASSWORD_WORDS,
  patternOf,
  SECRET_WORDS,
  type SecretWord,
  TOKEN_OPTION,
} from './secret-words.ts';
import { drawnValueFollows, valueFollows } from './setting-glance.ts';
import { MAX_NAME_BYTES } from './setting-name.ts';
import { MAX_LONG_BYTES, OF_LONG_WORD } from './setting-pieces.ts';
import {
  idOfKind,
  passwordsInWraps,
  secretsInWraps,
  settingsAmidOthers,
  shortLetters,
  shortPassword,
  typedTwice,
} from './wrapped-examples.ts';

const namesWith = (words: readonly SecretWord[]) =>
  new RegExp(`(?:${patternOf(words)})(?<tail>[A-Za-z0-9_.-]{0,${MAX_NAME_BYTES}})`, 'i');

/** Only ASCII letters are matched in either case. */
const isLower = (text: string) => text === text.toLowerCase();
const PASSWORD_NAMES = [PASS_OPTION, ...PASSWORD_WORDS, PASS_WORD];
const SECRET_NAMES = [TOKEN_OPTION, ...SECRET_WORDS];

const [MATCH_BYTES, CONTEXT_BYTES] = [64, 400];
/** A run of that many characters across the end of the visible bytes must be seen whole, as it may be a value. */
const MIN_RUN_BYTES = 64;

/** The latest end of the name, or of such a run. */
function latestEnd(window: Uint8Array, at: number): number {
  const seen = at + MATCH_BYTES + CONTEXT_BYTES;
  const start = seen - MIN_RUN_BYTES;
  const end = endOfRun(window, start, at + MATCH_BYTES + MAX_LONG_BYTES - start, OF_LONG_WORD);
  return end < seen ? at + MATCH_BYTES : end;
}

const COMMON = {
  isFallback: true,
  severity: 'medium',
  confidence: 'medium',
  maxMatchBytes: MATCH_BYTES + MAX_LONG_BYTES,
  latestEnd,
  contextBytes: CONTEXT_BYTES,
  edges: {},
  judgesPlaceholders: true,
} as const;

export const genericSecretRules: readonly Rule[] = [
  {
    ...COMMON,
    id: 'generic-password',
    title: 'Password in a setting',
    provider: 'Setting',
    advice: 'Change the password where it is used, and let the program read the new one from a secret store.',
    anchors: anchorsOf(PASSWORD_NAMES).flatMap<Rule['anchors'][number]>((text) =>
      isLower(text) ? inAnyCase(text) : [text],
    ),
    glance: valueFollows,
    pattern: namesWith(PASSWORD_NAMES),
    check: (candidate) => assessSetting(candidate, 'password'),
    examples: (random) => {
      const secret = drawnPassword(random);
      const short = shortPassword(random);
      const letters = shortLetters(random);
      const chosen = `Summer+Rain7${random.text(2, HEX)}`;
      return [
        ...[
          `DB_PASSWORD=${secret}\n`,
          `SERVICE_PWD=${secret}\n`,
          `db.createUser({ user: "app", pwd: "${secret}", roles: ["readWrite"] })`,
          `app --db-pass ${secret} --host db1`,
          `setenv DB_PASSWORD ${secret}\n`,
          `"adminPassword": "${secret}",`,
          `spring.mail.password: ${secret}\n`,
          `<add key="MailPassword" value="${secret}" />`,
          `$mail->Password = '${secret}';`,
          `:password => '${secret}',`,
          `<ftpPassword>${secret}</ftpPassword>`,
          `{"dbPass":"${secret}"}`,
          `smtppass=${secret}\n`,
          `MAIL_PASSWORD ?= ${secret}\n`,
          `//for tests\nDB_PASSWORD:STRING=${secret}\n`,
          `$mailPassword .= '${secret}';`,
          `s:11:"DB_PASSWORD";s:${secret.length}:"${secret}";`,
          `auth: { user: 'app', pass: '${secret}' },`,
          `{'DB_PASSWORD': b'${secret}'}`,
          `Config { db_password: Some("${secret}") }`,
          `{db_password,<<"${secret}">>}`,
          `        password = 0x55d0e8 "${secret}"\n`,
          `"ParameterKey": "DbPassword",\n "ParameterValue": "${secret}"`,
          `"--db-password",\n            "${secret}",`,
          `DB_PASSWORT=${secret}\n`,
          `'db_clave' => '${secret}',`,
          `{"mot_de_passe": "${secret}"}`,
          ...['contraseña', 'hasło', 'lösenord', 'Пароль', '密码', 'パスワード', '비밀번호'].map(
            (name) => `"${Buffer.from(name).toString('latin1')}": "${secret}"`,
          ),
          Buffer.from(`数据库密码：${secret}\n`).toString('latin1'),
          `<td class="e">DB_PASSWORD </td><td class="v">${secret} </td>`,
          ...passwordsInWraps(secret),
          ...passwordsInCells(secret),
        ].map((text) => ({ text, secret, hidden: [secret] })),
        ...[
          createHash('md5').update('password').digest('hex'),
          createHash('sha1').update('passphrase').digest('base64').replace('=', ''),
          `!&&&${btoa(`fake_passwd${random.text(4, LOWER)}`)}`,
        ].map((low) => ({ text: `'password' => '${low}',`, secret: low, hidden: [], confidence: 'low' }) as const),
        ...[random.text(40, HEX)].map(
          (low) =>
            ({ text: `SET a = 1 WHERE password = '${low}';`, secret: low, hidden: [], confidence: 'low' }) as const,
        ),
        ...settingsAmidOthers(short).map((text) => ({ text, secret: short, hidden: [], confidence: 'low' }) as const),
        ...[`DB_PASSWORD="${letters}"`, `"password": "${letters}"`, `<password>${letters}</password>`].map(
          (text) => ({ text, secret: letters, hidden: [], confidence: 'low' }) as const,
        ),
        ...[chosen, `MyNewPassword1${random.text(4, HEX)}!`].map(
          (low) => ({ text: `db_passwd = "${low}"`, secret: low, hidden: [], confidence: 'low' }) as const,
        ),
        ...[
          `boardingPass: "${secret}"`,
          `  ASSERT("password", "${secret}");`,
          `{"pass":"${secret}"}`,
          `The password for the user "app-1.x" is "${secret}".`,
          `password for user 'ops_2@web' is '${secret}'\n`,
          `Your password is: ${secret}\n`,
          `The password is ${secret}.\n`,
          ...passwordsInReports(secret),
        ].map((text) => ({ text, secret, hidden: [], confidence: 'low' }) as const),
        ...[
          ` MYSQL_PWD=${chosen} mysql orders`,
          `ansible all -e "db_password=${chosen}"`,
          `acme --db-password=${chosen} migrate`,
          `acme --db-password ${chosen} migrate`,
          `acme --db-password ${chosen}! migrate`,
          `java -Dacme.db.password=${chosen} -jar a.jar`,
          `setup.exe /password:${chosen} /quiet`,
        ].map((text) => ({ text, secret: chosen, hidden: [], confidence: 'low' }) as const),
        ...[`"userPass": "${chosen}"`, `user: "app", pass: "${chosen}"`].map(
          (text) => ({ text, secret: chosen, hidden: [], confidence: 'low' }) as const,
        ),
      ];
    },
    lookAlikes: passwordLookAlikes,
  },
  {
    ...COMMON,
    id: 'generic-secret',
    title: 'Secret in a setting',
    provider: 'Setting',
    advice: 'Revoke it where it was issued, and let the program read the new one from a secret store.',
    // `ENV API_TOKEN value`: in lower case, the word is in every sentence about tokens.
    anchors: [...inAnyCase(...anchorsOf(SECRET_NAMES)), 'TOKEN '],
    glance: drawnValueFollows,
    pattern: namesWith(SECRET_NAMES),
    check: (candidate) => assessSetting(candidate, 'secret'),
    examples: (random) => {
      const secret = drawnPassword(random);
      const hex = random.text(32, HEX);
      const account = random.text(64, HEX);
      const shown = `${drawnPassword(random)}XYZ123abc`;
      const issued = [
        `CLIENT_SECRET="${secret}"`,
        `{"api_key": "${secret}"}`,
        `x-api-key: ${secret}\r\n`,
        `const ACCESS_TOKEN = '${secret}';`,
        `{"name": "API_TOKEN", "value": "${secret}"},`,
        `define('AUTH_SECRET', '${secret}');`,
        `- name: SESSION_SECRET\n  value: ${secret}\n`,
        `buildConfigField 'String', 'API_KEY', '"${secret}"'`,
        `client.apiKey("${secret}")`,
        `acme deploy --token ${secret} --prod`,
        `acme login --auth-token '${secret}'`,
        `DEPLOY_TOKEN ?= ${secret}\n`,
        `clientSecret += "${secret}"`,
        `var accessToken string = "${secret}"`,
        ...secretsInWraps(secret),
      ]
        .map((text) => ({ text, secret, hidden: [secret] }))
        .concat([
          { text: `jwt.secret = "${hex}"`, secret: hex, hidden: [hex] },
          { text: `DEPLOYER_PRIVATE_KEY=0x${account}\n`, secret: `0x${account}`, hidden: [account] },
          ...['/', '+']
            .map((sign) => `${sign}${drawnPassword(random)}${drawnPassword(random)}7Q=`)
            .map((bytes) => ({
              ...{ text: `"signingKey": "${bytes}"`, secret: bytes, hidden: [bytes] },
            })),
          { text: `authKey: "0x${secret}"`, secret: `0x${secret}`, hidden: [secret] },
          ...[257, 263, 372, 1500].flatMap((length) => {
            const long = `${random.text(length - 5, BASE64)}/a7Q=`;
            const texts = [`"accessToken": "${long}",`, `REFRESH_TOKEN=${long}\n`, `Now acme login --token ${long}.\n`];
            return texts.map((text) => ({ text, secret: long, hidden: [long] }));
          }),
        ]);
      const low = [
        { text: `access_token: "${shown}"`, secret: shown },
        { text: `The API key is ${secret}.\n`, secret },
        { text: `API key can be defined (e.g. PETSTORE_APIKEY='${secret}')`, secret },
        { text: `'oauth_token=${secret}&realm=photos'`, secret },
        { text: `sendgridSecret: 'SG.fake.${secret}'`, secret: `SG.fake.${secret}` },
        { text: `SharedSecret: "${COUNTED}"`, secret: COUNTED },
        { text: `Secret: "${ALPHABET}"`, secret: ALPHABET },
        { text: `rows = [("auth_token", "${hex}")]`, secret: hex },
        { text: `coin("xrp:wrapt", "Test Wrapped Token", "${hex}", true)`, secret: hex },
        ...[idOfKind(random), typedTwice(secret)].map((one) => ({ text: `programToken: "${one}"`, secret: one })),
      ].map((one) => ({ ...one, hidden: [], confidence: 'low' }) as const);
      return [...issued, ...low];
    },
    lookAlikes: secretLookAlikes,
  },
];

/** From k8s.io/apiserver's tests, in base64. */
const ALPHABET = btoa('abcdefghijklmnopqrstuvwxyz123456');
/** For an example: 32 bytes from 0 to 31. */
const COUNTED = Buffer.from(Array.from({ length: 32 }, (_, at) => at)).toString('base64');
