import { checkSync } from 'recheck';
import { expect, test } from 'vitest';
import { openJetBrains, openJetty, openKettle } from '../../../../src/detect/text/programs/scrambled-forms.ts';
import { openCvs, openWinScp, openXor } from '../../../../src/detect/text/programs/stored-forms.ts';
import { formOf, STORED_FORMS } from '../../../../src/detect/text/programs/stored-password.ts';

test.each(STORED_FORMS.map((form) => [form.program, form] as const))(
  'the pattern of %s takes linear time, as recheck sees it',
  (_, form) => {
    const { source, flags } = formOf(form);
    expect(checkSync(source, flags, { checker: 'automaton' }).status).toBe('safe');
  },
);

test('what CVS scrambles is its own inverse, sign by sign', () => {
  const signs = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('');
  expect(openCvs(openCvs(signs)!)).toBe(signs);
});

test.each(['', 'A35C', 'A35CFF', 'A35E'])('WinSCP: %j is cut off', (text) => {
  expect(openWinScp(text)).toBeUndefined();
});

test.each(['', '====', '_w=='])('{xor}: %j is none', (text) => {
  expect(openXor(text)).toBeUndefined();
});

// As the programs print them for these words.
test.each([
  ['Apache Hop', openKettle, '2be98afc86aa7f2e4cb79ce10df90acde', 'abcd'],
  ['Jetty', openJetty, '1w8t1tvf1w261w8v1w1c1tvn1w8x', 'letmein'],
  ['JetBrains', openJetBrains, 'dff9dfdfdfdadfcfdfd8', 'Super'],
])('%s: its form is opened', (_, open, text, password) => {
  expect(open(text)).toBe(password);
});

test('Jetty: a form in which one sum was changed is none', () => {
  expect(openJetty('1w8t1tvf1w261w8v1w1c1tvn1w8z')).toBeUndefined();
});
