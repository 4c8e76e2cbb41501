import type { DataOf, PublishedEvent } from '@ctg/contracts';
import { ProtocolOpened } from '@ctg/contracts/evaluation';
import {
  AmendmentTookEffect,
  ConventionOpened,
  ConventionRevised,
  PartnerAssociated,
  PartnershipEnded,
  SignatoryDesignated,
  SignatoryRemoved,
  SignatoryWithdrawn,
} from '@ctg/contracts/partners';
import { conventionFrame } from '@ctg/convention';
import { type ConventionFrame, foldOf } from '@ctg/decider';
import { folded } from '@ctg/identifiers';
import type { Lines, Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a service must know of a convention before it lets anybody near it: whose it is, and who takes part in it. */
@Entity({ name: 'known_convention' })
export class KnownConvention {
  @PrimaryColumn('text', { name: 'convention_id' })
  conventionId!: string;

  /** Empty while only a protocol spoke of it and its opening has not arrived. */
  @Column('text', { name: 'caf_id' })
  cafId!: string;

  @Column('text')
  title!: string;

  /** As it is searched and ordered. */
  @Column('text', { name: 'title_folded' })
  titleFolded!: string;

  /** Identifiers of the organisations that are party to it. */
  @Column('text', { array: true })
  organisations!: string[];

  /** Identifiers of the organisations that evaluate it under a protocol. */
  @Column('text', { array: true })
  evaluators!: string[];

  /** The same by protocol: protocols have histories of their own. */
  @Column('jsonb')
  evaluations!: Readonly<Record<string, readonly string[]>>;

  /** What it says that acts are held against; null as long as its opening has not arrived. */
  @Column('jsonb', { nullable: true })
  frame!: ConventionFrame | null;
}

/** An organisation that evaluates a convention: whom whoever has no Caf is one of. */
@Entity({ name: 'known_evaluator' })
export class KnownEvaluator {
  @PrimaryColumn('text', { name: 'convention_id' })
  conventionId!: string;
  @PrimaryColumn('text', { name: 'caf_id' })
  cafId!: string;
  @PrimaryColumn('text')
  evaluator!: string;
}

const evaluatorLines: Lines<KnownConvention> = {
  entity: KnownEvaluator,
  of: ({ conventionId, cafId, evaluators }) =>
    evaluators.map((evaluator) => ({ conventionId, cafId, evaluator })),
};

const distinct = (list: readonly string[]): string[] => [...new Set(list)];

/** Who takes part in it, and what it is called. */
const parties = foldOf<KnownConvention>()(
  [
    ConventionOpened,
    ConventionRevised,
    SignatoryDesignated,
    SignatoryRemoved,
    SignatoryWithdrawn,
    PartnerAssociated,
    PartnershipEnded,
    AmendmentTookEffect,
    ProtocolOpened,
  ],
  {
    [ConventionOpened.type]: (row, { title, caf, territory }) =>
      withTitle(withParties(row, [caf, ...territory.epci]), title),
    [ConventionRevised.type]: (row, { title }) => withTitle(row, title),
    [SignatoryDesignated.type]: (row, { organisation }) => withParties(row, [organisation]),
    [SignatoryRemoved.type]: (row, { organisation }) => withParties(row, [], [organisation]),
    [SignatoryWithdrawn.type]: (row, { organisation }) => withParties(row, [], [organisation]),
    [PartnerAssociated.type]: (row, { organisation }) => withParties(row, [organisation]),
    [PartnershipEnded.type]: (row, { organisation }) => withParties(row, [], [organisation]),
    [AmendmentTookEffect.type]: (row, { changes: { addedSignatories, removedSignatories } }) =>
      withParties(
        row,
        addedSignatories.map(({ organisation }) => organisation),
        removedSignatories,
      ),
    [ProtocolOpened.type]: (row, { protocolId, evaluators }) =>
      withEvaluations(row, { ...row.evaluations, [protocolId]: evaluators }),
  },
);

/** The table is folded from what partners and evaluation publish. */
export const knownConventionProjection: Projection<KnownConvention> = {
  name: 'known-conventions',
  entity: KnownConvention,
  key: 'conventionId',
  lines: [evaluatorLines],
  source: 'feed',
  version: 6,
  eventTypes: distinct([...parties.eventTypes, ...conventionFrame.eventTypes]),
  keys: (event) =>
    event.type === ProtocolOpened.type
      ? (event.data as DataOf<typeof ProtocolOpened>).scope.conventionIds
      : event.conventionId === undefined
        ? []
        : [event.conventionId],
  apply: (row, event, conventionId) => evolveKnownConvention(row ?? unknownYet(conventionId), event),
  keepOfOthers(anew, before, subject, conventionId) {
    if (subject === conventionId)
      return withEvaluations(anew ?? unknownYet(conventionId), before?.evaluations ?? {});
    // A protocol: of the convention itself, and of other protocols, everything stays.
    const { [subject]: _corrected, ...others } = before?.evaluations ?? {};
    return withEvaluations(before ?? unknownYet(conventionId), { ...others, ...anew?.evaluations });
  },
};

const withEvaluations = (
  row: KnownConvention,
  evaluations: KnownConvention['evaluations'],
): KnownConvention => ({ ...row, evaluations, evaluators: distinct(Object.values(evaluations).flat()) });

/** A convention of which nothing is known. */
export const unknownYet = (conventionId: string): KnownConvention => ({
  conventionId,
  cafId: '',
  title: '',
  titleFolded: '',
  organisations: [],
  evaluators: [],
  evaluations: {},
  frame: null,
});

/** One step of the fold; also used by the service that owns conventions, on its own stream. */
export const evolveKnownConvention = (row: KnownConvention, event: PublishedEvent): KnownConvention => ({
  ...parties.evolve(row, event),
  cafId: event.type === ConventionOpened.type ? event.cafId : row.cafId,
  frame: conventionFrame.evolve(row.frame ?? undefined, event) ?? null,
});

const withTitle = (row: KnownConvention, title: string): KnownConvention => ({
  ...row,
  title,
  titleFolded: folded(title),
});

const withParties = (
  row: KnownConvention,
  added: readonly string[],
  removed: readonly string[] = [],
): KnownConvention => ({
  ...row,
  organisations: distinct([...row.organisations, ...added]).filter((one) => !removed.includes(one)),
});
