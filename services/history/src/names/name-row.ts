import { catalogue, type PublishedEvent } from '@ctg/contracts';
import { geography, vintages } from '@ctg/geography';
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
  /** Whose the thing is. */
  @Column('text', { name: 'caf_id' })
  cafId!: string;
  @Column('text')
  id!: string;
  @Column('text')
  label!: string;
  /** Of an organisation: its kind (commune, epci…); else the name of the id (`actionId`). */
  @Column('text')
  kind!: string;
  /** Of a commune: the département that stands beside its name, where another commune has the same. */
  @Column('text', { nullable: true })
  place!: string | null;
}

interface Named {
  readonly id: string;
  readonly kind: string;
  readonly label?: string;
  /** Of a commune. */
  readonly inseeCode?: string;
}

/** The id that an event gives a name to, if it does. A first field `…Id` beside a title is that of the thing itself. */
function namedBy({ type, data }: PublishedEvent): Named | undefined {
  const fields = data as Readonly<Record<string, unknown>>;
  const label = [fields.title, fields.name, fields.indicator].find((one) => typeof one === 'string');
  if (type.startsWith('partners.Organisation')) {
    const { organisation, kind, inseeCode } = fields;
    return {
      id: String(organisation),
      kind: typeof kind === 'string' ? kind : '',
      ...(typeof label === 'string' ? { label } : {}),
      ...(typeof inseeCode === 'string' ? { inseeCode } : {}),
    };
  }
  if (typeof label !== 'string') return undefined;
  const kind = idFields.find((name) => typeof fields[name] === 'string');
  return kind === undefined ? undefined : { id: String(fields[kind]), kind, label };
}

const newest = vintages[vintages.length - 1] ?? 2026;

const placeOf = (kind: string, inseeCode: string): string | null =>
  kind === 'commune' ? (geography(newest).besideName(inseeCode) ?? null) : null;

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
  version: 2,
  eventTypes: catalogue.map(({ type }) => type),
  keys(event) {
    const named = namedBy(event);
    if (!named) return [];
    const owners = isOrganisation(event) ? [event.cafId] : event.conventionId ? [event.conventionId] : [''];
    return owners.map((owner) => `${owner}:${named.id}`);
  },
  apply(row, event, key) {
    const named = namedBy(event);
    const label = named?.label ?? row?.label;
    if (!named || label === undefined) return row;
    const owner = key.slice(0, key.indexOf(':'));
    const kind = named.kind || (row?.kind ?? '');
    const place = named.inseeCode === undefined ? (row?.place ?? null) : placeOf(kind, named.inseeCode);
    return { key, owner, cafId: event.cafId, id: named.id, label, kind, place };
  },
};
