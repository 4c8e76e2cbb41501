import { conventionRoles } from '@ctg/access';
import { day, today } from '@ctg/calendar';
import { ConventionScoped, DocumentFiled, territory } from '@ctg/contracts/partners';
import { conventionTheme } from '@ctg/contracts/themes';
import {
  type ConventionFacts,
  conventionOn,
  conventionStatus,
  isPartyOn,
  missingOfActsOn,
  signaturesAwaitedOn,
  situationOn,
} from '@ctg/convention';
import { notFound } from '@ctg/decider';
import { readInAnother } from '@ctg/geography';
import { organisationId, siren, title, uuid } from '@ctg/identifiers';
import { defineQuery } from '@ctg/web-service';
import { z } from 'zod';
import { type ConventionRow, conventions } from './convention-row.js';
import { renewalLink, renewalsOf } from './renewal-link.js';

/** Everybody who may see a convention may read it; the gate says who that is. */
export const everybody = conventionRoles;

const awaitedSignatory = z.object({
  organisation: organisationId,
  since: day.describe('Depuis quand il peut délibérer ou signer'),
  until: day.describe('Jusqu’à quand il le devrait'),
  late: z.boolean().describe('Ce jour-là, c’est en retard'),
  amendmentId: uuid.optional().describe('L’avenant dont il s’agit ; absent : la convention'),
  deliberated: z.boolean().describe('Son assemblée a approuvé'),
  receiptReceived: z.boolean().describe('Le récépissé du contrôle de légalité est là'),
  signatures: z.int().describe('Signatures enregistrées'),
  expectedSignatures: z.int().describe('Signatures attendues'),
});

/** What a convention is on a day, in the fields that every answer about it has. */
const situationFields = {
  status: conventionStatus,
  label: z.string().describe('Le statut en français'),
  sentence: z.string().describe('Le statut et les dates qui le font, en une phrase'),
  covered: z
    .boolean()
    .describe('Le jour est dans la période d’une convention signée par tous, même plus tard'),
  lapsedForDays: z.int().optional().describe('Jours écoulés depuis la fin de la période'),
};

/** What a convention was on a day, as far as is known now: every field is that of the day. On a day before it exists only its
 * status is answered. Its signatories and its amendments have lists of their own. */
export const getConvention = defineQuery({
  name: 'partners.get-convention',
  title: 'Lire une convention, telle qu’elle est un jour',
  roles: everybody,
  route: '/conventions/:conventionId',
  reads: [conventions],
  query: z.strictObject({ on: day.optional().describe('Ce jour-là ; par défaut aujourd’hui') }),
  answerSchema: z.object({
    conventionId: uuid,
    on: day.describe('Jour pour lequel tout est répondu'),
    ...situationFields,
    title: title.optional(),
    caf: siren.optional(),
    openedOn: day.optional().describe('Date de l’engagement'),
    effectOn: day.optional().describe('Date d’effet'),
    endsOn: day.optional().describe('Terme, avec les avenants en vigueur ce jour-là'),
    completedOn: day
      .optional()
      .describe(
        'Jour depuis lequel plus aucune signature requise ne manque, aussi quand elle est plus tardive',
      ),
    territory: territory
      .extend({
        version: z.int().describe('Version du périmètre'),
        readInVintage: z
          .int()
          .optional()
          .describe('Millésime où les communes sont lues, quand celui du périmètre n’a pas été publié'),
      })
      .optional(),
    themes: z.array(conventionTheme).optional(),
    renews: renewalLink.optional().describe('Renouvellement : la convention que celle-ci renouvelle'),
    renewedBy: renewalLink.optional().describe('Renouvellement : la convention qui renouvelle celle-ci'),
    scoping: ConventionScoped.schema
      .and(z.object({ scopedOn: day }))
      .optional()
      .describe('Cadrage'),
    document: DocumentFiled.schema
      .and(z.object({ filedOn: day }))
      .optional()
      .describe('Document à signer'),
    partners: z.array(organisationId).optional().describe('Partenaires associés'),
    ending: z
      .object({
        how: z.enum(['terminated', 'lapsed']).describe('terminated (résiliée) ou lapsed (échue)'),
        endedOn: day,
        decidedOn: day.describe('Décidé ou constaté le'),
      })
      .optional(),
    signatories: z.int().optional().describe('Nombre de signataires'),
    amendments: z.int().optional().describe('Nombre d’avenants'),
    awaitedSignatories: z
      .array(awaitedSignatory)
      .optional()
      .describe('Signataires dont la délibération ou la signature est attendue ce jour-là, avenants compris'),
    lateSignatories: z
      .array(awaitedSignatory)
      .optional()
      .describe('De ceux-là, ceux qui sont en retard ce jour-là'),
    receiptsMissing: z
      .array(organisationId)
      .optional()
      .describe(
        'Collectivités dont le récépissé du contrôle de légalité manque ce jour-là, avenants compris',
      ),
    deliberationsMissing: z
      .array(organisationId)
      .optional()
      .describe(
        'Organisations qui ont signé, ou reçu un récépissé, sans délibération enregistrée ce jour-là, avenants compris',
      ),
    revision: z.int().describe('Révision, pour If-Match'),
  }),
  async answer({ query, params, actor, readModel }) {
    const [row] = await readModel.query<Pick<ConventionRow, 'document' | 'revision' | 'cafId'>>(
      'SELECT document, revision, caf_id AS "cafId" FROM convention WHERE convention_id = $1',
      [params.conventionId],
    );
    if (!row) throw notFound('Convention', params.conventionId ?? '');
    const { document, revision } = row;
    const { conventionId } = document;
    const on = query.on ?? today(row.cafId);
    const { completedOn: _completed, endsOn: _ends, ...situation } = situationOn(document, on);
    const found = conventionOn(document, on);
    if (!found) return { conventionId, on, ...situation, revision };
    const {
      situation: _situation,
      signatories,
      amendments,
      territory: drawn,
      previousConventionId: _named,
      renewedBy: _recorded,
      ...shown
    } = found;
    const awaitedSignatories = awaitedSignatoriesOf(document, on);
    return {
      ...shown,
      ...(drawn === undefined ? {} : { territory: { ...drawn, ...readInAnother(drawn.cogVintage) } }),
      ...situation,
      ...(await renewalsOf(readModel, document, on, actor)),
      signatories: signatories.filter((one) => isPartyOn(one, on)).length,
      amendments: amendments.length,
      awaitedSignatories,
      lateSignatories: awaitedSignatories.filter(({ late }) => late),
      ...missingOfActsOn(document, on),
      revision,
    };
  },
});

/** Those whose deliberation or signature is awaited, with how far each has come on the convention or on the amendment. */
function awaitedSignatoriesOf(facts: ConventionFacts, on: string): z.infer<typeof awaitedSignatory>[] {
  return signaturesAwaitedOn(facts, on).flatMap(({ organisation, since, until, late, amendmentId }) => {
    const { progress } = (amendmentId === undefined ? facts : facts.amendments[amendmentId])?.signing ?? {};
    const one = progress?.[organisation];
    if (!one) return [];
    const { deliberation, receipt, signatures, signatory } = one;
    return [
      {
        organisation,
        since,
        until,
        late,
        ...(amendmentId === undefined ? {} : { amendmentId }),
        deliberated: deliberation?.outcome === 'approved' && deliberation.deliberatedOn <= on,
        receiptReceived: receipt !== undefined && receipt.receivedOn <= on,
        signatures: signatures.filter(({ signedOn }) => signedOn <= on).length,
        expectedSignatures: signatory.signatures.length,
      },
    ];
  });
}
