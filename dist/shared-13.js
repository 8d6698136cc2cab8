// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);

// src/model/memory.ts
var NO_MEMORY = { peek: () => void 0 };

// src/detect/text/checksum.ts
import { crc32 } from "node:zlib";
var BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
function crc32Base62(text) {
  let rest = crc32(text);
  let digits = "";
  while (digits.length < 6) {
    digits = BASE62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
function crc32Base36(text) {
  return crc32(text).toString(36).padStart(7, "0");
}
function crc32Hex(text) {
  return crc32(text).toString(16).padStart(8, "0");
}
function crc32Base64(text) {
  return littleEndian(text).toString("base64").slice(0, 6);
}
function crc32HexLittleEndian(text) {
  return littleEndian(text).toString("hex");
}
function littleEndian(text) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(crc32(text));
  return bytes;
}
function endsWithCrc32Base62(text) {
  return text.slice(-6) === crc32Base62(text.slice(0, -6));
}

export {
  NO_MEMORY,
  crc32Base62,
  crc32Base36,
  crc32Hex,
  crc32Base64,
  crc32HexLittleEndian,
  endsWithCrc32Base62
};
