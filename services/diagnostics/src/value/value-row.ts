import { geographyLevel } from '@ctg/contracts/diagnostics';
import { type Value, value } from '@ctg/convention/diagnostic';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { indicatorKey } from './subject-of-value.js';

/** From the smallest to the largest: the order in which a territory is held against larger ones. */
const sizeOf = (level: Value['geography']['level']): number =>
  geographyLevel.options.indexOf(level === 'territory' ? 'commune' : level);

@Entity({ name: 'diagnostic_value' })
export class ValueRow {
  @PrimaryColumn('text', { name: 'value_id' }) valueId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text', { name: 'indicator_key' }) indicatorKey!: string;
  @Column('text', { name: 'unit_key' }) unitKey!: string;
  @Column('text') level!: string;
  /** How large the place is: a commune before its EPCI, and so on. */
  @Column('integer') size!: number;
  @Column('integer') year!: number;
  /** The newest year first: a column, because the database compares nothing made of an expression before it knows whose the row is. */
  @Column('integer', { name: 'year_order' }) yearOrder!: number;
  @Column('jsonb') document!: Value;
}

export const values: Projection<ValueRow> = {
  name: 'values',
  entity: ValueRow,
  key: 'valueId',
  source: 'own',
  version: 3,
  eventTypes: value.eventTypes ?? [],
  keys: ({ data }) => [data.valueId as string],
  apply(row, event, valueId) {
    const document = value.evolve(row?.document, event);
    if (!document) return undefined;
    const { indicator, unit, geography, year } = document;
    return {
      valueId,
      conventionId: row?.conventionId ?? event.conventionId ?? '',
      cafId: event.cafId,
      indicatorKey: indicatorKey(indicator),
      unitKey: indicatorKey(unit),
      level: geography.level,
      size: sizeOf(geography.level),
      year,
      yearOrder: -year,
      document,
    };
  },
};
