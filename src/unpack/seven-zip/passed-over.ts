/** Gap messages for what 7-Zip skips silently. */

/** 7-Zip makes a folder of it and requests no data, so nobody would see what is packed there. */
export function dataOfFolder(format: string, at: number, bytes: number): string {
  return `expected no data of the folder at offset ${at} of the ${format} archive, found ${bytes} bytes, which 7-Zip does not unpack; extract it by itself and scan what comes`;
}

/** 7-Zip does not unpack it without its first part, and says so only where the archive itself is marked as one of several volumes. */
export function continuedFile(at: number): string {
  return `expected a file that begins at offset ${at} of the RAR archive, found the rest of one that begins in another volume; put the volumes together to have it scanned`;
}

/** 7-Zip passes over it: no reader has a use for data of a kind that it does not know. */
export function dataOfStranger(at: number, bytes: number): string {
  return `expected a block of a known kind at offset ${at} of the RAR archive, found one of another kind with ${bytes} bytes of data, which 7-Zip does not unpack; they are scanned as is`;
}
