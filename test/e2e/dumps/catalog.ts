import { aesPrograms } from './producers/aes.ts';
import { gnutlsServer } from './producers/gnutls.ts';
import { goServer } from './producers/go.ts';
import { javaPublic, javaServer } from './producers/java.ts';
import { libsodium } from './producers/libsodium.ts';
import { clients, pythonPublic } from './producers/negatives.ts';
import { nginx } from './producers/nginx.ts';
import { nodeHttps, nodePublic } from './producers/node.ts';
import { opensslServer } from './producers/openssl-server.ts';
import { python } from './producers/python.ts';
import type { Scenario } from './scenario.ts';

export const SCENARIOS: readonly Scenario[] = [
  opensslServer,
  nginx,
  nodeHttps,
  python,
  goServer,
  javaServer,
  gnutlsServer,
  libsodium,
  aesPrograms,
  clients,
  nodePublic,
  pythonPublic,
  javaPublic,
];
