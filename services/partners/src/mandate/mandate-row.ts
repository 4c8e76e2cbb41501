import { addDays } from '@ctg/calendar';
import { type Mandates, mandate, termsOf } from '@ctg/convention';
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
  /** Who was in charge on which days, the last one included: by which the conventions of a person are found. */
  @Column('jsonb')
  spells!: readonly { readonly holder: string; readonly from: string; readonly until?: string }[];
}

export const mandates: Projection<MandateRow> = {
  name: 'mandates',
  entity: MandateRow,
  key: 'conventionId',
  source: 'own',
  version: 4,
  eventTypes: mandate.eventTypes ?? [],
  keys: (event) => [event.conventionId ?? ''],
  apply(row, event, conventionId) {
    const before = row ? mandatesOf(row) : ownState(mandate.initial);
    const after = mandate.evolve(before, event);
    const { officers: current, former: terms } = after;
    const spells = termsOf(after).map(({ holder, from, to }) => ({
      holder,
      from,
      // The day of a handover is of who takes over.
      ...(to === undefined ? {} : { until: addDays(to, -1) }),
    }));
    return { conventionId, cafId: event.cafId, current, terms, spells };
  },
};

/** The condition that a person is in charge on a day, of a mandate `m` that may not be there. */
export const isInCharge = (holder: string, on: string): string =>
  `EXISTS (SELECT 1 FROM jsonb_array_elements(coalesce(m.spells, '[]')) spell
     WHERE spell->>'holder' = ${holder} AND spell->>'from' <= ${on}
       AND coalesce(spell->>'until', '9999-12-31') >= ${on})`;

/** The columns of a row are the fields of the state. */
export const mandatesOf = ({ current, terms }: Pick<MandateRow, 'current' | 'terms'>): Mandates => ({
  officers: current,
  former: terms,
});
