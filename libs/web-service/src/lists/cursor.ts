import { createHash, timingSafeEqual } from 'node:crypto';
import { InvalidRequest } from '../http/invalid-request.js';

/** What a cursor belongs to: one list, of one thing, under the same filters. The size of a page is none of them. */
export interface CursorOwner {
  /** `diagnostics.list-values`. */
  readonly list: string;
  /** Ids of the route. */
  readonly params: object;
  /** The query string without `cursor` and `limit`. */
  readonly filters: object;
}

/** A place in a list: the values by which it is ordered, of the last thing that was shown. */
export type Place = readonly string[];

/** What a text of a place may be: whoever reads the program can make a cursor, and nothing that is made of its texts may fail by them. */
export type PlaceText = (text: string) => boolean;

export const anyText: PlaceText = () => true;
/** How many were shown, or a number in the order in which rows were written. */
export const numberText: PlaceText = (text) => /^\d{1,18}$/.test(text);

const digestLength = 12;
const longest = 2_000;

/**
 * A place as a caller carries it: opaque, and bound to its list and filters by a digest. The digest is no secret: a
 * cursor grants nothing, the rights are looked at on every page; it tells a cursor that was edited, cut, or taken from
 * another list.
 */
export function cursorOf(owner: CursorOwner, place: Place): string {
  const text = Buffer.from(JSON.stringify(place));
  return Buffer.concat([digest(owner, text), text]).toString('base64url');
}

/**
 * The place that a cursor names.
 * @param texts what it consists of; left out: of whatever `fitting` finds
 * @throws InvalidRequest when it is not one of this list and these filters
 */
export function placeOf(owner: CursorOwner, cursor: string, texts?: readonly PlaceText[]): Place {
  const bytes = Buffer.from(cursor, 'base64url');
  const text = bytes.subarray(digestLength);
  const isOurs =
    cursor.length <= longest &&
    bytes.length > digestLength &&
    bytes.toString('base64url') === cursor &&
    timingSafeEqual(bytes.subarray(0, digestLength), digest(owner, text));
  const place = isOurs ? textsIn(text.toString()) : undefined;
  if (!place) throw notOfThisList();
  return texts ? fitting(place, texts) : place;
}

/** The same place. @throws InvalidRequest when its texts are not such ones */
export function fitting(place: Place, texts: readonly PlaceText[]): Place {
  if (place.length === texts.length && place.every((text, index) => texts[index]?.(text))) return place;
  throw notOfThisList();
}

const notOfThisList = () =>
  new InvalidRequest([
    {
      path: 'cursor',
      message:
        'Attendu : le nextCursor de la page précédente de cette même liste, avec les mêmes filtres ; sans cursor, la liste reprend à son début',
    },
  ]);

/** PostgreSQL's text has no NUL. */
function textsIn(json: string): Place | undefined {
  try {
    const found: unknown = JSON.parse(json);
    const areTexts =
      Array.isArray(found) && found.every((one) => typeof one === 'string' && !one.includes('\0'));
    return areTexts ? found : undefined;
  } catch {
    return undefined;
  }
}

const digest = ({ list, params, filters }: CursorOwner, text: Uint8Array): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([list, sorted(params), sorted(filters)]))
    .update('\n')
    .update(text)
    .digest()
    .subarray(0, digestLength);

const sorted = (fields: object): [string, unknown][] =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
