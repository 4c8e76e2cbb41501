import { CooperationOfficerAppointed, MandateEnded, MandateHandedOver } from '@ctg/contracts/partners';
import type { Projection } from '@ctg/read-model';
import { defineQuery } from '@ctg/web-service';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { z } from 'zod';
import { everybody } from '../convention/read-conventions.js';
import { type Mandate, mandate } from './mandate.js';

/** One holder's time in charge. */
interface Term {
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

export const getMandate = defineQuery({
  name: 'partners.get-mandate',
  title: 'Lire qui est chargé de coopération, et qui l’a été',
  roles: everybody,
  route: '/conventions/:conventionId/mandate',
  query: z.strictObject({}),
  async answer({ params, readModel }) {
    const [row] = await readModel.query<MandateRow>(
      'SELECT current, terms FROM mandate WHERE convention_id = $1',
      [params.conventionId],
    );
    return { current: row?.current ?? mandate.initial, terms: row?.terms ?? [] };
  },
});
