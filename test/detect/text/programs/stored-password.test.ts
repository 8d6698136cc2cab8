import { checkSync } from 'recheck';
import { expect, test } from 'vitest';
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
