import { Rejection } from '@ctg/decider';
import type { EventStore } from '@ctg/event-store';

/** Where a reader stands, in the epoch of the store that it was told it in. */
export interface Cursor {
  readonly position: bigint;
  readonly epoch: number;
}

/** `123` in the first epoch of the store, `2-123` in a later one; `0` is the beginning in each. */
export const cursorShape = /^(?:[1-9]\d{0,8}-)?\d{1,18}$/;

export const start: Cursor = { position: 0n, epoch: 1 };

/** @param text of `cursorShape` */
export function asCursor(text: string): Cursor {
  const [position = '', epoch = '1'] = text.split('-').reverse();
  return { position: BigInt(position), epoch: Number(epoch) };
}

/** As it is handed out. */
export const cursorText = ({ position, epoch }: Cursor): string =>
  epoch === 1 || position === 0n ? String(position) : `${epoch}-${position}`;

/**
 * The epoch of the store, for a cursor that fits it.
 * @throws Rejection 409 for one that is no place of an event of this store, lies beyond its end, or was handed out in another epoch: the store was
 * restored, and what the reader had may have been taken back
 */
export async function epochFor({ position, epoch }: Cursor, store: EventStore): Promise<number> {
  const [identity, head] = await Promise.all([store.identity(), store.head()]);
  if (position === 0n) return identity.epoch;
  if (epoch !== identity.epoch)
    throw astray(
      `une position de l’époque ${identity.epoch} du journal`,
      `une position de l’époque ${epoch}`,
    );
  if (position > head) throw astray(`une position de 0 à ${head}, la fin du journal`, String(position));
  // Positions are not dense in every store: one that nobody was given would be refused by it later, in the middle of a reading.
  if (!(await store.eventAt(position))) throw astray('une position donnée par ce journal', String(position));
  return identity.epoch;
}

const astray = (expected: string, found: string) =>
  new Rejection(409, {
    code: 'cursor-astray',
    title: 'Cette position n’est pas de ce journal : il a été restauré, ou elle ne vient pas de lui.',
    expected,
    found,
    advice:
      'Reprenez depuis 0 (after=0) et reconnaissez par « source » et « id » ce que vous avez déjà eu : voir docs/subscribing.md.',
  });
