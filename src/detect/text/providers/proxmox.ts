/** Proxmox VE: an API token is written `PVEAPIToken=`, the user and realm, `!`, its name, `=` (or `:` for the backup server) and a UUID. */
import { LOWER, uuidOf } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const proxmoxRules: readonly Rule[] = [
  {
    id: 'proxmox-api-token',
    title: 'Proxmox API token',
    provider: 'Proxmox',
    severity: 'critical',
    confidence: 'high',
    advice: 'Remove the token (Datacenter, Permissions, API tokens).',
    anchors: ['PVEAPIToken=', 'PBSAPIToken=', 'PMGAPIToken='],
    pattern:
      /(?<prefix>P(?:VE|BS|MG)APIToken=)[A-Za-z0-9_.-]{1,40}@[A-Za-z0-9_.-]{1,32}![A-Za-z0-9_.-]{1,40}[=:](?<body>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/,
    maxMatchBytes: 163,
    minBitsPerCharacter: 2.7,
    examples: (random) => {
      const body = uuidOf(random);
      const secret = `PVEAPIToken=root@pam!${random.text(6, LOWER)}=${body}`;
      return [{ text: `Authorization: ${secret}`, secret, hidden: [body] }];
    },
    lookAlikes: () => ['PVEAPIToken=USER@REALM!TOKENID=UUID', 'PVEAPIToken=root@pam!ci='],
  },
];
