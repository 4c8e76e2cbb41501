/** Facts of a convention, for tests: what a test does not speak of is a small one of Anor and Fourmies, from 2022 to 2026. */
import type { JsonObject } from '@ctg/event-store';
import type { DataOf, NewEvent, NewEventOf } from './define-event.js';
import {
  AmendmentProposed,
  AmendmentSigned,
  ConventionOpened,
  DecisionRecorded,
  SignatoryDesignated,
  Signed,
} from './partners/index.js';

type Opened = DataOf<typeof ConventionOpened>;
type Signatory = DataOf<typeof SignatoryDesignated>;
type Changes = DataOf<typeof AmendmentProposed>['changes'];
type Decision = DataOf<typeof DecisionRecorded>;

/** Whose an event is that another service would have recorded, and of which convention. */
export interface Whose {
  readonly cafId: string;
  readonly conventionId?: string | undefined;
  /** The day on which it happened, where the event does not say. */
  readonly on: string;
  /** In a rehearsal: since when it is known. */
  readonly rehearsedAt?: string | undefined;
}

const cause = '0190f0a0-0000-7000-8000-000000000900';

/** An event as its service would give it to the store. @param id a UUID */
export const toAppend = (
  { type, data, schemaVersion, occurredOn, effectiveOn }: NewEvent,
  id: string,
  { cafId, conventionId, on, rehearsedAt }: Whose,
) => ({
  id,
  type,
  data: data as JsonObject,
  metadata: {
    schemaVersion,
    cafId,
    ...(conventionId === undefined ? {} : { conventionId }),
    actor: { subject: 'p', role: 'caf_adviser' },
    correlationId: cause,
    causationId: cause,
    occurredOn: occurredOn ?? on,
    ...(effectiveOn === undefined ? {} : { effectiveOn }),
    ...(rehearsedAt === undefined ? {} : { rehearsedAt }),
  },
});

const happenedOn = (occurredOn: string | undefined) => (occurredOn === undefined ? {} : { occurredOn });

/** @param on the day on which it was opened; without it, that of whoever publishes */
export const conventionOpened = (
  {
    territory,
    ...said
  }: Partial<Omit<Opened, 'territory'>> & { territory?: Partial<Opened['territory']> } = {},
  on?: string,
): NewEventOf<typeof ConventionOpened> =>
  ConventionOpened(
    {
      title: 'CTG',
      caf: '900059007',
      territory: {
        name: 'Sud-Avesnois',
        cogVintage: 2022,
        communes: ['59012', '59249'],
        epci: [],
        ...territory,
      },
      effectOn: '2022-01-01',
      endsOn: '2026-12-31',
      themes: [],
      ...said,
    },
    happenedOn(on),
  );

/** A commune that must sign and whose council need not deliberate, unless said otherwise. */
export const signatory = (organisation: string, said: Partial<Signatory> = {}): Signatory => ({
  organisation,
  kind: 'commune',
  capacity: 'Commune',
  required: true,
  deliberates: false,
  signatures: ['legal-representative'],
  ...said,
});

export const signatoryDesignated = (organisation: string, said: Partial<Signatory> = {}, on?: string) =>
  SignatoryDesignated(signatory(organisation, said), happenedOn(on));

/** Signed by its legal representative. */
export const signature = (organisation: string, signedOn: string) =>
  ({ organisation, signedOn, signingCapacity: 'legal-representative' }) as const;

export const signedBy = (organisation: string, signedOn: string): NewEventOf<typeof Signed> =>
  Signed(signature(organisation, signedOn), happenedOn(signedOn));

/** What an amendment changes that changes nothing but what is said. */
export const amendmentChanges = (said: Partial<Changes> = {}): Changes => ({
  addedCommunes: [],
  removedCommunes: [],
  addedSignatories: [],
  removedSignatories: [],
  addedThemes: [],
  bringsPlan: false,
  ...said,
});

export const amendmentProposed = (
  amendmentId: string,
  effectOn: string,
  proposedOn: string,
  changes: Partial<Changes>,
): NewEventOf<typeof AmendmentProposed> =>
  AmendmentProposed(
    { amendmentId, title: 'Avenant', effectOn, changes: amendmentChanges(changes) },
    happenedOn(proposedOn),
  );

export const amendmentSignedBy = (amendmentId: string, organisation: string, signedOn: string) =>
  AmendmentSigned({ amendmentId, ...signature(organisation, signedOn) }, happenedOn(signedOn));

/** The copil adopted something in a meeting. */
export const adoptedByCopil = (
  decisionId: string,
  subject: Decision['subject'],
  on?: string,
): NewEventOf<typeof DecisionRecorded> =>
  DecisionRecorded(
    {
      decisionId,
      meetingId: '0190f0a0-0000-7000-8000-000000000020',
      bodyId: '0190f0a0-0000-7000-8000-000000000021',
      bodyKind: 'copil',
      subject,
      outcome: 'adopted',
      title: 'Adopté',
    },
    happenedOn(on),
  );
