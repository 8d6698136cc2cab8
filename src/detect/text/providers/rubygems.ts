/** RubyGems: `rubygems_` and 48 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const rubygemsRules = [
  prefixedToken({
    id: 'rubygems-api-key',
    title: 'RubyGems API key',
    provider: 'RubyGems',
    severity: 'critical',
    advice: 'Delete it in the profile (API keys), and compare the published versions with your releases.',
    prefixes: ['rubygems_'],
    body: [hex(48)],
  }),
];
