import { type Mandates, mandate } from '@ctg/convention';
import { ownState } from '@ctg/decider';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who was in charge of a convention, from when to when. */
@Entity({ name: 'mandate' })
export class MandateRow {
  @PrimaryColumn('text', { name: 'convention_id' })
  conventionId!: string;
  @Column('text', { name: 'caf_id' })
  cafId!: string;
  @Column('jsonb')
  current!: Mandates['officers'];
  @Column('jsonb')
  terms!: Mandates['former'];
}

export const mandates: Projection<MandateRow> = {
  name: 'mandates',
  entity: MandateRow,
  key: 'conventionId',
  source: 'own',
  version: 3,
  eventTypes: mandate.eventTypes ?? [],
  keys: (event) => [event.conventionId ?? ''],
  apply(row, event, conventionId) {
    const before = row ? mandatesOf(row) : ownState(mandate.initial);
    const { officers: current, former: terms } = mandate.evolve(before, event);
    return { conventionId, cafId: event.cafId, current, terms };
  },
};

/** The columns of a row are the fields of the state. */
export const mandatesOf = ({ current, terms }: Pick<MandateRow, 'current' | 'terms'>): Mandates => ({
  officers: current,
  former: terms,
});
