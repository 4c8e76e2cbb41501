import { NeedIdentified, NeedSupported } from '@ctg/contracts/diagnostics';
import { themeCode } from '@ctg/contracts/themes';
import { need } from '@ctg/convention/diagnostic';
import { alreadyThere, defineCommand, happenedOn, notFound, pastDay, warnOfThemes } from '@ctg/decider';
import { text, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { partOf, preparedVersion } from '../diagnostic/diagnostic.js';
import { contributors } from '../rights.js';
import { assertFewEnough } from './few-enough.js';
import { assertEvidence, evidenceTables, lookUpEvidence } from './known-evidence.js';

/** Left to the rule and not to the schema to refuse an empty or missing list: the sentence is better. */
const evidenceBody = z
  .array(uuid)
  .max(200)
  .default([])
  .describe(
    'Valeurs, offres et consultations de ce diagnostic, valeurs reprises du précédent, sur lesquelles le besoin repose (au moins une)',
  );

export const identifyNeed = defineCommand({
  name: 'diagnostics.identify-need',
  title: 'Identifier un besoin',
  description: 'Un besoin repose sur au moins une valeur, une offre ou une consultation de ce diagnostic.',
  roles: contributors,
  route: '/conventions/:conventionId/needs',
  body: z.strictObject({
    title: title.describe('Intitulé du besoin'),
    theme: themeCode,
    description: text.optional().describe('Description'),
    evidence: evidenceBody,
    identifiedOn: pastDay,
  }),
  decider: need,
  creates: 'needId',
  stream: ({ conventionId, needId }) => partOf(conventionId, needId),
  waitsFor: evidenceTables,
  lookUp: (input) => lookUpEvidence(input),
  decide({ body: { identifiedOn, ...body }, params: { needId = '' }, facts, frame, warn }) {
    warnOfThemes([body.theme], frame, warn);
    const evidence = assertEvidence(facts, body.evidence);
    return [
      NeedIdentified(
        { needId, ...body, evidence, version: preparedVersion(facts.diagnostic) },
        happenedOn(identifiedOn),
      ),
    ];
  },
});

export const supportNeed = defineCommand({
  name: 'diagnostics.support-need',
  title: 'Étayer un besoin',
  description: 'Ajoute à un besoin des éléments sur lesquels il repose.',
  roles: contributors,
  route: '/conventions/:conventionId/needs/:needId/evidence',
  body: z.strictObject({ evidence: evidenceBody, supportedOn: pastDay }),
  decider: need,
  stream: ({ conventionId, needId }) => partOf(conventionId, needId),
  waitsFor: evidenceTables,
  lookUp: (input) => lookUpEvidence(input),
  decide({ body, params: { needId = '' }, facts }, state) {
    if (!state) throw notFound('Besoin', needId);
    const since = new Map(state.evidence.map((one) => [one.id, one.since]));
    const evidence = assertEvidence(facts, body.evidence).filter(({ id }) => !since.has(id));
    if (evidence.length === 0) {
      const days = new Set(body.evidence.map((id) => since.get(id)));
      return alreadyThere({ evidence: body.evidence, supportedOn: [...days].join(', ') });
    }
    assertFewEnough(state.evidence.length + evidence.length);
    const version = preparedVersion(facts.diagnostic);
    return [NeedSupported({ needId, evidence, version }, happenedOn(body.supportedOn))];
  },
});
