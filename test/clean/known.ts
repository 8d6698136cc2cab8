/** Findings on clean packages that were looked at by eye: what they are. */
export interface Known {
  /** Ids of rules. */
  readonly rules: RegExp;
  /** Of the path below the folder of the packages. */
  readonly path: RegExp;
  /** `true key`: of test data or documents, and printed there on purpose. Anything else is a false alarm, told as it is. */
  readonly reason: string;
}

export const KNOWN: readonly Known[] = [
  {
    rules: /^private-key-|^generic-secret$/,
    path: /@octokit\/(?:openapi-types|plugin-enterprise-rest)\//,
    reason: 'true key: example of the GitHub API, a client secret, a webhook secret and the private key of an app',
  },
  {
    rules: /^json-web-token$/,
    path: /aws-sdk\/.*examples\.json$|@aws-sdk\/client-sso-oidc\//,
    reason:
      'true key: example of the AWS API, ID tokens that ended in 2018 and 2020; their signatures were not checked',
  },
  {
    rules: /^url-password$/,
    path: /socks-proxy-agent\/README\.md$/,
    reason: 'false alarm: an example of a proxy with an account',
  },
  {
    rules: /^generic-secret$/,
    path: /@storybook\/icons\/package\.json$/,
    reason: 'true key: project token of a service for screenshots, in a script',
  },
  {
    rules: /^generic-secret$/,
    path: /\.coveralls\.yml$/,
    reason: 'true key: repo_token of Coveralls, published with the package',
  },
  {
    rules: /^generic-password$/,
    path: /node-forge\/README\.md$/,
    reason: 'true key: seed of an example for Ed25519',
  },
  {
    rules: /^password-hash$/,
    path: /bcrypt(?:js)?\/|@hono\/|openssl_.*man1\/openssl-passwd/,
    reason: 'true key: hash of a test or of a manual page; severity low',
  },
  {
    rules: /^private-key-/,
    path: /openssl_.*\/usr\/bin\/openssl$/,
    reason: 'true key: test keys of `openssl speed`, as the fact testKey says',
  },
  {
    rules: /^private-key-/,
    path: /docker\.io_.*\/usr\/sbin\/dockerd$/,
    reason: "true key: test key of Go's httptest, as the fact testKey says",
  },
  {
    rules: /^generic-password$/,
    path: /golang-.*linux_amd64\/doc$/,
    reason: 'false alarm: words of a Go program that lie next to one another, one of which is PWD=',
  },
  {
    rules: /^wireguard-private-key$/,
    path: /systemd_.*systemd\.netdev/,
    reason: 'true key: example of a manual page',
  },
];
