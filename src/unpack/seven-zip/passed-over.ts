/** What 7-Zip passes over without a word, as gaps tell of it. */

/** 7-Zip makes a folder of it and asks for no data: what is packed there is seen by nobody. */
export function dataOfFolder(format: string, at: number, bytes: number): string {
  return `expected no data of the folder at offset ${at} of the ${format} archive, found ${bytes} bytes, which 7-Zip does not unpack; extract it by itself and scan what comes`;
}

/** Without what came before it 7-Zip does not unpack it, and says so only where the archive itself says that it is one of many volumes. */
export function continuedFile(format: string, at: number): string {
  return `expected a file that begins at offset ${at} of the ${format} archive, found the rest of one that begins in another volume; put the volumes together to have it scanned`;
}
