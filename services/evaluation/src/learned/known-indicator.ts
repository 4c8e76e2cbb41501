import type { DataOf } from '@ctg/contracts';
import { IndicatorDefined, IndicatorDrafted } from '@ctg/contracts/action-plans';
import { mayBeEarly, notFound, notKnownYet, type ReadModelAccess } from '@ctg/decider';
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

export const knownIndicators: Projection<KnownIndicatorRow> = {
  name: 'known-indicators',
  entity: KnownIndicatorRow,
  key: 'indicatorId',
  source: 'feed',
  version: 2,
  eventTypes: [IndicatorDrafted.type, IndicatorDefined.type],
  keys: (event) => [String(event.data.indicatorId)],
  apply(row, event, indicatorId) {
    const before = row ?? {
      indicatorId,
      conventionId: event.conventionId ?? '',
      cafId: event.cafId,
      title: '',
      kind: '',
      unit: null,
    };
    if (event.type === IndicatorDefined.type) {
      return { ...before, unit: (event.data as DataOf<typeof IndicatorDefined>).unit };
    }
    const { title, kind } = event.data as DataOf<typeof IndicatorDrafted>;
    return { ...before, title, kind };
  },
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
