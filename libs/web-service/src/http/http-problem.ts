import { HttpException } from '@nestjs/common';
import { type Problem, problem } from './problem.js';

const titles: Readonly<Record<number, readonly [code: string, title: string, advice?: string]>> = {
  400: ['bad-request', 'La demande ne peut pas être comprise.'],
  404: ['not-found', 'Cette adresse n’existe pas.'],
  405: ['method-not-allowed', 'Cette méthode n’est pas permise ici.'],
  408: ['request-timeout', 'La demande a mis trop de temps à arriver.'],
  413: ['body-too-large', 'Le corps de la requête dépasse 1 Mio.'],
  414: ['uri-too-long', 'L’adresse, ou un identifiant qu’elle contient, est trop longue.'],
  415: ['unsupported-media-type', 'Le corps doit être du JSON en UTF-8 (Content-Type: application/json).'],
  429: ['too-many-requests', 'Trop de demandes en peu de temps : attendez une minute.'],
  431: ['headers-too-large', 'Les en-têtes de la requête sont trop longs.'],
  503: [
    'overloaded',
    'Le service est trop occupé pour répondre à temps.',
    'Réessayez dans quelques secondes, avec la même clé d’idempotence : ce qui a pu être enregistré ne le sera pas deux fois.',
  ],
};

/** The problem of a bare HTTP status; undefined for one that nobody foresaw. */
export function problemOfStatus(status: number): Problem | undefined {
  const known = titles[status];
  if (!known) return undefined;
  const [code, title, advice] = known;
  return problem(status, code, title, advice === undefined ? {} : { advice });
}

/** Nest's own exceptions, and Fastify's, which carry `statusCode`. */
export function httpProblem(error: unknown): Problem | undefined {
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown })?.statusCode;
  return typeof status === 'number' ? problemOfStatus(status) : undefined;
}
