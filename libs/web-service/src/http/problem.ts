import { InvalidToken, IssuerUnavailable } from '@ctg/access';
import { Rejection } from '@ctg/decider';
import { AppendTooLarge, EventIdReused, RevisionConflict, StoreUnavailable } from '@ctg/event-store';
import { HttpException } from '@nestjs/common';
import { z } from 'zod';
import { UnacceptableJson } from './strict-json.js';

z.config(z.locales.fr());

/** One fault of a request: where, and what is wrong with it. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** RFC 9457 problem details; texts are French. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly expected?: string;
  readonly found?: string;
  readonly advice?: string;
  readonly errors?: readonly Fault[];
  readonly correlationId?: string;
}

/** A request whose shape is wrong; carries every fault at once. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
  constructor(readonly faults: readonly Fault[]) {
    super('invalid request');
  }

  static from(error: z.ZodError): InvalidRequest {
    const faults = error.issues.slice(0, 50).map((issue) => ({
      path: issue.path.map(String).join('.') || '(racine)',
      message: issue.message,
    }));
    return new InvalidRequest(faults);
  }
}

const problem = (status: number, code: string, title: string, more: Partial<Problem> = {}): Problem => ({
  type: `/problems/${code}`,
  title,
  status,
  ...more,
});

/** What a person or a program is told about an error. Undefined: nobody foresaw it, so nothing of it is shown. */
export function asProblem(error: unknown): Problem | undefined {
  if (error instanceof Rejection) {
    const { code, title, expected, found, advice } = error.explanation;
    const detail = [expected && `Attendu : ${expected}.`, found && `Trouvé : ${found}.`, advice]
      .filter(Boolean)
      .join(' ');
    return problem(error.status, code, title, {
      ...(detail ? { detail } : {}),
      ...(expected === undefined ? {} : { expected }),
      ...(found === undefined ? {} : { found }),
      ...(advice === undefined ? {} : { advice }),
    });
  }
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
  if (error instanceof UnacceptableJson) {
    return problem(400, 'unacceptable-json', error.fault, {
      found: error.where,
      detail: `${error.fault} : ${error.where}.`,
      advice: 'Corrigez le corps de la requête.',
    });
  }
  return accessProblem(error) ?? storeProblem(error) ?? httpProblem(error);
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
    return problem(
      413,
      'append-too-large',
      'La demande est trop volumineuse pour être enregistrée en une fois.',
      {
        advice: 'Envoyez-la en plusieurs fois.',
      },
    );
  }
  if (error instanceof StoreUnavailable) {
    return problem(503, 'store-unavailable', 'L’enregistrement est momentanément impossible.', {
      advice: 'Réessayez dans quelques secondes, avec la même clé d’idempotence.',
    });
  }
  return undefined;
}

const httpTitles: Readonly<Record<number, readonly [code: string, title: string]>> = {
  400: ['bad-request', 'La demande ne peut pas être comprise.'],
  404: ['not-found', 'Cette adresse n’existe pas.'],
  405: ['method-not-allowed', 'Cette méthode n’est pas permise ici.'],
  408: ['request-timeout', 'La demande a mis trop de temps à arriver.'],
  413: ['body-too-large', 'Le corps de la requête dépasse 1 Mio.'],
  414: ['uri-too-long', 'L’adresse est trop longue.'],
  429: ['too-many-requests', 'Trop de demandes en peu de temps : attendez une minute.'],
  415: ['unsupported-media-type', 'Le corps doit être du JSON (Content-Type: application/json).'],
};

/** Nest's own exceptions, and Fastify's, which carry `statusCode`. */
function httpProblem(error: unknown): Problem | undefined {
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown })?.statusCode;
  const known = typeof status === 'number' ? httpTitles[status] : undefined;
  return known && typeof status === 'number' ? problem(status, known[0], known[1]) : undefined;
}
