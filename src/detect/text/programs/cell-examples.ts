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
];

/** In a sentence, or with the arrow of a map of Scala: low, since any word may follow so. */
export const passwordsInReports = (secret: string): readonly string[] => [
  `property db_password set to ${secret}\n`,
  `The password was changed to '${secret}'.\n`,
  `Map(host -> db1, db_password -> ${secret})\n`,
];

/** In the same forms. */
export const noPasswordsInCells = (secret: string): readonly string[] => [
  `\n3,login,password,${secret}\n`,
  '\nname,password_field,created_at_field2\n',
  `\nf(user,db_password,${secret})\n`,
  `\nlet a = 1; db_password,${secret}\n`,
  '\n  smtp_password  see page 12 of the manual\n',
  '\nget_password   0x00401176\n',
  '\nfn password -> Option2String\n',
];
