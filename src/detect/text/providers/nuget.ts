/** NuGet: keys of the gallery are `oy2` and 43 lower-case letters and digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { lowerAlphanumeric } from '../token-parts.ts';

export const nugetRules = [
  prefixedToken({
    id: 'nuget-api-key',
    title: 'NuGet API key',
    provider: 'NuGet',
    severity: 'critical',
    advice: 'Delete it on the API keys page of the account, and compare the published versions with your releases.',
    prefixes: ['oy2'],
    body: [lowerAlphanumeric(43)],
  }),
];
