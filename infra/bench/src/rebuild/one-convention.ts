import { randomUUID } from 'node:crypto';
import {
  ConventionFullySigned,
  ConventionOpened,
  Deliberated,
  LegalityReceiptRecorded,
  PartnerAssociated,
  SignatoryDesignated,
  Signed,
} from '@ctg/contracts/partners';
import type { EventToAppend, JsonObject } from '@ctg/event-store';

const signatories = Array.from({ length: 20 }, (_, n) => `W${String(590_000_000 + n)}`);
const on = { occurredOn: '2026-01-12' };

/** The contractual life of one convention with 20 signatories: 102 events, as the partners service records them. */
export function oneConvention(conventionId: string): EventToAppend[] {
  const events = [
    ConventionOpened({
      title: 'Convention territoriale globale',
      caf: '900059007',
      territory: { name: 'Territoire', cogVintage: 2026, communes: ['59249', '59012'], epci: ['200043404'] },
      effectOn: '2026-01-01',
      endsOn: '2030-12-31',
      themes: [{ code: 'petite-enfance', label: 'Petite enfance' }],
    }),
    ...signatories.map((organisation) =>
      SignatoryDesignated({
        organisation,
        kind: 'commune',
        capacity: 'Commune',
        required: true,
        deliberates: true,
        signatures: ['legal-representative'],
      }),
    ),
    ...signatories.map((organisation) => PartnerAssociated({ organisation })),
    ...signatories.flatMap((organisation) => [
      Deliberated(
        { organisation, deliberatedOn: '2026-01-12', reference: '2026-03', outcome: 'approved' },
        on,
      ),
      LegalityReceiptRecorded({ organisation, receiptNumber: '059-215900127', receivedOn: '2026-01-14' }, on),
      Signed({ organisation, signedOn: '2026-01-28', signingCapacity: 'legal-representative' }, on),
    ]),
    ConventionFullySigned({ completedOn: '2026-01-28', effectOn: '2026-01-01', endsOn: '2030-12-31' }),
  ];
  return events.map(({ type, data, schemaVersion, occurredOn = '2026-01-12' }) => ({
    id: randomUUID(),
    type,
    data: data as JsonObject,
    metadata: {
      schemaVersion,
      cafId: 'caf-59',
      conventionId,
      actor: { subject: 'u-1', role: 'caf_adviser' },
      correlationId: conventionId,
      causationId: conventionId,
      occurredOn,
    },
  }));
}
