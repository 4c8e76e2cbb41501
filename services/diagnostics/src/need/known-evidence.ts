import type { DataOf } from '@ctg/contracts';
import type { NeedIdentified } from '@ctg/contracts/diagnostics';
import type { Diagnostic } from '@ctg/convention/diagnostic';
import { invalid, type LookUpInput, type Rejection } from '@ctg/decider';
import { consultations } from '../consultation/consultation-row.js';
import { lookUpDiagnostic } from '../diagnostic/diagnostic.js';
import { offers } from '../offer/offer-row.js';
import { takenOvers } from '../taken-over/taken-over-row.js';
import { values } from '../value/value-row.js';

export type Evidence = DataOf<typeof NeedIdentified>['evidence'][number];

/** The diagnostic, and what of the named evidence is in it. */
export interface EvidenceFacts {
  readonly diagnostic: Diagnostic;
  readonly known: readonly Evidence[];
}

/** The projections whose tables `lookUpEvidence` reads. */
export const evidenceTables = [values.name, offers.name, consultations.name, takenOvers.name];

const kinds = `
  SELECT 'value' AS kind, value_id AS id FROM diagnostic_value WHERE convention_id = $1 AND value_id = ANY ($2)
  UNION ALL SELECT 'offer', offer_id FROM offer WHERE convention_id = $1 AND offer_id = ANY ($2)
  UNION ALL SELECT 'consultation', consultation_id FROM consultation
             WHERE convention_id = $1 AND consultation_id = ANY ($2)
  UNION ALL SELECT kind, piece_id FROM taken_over
             WHERE convention_id = $1 AND kind = 'value' AND piece_id = ANY ($2)`;

/** Evidence is of any of three kinds, and up to hundreds of it: it is looked up in the tables. */
export async function lookUpEvidence(
  input: Pick<LookUpInput<unknown>, 'params' | 'readModel' | 'streams'> & {
    readonly body: { readonly evidence: readonly string[] };
  },
): Promise<EvidenceFacts> {
  const { body, params, readModel } = input;
  return {
    diagnostic: await lookUpDiagnostic(input),
    known: await readModel.query<Evidence>(kinds, [params.conventionId, body.evidence]),
  };
}

/** @throws Rejection 422 `need-rests-on-nothing` */
export function assertRestsOnSomething(evidence: readonly unknown[]): void {
  if (evidence.length > 0) return;
  throw invalid({
    code: 'need-rests-on-nothing',
    title: 'Ce besoin ne repose sur rien.',
    expected: 'au moins une valeur, une offre ou une consultation de ce diagnostic',
    found: 'aucune',
    advice: 'Relevez d’abord ce qui montre le besoin, puis donnez son identifiant dans evidence.',
  });
}

/** A need rests on evidence, and the evidence is in this diagnostic, or a value that it has taken over. */
export function assertEvidence({ known }: EvidenceFacts, ids: readonly string[]): Evidence[] {
  assertRestsOnSomething(ids);
  return eachNamed(known, ids, (found) =>
    invalid({
      code: 'unknown-evidence',
      title: 'Cet élément n’est pas dans le diagnostic.',
      expected: 'l’identifiant d’une valeur, d’une offre ou d’une consultation de ce diagnostic',
      found,
    }),
  );
}

/** Each that is named, once. @throws what is said of an id that is not among what is known */
export function eachNamed<Piece extends { readonly id: string }>(
  known: readonly Piece[],
  ids: readonly string[],
  unknown: (id: string) => Rejection,
): Piece[] {
  const byId = new Map(known.map((one) => [one.id, one]));
  return [...new Set(ids)].map((id) => {
    const found = byId.get(id);
    if (found) return found;
    throw unknown(id);
  });
}
