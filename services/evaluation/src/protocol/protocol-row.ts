import { type Protocol, protocol } from '@ctg/convention/evaluation';
import { notFound, notKnownYet, type ReadModelAccess, type RouteParams, refused } from '@ctg/decider';
import { inOrder } from '@ctg/identifiers';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'protocol' })
export class ProtocolRow {
  @PrimaryColumn('text', { name: 'protocol_id' })
  protocolId!: string;
  @Column('text', { name: 'caf_id' })
  cafId!: string;
  @Column('text', { array: true, name: 'convention_ids' })
  conventionIds!: readonly string[];
  @Column('text', { name: 'title_order' })
  titleOrder!: string;
  @Column('jsonb')
  document!: Protocol;
}

export const protocols: Projection<ProtocolRow> = {
  name: 'protocols',
  entity: ProtocolRow,
  key: 'protocolId',
  source: 'own',
  version: 3,
  eventTypes: protocol.eventTypes ?? [],
  keys: (event) => [String(event.data.protocolId)],
  apply(row, event, protocolId) {
    const document = protocol.evolve(row?.document, event);
    return (
      document && {
        protocolId,
        cafId: event.cafId,
        conventionIds: document.scope.conventionIds,
        titleOrder: inOrder(document.title),
        document,
      }
    );
  },
};

/** The protocol of a route, if the convention of the route is in its scope. @throws Rejection */
export async function protocolOf(readModel: ReadModelAccess, params: RouteParams): Promise<Protocol> {
  const { protocolId = '', conventionId = '', cafId = '' } = params;
  const [row] = await readModel.query<ProtocolRow>(
    `SELECT p.document FROM protocol p
      WHERE p.protocol_id = $1 AND EXISTS (
        SELECT 1 FROM known_convention k WHERE k.convention_id = ANY (p.convention_ids) AND k.caf_id = $2
      )`,
    [protocolId, cafId],
  );
  // Another Caf's is as one that is not there.
  if (!row) throw notKnownYet('Protocole', protocolId);
  if (row.document.scope.conventionIds.includes(conventionId)) return row.document;
  throw refused({
    code: 'convention-not-in-scope',
    title: 'Cette convention n’est pas dans le périmètre du protocole.',
    expected: `l’une des ${row.document.scope.conventionIds.length} conventions du protocole`,
    found: conventionId,
  });
}

/** The same for a question: what is not there is not found. */
export async function protocolRead(readModel: ReadModelAccess, params: RouteParams): Promise<Protocol> {
  const { protocolId = '', conventionId } = params;
  const [row] = await readModel.query<ProtocolRow>('SELECT document FROM protocol WHERE protocol_id = $1', [
    protocolId,
  ]);
  const isInScope = conventionId === undefined || row?.document.scope.conventionIds.includes(conventionId);
  if (!row || !isInScope) throw notFound('Protocole', protocolId);
  return row.document;
}
