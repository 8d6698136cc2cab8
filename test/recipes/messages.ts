import { office } from './office.ts';
import { type Recipe, sealed } from './recipe.ts';

/** A key ring of its own, with one key to sign and to encrypt with. */
const KEY = `export GNUPGHOME=$work/g; mkdir -m700 $GNUPGHOME
gpg -q --batch --passphrase '' --quick-gen-key 'N <n@example.org>' rsa2048 sign,encr
`;
const gpg = (file: string, run: string): Recipe =>
  sealed(file, 'gnupg', `${KEY}gpg -q --batch --trust-model always ${run}`);
const PASSWORD = '--pinentry-mode loopback --passphrase plover';
const CERTIFICATE = 'openssl req -x509 -newkey rsa:2048 -nodes -keyout k -out c -subj /CN=n -days 9 2> log; ';

const message = (file: string, opens: string, run: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file, opens: opens.split(' '), by: 'gnupg' },
  run: `${KEY}gpg -q --batch ${run}`,
  ...more,
});

/** Encrypted files, and messages that are only signed. */
export const messages: readonly Recipe[] = [
  sealed('encrypted-age.age', 'age', 'age-keygen -o k 2> log; age -r "$(age-keygen -y k)" -o "$out" note.txt'),
  sealed(
    'encrypted-age-armour.age',
    'age',
    'age-keygen -o k 2> log; age -a -r "$(age-keygen -y k)" -o "$out" note.txt',
  ),
  sealed(
    'encrypted-firefox-cache.entry',
    'firefox-esr',
    '/usr/bin/python3 "$recipes/programs/browser-cache.py" firefox encrypted "$out"',
  ),
  sealed('encrypted-openssl-enc.enc', 'openssl', 'openssl enc -aes-256-cbc -pbkdf2 -k plover -in note.txt -out "$out"'),
  sealed(
    'encrypted-openssl-enc-base64.txt',
    'openssl',
    'openssl enc -a -aes-256-cbc -pbkdf2 -k plover -in note.txt -out "$out"',
    { opens: ['base64'], gaps: [{ path: '!/*', code: 'encrypted' }] },
  ),
  gpg('encrypted-gpg-password.gpg', `${PASSWORD} -c -o "$out" note.txt`),
  gpg('encrypted-gpg-password.asc', `${PASSWORD} -a -c -o "$out" note.txt`),
  gpg('encrypted-gpg-recipient.gpg', '-r n@example.org -e -o "$out" note.txt'),
  gpg('encrypted-gpg-recipient.asc', '-r n@example.org -a -s -e -o "$out" note.txt'),
  sealed(
    'encrypted-luks-1.img',
    'cryptsetup-bin',
    'truncate -s 3M "$out"; echo -n plover | cryptsetup luksFormat -q --type luks1 --pbkdf-force-iterations 1000 "$out" -; dd if=/dev/zero of="$out" bs=4k seek=1 count=760 conv=notrunc',
    { packed: true, note: 'The key slots are overwritten with zeros.' },
  ),
  sealed(
    'encrypted-luks-2.img',
    'cryptsetup-bin',
    'truncate -s 2M "$out"; echo -n plover | cryptsetup luksFormat -q --type luks2 --pbkdf pbkdf2 --pbkdf-force-iterations 1000 --luks2-metadata-size 16k --luks2-keyslots-size 256k --offset 2048 "$out" -; dd if=/dev/zero of="$out" bs=4k seek=8 count=80 conv=notrunc',
    { packed: true, note: 'The key slots are overwritten with zeros.' },
  ),
  sealed(
    'encrypted-git-crypt.bin',
    'git-crypt',
    `git init -q r; cd r; git-crypt init > log; echo '*.txt filter=git-crypt' > .gitattributes; cp ../note.txt .; git add note.txt; git cat-file blob :note.txt > "$out"`,
  ),
  sealed(
    'encrypted-keepass.kdbx',
    'keepassxc-minimal',
    `printf 'plover\\nplover\\n' | QT_QPA_PLATFORM=offscreen keepassxc-cli db-create -q -p -t 100 "$out"`,
  ),
  sealed(
    'encrypted-ansible-vault.yml',
    'ansible-core',
    'echo plover > p; ansible-vault encrypt --vault-password-file p --output "$out" note.txt',
    { opens: ['hex'] },
  ),
  sealed(
    'encrypted-rclone.bin',
    'rclone',
    'mkdir d; export RCLONE_CONFIG=$work/c; : > $RCLONE_CONFIG; rclone config create c crypt remote=$PWD/d password=$(rclone obscure plover) > log; rclone copyto note.txt c:note.txt; cp d/* "$out"',
  ),
  sealed(
    'encrypted-scrypt.bin',
    'scrypt',
    'echo plover > p; scrypt enc --passphrase file:p --logN 10 -r 8 -p 1 note.txt "$out"',
  ),
  sealed('encrypted-mcrypt.bin', 'mcrypt', 'mcrypt -q -k plover < note.txt > "$out"'),
  ...['zip', 'blowfish2', 'xchacha20'].map((method) =>
    sealed(
      `encrypted-vim-${method}.txt`,
      'vim',
      `vim -n -u NONE -es -c "set cm=${method}" -c "set key=plover" -c "w! $out" -c q note.txt < /dev/null`,
    ),
  ),
  sealed(
    'encrypted-electrum',
    'electrum',
    'HOME=$work electrum create --offline -D d --password plover > log; cp d/wallets/default_wallet "$out"',
  ),
  sealed(
    'encrypted-restic.json',
    'restic',
    `export RESTIC_PASSWORD=plover HOME=$work; restic -q -r r init; sed -E 's/"(username|hostname|salt|data)":"[^"]*"/"\\1":""/g' r/keys/* > "$out"`,
    {
      note: 'The repository beside it is encrypted: it must be a gap. Its salt, its key and the name of the machine are left out.',
    },
  ),
  sealed(
    'encrypted-gocryptfs.conf',
    'gocryptfs',
    `echo plover > p; mkdir d; gocryptfs -init -q -scryptn 10 -passfile p d; sed -E 's/"(EncryptedKey|Salt)": "[^"]*"/"\\1": ""/' d/gocryptfs.conf > "$out"`,
    { note: 'The folder beside it is encrypted: it must be a gap. Its salt and its key are left out.' },
  ),
  sealed('encrypted-cms.p7m', 'openssl', `${CERTIFICATE}openssl cms -encrypt -outform DER -in note.txt -out "$out" c`),
  sealed(
    'encrypted-cms-streamed.p7m',
    'openssl',
    `${CERTIFICATE}openssl cms -encrypt -stream -aes-128-gcm -outform DER -in note.txt -out "$out" c`,
    { note: 'BER, AuthEnvelopedData.' },
  ),
  sealed('encrypted-cms.pem', 'openssl', `${CERTIFICATE}openssl cms -encrypt -outform PEM -in note.txt -out "$out" c`, {
    opens: ['base64'],
  }),
  sealed(
    'encrypted-mail.eml',
    'openssl',
    `${CERTIFICATE}openssl smime -encrypt -from a@example.org -to b@example.org -subject note -in note.txt -out "$out" c`,
    { opens: ['base64'] },
  ),
  ...office,
  sealed(
    'encrypted-rails-credentials.yml.enc',
    'ruby-activesupport',
    `ruby -e 'require "active_support"; require "active_support/encrypted_file"
File.write("k", ActiveSupport::EncryptedFile.generate_key)
ActiveSupport::EncryptedFile.new(content_path: ENV["out"], key_path: "k", env_key: "K", raise_if_missing_key: true).write(File.read("note.txt"))'`,
  ),
  message('openpgp-signed.gpg', 'openpgp', '-s -o "$out" note.txt', {
    marks: ['!/compressed!/note.txt'],
    unchecked: true,
  }),
  message('openpgp-signed-zlib.gpg', 'openpgp', '--compress-algo zlib -s -o "$out" note.txt', {
    marks: ['!/compressed!/note.txt'],
  }),
  message('openpgp-signed-bzip2.gpg', 'openpgp bzip2', '--compress-algo bzip2 -s -o "$out" note.txt', {
    marks: ['!/compressed!/*!/note.txt'],
  }),
  message('openpgp-signed-plain.gpg', 'openpgp', '-z 0 -s -o "$out" note.txt', { unchecked: true }),
  message('openpgp-stored.gpg', 'openpgp', '--store -o "$out" note.txt', {
    marks: ['!/compressed!/note.txt'],
    unchecked: true,
  }),
  message('openpgp-parts.gpg', 'openpgp', '-z 0 -s -o "$out" < long.txt', {
    marks: ['!/data'],
    unchecked: true,
    note: 'From a pipe: the length of the literal packet comes in parts.',
  }),
  message('openpgp-armour.asc', 'openpgp', '-a -s -o "$out" note.txt', { marks: ['!/compressed!/note.txt'] }),
  message('openpgp-in-mail.txt', 'openpgp', '-a -s -o m note.txt; (cat other.txt m other.txt) > "$out"', {
    marks: ['!/openpgp@*!/compressed!/note.txt'],
  }),
  {
    ...{ file: 'cms-signed-in-pieces.p7m', opens: ['cms-content'], by: 'openssl' },
    run: `${CERTIFICATE}openssl cms -sign -nodetach -binary -stream -md sha256 -signer c -inkey k -outform DER -in long.txt -out "$out"`,
    marks: ['!/content'],
    unchecked: true,
  },
  {
    ...{ file: 'cms-compressed-in-pieces.eml', opens: ['base64', 'cms-content', 'zlib'], by: 'openssl' },
    run: 'openssl cms -compress -binary -stream -in note.txt -out "$out"',
    marks: ['!/*!/content!/*'],
  },
];
