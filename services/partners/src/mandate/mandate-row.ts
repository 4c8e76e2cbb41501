import { CooperationOfficerAppointed, MandateEnded, MandateHandedOver } from '@ctg/contracts/partners';
import { type Mandate, mandate } from '@ctg/convention';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One holder's time in charge. */
export interface Term {
  readonly holder: string;
  readonly employer: string;
  readonly from: string;
  readonly to?: string;
}

/** Who was in charge of a convention, from when to when. */
@Entity({ name: 'mandate' })
export class MandateRow {
  @PrimaryColumn('text', { name: 'convention_id' })
  conventionId!: string;
  @Column('jsonb')
  current!: Mandate;
  @Column('jsonb')
  terms!: readonly Term[];
}

export const mandates: Projection<MandateRow> = {
  name: 'mandates',
  entity: MandateRow,
  key: 'conventionId',
  source: 'own',
  eventTypes: [CooperationOfficerAppointed.type, MandateHandedOver.type, MandateEnded.type],
  keys: (event) => [event.conventionId ?? ''],
  apply(row, event, conventionId) {
    const current = mandate.evolve(row?.current ?? mandate.initial, event);
    const before = row?.terms ?? [];
    const on = current.held ? current.from : (current.until ?? event.occurredOn);
    const closed = before.map((term) => (term.to === undefined ? { ...term, to: on } : term));
    const { holder, employer, from } = current.held ? current : { holder: '', employer: '', from: '' };
    return { conventionId, current, terms: current.held ? [...closed, { holder, employer, from }] : closed };
  },
};
