/** HTML (Living Standard, section 4.10.5.1.6): a password field that already has a value, in a saved page or a template. */
import { assessPassword, drawnPassword } from '../password.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';

const TYPES = ['type="password"', "type='password'", 'type=password'];
const MAX_TAG_BYTES = 500;

export const passwordInputRules: readonly Rule[] = [
  {
    id: 'html-password-input',
    title: 'Password in a field of a page',
    provider: 'HTML',
    severity: 'high',
    confidence: 'high',
    advice: 'Change the password, and let the page leave the field empty: whoever gets the page reads it.',
    anchors: TYPES.map((text) => ({ text, ignoreCase: true }) as const),
    bytesBefore: MAX_TAG_BYTES,
    pattern: /<input(?=[\s/])(?<body>[^<>\x00]{16,500})>/i,
    maxMatchBytes: MAX_TAG_BYTES + 8,
    edges: {},
    judgesPlaceholders: true,
    check: assessField,
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `<input type="password" name="q" value="${secret}">`,
        `<input class="form-control" value='${secret}' disabled type='password' />`,
        `<INPUT TYPE=PASSWORD\nVALUE=${secret}>`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      `<input type="text" value="${drawnPassword(random)}"> <input type="password" name="q">`,
      '<input type="password" value="" name="q">',
      '<input type="password" value="••••••••" />',
      '<input type="password" value="{{ this.value }}" />',
      '<input type="password" value="<%= password %>" />',
      `<input type="password" data-value="${drawnPassword(random)}" />`,
      `<input type="text" placeholder='type="password"' value="${drawnPassword(random)}" />`,
      '<input type="password" value={props.value} />',
      '<input type="password" value="$password">',
      `'<input type="password" value="'+o.v1x9+'">'`,
      '<input type="password" value="__PW_1__">',
      '<input type="password" value="form1.controls.pw2">',
      '<INPUT TYPE="password" NAME="user_pass" value="([^"]+)" class="textboxset(enlarge)?">',
    ],
  },
];

/** Each with its value, quoted or not. */
const ATTRIBUTES =
  /(?<name>[^\s"'=/]{1,64})(?:\s{0,4}=\s{0,4}(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\s"'=`]+)))?/dg;

function assessField({ start, groups }: Candidate): Assessment | undefined {
  let isPassword = false;
  let value: { readonly text: string; readonly at: number } | undefined;
  for (const { groups: attribute, indices } of groups.body!.matchAll(ATTRIBUTES)) {
    const kind = (['double', 'single', 'bare'] as const).find((each) => attribute![each] !== undefined);
    const name = attribute!.name!.toLowerCase();
    if (kind === undefined) continue;
    if (name === 'type') isPassword = attribute![kind]!.toLowerCase() === 'password';
    else if (name === 'value') value = { text: attribute![kind]!, at: indices!.groups![kind]![0] };
  }
  if (!isPassword || value === undefined || isTemplate(value.text)) return undefined;
  const from = start + TAG_BYTES + value.at;
  const assessment = assessPassword(value.text, { of: 'field of a page' });
  return assessment && { ...assessment, place: { start: from, end: from + value.text.length } };
}
/** `<input`. */
const TAG_BYTES = 6;

/** `form1.controls.pw` */
const MEMBER = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$/;

/** A value inserted by a program, or a pattern that finds it, is not a password. */
function isTemplate(text: string): boolean {
  return /\{\{|\{%|[$#@%]\{|^[$@{%]|\s|^['"][+.]|[+.]['"]$|^#.*#$|^__.*__$|^\(\[\^/.test(text) || MEMBER.test(text);
}
