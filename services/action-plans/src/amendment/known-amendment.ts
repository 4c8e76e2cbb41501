import type { DataOf } from '@ctg/contracts';
import { AmendmentAbandoned, AmendmentProposed, AmendmentTookEffect } from '@ctg/contracts/partners';
import { foldOf, notKnownYet, type ReadModelAccess, type RouteParams } from '@ctg/decider';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An amendment of a convention, as partners told of it. */
@Entity({ name: 'known_amendment' })
export class KnownAmendment {
  @PrimaryColumn('text', { name: 'amendment_id' }) amendmentId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text') title!: string;
  @Column('boolean', { name: 'brings_plan' }) bringsPlan!: boolean;
  /** As it is written in it. */
  @Column('text', { name: 'effect_on' }) effectOn!: string;
  /** All have signed it, in time: it counts from its effect date. */
  @Column('boolean', { name: 'is_signed' }) isSigned!: boolean;
  @Column('boolean', { name: 'is_abandoned' }) isAbandoned!: boolean;
}

type AmendmentColumns = Omit<KnownAmendment, 'amendmentId' | 'cafId' | 'conventionId'>;

const amendment = foldOf<AmendmentColumns | undefined>()(
  [AmendmentProposed, AmendmentTookEffect, AmendmentAbandoned],
  {
    [AmendmentProposed.type]: (_before, { title, effectOn, changes: { bringsPlan } }) => ({
      title,
      bringsPlan,
      effectOn,
      isSigned: false,
      isAbandoned: false,
    }),
    [AmendmentTookEffect.type]: (before) => before && { ...before, isSigned: true },
    [AmendmentAbandoned.type]: (before) => before && { ...before, isAbandoned: true },
  },
);

export const knownAmendments: Projection<KnownAmendment> = {
  name: 'known-amendments',
  entity: KnownAmendment,
  key: 'amendmentId',
  source: 'feed',
  eventTypes: amendment.eventTypes,
  keys: (event) => [(event.data as DataOf<typeof AmendmentProposed>).amendmentId],
  apply(row, event, amendmentId) {
    const after = amendment.evolve(row, event);
    const { cafId, conventionId = '' } = event;
    return after && { ...after, amendmentId, cafId, conventionId };
  },
};

const columns = `amendment_id AS "amendmentId", caf_id AS "cafId", convention_id AS "conventionId", title,
  brings_plan AS "bringsPlan", effect_on AS "effectOn", is_signed AS "isSigned", is_abandoned AS "isAbandoned"`;

/** The amendment of that id of the convention of the route. @throws Rejection `not-known-yet` */
export async function amendmentFor(
  readModel: ReadModelAccess,
  { conventionId, cafId }: RouteParams,
  amendmentId: string,
): Promise<KnownAmendment> {
  const [found] = await readModel.query<KnownAmendment>(
    `SELECT ${columns} FROM known_amendment WHERE amendment_id = $1 AND convention_id = $2 AND caf_id = $3`,
    [amendmentId, conventionId, cafId],
  );
  if (!found) throw notKnownYet('Avenant de cette convention', amendmentId);
  return found;
}

/** The amendments of the convention of the route that bring a plan. */
export const amendmentsWithPlan = (
  readModel: ReadModelAccess,
  conventionId: string | undefined,
): Promise<readonly KnownAmendment[]> =>
  readModel.query<KnownAmendment>(
    `SELECT ${columns} FROM known_amendment WHERE convention_id = $1 AND brings_plan`,
    [conventionId],
  );
