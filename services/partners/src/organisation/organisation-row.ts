import {
  OrganisationIdentifiersChanged,
  type OrganisationKind,
  OrganisationRegistered,
  OrganisationRenamed,
} from '@ctg/contracts/partners';
import { foldOf, type ReadModelAccess } from '@ctg/decider';
import { folded } from '@ctg/identifiers';
import type { Projection } from '@ctg/read-model';
import { notRegistered, registeredIn } from '@ctg/web-service';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An organisation of one Caf, for lists and look-ups. */
@Entity({ name: 'organisation' })
export class OrganisationRow {
  /** `<cafId>_<organisation>`, as in its stream's name. */
  @PrimaryColumn('text')
  key!: string;
  @Column('text', { name: 'caf_id' })
  cafId!: string;
  @Column('text')
  organisation!: string;
  @Column('text')
  name!: string;
  /** As it is searched and ordered. */
  @Column('text', { name: 'name_folded' })
  nameFolded!: string;
  @Column('text')
  kind!: OrganisationKind;
  @Column('text', { name: 'insee_code', nullable: true })
  inseeCode!: string | null;
}

type Columns = Omit<OrganisationRow, 'key' | 'cafId'>;

const organisation = foldOf<Columns | undefined>()(
  [OrganisationRegistered, OrganisationIdentifiersChanged, OrganisationRenamed],
  {
    [OrganisationRegistered.type]: (_before, { organisation, name, kind, inseeCode = null }) => ({
      organisation,
      name,
      nameFolded: folded(name),
      kind,
      inseeCode,
    }),
    [OrganisationIdentifiersChanged.type]: (before, { inseeCode }) =>
      before && { ...before, inseeCode: inseeCode ?? before.inseeCode },
    [OrganisationRenamed.type]: (before, { name }) => before && { ...before, name, nameFolded: folded(name) },
  },
);

export const organisations: Projection<OrganisationRow> = {
  name: 'organisations',
  entity: OrganisationRow,
  key: 'key',
  source: 'own',
  eventTypes: organisation.eventTypes,
  keys: (event) => [`${event.cafId}_${event.data.organisation}`],
  apply(row, event, key) {
    const after = organisation.evolve(row, event);
    return after && { ...after, key, cafId: event.cafId };
  },
};

/** Whom a command names is registered. @throws Rejection `not-known-yet` */
export const assertRegistered = registeredIn('organisation');

/** The kind of a registered organisation. @throws Rejection not-known-yet */
export async function kindOf(
  readModel: ReadModelAccess,
  cafId: string | undefined,
  organisation: string,
): Promise<OrganisationKind> {
  const [row] = await readModel.query<{ kind: OrganisationKind }>(
    'SELECT kind FROM organisation WHERE key = $1',
    [`${cafId}_${organisation}`],
  );
  if (!row) throw notRegistered([organisation]);
  return row.kind;
}
