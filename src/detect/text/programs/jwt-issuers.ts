/** The issuer of a JWT according to its claims, and what the token means to someone who finds it in an artifact. */
import type { FactRecord } from '../../../model/finding.ts';
import type { Severity } from '../../../model/severity.ts';
import { type Claims, textClaim } from '../jwt-claims.ts';

export interface Issuer {
  readonly provider: string;
  readonly title: string;
  readonly severity: Severity;
  readonly facts?: FactRecord;
}

/** `host` is that of the claim `iss` if it is a URL, else the claim itself; lower case. */
type Reader = (host: string, claims: Claims) => Issuer | 'public' | undefined;

const READERS: readonly Reader[] = [actionsRuntime, actionsOidc, kubernetes, supabase, gitlab, byHost];

/** @returns 'public' for a token that its issuer gives to everyone, undefined for an unknown issuer */
export function readIssuer(claims: Claims): Issuer | 'public' | undefined {
  const host = issuerHost(claims);
  for (const read of READERS) {
    const issuer = read(host, claims);
    if (issuer !== undefined) return issuer;
  }
  return undefined;
}

function issuerHost(claims: Claims): string {
  const issuer = textClaim(claims, 'iss') ?? '';
  const host = /^https?:\/\/([^/?#]+)/.exec(issuer)?.[1] ?? issuer;
  return host.toLowerCase();
}

/** Only those of `names` that are present, as text. */
function factsOf(claims: Claims, names: Readonly<Record<string, string>>): FactRecord {
  const found = Object.entries(names).map(([fact, claim]) => [fact, textClaim(claims, claim)] as const);
  return Object.fromEntries(found.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}

/** ACTIONS_RUNTIME_TOKEN and ACTIONS_ID_TOKEN_REQUEST_TOKEN: the scope lists what the runner may do. */
function actionsRuntime(host: string, claims: Claims): Issuer | undefined {
  const scope = textClaim(claims, 'scp') ?? '';
  if (host !== 'vstoken.actions.githubusercontent.com' && !/(?:^| )Actions\.[A-Z]/.test(scope)) return undefined;
  return {
    provider: 'GitHub Actions',
    title: scope.includes('Actions.GenerateIdToken')
      ? 'Token with which a GitHub Actions job asks for OIDC tokens'
      : 'Runtime token of a GitHub Actions job (cache, artifacts)',
    severity: 'high',
  };
}

/** `token.actions.githubusercontent.com`; `HOST/_services/token` on an Enterprise Server. */
function actionsOidc(host: string, claims: Claims): Issuer | undefined {
  const isServer = (textClaim(claims, 'iss') ?? '').endsWith('/_services/token');
  if (host !== 'token.actions.githubusercontent.com' && !isServer) return undefined;
  return {
    provider: 'GitHub Actions',
    title: 'GitHub Actions OIDC token',
    severity: 'high',
    facts: factsOf(claims, { repository: 'repository', ref: 'ref' }),
  };
}

/** `kubernetes/serviceaccount` issues tokens that live as long as their Secret; bound ones have claims in an object. */
function kubernetes(host: string, claims: Claims): Issuer | undefined {
  const bound = Object.hasOwn(claims, 'kubernetes.io') ? claims['kubernetes.io'] : undefined;
  const isBound = typeof bound === 'object' && bound !== null;
  if (host !== 'kubernetes/serviceaccount' && !isBound) return undefined;
  const namespace = isBound
    ? factsOf(bound as Claims, { namespace: 'namespace' })
    : factsOf(claims, {
        namespace: 'kubernetes.io/serviceaccount/namespace',
        serviceAccount: 'kubernetes.io/serviceaccount/service-account.name',
      });
  return {
    provider: 'Kubernetes',
    title: 'Kubernetes service account token',
    severity: Object.hasOwn(claims, 'exp') ? 'high' : 'critical',
    facts: namespace,
  };
}

/** An `anon` key is meant for web pages; `supabase-demo` signs the keys of every local installation. */
function supabase(host: string, claims: Claims): Issuer | 'public' | undefined {
  if (host === 'supabase-demo') return 'public';
  const role = textClaim(claims, 'role');
  if (host !== 'supabase' || role === undefined) return undefined;
  const isService = role === 'service_role';
  return {
    provider: 'Supabase',
    title: isService ? 'Supabase service_role key' : 'Supabase key that is meant for clients',
    severity: isService ? 'critical' : 'low',
    facts: { role, ...factsOf(claims, { project: 'ref' }) },
  };
}

/** ID tokens of CI jobs, of gitlab.com and of any other instance. */
function gitlab(_host: string, claims: Claims): Issuer | undefined {
  if (textClaim(claims, 'namespace_path') === undefined || textClaim(claims, 'project_path') === undefined)
    return undefined;
  return {
    provider: 'GitLab CI',
    title: 'GitLab CI ID token',
    severity: 'medium',
    facts: factsOf(claims, { repository: 'project_path', ref: 'ref' }),
  };
}

/** Host of the issuer (the whole, or its end if it begins with a dot), provider, title. */
const HOSTS: readonly (readonly [host: string, provider: string, title: string])[] = [
  ['sts.windows.net', 'Microsoft Entra', 'Microsoft Entra access token'],
  ['login.microsoftonline.com', 'Microsoft Entra', 'Microsoft Entra token'],
  ['accounts.google.com', 'Google', 'Google ID token'],
  ['securetoken.google.com', 'Firebase', 'Firebase user token'],
  ['.amazonaws.com', 'AWS', 'AWS Cognito or workload token'],
  ['oidc.circleci.com', 'CircleCI', 'CircleCI OIDC token'],
  ['.auth0.com', 'Auth0', 'Auth0 token'],
  ['.okta.com', 'Okta', 'Okta token'],
  ['appleid.apple.com', 'Apple', 'Sign in with Apple token'],
  ['vstoken.dev.azure.com', 'Azure DevOps', 'Azure DevOps token'],
  ['app.terraform.io', 'HCP Terraform', 'HCP Terraform workload token'],
  ['agent.buildkite.com', 'Buildkite', 'Buildkite OIDC token'],
];

function byHost(host: string, claims: Claims): Issuer | undefined {
  const row = HOSTS.find(([name]) => (name.startsWith('.') ? host.endsWith(name) : host === name));
  if (row === undefined) return undefined;
  return { provider: row[1], title: row[2], severity: 'medium', facts: factsOf(claims, { tenant: 'tid' }) };
}
