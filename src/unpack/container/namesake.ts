/**
 * Namesakes: files that have the name of an archive, or one that ends like it, and are none. For formats that are recognised by name.
 */

/*
 * What systems store next to a file, under its name or one that ends like it:
 *   AppleDouble (RFC 1740), `._x.zip` in archives that macOS made:             0  4  00 05 16 07
 *   what the recycle bin of Windows knows of a deleted file, `$IA1B2C3.zip`:  0  8  its version, 1 or 2
 * And modules of Python that PyInstaller packs, each by itself with zlib, found where it lies, `PYZ-00.pyz`:  0  4  'PYZ', NUL
 * And snapshots of AVA, `x.spec.ts.snap`, whose values lie behind a digest, packed with gzip, found where it lies:  0  14  'AVA Snapshot v'
 */
export function isNamesake(name: string, head: Uint8Array): boolean {
  const first = Buffer.from(head).toString('hex', 0, 8);
  return (
    /^(?:00051607|50595a00|41564120536e6170)/.test(first) ||
    (/(?:^|\/)\$I[^/]*$/.test(name) && /^0[12]0{14}$/.test(first))
  );
}
