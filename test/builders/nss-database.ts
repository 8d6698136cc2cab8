/** Writes what NSS keeps in key4.db and key3.db for tests, without the pages around it. Independent of src. */
import { createCipheriv, createHash, createHmac, type JsonWebKey, pbkdf2Sync, randomBytes } from 'node:crypto';
import { integer, octets, oid, sequence } from './der.ts';

export type NssScheme = 'aes' | '3des';

export interface NssStyle {
  readonly password: string;
  readonly scheme: NssScheme;
  readonly iterations?: number;
}

/** A database: its salt, and the secret that its password makes with it. */
export class NssDatabase {
  readonly #style: NssStyle;
  readonly #salt = randomBytes(20);

  constructor(style: NssStyle) {
    this.#style = style;
  }

  /** `metaData` of key4.db: the row that tells whether the password is right. */
  key4Gate(): Buffer {
    return Buffer.concat([Buffer.from('password'), this.#salt, this.value(Buffer.from('password-check'))]);
  }

  /** Pairs of key3.db, data before key. `check` is where the gate begins. */
  key3Gate(): { readonly before: Buffer; readonly check: Buffer; readonly after: Buffer } {
    const salt = randomBytes(20);
    const scheme = Buffer.concat([Buffer.of(0, 11), Buffer.from('2a864886f70d010c050103', 'hex')]);
    const encrypted = this.#tripleDes(salt, Buffer.from('password-check'));
    return {
      before: Buffer.concat([this.#salt, Buffer.from('global-salt')]),
      check: Buffer.concat([Buffer.of(3, 20, 1), salt, scheme, encrypted]),
      after: Buffer.from('password-check\x03Version', 'latin1'),
    };
  }

  /** An encrypted attribute, or an encrypted PrivateKeyInfo. */
  value(plain: Uint8Array): Buffer {
    const { scheme, iterations = 1 } = this.#style;
    const salt = randomBytes(scheme === 'aes' ? 32 : 20);
    if (scheme === '3des') {
      const parameters = sequence(octets(salt), integer(iterations));
      return sequence(sequence(oid('2a864886f70d010c050103'), parameters), octets(this.#tripleDes(salt, plain)));
    }
    const key = pbkdf2Sync(this.#secret(), salt, iterations, 32, 'sha256');
    const iv = octets(randomBytes(14));
    const cipher = createCipheriv('aes-256-cbc', key, iv);
    const prf = sequence(oid('2a864886f70d0209'));
    const pbkdf2 = sequence(oid('2a864886f70d01050c'), sequence(octets(salt), integer(iterations), integer(32), prf));
    const algorithm = sequence(oid('2a864886f70d01050d'), sequence(pbkdf2, sequence(oid('60864801650304012a'), iv)));
    return sequence(algorithm, octets(cipher.update(plain), cipher.final()));
  }

  /** The six private attributes of a row, without the others. */
  rsaValues(jwk: JsonWebKey): Buffer {
    const members = [jwk.d, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi];
    return Buffer.concat(members.map((member) => this.value(Buffer.from(member!, 'base64url'))));
  }

  #secret(): Buffer {
    return createHash('sha1').update(this.#salt).update(this.#style.password).digest();
  }

  #tripleDes(salt: Buffer, plain: Uint8Array): Buffer {
    const key = createHash('sha1').update(this.#secret()).update(salt).digest();
    const hmac = (bytes: Buffer) => createHmac('sha1', key).update(bytes).digest();
    const first = hmac(Buffer.concat([salt, salt]));
    const second = hmac(Buffer.concat([hmac(salt), salt]));
    const made = Buffer.concat([first, second]);
    const cipher = createCipheriv('des-ede3-cbc', made.subarray(0, 24), made.subarray(32));
    return Buffer.concat([cipher.update(plain), cipher.final()]);
  }
}
