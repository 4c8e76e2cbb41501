import { isDay } from '@ctg/calendar';
import type { RouteParams } from '@ctg/decider';
import { motive } from '@ctg/identifiers';
import { z } from 'zod';
import { InvalidHeader, InvalidRequest } from '../http/invalid-request.js';

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const idShape = /^[A-Za-z0-9_-]{1,100}$/;

/** Ids of the route, checked: `…Id` is a UUID of ours, the others (a SIREN) are letters and digits. @throws InvalidRequest */
export function routeParams(params: unknown): RouteParams {
  const found = Object.entries((params ?? {}) as Record<string, string>);
  const faults = found
    .filter(([name, value]) => !(name.endsWith('Id') ? uuidShape : idShape).test(value))
    .map(([name]) => ({
      path: name,
      message: name.endsWith('Id')
        ? 'Identifiant (UUID en minuscules) attendu'
        : 'Identifiant attendu : lettres et chiffres',
    }));
  if (faults.length > 0) throw new InvalidRequest(faults);
  return Object.fromEntries(found);
}

/** A value in the shape of its schema. @throws InvalidRequest with every fault */
export function shaped<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (!read.success) throw InvalidRequest.from(read.error);
  return read.data;
}

/** The caller's Idempotency-Key: 1 to 255 visible characters. @throws InvalidHeader */
export function idempotencyKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^[\x21-\x7e]{1,255}$/.test(header)) return header;
  throw new InvalidHeader('Idempotency-Key', 'De 1 à 255 caractères visibles, sans espace');
}

/** The revision named by If-Match: `"12"`. @throws InvalidHeader */
export function ifMatch(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const revision = /^"(\d{1,15})"$/.exec(header)?.[1];
  if (revision !== undefined) return Number(revision);
  throw new InvalidHeader('If-Match', 'Une révision entre guillemets attendue, par exemple "12"');
}

/**
 * Why the caller does it: header CTG-Reason, as UTF-8 or percent-encoded UTF-8, at most 500 characters, one line.
 * @throws InvalidHeader what is no UTF-8, or no text that people can read
 */
export function reason(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  let given: string;
  try {
    // Node reads a header's bytes as Latin-1; what was sent is UTF-8, or it is refused.
    given = decodeURIComponent(
      new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(String(header), 'latin1')),
    );
  } catch {
    throw new InvalidHeader('CTG-Reason', 'Un motif en UTF-8 attendu, de préférence encodé en pourcents');
  }
  const read = motive.safeParse(given);
  if (read.success) return read.data;
  throw new InvalidHeader('CTG-Reason', read.error.issues[0]?.message ?? 'Un motif attendu');
}

const instant = z.iso.datetime({ offset: true });

/**
 * In a rehearsal, when what the caller sends is to count as recorded: header CTG-Recorded-At, a day of the Caf or an instant
 * with its zone. @throws InvalidHeader
 */
export function recordedAt(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string') {
    if (isDay(header)) return header;
    if (instant.safeParse(header).success) return new Date(header).toISOString();
  }
  throw new InvalidHeader(
    'CTG-Recorded-At',
    'Un jour (2024-03-05) ou un instant avec son fuseau (2024-03-05T10:00:00Z) attendu',
  );
}

/** Whether the caller wants what is improbable refused: header CTG-Warnings. @throws InvalidHeader */
export function refusesWarnings(header: string | string[] | undefined): boolean {
  if (header === undefined || header === 'accept') return false;
  if (header === 'refuse') return true;
  throw new InvalidHeader('CTG-Warnings', 'accept (par défaut) ou refuse attendu');
}

/** A position a caller wants to see in the answer: header CTG-After-Position. */
export function afterPosition(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^\d{1,18}$/.test(header)) return header;
  throw new InvalidHeader('CTG-After-Position', 'Une position (nombre entier) attendue');
}
