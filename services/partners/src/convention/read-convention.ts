import { conventionRoles } from '@ctg/access';
import { day, today } from '@ctg/calendar';
import { ConventionOpened, ConventionScoped } from '@ctg/contracts/partners';
import { notFound } from '@ctg/decider';
import { organisationId, uuid } from '@ctg/identifiers';
import { defineQuery } from '@ctg/web-service';
import { z } from 'zod';
import type { ConventionRow } from './convention-row.js';
import { conventionStatus, lateSignatories, statusOn } from './status.js';

/** Everybody who may see a convention may read it; the gate says who that is. */
export const everybody = conventionRoles;

const lateSignatory = z.object({
  organisation: organisationId,
  deliberated: z.boolean().describe('Son assemblée a approuvé'),
  receiptReceived: z.boolean().describe('Le récépissé du contrôle de légalité est là'),
  signatures: z.int().describe('Signatures enregistrées'),
  expectedSignatures: z.int().describe('Signatures attendues'),
});

/** What a convention is; its signatories and its amendments have lists of their own. */
export const getConvention = defineQuery({
  name: 'partners.get-convention',
  title: 'Lire une convention',
  roles: everybody,
  route: '/conventions/:conventionId',
  query: z.strictObject({ on: day.optional().describe('Statut à cette date ; par défaut aujourd’hui') }),
  answerSchema: z.intersection(
    ConventionOpened.schema,
    z.object({
      conventionId: uuid,
      phase: z.enum(['preparing', 'signed', 'ended']),
      perimeterVersion: z.int().describe('Version du périmètre'),
      renewedBy: uuid.optional().describe('Convention qui la renouvelle'),
      scoping: ConventionScoped.schema.optional().describe('Cadrage'),
      partners: z.array(organisationId).describe('Partenaires associés'),
      departures: z.record(z.string(), day).describe('Jour de départ, par organisation'),
      completedOn: day.optional().describe('Date de la dernière signature requise'),
      inForceOn: day.optional().describe('Entrée en vigueur'),
      ending: z.object({ how: z.enum(['terminated', 'lapsed']), endedOn: day }).optional(),
      documentHash: z.string().optional().describe('SHA-256 du document signé par tous'),
      on: day.describe('Jour du statut'),
      status: conventionStatus,
      signatories: z.int().describe('Nombre de signataires'),
      amendments: z.int().describe('Nombre d’avenants'),
      lateSignatories: z.array(lateSignatory).describe('Signataires requis dont la signature manque'),
      revision: z.int().describe('Révision, pour If-Match'),
    }),
  ),
  async answer({ query, params, readModel }) {
    const [row] = await readModel.query<Pick<ConventionRow, 'document' | 'revision'>>(
      'SELECT document, revision FROM convention WHERE convention_id = $1',
      [params.conventionId],
    );
    if (!row) throw notFound('Convention', params.conventionId ?? '');
    const {
      signing,
      amendments,
      partners,
      document: _document,
      toldOn: _toldOn,
      ...convention
    } = row.document;
    const on = query.on ?? today();
    return {
      ...convention,
      partners: partners.map(({ organisation }) => organisation),
      ...(signing.documentHash === undefined ? {} : { documentHash: signing.documentHash }),
      on,
      status: statusOn(row.document, on),
      signatories: Object.keys(signing.progress).length,
      amendments: Object.keys(amendments).length,
      lateSignatories: lateSignatories(row.document),
      revision: row.revision,
    };
  },
});
