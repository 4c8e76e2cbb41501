import { day } from '@ctg/calendar';
import { motive, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';

/** What a fact says, in the version of its type in which it is written here. */
const saying = z.object({
  version: z.int().describe('Version du type de l’événement'),
  data: z.record(z.string(), z.unknown()).describe('Données, selon le schéma du type'),
  occurredOn: day.describe('Jour du fait'),
  effectiveOn: day.optional().describe('Jour à partir duquel il vaut, si c’est un autre'),
});

/** What an event said, or says once it is corrected. */
export type Saying = z.infer<typeof saying>;

const wrong = {
  factId: uuid.describe('Identifiant de l’événement erroné, dans le même flux'),
  factType: z.string().max(100).describe('Type de l’événement erroné'),
  factRevision: z.int().describe('Révision de l’événement erroné dans son flux'),
  reason: motive.describe('Motif de la correction'),
  before: saying.describe('Ce qui était enregistré'),
};

const names = { corrected: 'FactCorrected', annulled: 'FactAnnulled' } as const;

const define = (service: string) => ({
  FactCorrected: defineEvent({
    type: `${service}.${names.corrected}`,
    title: 'Enregistrement corrigé',
    schema: z.object({ ...wrong, after: saying.describe('Ce qui vaut désormais à sa place') }),
  }),
  FactAnnulled: defineEvent({
    type: `${service}.${names.annulled}`,
    title: 'Enregistrement annulé',
    schema: z.object(wrong),
  }),
});

const made = new Map<string, ReturnType<typeof define>>();

/**
 * The two events of a service by which something that was recorded wrongly is corrected or annulled. They stand in the
 * stream of the wrong event, which stays as it was written: every fold takes it as corrected (see `Corrections`).
 */
export function correctionsOf(service: string): ReturnType<typeof define> {
  const known = made.get(service) ?? define(service);
  made.set(service, known);
  return known;
}

/** True for an event that corrects or annuls another: no state is folded from it, but anew. */
export const isCorrection = (type: string): boolean =>
  type.endsWith(`.${names.corrected}`) || type.endsWith(`.${names.annulled}`);

/** The corrections that events of these types can meet with: two for each of their services. */
export function correctionTypesOf(eventTypes: readonly string[]): readonly string[] {
  const services = new Set(eventTypes.map((type) => type.slice(0, type.indexOf('.'))));
  return [...services].flatMap((service) => Object.values(names).map((name) => `${service}.${name}`));
}
