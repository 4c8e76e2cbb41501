import {
  AmendmentDeliberated,
  AmendmentReceiptRecorded,
  AmendmentSigned,
  AmendmentTookEffect,
} from '@ctg/contracts/partners';
import { defineCommand } from '@ctg/decider';
import { convention } from '../convention/convention-decider.js';
import { alive } from '../convention/opened.js';
import { decideDeliberation, decideReceipt, decideSignature } from '../signing/decide-signing.js';
import { laterOf, signedByAllOn } from '../signing/signed-by-all-signatories.js';
import { deliberationBody, receiptBody, signatureBody } from '../signing/signing-bodies.js';
import { withSignature } from '../signing/signing-process.js';
import { amendmentToSign } from './underway.js';

export const recordAmendmentDeliberation = defineCommand({
  name: 'partners.record-amendment-deliberation',
  title: 'Enregistrer une délibération sur un avenant',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer', 'legal_representative'],
  route: '/conventions/:conventionId/amendments/:amendmentId/deliberations',
  body: deliberationBody,
  decider: convention,
  decide({ body, params, actor, today }, state) {
    const { amendmentId, signing } = amendmentToSign(alive(state), params.amendmentId, body.organisation);
    const data = decideDeliberation(signing, body, { actor, today });
    return [AmendmentDeliberated({ amendmentId, ...data }, { occurredOn: data.deliberatedOn })];
  },
});

export const recordAmendmentReceipt = defineCommand({
  name: 'partners.record-amendment-receipt',
  title: 'Enregistrer un récépissé sur un avenant',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer', 'legal_representative'],
  route: '/conventions/:conventionId/amendments/:amendmentId/legality-receipts',
  body: receiptBody,
  decider: convention,
  decide({ body, params, actor, today }, state) {
    const { amendmentId, signing } = amendmentToSign(alive(state), params.amendmentId, body.organisation);
    const data = decideReceipt(signing, body, { actor, today });
    return [AmendmentReceiptRecorded({ amendmentId, ...data }, { occurredOn: data.receivedOn })];
  },
});

export const signAmendment = defineCommand({
  name: 'partners.sign-amendment',
  title: 'Signer un avenant',
  description:
    'Quand tous les signataires requis, présents et entrants, ont signé, l’avenant prend effet à sa date ; les autres peuvent signer plus tard.',
  roles: ['legal_representative'],
  route: '/conventions/:conventionId/amendments/:amendmentId/signatures',
  body: signatureBody,
  decider: convention,
  decide({ body, params, actor, today }, state) {
    const { amendmentId, signing, effectOn, changes, status } = amendmentToSign(
      alive(state),
      params.amendmentId,
      body.organisation ?? actor.organisation,
    );
    const signature = decideSignature(signing, body, { actor, today });
    const signed = AmendmentSigned({ amendmentId, ...signature }, { occurredOn: signature.signedOn });
    const completedOn = signedByAllOn(withSignature(signing, signature));
    if (completedOn === undefined || status === 'in-effect') return [signed];
    const from = laterOf(completedOn, effectOn);
    const inEffect = { amendmentId, completedOn, effectOn: from, changes };
    return [signed, AmendmentTookEffect(inEffect, { occurredOn: completedOn, effectiveOn: from })];
  },
});
