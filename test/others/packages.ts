/** Packages of Debian, by the names of their sources, whose tests hold archives, broken and sound, or keys in forms of their own. */
export const PACKAGES: readonly string[] = `
libcommons-compress-java golang-1.24 python3.13 e2fsprogs xz-utils lhasa libmspack golang-github-klauspost-compress node-yauzl
qpdf systemd clamav dfvfs plaso libapache-poi-java libpdfbox2-java calligra calibre qemu openssh wolfssl mbedtls botan
gnutls28 nss bouncycastle erlang libgcrypt20 libreswan python-jwcrypto golang-github-go-jose-go-jose putty dropbear paramiko
twisted gnupg2 python-cryptography libewf libvhdi libvmdk libqcow libbde libfsntfs sleuthkit binwalk yara squashfs-tools
squashfs-tools-ng erofs-utils btrfs-progs unar zziplib libzip minizip libzstd lz4 brotli snappy lzo2 lrzip unzip cabextract
msitools gcab libsolv rpm dpkg apt flatpak ostree umoci node-tar python-zstandard ruby-zip haskell-zip-archive rust-tar
rust-zip ruby-net-ssh libssh libssh2 strongswan certbot pyopenssl node-asn1.js node-jose python-ecdsa openvpn krb5 libp11
opensc softhsm2 tpm2-tss tpm2-tools trousers age rust-sequoia-openpgp pgpainless libgpg-error keepassxc pykeepass libsecret
seahorse keyutils cryptsetup pycryptodome nettle libtomcrypt libsodium file libarchive lziprecover node-jszip python-rarfile
diffoscope lbzip2 libcdio pypdf ark golang-github-pierrec-lz4 android-platform-tools-apksig
libarchive-zip-perl pyjks hivex elfutils libimage-exiftool-perl androguard apktool oscrypto golang-go.crypto
golang-github-protonmail-go-crypto perl golang-github-ulikunitz-xz golang-github-dsnet-compress node-pako pdf.js nodejs libvirt
gradle fdroidserver libtasn1-6 dcmtk suricata tarlz plzip libpcap python-biplist libarchive-extract-perl fatcat golang-github-xi2-xz
util-linux exfatprogs dosfstools skopeo python-pyelftools netcdf golang-github-cavaliergopher-rpm kf6-karchive
`
  .trim()
  .split(/\s+/);
