import type { DataOf } from '@ctg/contracts';
import type {
  Deliberated,
  LegalityReceiptRecorded,
  SignatoryDesignated,
  Signed,
} from '@ctg/contracts/partners';

export type Signatory = DataOf<typeof SignatoryDesignated>;
export type Deliberation = DataOf<typeof Deliberated>;
export type Receipt = DataOf<typeof LegalityReceiptRecorded>;
export type Signature = DataOf<typeof Signed>;

/** How far one signatory has come: deliberation, legality receipt, signature, each on its own date. */
export interface SignatoryProgress {
  readonly signatory: Signatory;
  readonly designatedOn: string;
  deliberation?: Deliberation;
  receipt?: Receipt;
  readonly signatures: Signature[];
  /** Who signed, by the capacity: a pseudonym, for the rule that nobody signs twice for one organisation. */
  readonly signedBy: Record<string, string>;
}

/**
 * "Signed" is as many processes as there are signatories, independent and in any order. The same for a convention and
 * for each of its amendments.
 */
export interface SigningProcess {
  /** By organisation. */
  readonly progress: Record<string, SignatoryProgress>;
  /** The file everybody signs, once it is known. */
  documentHash?: string;
}

/** A process that nobody is part of yet; a new one each time, the folds below fill it. */
export const noSignatures = (): SigningProcess => ({ progress: {} });

// The folds of a process: each changes and returns the process it is given (whoever only asks "what if" gives a copy).

export function withSignatory(process: SigningProcess, signatory: Signatory, on: string): SigningProcess {
  process.progress[signatory.organisation] = { signatory, designatedOn: on, signatures: [], signedBy: {} };
  return process;
}

export function withoutSignatory(process: SigningProcess, organisation: string): SigningProcess {
  delete process.progress[organisation];
  return process;
}

export function withDeliberation(process: SigningProcess, deliberation: Deliberation): SigningProcess {
  const progress = process.progress[deliberation.organisation];
  if (progress) progress.deliberation = deliberation;
  return process;
}

export function withReceipt(process: SigningProcess, receipt: Receipt): SigningProcess {
  const progress = process.progress[receipt.organisation];
  if (progress) progress.receipt = receipt;
  return process;
}

export function withSignature(
  process: SigningProcess,
  signature: Signature,
  subject: string | undefined,
): SigningProcess {
  const progress = process.progress[signature.organisation];
  progress?.signatures.push(signature);
  if (progress && subject !== undefined) progress.signedBy[signature.signingCapacity] = subject;
  if (signature.documentHash !== undefined) process.documentHash ??= signature.documentHash;
  return process;
}
