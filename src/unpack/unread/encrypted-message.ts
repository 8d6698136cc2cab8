export function encryptedMessage(title: string): string {
  return `${title}: the content is encrypted and cannot be read; scan it before it is encrypted`;
}
