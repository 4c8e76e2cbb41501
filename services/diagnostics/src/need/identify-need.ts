import { NeedIdentified, NeedSupported } from '@ctg/contracts/diagnostics';
import { themeCode } from '@ctg/contracts/themes';
import { defineCommand, happenedOn, invalid, notFound, pastDay } from '@ctg/decider';
import { text, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import {
  type Evidence,
  evidenceOf,
  type OpenDiagnostic,
  opened,
  preparedVersion,
} from '../diagnostic/diagnostic.js';
import { diagnostic } from '../diagnostic/diagnostic-decider.js';
import { contributors } from '../rights.js';

/** Left to the rule and not to the schema to refuse an empty or missing list: the sentence is better. */
const evidenceBody = z
  .array(uuid)
  .max(200)
  .default([])
  .describe(
    'Valeurs, offres et consultations de ce diagnostic sur lesquelles le besoin repose (au moins une)',
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
  decider: diagnostic,
  decide({ body: { identifiedOn, ...body }, params, newId }, state) {
    const current = opened(state, params.conventionId);
    const evidence = knownEvidence(current, body.evidence);
    return [
      NeedIdentified(
        { needId: newId(), ...body, evidence, version: preparedVersion(current) },
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
  decider: diagnostic,
  decide({ body, params }, state) {
    const current = opened(state, params.conventionId);
    const needId = params.needId ?? '';
    const before = current.needs[needId];
    if (before === undefined) throw notFound('Besoin', needId);
    const evidence = knownEvidence(current, body.evidence).filter(({ id }) => !before.includes(id));
    if (evidence.length === 0) return [];
    return [
      NeedSupported({ needId, evidence, version: preparedVersion(current) }, happenedOn(body.supportedOn)),
    ];
  },
});

/** A need rests on evidence, and the evidence is in this diagnostic. */
function knownEvidence(current: OpenDiagnostic, ids: readonly string[]): Evidence[] {
  if (ids.length === 0) {
    throw invalid({
      code: 'need-rests-on-nothing',
      title: 'Ce besoin ne repose sur rien.',
      expected: 'au moins une valeur, une offre ou une consultation de ce diagnostic',
      found: 'aucune',
      advice: 'Relevez d’abord ce qui montre le besoin, puis donnez son identifiant dans evidence.',
    });
  }
  return [...new Set(ids)].map((id) => {
    const found = evidenceOf(current, id);
    if (found) return found;
    throw invalid({
      code: 'unknown-evidence',
      title: 'Cet élément n’est pas dans le diagnostic.',
      expected: 'l’identifiant d’une valeur, d’une offre ou d’une consultation de ce diagnostic',
      found: id,
    });
  });
}
