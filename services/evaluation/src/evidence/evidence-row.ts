import { evaluationEvents, ProtocolOpened } from '@ctg/contracts/evaluation';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Evidence, evidence } from './evidence.js';

/** The evidence on one convention under one protocol. */
@Entity({ name: 'evidence' })
export class EvidenceRow {
  /** `<convention>.<protocol>`, as in its stream's name. */
  @PrimaryColumn('text')
  key!: string;
  @Column('text', { name: 'convention_id' })
  conventionId!: string;
  @Column('text', { name: 'protocol_id' })
  protocolId!: string;
  @Column('jsonb')
  document!: Evidence;
}

export const evidences: Projection<EvidenceRow> = {
  name: 'evidence',
  entity: EvidenceRow,
  key: 'key',
  source: 'own',
  eventTypes: evaluationEvents.map(({ type }) => type).filter((type) => type !== ProtocolOpened.type),
  keys: (event) => [`${event.conventionId}.${event.data.protocolId}`],
  apply(row, event, key) {
    const document = evidence.evolve(row?.document ?? evidence.initial, event);
    return {
      key,
      conventionId: event.conventionId ?? '',
      protocolId: String(event.data.protocolId),
      document,
    };
  },
};
