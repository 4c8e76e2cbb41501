import type { DataOf } from '@ctg/contracts';
import { geographyLevel, ValueCorrected, ValueRecorded } from '@ctg/contracts/diagnostics';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { indicatorKey } from './subject-of-value.js';

type Recorded = DataOf<typeof ValueRecorded>;

/** A value as it is shown: the newest reading, and the corrections that led to it. */
export interface ShownValue extends Recorded {
  readonly corrections: readonly {
    readonly correctedOn: string;
    readonly explanation: string;
    readonly before?: number;
    readonly version: number;
  }[];
}

/** From the smallest to the largest: the order in which a territory is held against larger ones. */
const sizeOf = (level: Recorded['geography']['level']): number =>
  geographyLevel.options.indexOf(level === 'territory' ? 'commune' : level);

@Entity({ name: 'diagnostic_value' })
export class ValueRow {
  @PrimaryColumn('text', { name: 'value_id' }) valueId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'indicator_key' }) indicatorKey!: string;
  @Column('text', { name: 'unit_key' }) unitKey!: string;
  @Column('text') level!: string;
  /** How large the place is: a commune before its EPCI, and so on. */
  @Column('integer') size!: number;
  @Column('integer') year!: number;
  @Column('jsonb') document!: ShownValue;
}

export const values: Projection<ValueRow> = {
  name: 'values',
  entity: ValueRow,
  key: 'valueId',
  source: 'own',
  eventTypes: [ValueRecorded.type, ValueCorrected.type],
  keys: ({ data }) => [data.valueId as string],
  apply(row, { type, data, conventionId = '', occurredOn }, valueId) {
    if (type === ValueRecorded.type) {
      const recorded = data as Recorded;
      return {
        valueId,
        conventionId,
        indicatorKey: indicatorKey(recorded.indicator),
        unitKey: indicatorKey(recorded.unit),
        level: recorded.geography.level,
        size: sizeOf(recorded.geography.level),
        year: recorded.year,
        document: { ...recorded, corrections: [] },
      };
    }
    if (!row) return undefined;
    const { explanation, version, value, flag } = data as DataOf<typeof ValueCorrected>;
    const { value: before, flag: _flag, ...kept } = row.document;
    const correction = {
      correctedOn: occurredOn,
      explanation,
      version,
      ...(before === undefined ? {} : { before }),
    };
    return {
      ...row,
      document: {
        ...kept,
        ...(value === undefined ? {} : { value }),
        ...(flag === undefined ? {} : { flag }),
        corrections: [...row.document.corrections, correction],
      },
    };
  },
};
