import { BodyCreated, DecisionRecorded, MeetingHeld } from '@ctg/contracts/partners';
import type { Projection } from '@ctg/read-model';
import { defineQuery } from '@ctg/web-service';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { z } from 'zod';
import { everybody } from '../convention/read-conventions.js';
import { type Governance, governance } from './governance.js';

/** Bodies, meetings and the decision register of one convention. */
@Entity({ name: 'governance' })
export class GovernanceRow {
  @PrimaryColumn('text', { name: 'convention_id' })
  conventionId!: string;
  @Column('jsonb')
  document!: Governance;
}

export const governances: Projection<GovernanceRow> = {
  name: 'governance',
  entity: GovernanceRow,
  key: 'conventionId',
  source: 'own',
  eventTypes: [BodyCreated.type, MeetingHeld.type, DecisionRecorded.type],
  keys: (event) => [event.conventionId ?? ''],
  apply: (row, event, conventionId) => ({
    conventionId,
    document: governance.evolve(row?.document ?? governance.initial, event),
  }),
};

export const getGovernance = defineQuery({
  name: 'partners.get-governance',
  title: 'Lire les instances, les réunions et le registre des décisions',
  roles: everybody,
  route: '/conventions/:conventionId/governance',
  query: z.strictObject({}),
  async answer({ params, readModel }) {
    const [row] = await readModel.query<GovernanceRow>(
      'SELECT document FROM governance WHERE convention_id = $1',
      [params.conventionId],
    );
    const { bodies, meetings, decisions } = row?.document ?? governance.initial;
    return { bodies: Object.values(bodies), meetings: Object.values(meetings), decisions };
  },
});
