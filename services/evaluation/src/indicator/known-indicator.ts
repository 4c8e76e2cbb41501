import { IndicatorDefined, IndicatorDrafted } from '@ctg/contracts/action-plans';
import { foldOf, mayBeEarly, notFound, notKnownYet, type ReadModelAccess } from '@ctg/decider';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An indicator of an action, learned from action-plans; without a unit while it is only drafted. */
@Entity({ name: 'known_indicator' })
export class KnownIndicatorRow {
  @PrimaryColumn('text', { name: 'indicator_id' })
  indicatorId!: string;
  @Column('text', { name: 'convention_id' })
  conventionId!: string;
  @Column('text', { name: 'caf_id' })
  cafId!: string;
  @Column('text')
  title!: string;
  @Column('text')
  kind!: string;
  @Column('text', { nullable: true })
  unit!: string | null;
}

type Columns = Omit<KnownIndicatorRow, 'indicatorId' | 'conventionId' | 'cafId'>;

const indicator = foldOf<Columns>()([IndicatorDrafted, IndicatorDefined], {
  [IndicatorDrafted.type]: (before, { title, kind }) => ({ ...before, title, kind }),
  [IndicatorDefined.type]: (before, { unit }) => ({ ...before, unit }),
});

export const knownIndicators: Projection<KnownIndicatorRow> = {
  name: 'known-indicators',
  entity: KnownIndicatorRow,
  key: 'indicatorId',
  source: 'feed',
  version: 2,
  eventTypes: indicator.eventTypes,
  keys: (event) => [String(event.data.indicatorId)],
  apply: (row, event, indicatorId) => ({
    ...indicator.evolve(row ?? { title: '', kind: '', unit: null }, event),
    indicatorId,
    conventionId: row?.conventionId ?? event.conventionId ?? '',
    cafId: row?.cafId ?? event.cafId,
  }),
};

/** A measure needs an indicator with a definition, a unit and a source (fact 8 of the domain). @throws Rejection */
export async function assertMeasurable(
  readModel: ReadModelAccess,
  indicatorId: string,
  conventionId: string | undefined,
): Promise<void> {
  const [row] = await readModel.query<KnownIndicatorRow>(
    'SELECT convention_id AS "conventionId", title, unit FROM known_indicator WHERE indicator_id = $1',
    [indicatorId],
  );
  if (!row) throw notKnownYet('Indicateur', indicatorId);
  if (row.conventionId !== conventionId) throw notFound('Indicateur', indicatorId);
  if (row.unit !== null) return;
  throw mayBeEarly({
    code: 'indicator-not-defined',
    title: 'Cet indicateur n’est qu’esquissé : il ne peut pas encore être mesuré.',
    expected: 'un indicateur avec une définition, une unité et une source',
    found: row.title,
    advice: 'Définissez-le dans le plan d’actions, puis recommencez.',
  });
}
