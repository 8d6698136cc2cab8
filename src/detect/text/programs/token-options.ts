/** Programs that take a token on their command line, and the text before it, according to their own help. */
import { inAnyCase } from '../rule.ts';
import { EXE, G, OTHERS, type ProgramOption } from './program-option.ts';

/** Options before a word without a name. */
const OPTIONS = String.raw`(?:${G}-[^\s|;\x00]{1,160}){0,6}${G}`;

const SIGN_IN: readonly ProgramOption[] = [
  {
    program: 'vault',
    anchors: ['vault login ', 'bao login '],
    lead: `(?:vault|bao) login${OPTIONS}(?:token=)?`,
    isToken: true,
    example: 'vault login -no-print SECRET\n',
    lookAlike: 'vault login -method=userpass username=app7; vault login $VAULT_TOKEN; vault login to-the-server2',
  },
  {
    program: 'curl',
    anchors: ['--oauth2-bearer'],
    lead: `--oauth2-bearer(?:${G}|=)`,
    isToken: true,
    example: 'curl --oauth2-bearer SECRET https://api.acme-shop.io',
    lookAlike: 'curl --oauth2-bearer "$TOKEN" https://api.acme-shop.io; --oauth2-bearer <token>',
  },
  {
    program: 'http',
    anchors: ['--auth-type bearer', '--auth-type=bearer', '-A bearer '],
    lead: `(?:--auth-type[ =]|-A )bearer${OTHERS}(?:-a|--auth)(?:${G}|=)`,
    isToken: true,
    example: 'http --auth-type bearer --auth SECRET https://api.acme-shop.io',
    lookAlike: 'http -A bearer -a "$TOKEN" https://api.acme-shop.io',
  },
  {
    program: 'login',
    anchors: ['rancher login ', 'doctl auth init ', 'cargo login '],
    lead: `(?:cargo login${OPTIONS}|(?:rancher login|doctl auth init)${OTHERS}-t${G})`,
    isToken: true,
    example: 'rancher login https://r.acme-shop.io -t SECRET --context a',
    lookAlike: 'cargo login --registry acme; cargo login your-token; rancher login https://r.acme-shop.io -t $T',
  },
  {
    program: 'agent',
    anchors: ['agent.jar', 'slave.jar', 'gitlab-runner register '],
    lead: String.raw`(?:(?:agent|slave)\.jar["']?${OTHERS}-secret|gitlab-runner register${OTHERS}-r)${G}`,
    isToken: true,
    example: 'java -jar agent.jar -url https://ci.acme-shop.io -secret SECRET -name a',
    lookAlike: 'java -jar agent.jar -url https://ci.acme-shop.io -secret @secret-file -name a; -secret $JENKINS_SECRET',
  },
  {
    program: 'veracode',
    anchors: ['-vkey '],
    lead: `-vkey${G}`,
    isToken: true,
    example: 'java -jar vosp-api-wrapper.jar -action compositescan -vid a -vkey SECRET -appname shop',
    lookAlike: 'java -jar vosp-api-wrapper.jar -vid $VERACODE_ID -vkey $VERACODE_KEY; -vkey <key>',
  },
  {
    program: 'ngrok',
    anchors: ['ngrok authtoken ', 'add-authtoken '],
    lead: `(?:ngrok |add-)authtoken${G}`,
    isToken: true,
    example: 'ngrok config add-authtoken SECRET\n',
    lookAlike: 'ngrok authtoken $NGROK_TOKEN; ngrok authtoken <your_token>',
  },
];

const SETTINGS: readonly ProgramOption[] = [
  {
    program: 'npm',
    anchors: ['npm config set ', 'pnpm config set ', 'npm set //', 'yarn config set ', 'npm set "//', "npm set '//"],
    // With an equals sign, it is a setting like any other.
    lead: String.raw`(?:p?npm (?:config )?|yarn config )set${OPTIONS}\\?["']?[^\s=|;"'\x00]{0,160}(?:_auth(?:Token)?|_password|[aA]uth(?:Token|Ident))\\?["']?${G}`,
    isToken: true,
    example: 'npm config set //npm.acme-shop.io/:_authToken SECRET\n',
    lookAlike: `npm config set //npm.acme-shop.io/:_authToken \${NPM_TOKEN}; npm config set registry https://npm.acme-shop.io`,
  },
  {
    program: 'composer',
    anchors: ['pypi-token.', 'github-oauth.', 'gitlab-oauth.', 'gitlab-token.'],
    lead: String.raw`(?:pypi-token|github-oauth|gitlab-(?:oauth|token))\.[\w.-]{1,100}["']?${G}`,
    isToken: true,
    example: 'composer config -g github-oauth.github.com SECRET\n',
    lookAlike: 'composer config -g github-oauth.github.com $TOKEN; poetry config pypi-token.pypi my-token',
  },
  {
    program: 'aws configure',
    anchors: ['aws configure set '],
    lead: String.raw`aws configure set${OPTIONS}[\w.-]{0,80}(?:secret_access_key|session_token)${G}`,
    isToken: true,
    example: 'aws configure set aws_secret_access_key SECRET --profile ci',
    lookAlike: 'aws configure set aws_secret_access_key $AWS_SECRET_ACCESS_KEY; aws configure set region eu-west-1',
  },
  {
    program: 'gh',
    takesWord: true,
    anchors: ['gh secret set ', 'glab variable set '],
    lead: `(?:glab variable set${G}[A-Za-z_]\\w{0,80}${G}(?!-)|(?:gh secret|glab variable) set${OTHERS}(?:-[bv](?:${G}|=)?|--(?:body|value)(?:${G}|=)))`,
    isToken: true,
    example: 'gh secret set DEPLOY --body SECRET --repo acme/shop',
    lookAlike: 'gh secret set DEPLOY --body "$TOKEN"; gh secret set DEPLOY < key.txt',
  },
];

const UPLOADS: readonly ProgramOption[] = [
  {
    program: 'push',
    anchors: ['nuget push ', 'nuget.exe push ', 'gem push ', 'netlify deploy ', 'vercel -', 'vercel deploy '],
    lead: `(?:nuget${EXE} push${G}[^\\s|;\x00]{1,160}\\.nupkg["']?${G}(?!-)|nuget${EXE} push${OTHERS}(?:-k|--api-key|-ApiKey)(?:${G}|=)|gem push${OTHERS}(?:-k|--key)(?:${G}|=)|netlify deploy${OTHERS}(?:-a|--auth)(?:${G}|=)|vercel${OTHERS}-t${G})`,
    isToken: true,
    example: 'dotnet nuget push a.nupkg -k SECRET -s https://nuget.acme-shop.io',
    lookAlike: 'dotnet nuget push a.nupkg -k $NUGET_KEY; gem push -k acme-shop-2 a.gem; vercel -t $TOKEN',
  },
  {
    program: 'choco',
    anchors: inAnyCase('choco push ', 'choco apikey ', 'choco setapikey '),
    lead: `choco (?:push|(?:set)?apikey)${OTHERS}(?:-k|--(?:api-?)?key)(?:${G}|=)`,
    ...{ isOfWindows: true, isToken: true },
    example: 'choco apikey -k="SECRET" -s https://push.acme-shop.io',
    lookAlike: 'choco apikey -k $env:CHOCO_KEY -s https://push.acme-shop.io; choco push a.nupkg -k [your_api_key]',
  },
  {
    program: 'codecov',
    anchors: ['codecov -', 'codecov upload', 'codecov do-upload', 'codecovcli ', 'codecov.io/bash'],
    lead: String.raw`codecov(?:cli|\.io/bash["')]{0,2})?${OTHERS}-t${G}`,
    isToken: true,
    example: 'bash <(curl -s https://codecov.io/bash) -t SECRET -F unit',
    lookAlike: 'codecov -t $TOKEN; codecov upload-process -t <token>; bash <(curl -s https://codecov.io/bash) -f a.xml',
  },
  {
    program: 'upload',
    anchors: ['anaconda -t ', 'cloudsmith push ', 'influx write ', 'influx query ', 'influx config create '],
    lead: `(?:anaconda|cloudsmith push|influx (?:write|query|config create))${OTHERS}-[kt]${G}`,
    isToken: true,
    example: 'anaconda -t SECRET upload -u acme a.tar.bz2',
    lookAlike:
      'anaconda -t $ANACONDA_TOKEN upload a.tar.bz2; influx query -t "$TOKEN" -f a.flux; cloudsmith push deb -k a b',
  },
  {
    program: 'az storage',
    anchors: ['--account-key'],
    lead: `--account-key(?:${G}|=)`,
    isToken: true,
    example: 'az storage blob list --account-name acme --account-key SECRET --output table',
    lookAlike: 'az storage blob list --account-name acme --account-key $KEY; --account-key <key>',
  },
];

export const TOKEN_OPTIONS: readonly ProgramOption[] = [...SIGN_IN, ...SETTINGS, ...UPLOADS];
