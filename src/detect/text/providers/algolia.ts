/** Algolia: keys of 32 hex digits. A search-only key is public by design; which one it is shows in what stands around it. */
import type { Candidate } from '../rule.ts';
import { servicesOf } from '../services.ts';
import { lowerCase } from '../shape.ts';

/** Around a search key, as DocSearch and InstantSearch are set up. */
const SEARCH = /(?<!algolia)search[_-]?(?:only[_-]?)?(?:api[_-]?)?key|indexName|docsearch/i;

export const algoliaRules = servicesOf([
  [
    'algolia',
    'Algolia',
    lowerCase(32),
    {
      where: 'Settings, API Keys of Algolia',
      check: ({ window }: Candidate) =>
        SEARCH.test(window) ? { confidence: 'low', severity: 'low', facts: { isSearchKey: true } } : {},
    },
  ],
]);
