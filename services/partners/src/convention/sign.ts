import {
  ConventionFullySigned,
  Deliberated,
  DocumentFiled,
  LegalityReceiptRecorded,
  Signed,
} from '@ctg/contracts/partners';
import { defineCommand, happenedOn, pastDay, refused } from '@ctg/decider';
import { sha256, title } from '@ctg/identifiers';
import { z } from 'zod';
import { decideDeliberation, decideReceipt, decideSignature } from '../signing/decide-signing.js';
import { laterOf, signedByAllOn } from '../signing/signed-by-all-signatories.js';
import { deliberationBody, receiptBody, signatureBody } from '../signing/signing-bodies.js';
import { withSignature } from '../signing/signing-process.js';
import { convention } from './convention-decider.js';
import { alive, beforeAllSigned } from './opened.js';

export const fileDocument = defineCommand({
  name: 'partners.file-document',
  title: 'Déposer le document à signer',
  description: 'Seule l’empreinte du fichier est gardée ; ensuite tous signent ce fichier-là.',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
  route: '/conventions/:conventionId/document',
  body: z.strictObject({
    documentHash: sha256,
    title: title.describe('Intitulé du document'),
    filedOn: pastDay,
  }),
  decider: convention,
  decide({ body: { filedOn, ...body } }, state) {
    const { signing } = beforeAllSigned(state);
    if (Object.values(signing.progress).some(({ signatures }) => signatures.length > 0)) {
      throw refused({
        code: 'signing-has-begun',
        title: 'Une signature existe déjà : le document ne change plus.',
      });
    }
    return [DocumentFiled(body, happenedOn(filedOn))];
  },
});

export const recordDeliberation = defineCommand({
  name: 'partners.record-deliberation',
  title: 'Enregistrer une délibération',
  description: 'L’assemblée d’un signataire a voté, à sa date, dans n’importe quel ordre.',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer', 'legal_representative'],
  route: '/conventions/:conventionId/deliberations',
  body: deliberationBody,
  decider: convention,
  decide({ body, actor, today }, state) {
    const data = decideDeliberation(alive(state).signing, body, { actor, today });
    return [Deliberated(data, { occurredOn: data.deliberatedOn })];
  },
});

export const recordLegalityReceipt = defineCommand({
  name: 'partners.record-legality-receipt',
  title: 'Enregistrer un récépissé du contrôle de légalité',
  description: 'Rend exécutoire la délibération d’une collectivité.',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer', 'legal_representative'],
  route: '/conventions/:conventionId/legality-receipts',
  body: receiptBody,
  decider: convention,
  decide({ body, actor, today }, state) {
    const data = decideReceipt(alive(state).signing, body, { actor, today });
    return [LegalityReceiptRecorded(data, { occurredOn: data.receivedOn })];
  },
});

export const sign = defineCommand({
  name: 'partners.sign',
  title: 'Signer la convention',
  description:
    'Par le représentant légal, pour son organisation, après sa délibération. Quand tous les signataires requis ont signé, la convention l’est ; elle entre en vigueur à sa date d’effet.',
  roles: ['legal_representative'],
  route: '/conventions/:conventionId/signatures',
  body: signatureBody,
  decider: convention,
  decide({ body, actor, today }, state) {
    const current = alive(state);
    const signature = decideSignature(current.signing, body, { actor, today });
    const signed = Signed(signature, { occurredOn: signature.signedOn });
    const completedOn = signedByAllOn(withSignature(current.signing, signature));
    if (completedOn === undefined || current.phase === 'signed') return [signed];
    const inForceOn = laterOf(completedOn, current.effectOn);
    return [
      signed,
      ConventionFullySigned(
        { completedOn, inForceOn },
        { occurredOn: completedOn, effectiveOn: completedOn },
      ),
    ];
  },
});
