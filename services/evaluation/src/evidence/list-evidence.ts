import type { DataOf } from '@ctg/contracts';
import {
  BaselineRecorded,
  JudgementRecorded,
  MeasureRecorded,
  OpinionRecorded,
  smallestGroup,
} from '@ctg/contracts/evaluation';
import type { Measure } from '@ctg/convention/evaluation';
import { shortText } from '@ctg/identifiers';
import { defineList } from '@ctg/web-service';
import { z } from 'zod';
import { protocolRead, protocols } from '../protocol/protocol-row.js';
import { readers } from '../rights.js';
import { evidences } from './evidence-row.js';

/** Where the pieces of each kind stand in the document, and by what each is named. */
export const pieces = {
  measures: `jsonb_each(e.document->'measures') one`,
  baselines: `jsonb_each(e.document->'baselines') one`,
  opinions: `jsonb_each(e.document->'opinions') one`,
  judgements: `(SELECT value->>'judgementId' AS key, value
    FROM jsonb_array_elements(e.document->'evaluation'->'judgements')) one`,
} as const;

/** One kind of evidence on a convention under a protocol, in an order that says when. */
const listOf = <Row, Item>(
  kind: keyof typeof pieces,
  title: string,
  item: z.ZodType<Item>,
  by: string,
  show: (row: Row) => unknown,
) =>
  defineList({
    name: `evaluation.list-${kind}`,
    title,
    roles: readers,
    route: `/conventions/:conventionId/protocols/:protocolId/${kind}`,
    reads: [protocols, evidences],
    filters: {},
    item,
    async select({ params, readModel, value }) {
      await protocolRead(readModel, params);
      return {
        columns: 'one.value AS piece',
        from: `evidence e CROSS JOIN LATERAL ${pieces[kind]}`,
        where: [`e.key = ${value(`${params.conventionId}.${params.protocolId}`)}`],
        order: [{ by }, { by: 'one.key' }],
      };
    },
    show: ({ piece }: { piece: Row }) => show(piece) as never,
  });

const itself = <Row>(row: Row) => row;

export const listMeasures = listOf(
  'measures',
  'Lister les mesures',
  z.intersection(
    MeasureRecorded.schema,
    z.object({ why: shortText.optional().describe('Pourquoi elle a été corrigée en dernier') }),
  ),
  `one.value->>'measuredOn'`,
  itself<Measure>,
);

export const listBaselines = listOf(
  'baselines',
  'Lister les valeurs de départ',
  BaselineRecorded.schema,
  `one.value->>'measuredOn'`,
  itself<DataOf<typeof BaselineRecorded>>,
);

const hidden = { answered: true, answers: true } as const;

/** The answers of a small group are shown to nobody. */
const shownOpinion = z.union([
  OpinionRecorded.schema,
  (OpinionRecorded.schema as unknown as z.ZodObject<{ answered: z.ZodInt; answers: z.ZodUnknown }>)
    .omit(hidden)
    .extend({ hidden: z.literal(true).describe('Trop peu de réponses : elles ne sont montrées à personne') }),
]);

export const listOpinions = listOf(
  'opinions',
  'Lister les réponses d’opinion',
  shownOpinion,
  `one.value->>'wave'`,
  ({ answers, answered, ...opinion }: DataOf<typeof OpinionRecorded>) =>
    answered < smallestGroup ? { ...opinion, hidden: true } : { ...opinion, answered, answers },
);

export const listJudgements = listOf(
  'judgements',
  'Lister les jugements portés',
  JudgementRecorded.schema,
  `one.value->>'question'`,
  itself<DataOf<typeof JudgementRecorded>>,
);
