import { smallestGroup } from '@ctg/contracts/evaluation';
import { notFound } from '@ctg/decider';
import { defineQuery, visibleTo } from '@ctg/web-service';
import { z } from 'zod';
import { protocolRead } from '../protocol/protocol-row.js';
import { readers } from '../rights.js';
import { type Evidence, noEvidence } from './evidence.js';

type Opinion = Evidence['opinions'][string];

/** What may be shown of a group's answers. */
const shownOpinion = (opinion: Opinion) => {
  const { answers: _answers, answered: _answered, ...rest } = opinion;
  return opinion.answered < smallestGroup ? { ...rest, hidden: true } : opinion;
};

const shown = ({ measures, baselines, opinions, judgements, ...rest }: Evidence) => ({
  measures: Object.values(measures),
  baselines: Object.values(baselines),
  opinions: Object.values(opinions).map(shownOpinion),
  judgements: Object.values(judgements),
  ...rest,
});

export const getEvaluation = defineQuery({
  name: 'evaluation.get-evaluation',
  title: 'Lire l’évaluation d’une convention sous un protocole',
  roles: readers,
  route: '/conventions/:conventionId/protocols/:protocolId',
  query: z.strictObject({}),
  async answer({ params, readModel }) {
    const protocol = await protocolRead(readModel, params);
    const [row] = await readModel.query<{ document: Evidence }>(
      'SELECT document FROM evidence WHERE key = $1',
      [`${params.conventionId}.${params.protocolId}`],
    );
    return { protocol, ...shown(row?.document ?? noEvidence()) };
  },
});

export const listProtocols = defineQuery({
  name: 'evaluation.list-protocols',
  title: 'Lister les protocoles d’évaluation',
  roles: readers,
  route: '/protocols',
  query: z.strictObject({}),
  async answer({ actor, readModel }) {
    const parameters: unknown[] = [];
    const rows = await readModel.query(
      `SELECT p.protocol_id AS "protocolId", p.document->>'title' AS title, p.document->'scope'->>'kind' AS kind
         FROM protocol p WHERE EXISTS (
           SELECT 1 FROM known_convention k WHERE k.convention_id = ANY (p.convention_ids) AND ${visibleTo(actor, parameters)}
         ) ORDER BY p.protocol_id LIMIT 500`,
      parameters,
    );
    return { protocols: rows };
  },
});

export const compare = defineQuery({
  name: 'evaluation.compare',
  title: 'Comparer les conventions d’une cohorte',
  roles: readers,
  route: '/protocols/:protocolId/comparison',
  query: z.strictObject({}),
  async answer({ actor, params, readModel }) {
    const protocol = await protocolRead(readModel, params);
    const parameters: unknown[] = [params.protocolId, protocol.scope.conventionIds];
    const rows = await readModel.query<{ conventionId: string; title: string; document: Evidence | null }>(
      `SELECT k.convention_id AS "conventionId", k.title, e.document
         FROM known_convention k LEFT JOIN evidence e ON e.key = k.convention_id || '.' || $1
        WHERE k.convention_id = ANY ($2) AND ${visibleTo(actor, parameters)} ORDER BY k.title`,
      parameters,
    );
    // Who may see none of its conventions is not told that there is a protocol.
    if (rows.length === 0) throw notFound('Protocole', params.protocolId ?? '');
    const conventions = rows.map(({ conventionId, title, document }) => ({
      conventionId,
      title,
      judgements: Object.values(document?.judgements ?? {}).map(({ question, level }) => ({
        question,
        level,
      })),
      measures: Object.values(document?.measures ?? {}),
    }));
    return {
      protocolId: params.protocolId,
      title: rows.length > 0 ? protocol.title : undefined,
      conventions,
    };
  },
});
