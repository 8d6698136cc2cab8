/** Docker Swarm: the key that unlocks the managers (`SWMKEY-1-`, 32 bytes in base64) and the tokens to join (`SWMTKN-1-`). */
import { prefixedToken } from '../prefixed-token.ts';
import { base64, lowerAlphanumeric } from '../token-parts.ts';

const shared = { provider: 'Docker Swarm', severity: 'high' } as const;

export const dockerSwarmRules = [
  prefixedToken({
    ...shared,
    id: 'docker-swarm-unlock-key',
    title: 'Unlock key of a Docker Swarm',
    advice:
      'Rotate it with `docker swarm unlock-key --rotate`: it opens the keys of the managers, and all secrets of the swarm.',
    prefixes: ['SWMKEY-1-'],
    body: [base64(43)],
  }),
  prefixedToken({
    ...shared,
    id: 'docker-swarm-join-token',
    title: 'Join token of a Docker Swarm',
    advice:
      'Rotate it with `docker swarm join-token --rotate worker` and `… manager`: who joins gets the secrets of what it runs.',
    prefixes: ['SWMTKN-1-'],
    body: [lowerAlphanumeric(50), '-', lowerAlphanumeric(25)],
  }),
];
