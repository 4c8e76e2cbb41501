import type { Connection, Persona } from '../api/connection.js';
import { findConvention } from './find-convention.js';

/** Five signs are a commune's INSEE code, nine digits the SIREN of an EPCI; other words are those of a convention. */
export async function placeOrConvention(
  connection: Connection,
  as: Persona,
  words: string,
): Promise<{ readonly commune?: string; readonly epci?: string; readonly convention?: string }> {
  if (/^\d[\dAB]\d{3}$/.test(words)) return { commune: words };
  if (/^\d{9}$/.test(words)) return { epci: words };
  return { convention: await findConvention(connection, as, words) };
}
