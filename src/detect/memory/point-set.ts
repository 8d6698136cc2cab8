/** Public points that are known of an image, to compare d·G with. */
import { basePoint, type Curve } from '../proof/ec.ts';
import { keccak256 } from '../proof/keccak256.ts';

/** A place of a point in the form 04 ‖ x ‖ y, or as x and y in Montgomery form. */
export interface PointPlace {
  readonly curve: Curve;
  /** In the image. */
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
}

const CURVE_OF_ADDRESSES = 'secp256k1';

export class PublicPoints {
  /** Ascending, without those in a SubjectPublicKeyInfo, which are surrounded by the rest of a certificate. */
  readonly places: PointPlace[] = [];
  readonly #byCurve = new Map<Curve, Set<string>>();
  readonly #compared = new Set<Curve>();
  readonly #coordinates = new Set<string>();
  readonly #exchanged = new Set<string>();
  readonly #published = new Set<string>();
  #addresses: ReadonlySet<string> = new Set();

  /** Whether there are points to compare every number with. */
  hasAny(curve: Curve): boolean {
    return this.#compared.has(curve);
  }

  /** Whether there is anything to compare numbers of scripts with (script-points.ts). */
  hasOfScripts(curve: Curve): boolean {
    return this.#byCurve.has(curve) || (curve.name === CURVE_OF_ADDRESSES && this.#addresses.size > 0);
  }

  /** @param point uncompressed */
  has(curve: Curve, point: Uint8Array): boolean {
    return this.#byCurve.get(curve)?.has(textOf(point)) === true || this.#hasAddress(curve, point);
  }

  #hasAddress(curve: Curve, point: Uint8Array): boolean {
    if (curve.name !== CURVE_OF_ADDRESSES || this.#addresses.size === 0) return false;
    return this.#addresses.has(Buffer.from(keccak256(point.subarray(1)).subarray(-20)).toString('hex'));
  }

  add(curve: Curve, point: Uint8Array): void {
    this.addOfScript(curve, point);
    if (this.has(curve, point)) this.#compared.add(curve);
  }

  /** One with which only numbers of scripts are compared. */
  addOfScript(curve: Curve, point: Uint8Array): void {
    this.addCoordinates(point.subarray(1, 1 + curve.bytes), point.subarray(1 + curve.bytes));
    // Every library that has the curve contains its base point.
    if (Buffer.compare(point, basePoint(curve) ?? point) === 0) return;
    const points = this.#byCurve.get(curve) ?? new Set<string>();
    this.#byCurve.set(curve, points.add(textOf(point)));
  }

  /** Whether the point is only known from a TLS message in which it was exchanged: its key then belongs to that session. */
  isOfSession(point: Uint8Array): boolean {
    return this.#exchanged.has(textOf(point)) && !this.#published.has(textOf(point));
  }

  /** @param addresses of Ethereum accounts, hexadecimal in lower case: the end of the Keccak-256 of a point */
  addAddresses(addresses: ReadonlySet<string>): void {
    this.#addresses = addresses;
  }

  addExchanged(point: Uint8Array): void {
    this.#exchanged.add(textOf(point));
  }

  /** For a point in a certificate or in another known key. */
  addPublished(point: Uint8Array): void {
    this.#published.add(textOf(point));
  }

  /** Whether a number is part of a point and therefore no private key; a list of certificate authorities has hundreds of them. */
  isCoordinate(number: Uint8Array): boolean {
    return this.#coordinates.has(textOf(number));
  }

  /** @param numbers as wide as the curve */
  addCoordinates(...numbers: readonly Uint8Array[]): void {
    for (const number of numbers) this.#coordinates.add(textOf(number));
  }
}

function textOf(point: Uint8Array): string {
  return Buffer.from(point.buffer, point.byteOffset, point.length).toString('latin1');
}
