import { describe, expect, it } from 'vitest';
import { drawnPassword } from '../../../../src/detect/text/password.ts';
import { genericSecretRules } from '../../../../src/detect/text/programs/generic-secret.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { inspectAll } from '../../../support/inspect-all.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const detectors = genericSecretRules.map(ruleDetector);
const found = (text: string) =>
  detectors.flatMap((detector) => inspectAll(detector, new Uint8Array(Buffer.from(text, 'latin1'))));

describe('what a person chose', () => {
  it.each([
    ["user => 'joe',\n  password        => 'summerevening',\n", 'summerevening'],
    ["username = 'joe'\npassword = 'open window'\n", 'open window'],
    ["$mail->Username = 'joe@acme.test';\n$mail->Password = 'letmein';", 'letmein'],
    ["if username == 'joe@acme.test' and password =='letmein':", 'letmein'],
    ['username "joe"\n  password "summerevening"\n', 'summerevening'],
    ['Connect-Server s1 -User joe -Password "evening7"', 'evening7'],
    ['$user = \\"joe\\";   $password = \\"evening\\";', 'evening'],
    ['"AdminPassword" : "summerevening"', 'summerevening'],
    ["The default password is 'blueberry'.", 'blueberry'],
    ["the password for user 'postgres' is 'admin'", 'admin'],
    ['The password for the user "pyne" is "pyne".', 'pyne'],
    ["user: 'Joe Doe', password: 'letmein'", 'letmein'],
    ["{ email: 'joe@acme.test', confirmPassword: 'Evening7' }", 'Evening7'],
    ['APP_MAILER_PASSWORD=smtp_password\n', 'smtp_password'],
    ['db:\n  password: Evening2024!\n', 'Evening2024'],
    ['app.datasource.password=even1ng!\r\n', 'even1ng'],
    ['jwt:\n  secret: "summer#evening"\n', 'summer#evening'],
  ])('is told, and low: %j', (text, value) => {
    expect(found(text)).toMatchObject([{ confidence: 'low', length: value.length, offset: text.lastIndexOf(value) }]);
  });

  it('is told, and low, where a long one was made up in the form of a true one', () => {
    const value = `${drawnPassword(seededRandom(1))}xxxxx`;
    expect(found(`hubApiKey = "${value}"`)).toMatchObject([{ confidence: 'low', length: value.length }]);
    expect(found('hubApiKey = "YOUR_API_KEY_1_GOES_here"')).toEqual([]);
  });

  it.each([40, 43])(
    'is told, and low, where it is text in base64, of which %i characters stand in one piece',
    (length) => {
      const value = Buffer.from('PUT\n\napplication/octet-stream\nTue, 11 Dec').toString('base64').slice(0, length);
      expect(found(`'token': '${value}'`)).toMatchObject([{ confidence: 'low', length }]);
    },
  );

  it.each([
    'if (lastSignificantToken === "?NonExpressionParenKeyword") push(1)',
    "user = 'joe', password = 'password'",
    'const name = "password", title = "Password"',
    '"confirmPassword": "wiederholen"',
    '"password": "kennwort"',
    'The password is "required".',
    'The password is "not set"',
    'placeholder "user" password "Enter a password"',
    'Error(`unexpected token: `+r.value9+`(`)',
    'if (secret !== "some-name") return',
    'adminPassword: "admin"',
    'MASTER_PASSWORD: "MasterPassword"',
    'user = "joe"\npassword = login_password\n',
    'user: "joe", password: "string"',
    "user: '?string', password: '?string'",
    'username: bytes\n    password: bytes\n',
    'username: urlUser,\n password: urlPassword\n',
    '"username": "Benutzername", "password": "Passwort"',
    '"specificUser": "false", "allowSpecificPassword": "true"',
    'UserName: "STRING_VALUE", Password: "STRING_VALUE"',
    '{htmlFor:"auth_password"},"Password:"),B?$a.createElement("code"',
    'const FLOW_PASSWORD_REQUIRED_V2 = "FlowPasswordRequiredResultV2"',
    "username = 'joe'\n$config['password_charset'] = 'UTF-8'",
    'joe ALL=(ALL) NOPASSWD:SETENV: /usr/bin/service2',
    "createFirstUser: 'For at starte, opret en bruger.',\n        changePassword: 'Skift adgangskode',",
    'var Email = "E-mail";\nvar Password = "Kodeord";\n',
    'login(user = "anonymous", password = "guest") {',
    'email: "joe@acme.test",\n  password: "password",\n  confirmPassword: "different",',
    'updateById(user.id, {\n        password: password$1\n    });',
    'Log in with joe and password: evening! and so on\n',
    'username: joe\npassword: required!\n',
    "PWD_CHANGES_IDREM:User '$1' has been removed from the passwd file.\n",
    '@username = UNSET_VALUE\n        @password = UNSET_VALUE\n',
    "username: 'joe', password: '{$ARANET.API.PASSWORD}'",
    'username: joe\npwdAccountLockedTime: 000001010000Z\n',
    'username: joe\nvar_password_hashing_algorithm_pam: SHA512\n',
    'remote.zfsrent2.gcrypt-signingkey=BDF1CB2C01162329\n',
    '[user]\n\tsigningkey = 3AA5C34371567BD2\n',
    '// the default of kpasswd_server = admin_server:464\n',
  ])('is not %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
