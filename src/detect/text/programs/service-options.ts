/** Programs of clouds, clusters and systems, and tests of these, that take a password, and the option before it. */
import { inAnyCase } from '../rule.ts';
import { G, OTHERS, type ProgramOption, USER } from './program-option.ts';

/** `--set a.host=db1,a.password=`. */
const SET_BEFORE = String.raw`(?:[^\s=,"'|;\x00]{1,100}=[^\s,|;\x00]{0,60},){0,8}`;
/** Keys of a Kubernetes secret whose values are not secret. */
const PUBLIC_KEY = '(?:user|login|host|name|email|db|database|port|url|region|endpoint|server|bucket)';

/** A path in a key-value store whose last word names a secret: `shop/db_password`. */
const SECRET_PATH = String.raw`["']?[\w./:-]{0,100}(?:[pP]assword|PASSWORD|[pP]asswd|[sS]ecret|SECRET|[tT]oken|TOKEN|[aA]pi[_-]?[kK]ey|API_KEY)["']?${G}`;

const CLUSTERS: readonly ProgramOption[] = [
  {
    program: 'kubectl',
    anchors: ['--docker-password'],
    lead: `--docker-password(?:${G}|=)`,
    example: 'kubectl create secret docker-registry r --docker-username=app --docker-password=SECRET -n a',
    lookAlike: 'kubectl create secret docker-registry r --docker-password=$TOKEN; --docker-password=DOCKER_PASSWORD',
  },
  {
    program: 'kubectl',
    anchors: ['create secret generic ', 'edit add secret '],
    lead: String.raw`(?:create secret generic|edit add secret)${OTHERS}--from-literal(?:${G}|=)\\?["']?(?!${PUBLIC_KEY})[\w.-]{1,100}=`,
    chosen: 'low',
    example: 'kubectl create secret generic db --from-literal=username=app --from-literal=k=SECRET -n a',
    lookAlike: 'kubectl create secret generic db --from-literal=k="$PASSWORD"; --from-literal=k={{k}}',
  },
  {
    program: 'helm',
    anchors: ['--set ', '--set=', '--set-string '],
    lead: String.raw`--set(?:-string)?(?:${G}|=)\\?["']?${SET_BEFORE}[\w.[\]-]{0,80}(?:[pP]assword|[pP]asswd|[pP]assphrase)=`,
    end: ',',
    example: 'helm install a b --set auth.user=app,auth.rootPassword=SECRET,auth.database=orders',
    lookAlike: 'helm install a b --set auth.rootPassword=$DB_PASSWORD,auth.database=orders',
  },
  {
    program: 'login',
    anchors: [
      ...[
        'argocd login ',
        'argocd account ',
        'crane auth login ',
        'az acr login ',
        'az sql ',
        'eas login ',
        'expo login ',
      ],
      ...[
        'gcloud sql users ',
        'cognito-idp ',
        'jf c ',
        'jf config ',
        'jf rt ',
        'jfrog ',
        'npm login ',
        'fastlane match ',
      ],
    ],
    lead: `(?:argocd (?:login|account)|crane auth login|az (?:acr login|sql)|e(?:as|xpo) login|gcloud sql users|cognito-idp|jf (?:c|config|rt)|jfrog|npm login|fastlane match)${OTHERS}(?:-p${G}|--(?:current-|new-)?password(?:${G}|=))`,
    example: 'argocd login cd.acme-shop.io --username admin --password SECRET --grpc-web',
    lookAlike: 'argocd login cd.acme-shop.io --username admin --password $ARGOCD_PASSWORD; az sql db list -p x',
  },
];

const STORES: readonly ProgramOption[] = [
  {
    program: 'aws',
    anchors: ['--secret-string', 'put-parameter '],
    lead: String.raw`(?:--secret-string(?:${G}|=)|put-parameter(?=[^\x00|;]{0,600}SecureString)${OTHERS}--value(?:${G}|=))`,
    example: 'aws ssm put-parameter --name /shop/db --type SecureString --value SECRET --overwrite',
    lookAlike:
      'aws ssm put-parameter --name /shop/db --type String --value a1b2c3d4e5; aws secretsmanager create-secret --name a --secret-string file://a.json',
  },
  {
    program: 'az keyvault',
    anchors: ['keyvault secret set '],
    lead: `keyvault secret set${OTHERS}--value(?:${G}|=)`,
    example: 'az keyvault secret set --vault-name acme --name db --value SECRET --output none',
    lookAlike: 'az keyvault secret set --vault-name acme --name db --value $VALUE',
  },
  {
    // Also in the environments of its containers: `ETCDCTL_USER=root:…`
    program: 'etcdctl',
    takesWord: true,
    anchors: ['etcdctl ', 'ETCDCTL_USER=', 'ETCDCTL_USER: '],
    lead: `(?:etcdctl${OTHERS}(?:--user(?:${G}|=)${USER}:|put${G}${SECRET_PATH})|ETCDCTL_USER(?:=|: )${USER}:)`,
    example: 'etcdctl --endpoints https://db1:2379 --user root:SECRET get --prefix /',
    lookAlike: 'etcdctl --user root:$ETCD_PASSWORD get a; etcdctl put /shop/db_password "$PW1"; ETCDCTL_USER=root:$PW1',
  },
  {
    program: 'consul',
    anchors: ['consul kv put '],
    lead: String.raw`consul kv put(?:${G}-[^\s|;\x00]{1,100}){0,6}${G}${SECRET_PATH}(?!["']?@)`,
    example: 'consul kv put -cas shop/db_password SECRET\n',
    lookAlike:
      'consul kv put shop/db_password "$DB_PASSWORD"; consul kv put shop/db_password @file; consul kv put shop/region eu-west1',
  },
  {
    program: 'dotnet user-secrets',
    anchors: ['user-secrets set '],
    lead: String.raw`user-secrets set(?:${G}--?[a-z][^\s|;\x00]{1,100}){0,4}${G}["']?[\w.:-]{0,80}(?:[pP]assword|[pP]wd|[sS]ecret|[kK]ey|[tT]oken)["']?${G}`,
    example: 'dotnet user-secrets set "Smtp:Password" SECRET --project src/Shop',
    lookAlike:
      'dotnet user-secrets set "Smtp:Password" "$PW1"; dotnet user-secrets set "Smtp:Password" "<password>"; dotnet user-secrets set "Smtp:Host" mx1.acme-shop.io',
  },
  {
    program: 'pulumi',
    anchors: ['pulumi config set '],
    lead: String.raw`pulumi config set(?=[^\r\n]{0,300}--secret)(?:${G}--[^\s|;\x00]{1,80}){0,4}${G}["']?\w[\w:.[\]-]{0,80}["']?${G}`,
    example: 'pulumi config set --secret dbPassword SECRET\n',
    lookAlike: 'pulumi config set --secret dbPassword $DB_PASSWORD; pulumi config set region eu-west1',
  },
  {
    program: 'secrets set',
    takesWord: true,
    anchors: [
      ...['fly secrets set ', 'flyctl secrets set ', 'supabase secrets set '],
      ...['infisical secrets set ', 'doppler secrets set '],
    ],
    lead: `(?:fly|flyctl|supabase|infisical|doppler) secrets set${OTHERS}["']?(?!${PUBLIC_KEY.toUpperCase()})[A-Z][A-Z0-9_]{0,60}=`,
    chosen: 'low',
    example: 'fly secrets set SMTP=SECRET -a shop',
    lookAlike: 'fly secrets set SMTP=$SMTP_PASSWORD',
  },
  {
    program: 'ansible-vault',
    anchors: ['encrypt_string ', 'rclone obscure '],
    lead: `(?:encrypt_string${OTHERS}|rclone obscure${G})`,
    example: 'rclone obscure SECRET\n',
    lookAlike: 'ansible-vault encrypt_string --stdin-name db; rclone obscure "$PASSWORD"; rclone obscure -',
  },
];

const SYSTEMS: readonly ProgramOption[] = [
  {
    program: 'openssl passwd',
    anchors: ['openssl passwd ', 'mkpasswd '],
    // Options with a value of their own must be read together with it. Not an element of a configuration: `<mkpasswd
    // operonly="yes">` of InspIRCd.
    lead: String.raw`(?<!<)(?:openssl passwd|mkpasswd)(?:${G}(?:-(?:salt|in|m|S|P|R|-method|-salt|-rounds)${G}[^\s|;\x00]{1,64}|-(?!(?:salt|in|m|S|P|R)[ \t])[\w=-]{1,24})){0,5}${G}`,
    end: ')',
    example: 'useradd -m -p $(openssl passwd -6 -salt acme SECRET) deploy',
    lookAlike:
      'openssl passwd -6 -stdin < a; mkpasswd -m sha-512 $PASSWORD; openssl passwd -1 "$PASS"; <mkpasswd operonly="yes">',
  },
  {
    // It requires a hash there, yet histories and process lists contain passwords.
    program: 'useradd',
    anchors: ['useradd ', 'usermod '],
    lead: `user(?:add|mod)${OTHERS}(?:-p${G}|--password(?:${G}|=))`,
    chosen: 'low',
    example: 'useradd -m -s /bin/bash -p SECRET deploy',
    lookAlike: 'useradd -m -p "$HASH" deploy; useradd -r -s /bin/false -p \'*\' app',
  },
  {
    program: 'http',
    anchors: ['http -', 'https -', 'http POST ', 'http GET ', 'http PUT ', 'xh -'],
    lead: `(?:https?|xh)(?:${G}[A-Z]{3,6})?${OTHERS}(?:-a|--auth)(?:${G}|=)${USER}:`,
    example: 'http -a app:SECRET https://api.acme-shop.io',
    lookAlike: 'http -a app:$PASSWORD https://api.acme-shop.io',
  },
  {
    program: 'aria2c',
    anchors: ['--http-passwd', '--ftp-passwd', 'qpdf -'],
    lead: `(?:--(?:http|ftp)-passwd(?:${G}|=)|qpdf${OTHERS}(?:--password=|--encrypt${G}(?:(?:""|'')${G})?(?!-)))`,
    example: 'aria2c --http-user=app --http-passwd=SECRET https://a.acme-shop.io/a.zip',
    lookAlike: 'aria2c --http-passwd=$PASS https://a.acme-shop.io/a.zip; qpdf --encrypt "$PW" "$PW" 256 -- a.pdf b.pdf',
  },
  {
    program: 'mysqlsh',
    anchors: ['mysqlsh '],
    lead: String.raw`mysqlsh${OTHERS}(?:--uri(?:${G}|=))?\\?["']?[\w.-]{1,64}:(?=[^\s@]{3,64}@)`,
    end: '@',
    example: 'mysqlsh --uri app:SECRET@db1:3306',
    lookAlike: 'mysqlsh --uri app@db1:3306; mysqlsh app:$PASSWORD@db1',
  },
  {
    // WPA takes 8 characters and more (IEEE 802.11, J.4.1); its programs' manuals write `wpa_passphrase follows the …`.
    program: 'nmcli',
    anchors: ['nmcli ', 'wpa_passphrase '],
    lead: String.raw`(?:nmcli${G}[^\s|;\x00]{1,160}${OTHERS}(?:password|[\w.-]{0,40}\.psk)|wpa_passphrase${G}(?!\\?-[ \t])(?:"[^"\n]{1,32}"|[^\s"|;\x00]{1,32})(?=${G}[^\s]{8}))${G}`,
    example: 'nmcli dev wifi connect acme password SECRET\n',
    lookAlike:
      'nmcli dev wifi connect acme password "$PSK"; wpa_passphrase acme < psk; editing in nmcli password prompts7.\n# wpa_passphrase follows the7 WPA-PSK constraints\nwpa_passphrase \\- Generate7 a WPA PSK\n',
  },
];

const WINDOWS: readonly ProgramOption[] = [
  {
    program: 'dsadd',
    anchors: inAnyCase('dsadd user ', 'dsmod user '),
    lead: `ds(?:add|mod) user${OTHERS}-pwd${G}`,
    isOfWindows: true,
    example: 'dsadd user "cn=app,dc=acme" -samid app -pwd SECRET -disabled no',
    lookAlike: 'dsadd user "cn=app,dc=acme" -pwd *; dsmod user "cn=app,dc=acme" -pwd %PW%',
  },
  {
    program: 'evil-winrm',
    anchors: ['evil-winrm ', 'crackmapexec ', 'netexec ', 'nxc smb '],
    lead: `(?:evil-winrm|crackmapexec|netexec|nxc smb)${OTHERS}-p${G}`,
    example: 'evil-winrm -i web1 -u ops -p SECRET -s scripts',
    lookAlike: 'evil-winrm -i web1 -u ops -p "$PASS"; crackmapexec smb web1 -u users.txt -p /tmp/pw1.txt',
  },
  {
    program: 'impacket',
    anchors: ['impacket-', 'secretsdump.py ', 'wmiexec.py ', 'smbexec.py ', 'psexec.py '],
    lead: String.raw`(?:impacket-\w{3,24}|\w{3,12}\.py)${OTHERS}\\?["']?[\w.-]{1,64}/[\w.$-]{1,64}:(?=[^\s@]{3,64}@)`,
    end: '@',
    example: 'impacket-secretsdump acme/ops:SECRET@web1',
    lookAlike: 'impacket-secretsdump acme/ops@web1; impacket-psexec acme/ops:$PASS@web1',
  },
];

export const SERVICE_OPTIONS: readonly ProgramOption[] = [...CLUSTERS, ...STORES, ...SYSTEMS, ...WINDOWS];
