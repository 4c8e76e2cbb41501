import { InvalidToken, IssuerUnavailable } from '@ctg/access';
import { type Explanation, Rejection, TablesBehind } from '@ctg/decider';
import { AppendTooLarge, EventIdReused, RevisionConflict } from '@ctg/event-store';
import { isOutage } from '@ctg/feed';
import { TooManyRequests } from '../access/request-budgets.js';
import { httpProblem, problemOfStatus } from './http-problem.js';
import { inWords } from './in-words.js';
import { InvalidHeader, InvalidRequest } from './invalid-request.js';
import { type Problem, problem } from './problem.js';
import { UnacceptableHead } from './request-head.js';
import { UnacceptableJson } from './strict-json.js';

/** What a person or a program is told about an error. Undefined: nobody foresaw it, so nothing of it is shown. */
export function asProblem(error: unknown): Problem | undefined {
  if (error instanceof Rejection) return explained(error.status, error.explanation);
  return requestProblem(error) ?? accessProblem(error) ?? storeProblem(error) ?? httpProblem(error);
}

function explained(status: number, { code, title, advice, retryAfter, ...said }: Explanation): Problem {
  const expected = said.expected && inWords(said.expected);
  const found = said.found && inWords(said.found);
  const detail = [expected && `Attendu : ${expected}.`, found && `Trouvé : ${found}.`, advice]
    .filter(Boolean)
    .join(' ');
  return problem(status, code, title, {
    ...(detail ? { detail } : {}),
    ...(expected === undefined ? {} : { expected }),
    ...(found === undefined ? {} : { found }),
    ...(advice === undefined ? {} : { advice }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

function requestProblem(error: unknown): Problem | undefined {
  if (error instanceof UnacceptableHead) return error.problem;
  if (error instanceof TooManyRequests)
    return { ...(problemOfStatus(429) as Problem), retryAfter: error.retryAfter };
  if (error instanceof InvalidRequest) {
    return problem(422, 'invalid-request', 'La demande contient des erreurs ; rien n’a été enregistré.', {
      detail: error.faults
        .map((fault) => `${fault.path} : ${fault.message}`)
        .join(' ; ')
        .slice(0, 2_000),
      errors: error.faults,
      advice: 'Corrigez les champs cités et renvoyez la demande.',
    });
  }
  if (error instanceof InvalidHeader) {
    const { header, expected } = error;
    return problem(400, 'invalid-header', `L’en-tête ${header} ne convient pas ; rien n’a été enregistré.`, {
      detail: `${header} : ${expected}.`,
      expected,
      errors: [{ path: header, message: expected }],
      advice: 'Corrigez cet en-tête et renvoyez la demande.',
    });
  }
  if (error instanceof UnacceptableJson) {
    return problem(400, 'unacceptable-json', error.fault, {
      found: error.where,
      detail: `${error.fault} : ${error.where}.`,
      advice: 'Corrigez le corps de la requête.',
    });
  }
  if (error instanceof TablesBehind) {
    return explained(503, {
      code: 'not-there-yet',
      title: 'Ce service n’a pas encore lu jusque-là.',
      expected: `position ${error.position}`,
      advice: 'Réessayez dans quelques secondes.',
    });
  }
  return undefined;
}

function accessProblem(error: unknown): Problem | undefined {
  if (error instanceof InvalidToken) {
    return problem(401, 'unauthenticated', 'Jeton d’accès absent ou refusé.', {
      detail: error.message,
      expected: 'un jeton valable dans l’en-tête Authorization: Bearer …',
      advice: 'Connectez-vous de nouveau.',
    });
  }
  if (error instanceof IssuerUnavailable) {
    return problem(503, 'issuer-unavailable', 'Le fournisseur d’identité ne répond pas.', {
      advice: 'Réessayez bientôt.',
    });
  }
  return undefined;
}

function storeProblem(error: unknown): Problem | undefined {
  if (error instanceof RevisionConflict) {
    return problem(409, 'revision-conflict', 'Quelqu’un d’autre a modifié cet objet entre-temps.', {
      expected: `révision ${error.expected}`,
      found: `révision ${error.actual}`,
      advice: 'Relisez-le, puis recommencez.',
    });
  }
  if (error instanceof EventIdReused)
    return problem(409, 'event-id-reused', 'Un identifiant d’événement a déjà servi.');
  if (error instanceof AppendTooLarge) {
    const title = 'La demande est trop volumineuse pour être enregistrée en une fois.';
    return problem(413, 'append-too-large', title, { advice: 'Envoyez-la en plusieurs fois.' });
  }
  // The store, or the tables of the service: a lost connection, a full or stopping server, a deadlock.
  if (isOutage(error)) {
    return problem(503, 'store-unavailable', 'La base de données est momentanément indisponible.', {
      advice: 'Réessayez dans quelques secondes, avec la même clé d’idempotence.',
    });
  }
  return undefined;
}
