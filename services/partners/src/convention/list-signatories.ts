import { day, isDay, today } from '@ctg/calendar';
import { Deliberated, LegalityReceiptRecorded, SignatoryDesignated, Signed } from '@ctg/contracts/partners';
import { type ConventionFacts, signatoriesOf } from '@ctg/convention';
import { uuid } from '@ctg/identifiers';
import { anyText, defineComputedList } from '@ctg/web-service';
import { z } from 'zod';
import { conventions } from './convention-row.js';
import { everybody } from './read-convention.js';

/** How far each signatory has come: deliberation, legality receipt, signatures, each on its own date. */
export const signatoryProgress = z.object({
  signatory: SignatoryDesignated.schema,
  designatedOn: day.describe('Date de la désignation'),
  deliberation: Deliberated.schema.optional(),
  receipt: LegalityReceiptRecorded.schema.optional(),
  signatures: z.array(Signed.schema).describe('Signatures enregistrées'),
});

const dated = z.object({
  ...signatoryProgress.shape,
  signed: z.boolean().describe('Tout ce qui est attendu de lui était là ce jour-là'),
  joinedBy: uuid.optional().describe('Avenant par lequel il est entré : c’est celui qu’il signe'),
  leftOn: day.optional().describe('Dernier jour, quand son départ était annoncé ce jour-là'),
});

/** The signatories of a convention on a day, those that joined by an amendment included, with what each had done by then. */
export const listSignatories = defineComputedList({
  name: 'partners.list-signatories',
  title: 'Lister les signataires d’un jour, et où en était chacun',
  roles: everybody,
  route: '/conventions/:conventionId/signatories',
  reads: [conventions],
  filters: { on: day.optional().describe('Ce jour-là ; par défaut aujourd’hui') },
  item: dated,
  settles: [isDay],
  settle: ({ query, actor }) => [query.on ?? today(actor.cafId)],
  places: [anyText],
  async *walk({ params, readModel }, [on = ''], [after = ''] = []) {
    const [row] = await readModel.query<{ document: ConventionFacts }>(
      'SELECT document FROM convention WHERE convention_id = $1',
      [params.conventionId],
    );
    const all = new Map(
      (row ? signatoriesOf(row.document, on) : []).map((one) => [one.signatory.organisation, one]),
    );
    for (const organisation of [...all.keys()].sort()) {
      const item = all.get(organisation);
      if (item && organisation > after) yield { place: [organisation], item };
    }
  },
});
