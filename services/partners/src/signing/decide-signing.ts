import type { Actor } from '@ctg/access';
import type { DataOf } from '@ctg/contracts';
import type { Deliberated, LegalityReceiptRecorded } from '@ctg/contracts/partners';
import { assertPast, invalid } from '@ctg/decider';
import type { z } from 'zod';
import type { deliberationBody, receiptBody, signatureBody } from './signing-bodies.js';
import type { Signature, SigningProcess } from './signing-process.js';
import {
  assertMayDeliberate,
  assertMayReceive,
  assertMaySign,
  assertOwnOrganisation,
  signatoryOf,
} from './signing-rules.js';

/** Who says it, and on which day. */
interface Said {
  readonly actor: Actor;
  readonly today: string;
}

/** The deliberation, once the rules let it pass. */
export function decideDeliberation(
  process: SigningProcess,
  { documentHash, ...body }: z.infer<typeof deliberationBody>,
  { actor, today }: Said,
): DataOf<typeof Deliberated> {
  assertOwnOrganisation(actor, body.organisation);
  assertMayDeliberate(signatoryOf(process, body.organisation));
  assertPast(body.deliberatedOn, today, 'Délibération');
  return { ...body, ...(documentHash === undefined ? {} : { documentHash }) };
}

/** The legality receipt, once the rules let it pass. */
export function decideReceipt(
  process: SigningProcess,
  body: z.infer<typeof receiptBody>,
  { actor, today }: Said,
): DataOf<typeof LegalityReceiptRecorded> {
  assertOwnOrganisation(actor, body.organisation);
  assertMayReceive(signatoryOf(process, body.organisation), body.receivedOn);
  assertPast(body.receivedOn, today, 'Récépissé');
  return body;
}

/** The signature, once the rules let it pass. */
export function decideSignature(
  process: SigningProcess,
  body: z.infer<typeof signatureBody>,
  { actor, today }: Said,
): Signature {
  const organisation = body.organisation ?? actor.organisation;
  if (organisation === undefined) {
    throw invalid({
      code: 'no-organisation',
      title: 'Pour quelle organisation signez-vous ?',
      expected: 'le champ organisation',
    });
  }
  assertOwnOrganisation(actor, organisation);
  const signature: Signature = {
    organisation,
    signedOn: body.signedOn,
    signingCapacity: body.signingCapacity,
    ...(body.documentHash === undefined ? {} : { documentHash: body.documentHash }),
    ...(body.certificate === undefined ? {} : { certificate: body.certificate }),
  };
  assertMaySign(process, signatoryOf(process, organisation), signature);
  assertPast(body.signedOn, today, 'Signature');
  return signature;
}
