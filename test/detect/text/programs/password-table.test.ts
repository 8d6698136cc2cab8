import { expect, it } from 'vitest';
import { passwordTableRules } from '../../../../src/detect/text/programs/password-table.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { inspectAll } from '../../../support/inspect-all.ts';

const detectors = passwordTableRules.map(ruleDetector);
const found = (text: string) =>
  detectors.flatMap((detector) => inspectAll(detector, new Uint8Array(Buffer.from(text, 'latin1'))));

it.each([
  ['user;pwd\njoe;Sunset!Rain42\nann;letmein9\n', 'medium'],
  ['| User | Password |\n|---|---|\n| joe | Sunset!Rain42 |\n', 'low'],
  ['username,password\r\njoe,test1234\r\n', 'low'],
])('tells of what people chose, and by the kind of table how sure it is: %j', (text, confidence) => {
  expect(found(text)).toMatchObject([{ confidence }]);
});

it.each([
  'user,password\njoe,summer\n',
  'type,password\na,Sunset!Rain42\n',
  'user,password,note\njoe,Sunset!Rain42\n',
  'user,password(joe)\njoe,5f4dcc3b5aa765d61d8327deb882cf99\n',
  'user,password,note\njoe,2024-05-01T10:00:00Z,a\nann,2024-05-02T10:00:00Z,b\n',
  '| Column | Password |\n|---|---|\n| a | varchar(64) |\n',
])('finds none in %j', (text) => {
  expect(found(text)).toEqual([]);
});
