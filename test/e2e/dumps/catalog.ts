import { aesPrograms } from './producers/aes.ts';
import { boringssl } from './producers/boringssl.ts';
import { bearssl, mbedtlsPsa, nettle, wolfssl } from './producers/c-libraries.ts';
import { postgresql } from './producers/databases.ts';
import { deno } from './producers/deno.ts';
import { dropbear } from './producers/dropbear.ts';
import { erlang } from './producers/erlang.ts';
import { gnutlsServer } from './producers/gnutls.ts';
import { goServer } from './producers/go.ts';
import { gpgAgent } from './producers/gpg-agent.ts';
import { bouncyCastle, javaKeys, javaPublic, javaServer } from './producers/java.ts';
import { libsodium } from './producers/libsodium.ts';
import { exim } from './producers/mail-servers.ts';
import { botan, cryptopp, gnutlsKeys } from './producers/makers-of-keys.ts';
import { mlKem } from './producers/ml-kem.ts';
import { bind, knot } from './producers/name-servers.ts';
import { clients, pythonPublic } from './producers/negatives.ts';
import { nginx } from './producers/nginx.ts';
import { elliptic, nodeHttps, nodePublic } from './producers/node.ts';
import { npmPackages } from './producers/npm-packages.ts';
import { nss } from './producers/nss.ts';
import { ocaml } from './producers/ocaml.ts';
import { sshAgent, sshd } from './producers/openssh.ts';
import { opensslServer } from './producers/openssl-server.ts';
import { php, phpDigits } from './producers/php.ts';
import { pycryptodome, pynacl, python, pythonRsa } from './producers/python.ts';
import { rust } from './producers/rust.ts';
import { apache, haproxy, redis, stunnel } from './producers/web-servers.ts';
import { wine } from './producers/wine.ts';
import type { Scenario } from './scenario.ts';

export const SCENARIOS: readonly Scenario[] = [
  opensslServer,
  nginx,
  apache,
  haproxy,
  stunnel,
  redis,
  postgresql,
  exim,
  bind,
  knot,
  sshd,
  sshAgent,
  dropbear,
  gpgAgent,
  nodeHttps,
  elliptic,
  npmPackages,
  deno,
  python,
  pythonRsa,
  pycryptodome,
  pynacl,
  goServer,
  javaServer,
  bouncyCastle,
  javaKeys,
  gnutlsServer,
  libsodium,
  wolfssl,
  boringssl,
  nss,
  cryptopp,
  botan,
  gnutlsKeys,
  nettle,
  mbedtlsPsa,
  bearssl,
  mlKem,
  rust,
  ocaml,
  php,
  phpDigits,
  erlang,
  wine,
  aesPrograms,
  clients,
  nodePublic,
  pythonPublic,
  javaPublic,
];
