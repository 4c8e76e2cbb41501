import { AmendmentProposed, ConventionOpened, PerimeterChanged } from '@ctg/contracts/partners';
import { foldOf } from '@ctg/decider';
import type { Lines, Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The communes that a convention ever had, or that an amendment was to bring: by which it is found; its facts decide. */
@Entity({ name: 'convention_territory' })
export class TerritoryRow {
  @PrimaryColumn('text', { name: 'convention_id' })
  conventionId!: string;
  @Column('text', { name: 'caf_id' })
  cafId!: string;
  /** Codes of communes. */
  @Column('text', { array: true })
  communes!: readonly string[];
}

/** One of these communes. */
@Entity({ name: 'territory_commune' })
export class TerritoryCommune {
  @PrimaryColumn('text', { name: 'convention_id' })
  conventionId!: string;
  @PrimaryColumn('text', { name: 'caf_id' })
  cafId!: string;
  @PrimaryColumn('text')
  commune!: string;
}

const communeLines: Lines<TerritoryRow> = {
  entity: TerritoryCommune,
  of: ({ conventionId, cafId, communes }) => communes.map((commune) => ({ conventionId, cafId, commune })),
};

const withThese = (communes: readonly string[], more: readonly string[]) => [
  ...new Set([...communes, ...more]),
];

const everHad = foldOf<readonly string[]>()([ConventionOpened, PerimeterChanged, AmendmentProposed], {
  [ConventionOpened.type]: (communes, { territory }) => withThese(communes, territory.communes),
  [PerimeterChanged.type]: (communes, { territory }) => withThese(communes, territory.communes),
  [AmendmentProposed.type]: (communes, { changes }) => withThese(communes, changes.addedCommunes),
});

export const territories: Projection<TerritoryRow> = {
  name: 'territories',
  entity: TerritoryRow,
  key: 'conventionId',
  source: 'feed',
  version: 2,
  lines: [communeLines],
  eventTypes: everHad.eventTypes,
  keys: ({ conventionId }) => (conventionId === undefined ? [] : [conventionId]),
  apply: (row, event, conventionId) => ({
    conventionId,
    cafId: event.cafId,
    communes: everHad.evolve(row?.communes ?? [], event),
  }),
};
