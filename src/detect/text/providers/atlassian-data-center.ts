/**
 * Personal access tokens of Jira, Confluence, Bitbucket and Bamboo on servers of one's own: base64 of twelve digits, a colon and 20 random
 * bytes. Nothing of it stands in every one, so that the name of the product leads to it.
 */
import { keyedRule } from '../keyed-rule.ts';
import { DIGITS } from '../random-text.ts';

export const atlassianDataCenterRules = [
  keyedRule({
    id: 'atlassian-data-center-token',
    provider: 'Atlassian Data Center',
    what: 'personal access token',
    names: ['jira', 'confluence', 'bitbucket', 'bamboo', 'atlassian', '~wiki', 'wiki pat'],
    severity: 'critical',
    shape: {
      // Digits begin with 3, and the colon is 3A.
      source: '[MNO][A-Za-z0-9+/]{15}O[g-v][A-Za-z0-9+/]{26}',
      ...{ least: 44, most: 44, characters: /[A-Za-z0-9+/]/ },
      make: (random) =>
        Buffer.concat([Buffer.from(`${random.text(12, DIGITS)}:`), Buffer.from(random.bytes(20))]).toString('base64'),
    },
    where: 'Personal access tokens of your profile at that server',
    check: ({ secret }) =>
      /^\d{12}:$/.test(Buffer.from(secret, 'base64').subarray(0, 13).toString('latin1')) ? {} : undefined,
  }),
];
