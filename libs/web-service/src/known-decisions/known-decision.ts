import type { DataOf } from '@ctg/contracts';
import { DecisionRecorded } from '@ctg/contracts/partners';
import { notFound, notKnownYet, type ReadModelAccess, type RouteParams, refused } from '@ctg/decider';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { FeatureModule } from '../module/feature-module.js';

/** A decision of a body, as partners told of it to a service that lets it settle something. */
@Entity({ name: 'known_decision' })
export class KnownDecision {
  @PrimaryColumn('text', { name: 'decision_id' }) decisionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'body_kind' }) bodyKind!: string;
  @Column('text') subject!: string;
  @Column('text') outcome!: string;
  @Column('text') title!: string;
  @Column('text', { name: 'decided_on' }) decidedOn!: string;
}

/** The table is folded from what partners publishes. */
export const knownDecisions: Projection<KnownDecision> = {
  name: 'known-decisions',
  entity: KnownDecision,
  key: 'decisionId',
  source: 'feed',
  version: 4,
  eventTypes: [DecisionRecorded.type],
  keys: (event) => [(event.data as DataOf<typeof DecisionRecorded>).decisionId],
  apply(_row, event, decisionId) {
    const { bodyKind, subject, outcome, title } = event.data as DataOf<typeof DecisionRecorded>;
    const { cafId, conventionId = '', occurredOn: decidedOn } = event;
    return { decisionId, cafId, conventionId, bodyKind, subject, outcome, title, decidedOn };
  },
};

/** The decisions of the bodies, known here. */
@FeatureModule({ projections: [knownDecisions], entities: [KnownDecision] })
export class KnownDecisionsModule {}

const columns = `decision_id AS "decisionId", caf_id AS "cafId", convention_id AS "conventionId",
  body_kind AS "bodyKind", subject, outcome, title, decided_on AS "decidedOn"`;

/** The decision of that id in this tenant. @throws Rejection `not-known-yet` */
export async function decisionFor(
  readModel: ReadModelAccess,
  { cafId }: RouteParams,
  decisionId: string,
): Promise<KnownDecision> {
  const [found] = await readModel.query<KnownDecision>(
    `SELECT ${columns} FROM known_decision WHERE decision_id = $1 AND caf_id = $2`,
    [decisionId, cafId],
  );
  if (!found) throw notKnownYet('Décision', decisionId);
  return found;
}

/**
 * Only the copil validates, for its own convention, on one of those subjects, by adopting.
 * @throws Rejection `not-found` for another convention's decision, `not-that-decision`
 */
export function assertDecided(
  decision: KnownDecision,
  { conventionId }: RouteParams,
  subjects: readonly string[],
): void {
  if (decision.conventionId !== conventionId) throw notFound('Décision', decision.decisionId);
  const { bodyKind, outcome, subject, title } = decision;
  if (bodyKind === 'copil' && outcome === 'adopted' && subjects.includes(subject)) return;
  throw refused({
    code: 'not-that-decision',
    title: 'Cette décision ne permet pas de valider cela.',
    expected: `une décision adoptée (adopted) par le copil de cette convention, d’objet ${subjects.join(' ou ')}`,
    found: `instance ${bodyKind}, objet ${subject}, résultat ${outcome} : « ${title} »`,
    advice: 'Enregistrez d’abord la décision du copil, puis donnez son identifiant.',
  });
}
