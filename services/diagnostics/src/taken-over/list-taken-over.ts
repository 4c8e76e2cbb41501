import { day } from '@ctg/calendar';
import { takenKind, valueGeography } from '@ctg/contracts/diagnostics';
import { themeCode } from '@ctg/contracts/themes';
import type { Need, TakenPiece, Value } from '@ctg/convention/diagnostic';
import { motive, uuid } from '@ctg/identifiers';
import { defineList } from '@ctg/web-service';
import { z } from 'zod';
import { needs } from '../need/need-row.js';
import { readers } from '../rights.js';
import { values } from '../value/value-row.js';
import { takenOvers } from './taken-over-row.js';

interface Row {
  readonly document: TakenPiece;
  readonly need: Need | null;
  readonly value: Value | null;
}

export const listTakenOver = defineList({
  name: 'diagnostics.list-taken-over',
  title: 'Lister ce qui est repris du diagnostic précédent',
  roles: readers,
  route: '/conventions/:conventionId/taken-over',
  reads: [takenOvers, needs, values],
  filters: {},
  item: z.object({
    kind: takenKind,
    id: uuid,
    previousConventionId: uuid.describe('Convention dont il est'),
    statement: z
      .string()
      .optional()
      .describe(
        'Intitulé du besoin, ou indicateur, année et valeur, tels que la convention renouvelée les dit',
      ),
    theme: themeCode.optional().describe('Thème du besoin'),
    geography: valueGeography.optional().describe('Lieu de la valeur'),
    why: motive.describe('Pourquoi il vaut encore'),
    takenOverOn: day,
  }),
  select: ({ params, value }) => ({
    columns: 't.document, n.document AS need, v.document AS value',
    // An index serves only who compares as it is ordered: its own way, not by bytes as what is taken over is.
    from: `taken_over t LEFT JOIN need n ON n.need_id = t.piece_id COLLATE "default"
             LEFT JOIN diagnostic_value v ON v.value_id = t.piece_id COLLATE "default"`,
    where: [`t.convention_id = ${value(params.conventionId)}`],
    order: [{ by: 't.kind' }, { by: 't.piece_id' }],
  }),
  show: ({ document: { since, ...piece }, need, value }: Row) => ({
    ...piece,
    ...(need ? { statement: need.title, theme: need.theme } : {}),
    ...(value ? { statement: reading(value), geography: value.geography } : {}),
    takenOverOn: since,
  }),
});

/** « Population municipale 2023 : 11 449 habitants » */
const reading = ({ indicator, year, unit, value, flag }: Value): string =>
  `${indicator} ${year} : ${
    flag === 'secret' || value === undefined
      ? 'secret statistique'
      : `${value.toLocaleString('fr-FR')} ${unit}`
  }`;
