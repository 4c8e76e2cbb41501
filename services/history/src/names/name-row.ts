import { catalogue, type PublishedEvent } from '@ctg/contracts';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an id is called, for sentences: « Anor », « Comité de pilotage », « Soutenir la parentalité ». */
@Entity({ name: 'known_name' })
export class NameRow {
  /** `<tenant or convention>:<id>`. */
  @PrimaryColumn('text')
  key!: string;
  /** The tenant of an organisation, the convention of everything else. */
  @Column('text')
  owner!: string;
  @Column('text')
  id!: string;
  @Column('text')
  label!: string;
  /** Of an organisation: its kind (commune, epci…); else the name of the id (`actionId`). */
  @Column('text')
  kind!: string;
}

interface Named {
  readonly id: string;
  readonly kind: string;
  readonly label?: string;
}

/** The id that an event gives a name to, if it does. A first field `…Id` beside a title is that of the thing itself. */
function namedBy({ type, data }: PublishedEvent): Named | undefined {
  const fields = data as Readonly<Record<string, unknown>>;
  const label = [fields.title, fields.name, fields.indicator].find((one) => typeof one === 'string');
  if (typeof label !== 'string') return undefined;
  if (type.startsWith('partners.Organisation')) {
    const kind = typeof fields.kind === 'string' ? fields.kind : '';
    return { id: String(fields.organisation), kind, label };
  }
  const kind = idFields.find((name) => typeof fields[name] === 'string');
  return kind === undefined ? undefined : { id: String(fields[kind]), kind, label };
}

/** In this order: an event about an indicator names also its action, but its title is the indicator's. */
const idFields = [
  'amendmentId',
  'decisionId',
  'meetingId',
  'bodyId',
  'valueId',
  'offerId',
  'consultationId',
  'needId',
  'priorityId',
  'indicatorId',
  'operationId',
  'meansId',
  'actionId',
  'objectiveId',
  'axisId',
  'protocolId',
] as const;

const isOrganisation = (event: PublishedEvent) => event.type.startsWith('partners.Organisation');

export const names: Projection<NameRow> = {
  name: 'names',
  entity: NameRow,
  key: 'key',
  source: 'feed',
  eventTypes: catalogue.map(({ type }) => type),
  keys(event) {
    const named = namedBy(event);
    if (!named) return [];
    const owners = isOrganisation(event) ? [event.cafId] : event.conventionId ? [event.conventionId] : [''];
    return owners.map((owner) => `${owner}:${named.id}`);
  },
  apply(row, event, key) {
    const named = namedBy(event);
    if (!named?.label) return row;
    const owner = key.slice(0, key.indexOf(':'));
    return { key, owner, id: named.id, label: named.label, kind: named.kind || (row?.kind ?? '') };
  },
};
