import { AmendmentProposed, ConventionOpened, PerimeterChanged } from '@ctg/contracts/partners';
import { foldOf } from '@ctg/decider';
import type { Projection } from '@ctg/read-model';
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
  version: 1,
  eventTypes: everHad.eventTypes,
  keys: ({ conventionId }) => (conventionId === undefined ? [] : [conventionId]),
  apply: (row, event, conventionId) => ({
    conventionId,
    cafId: event.cafId,
    communes: everHad.evolve(row?.communes ?? [], event),
  }),
};
