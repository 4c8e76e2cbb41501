import type { PublishedEvent } from '@ctg/contracts';
import { AmendmentProposed, ConventionOpened, PerimeterChanged } from '@ctg/contracts/partners';
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
  communes!: string[];
}

/** The communes that an event tells of. */
function communesIn({ data }: PublishedEvent): readonly string[] {
  const { territory, changes } = data as {
    readonly territory?: { readonly communes: readonly string[] };
    readonly changes?: { readonly addedCommunes: readonly string[] };
  };
  return territory?.communes ?? changes?.addedCommunes ?? [];
}

export const territories: Projection<TerritoryRow> = {
  name: 'territories',
  entity: TerritoryRow,
  key: 'conventionId',
  source: 'feed',
  version: 1,
  eventTypes: [ConventionOpened.type, PerimeterChanged.type, AmendmentProposed.type],
  keys: ({ conventionId }) => (conventionId === undefined ? [] : [conventionId]),
  apply: (row, event, conventionId) => ({
    conventionId,
    cafId: event.cafId,
    communes: [...new Set([...(row?.communes ?? []), ...communesIn(event)])],
  }),
};
