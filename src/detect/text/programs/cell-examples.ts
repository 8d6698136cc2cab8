/** Examples of settings in rows of tables (setting-cells.ts), and as programs and their pages print them (setting-shown.ts). */
export const passwordsInCells = (secret: string): readonly string[] => [
  `\n| 2 | smtp_password | ${secret} | 2025-02-02 |\n`,
  `\n 2 | smtp_password            | ${secret}     | 2025-02-02\n`,
  `\n\xe2\x94\x82 2 \xe2\x94\x82 smtp_password \xe2\x94\x82 ${secret} \xe2\x94\x82\n`,
  `\n2,smtp_password,${secret},2025-02-02\n`,
  `\n2;smtp_password;${secret}\n`,
  `\n2|smtp_password|${secret}|2025-02-02\n`,
  `\n2\tsmtp_password\t${secret}\t2025-02-02\n`,
  `\n1  2  smtp_password  ${secret}  2025-02-02\n`,
  `\nKey            Value\n---            -----\ndb_password    ${secret}\n`,
  `\nid    | 2\nname  | smtp_password\nvalue | ${secret}\n`,
  `   id = 2\n name = smtp_password\nvalue = ${secret}\n`,
  `\nName  : DB_PASSWORD\nValue : ${secret}\n`,
  `<TR><TD>smtp_password</TD>\n<TD>${secret}</TD>\n</TR>`,
  `<td class="e">$_SERVER['DB_PASSWORD']</td><td class="v">${secret}</td>`,
  `<th>DB_PASSWORD</th><td><pre class="sf-dump"><span class=sf-dump-str title="a">${secret}</span></pre></td>`,
  `<pre>DB_PASSWORD: &quot;${secret}&quot;</pre>`,
  `<div data-page="{&quot;password&quot;:&quot;${secret}&quot;}">`,
  `getenv("DB_PASSWORD")          = "${secret}"\n`,
  `+-------------+----+\n| db_password | ${secret} |\n+-------------+----+\n`,
  `\nEnv vars:\n  DB_PASSWORD        ${secret}\n`,
  `\napp:dbPassword  ${secret}\n`,
  `db_password = [-Summer7-]{+${secret}+}\n`,
  `password: "{+${secret}+}"\n`,
  `db_password|s:${secret.length}:"${secret}";host|s:3:"db1";`,
  `<void method="put">\n   <string>db_password</string>\n   <string>${secret}</string>\n  </void>`,
  `<stringProp name="Argument.name">db_password</stringProp>\n  <stringProp name="Argument.value">${secret}</stringProp>`,
  `<stringProp name="Argument.value">${secret}</stringProp>\n  <stringProp name="Argument.metadata">=</stringProp>\n  <stringProp name="Argument.name">password</stringProp>`,
  `"name": "db-password",\n  "tags": {},\n  "value": "${secret}"\n}`,
  `"name": "db-password",\n  "tags": {\n    "file-encoding": "utf-8"\n  },\n  "value": "${secret}"\n}`,
  ...passwordsInStores(secret),
];

/** As setting-stores.ts lists them. */
const passwordsInStores = (secret: string): readonly string[] => [
  `{"Name": "/app/db_password", "Type": "SecureString", "Value": "${secret}", "Version": 3}`,
  `PARAMETERS\ttext\t/app/db_password\tSecureString\t${secret}\t3\n`,
  `||  Name   |  /app/db_password  ||\n||  Type   |  SecureString      ||\n||  Value  |  ${secret}  ||\n`,
  `1767323045.123456 [0 127.0.0.1:50000] "SET" "app:db_password" "${secret}"\n`,
  `1767323045.123456 [0 127.0.0.1:50000] "HSET" "app" "db_password" "${secret}"\n`,
  `1767323045.123456 [0 127.0.0.1:50000] "SETEX" "db_password" "3600" "${secret}"\n`,
  `1) "db_password"\n2) "${secret}"\n`,
  `Data\n====\ndb_password:\n----\n${secret}\n\n`,
  `    DB_PASSWORD    REG_SZ    ${secret}\r\n`,
];

/** In a sentence, or with the arrow of a map of Scala: low, since any word may follow so. */
export const passwordsInReports = (secret: string): readonly string[] => [
  `property db_password set to ${secret}\n`,
  `The password was changed to '${secret}'.\n`,
  `Map(host -> db1, db_password -> ${secret})\n`,
  `Setting DB_PASSWORD to ${secret}\n`,
  `Set the project property dbPassword with value '${secret}'\n`,
  `\n/app/db_password\n${secret}\n`,
];

/** In the same forms. */
export const noPasswordsInCells = (secret: string): readonly string[] => [
  `\n3,login,password,${secret}\n`,
  '\nname,password_field,created_at_field2\n',
  `\nf(user,db_password,${secret})\n`,
  `\nlet a = 1; db_password,${secret}\n`,
  '\n  smtp_password  see page 12 of the manual\n',
  '\nget_password   0x00401176\n',
  '\nsrc_libwolfssl_la-pwdbased.o    wc_PKCS12_PBKDF_ex\n',
  '\nget-password  1.0.0-alpha.1+build.5\n',
  '\napg-password             2.2.3.dfsg.1-5+b2     amd64\n',
  '\nmy-password    0.1.0.dev1+g12ab34d.d20240101\n',
  '\npassword_hasher|argon2id-v19-m65536\n',
  '\nfn password -> Option2String\n',
  '+----------+-------------------+\n| password | changed_at_field2 |\n+----------+-------------------+\n| a        | b                 |\n',
  `"/app/db_password": "${secret}"`,
  `\n/usr/bin/passwd\n3f5a9c0e7b1d2468ace013579bdf2468\n`,
  `\nimage: acme/db_password:${secret}\n`,
  `Setting the password to Summer2String\n`,
];
