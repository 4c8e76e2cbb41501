import type { PublishedEvent } from '@ctg/contracts';
import { conventionFrame } from '@ctg/convention';
import type { ConventionFrame } from '@ctg/decider';
import { folded } from '@ctg/identifiers';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';

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

/** Makes the table; every service runs it before its own migrations. */
export class CreateKnownConvention1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_convention (
        convention_id text PRIMARY KEY,
        caf_id text NOT NULL,
        title text NOT NULL,
        title_folded text COLLATE "C" NOT NULL,
        organisations text[] NOT NULL,
        evaluators text[] NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_convention');
  }
}

/** Whose word each evaluator is there by, so that a protocol that is corrected takes nothing of another with it. */
export class KeepEvaluationsOfConvention1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE known_convention ADD COLUMN evaluations jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_convention DROP COLUMN evaluations');
  }
}

/** Its period, themes and perimeter, for what is improbable. */
export class KnowFrameOfConvention1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_convention ADD COLUMN frame jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_convention DROP COLUMN frame');
  }
}

/** A page of them is read in its order, of one Caf and of all, however many there are. */
export class OrderKnownConventions1700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX known_convention_by_caf ON known_convention (caf_id, title_folded, (convention_id COLLATE "C"));
      CREATE INDEX known_convention_by_title ON known_convention (title_folded, (convention_id COLLATE "C"))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX known_convention_by_caf, known_convention_by_title');
  }
}

const eventTypes: readonly string[] = [
  'partners.ConventionOpened',
  'partners.ConventionRevised',
  'partners.SignatoryDesignated',
  'partners.SignatoryRemoved',
  'partners.SignatoryWithdrawn',
  'partners.PartnerAssociated',
  'partners.PartnershipEnded',
  'partners.AmendmentTookEffect',
  'evaluation.ProtocolOpened',
];

/** The table is folded from what partners and evaluation publish. */
export const knownConventionProjection: Projection<KnownConvention> = {
  name: 'known-conventions',
  entity: KnownConvention,
  key: 'conventionId',
  source: 'feed',
  version: 5,
  eventTypes: [...new Set([...eventTypes, ...conventionFrame.eventTypes])],
  keys: (event) =>
    event.type === 'evaluation.ProtocolOpened'
      ? conventionsInScope(event)
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
  ...withParties(row, event),
  frame: conventionFrame.evolve(row.frame ?? undefined, event) ?? null,
});

function withParties(row: KnownConvention, event: PublishedEvent): KnownConvention {
  const data = event.data as Readonly<Record<string, unknown>>;
  switch (event.type) {
    case 'partners.ConventionOpened': {
      const { title, caf, territory } = data as {
        title: string;
        caf: string;
        territory: { epci?: string[] };
      };
      const parties = [...row.organisations, caf, ...(territory.epci ?? [])];
      return {
        ...row,
        title,
        titleFolded: folded(title),
        cafId: event.cafId,
        organisations: distinct(parties),
      };
    }
    case 'partners.ConventionRevised': {
      const { title } = data as { title: string };
      return { ...row, title, titleFolded: folded(title) };
    }
    case 'partners.SignatoryDesignated':
    case 'partners.PartnerAssociated':
      return { ...row, organisations: distinct([...row.organisations, data.organisation as string]) };
    case 'partners.SignatoryRemoved':
    case 'partners.SignatoryWithdrawn':
    case 'partners.PartnershipEnded':
      return { ...row, organisations: row.organisations.filter((one) => one !== data.organisation) };
    case 'partners.AmendmentTookEffect':
      return { ...row, organisations: afterAmendment(row.organisations, data) };
    case 'evaluation.ProtocolOpened':
      return withEvaluations(row, {
        ...row.evaluations,
        [String(data.protocolId)]: (data.evaluators as string[]) ?? [],
      });
    default:
      return row;
  }
}

function afterAmendment(organisations: readonly string[], data: Readonly<Record<string, unknown>>): string[] {
  const changes = data.changes as { addedSignatories?: unknown[]; removedSignatories?: unknown[] };
  const added = (changes.addedSignatories ?? []).map(identifier);
  const removed = new Set((changes.removedSignatories ?? []).map(identifier));
  return distinct([...organisations, ...added]).filter((one) => !removed.has(one));
}

/** A change names an organisation by its identifier, alone or in a record. */
const identifier = (entry: unknown): string =>
  typeof entry === 'string' ? entry : (entry as { organisation: string }).organisation;

const conventionsInScope = (event: PublishedEvent): readonly string[] =>
  (event.data as { scope?: { conventionIds?: string[] } }).scope?.conventionIds ?? [];

const distinct = (list: readonly string[]): string[] => [...new Set(list)];
