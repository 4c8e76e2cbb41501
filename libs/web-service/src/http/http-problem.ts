import { HttpException } from '@nestjs/common';
import { type Problem, problem } from './problem.js';

interface StatusProblem {
  readonly code: string;
  readonly title: string;
  readonly expected?: string;
  readonly advice: string;
}

const problems: Readonly<Record<number, StatusProblem>> = {
  400: {
    code: 'bad-request',
    title: 'La demande ne peut pas être comprise.',
    expected: 'une requête HTTP bien formée',
    advice: 'Vérifiez l’adresse et les en-têtes.',
  },
  404: {
    code: 'not-found',
    title: 'Cette adresse n’existe pas.',
    advice: 'Les adresses sont décrites sous /api/docs.',
  },
  405: {
    code: 'method-not-allowed',
    title: 'Cette méthode n’est pas permise ici.',
    advice: 'L’en-tête Allow de la réponse nomme celles qui le sont.',
  },
  408: {
    code: 'request-timeout',
    title: 'La demande a mis trop de temps à arriver.',
    advice: 'Renvoyez-la ; rien n’a été enregistré.',
  },
  413: {
    code: 'body-too-large',
    title: 'Le corps de la requête est trop long ; rien n’a été enregistré.',
    expected: 'au plus 1 Mio',
    advice: 'Envoyez moins en une fois ; un document est désigné par son empreinte, il n’est pas joint.',
  },
  414: {
    code: 'uri-too-long',
    title: 'L’adresse, ou un identifiant qu’elle contient, est trop longue.',
    advice: 'Vérifiez les identifiants de l’adresse.',
  },
  415: {
    code: 'unsupported-media-type',
    title: 'Le corps n’est pas d’un type que ce service lit ; rien n’a été enregistré.',
    expected: 'du JSON en UTF-8 (Content-Type: application/json)',
    advice: 'Corrigez l’en-tête Content-Type, ou le corps.',
  },
  429: {
    code: 'too-many-requests',
    title: 'Trop de demandes en peu de temps.',
    advice: 'Attendez une minute, ou le temps que dit l’en-tête Retry-After.',
  },
  431: {
    code: 'headers-too-large',
    title: 'Les en-têtes de la requête sont trop longs.',
    advice: 'Envoyez moins d’en-têtes.',
  },
  503: {
    code: 'overloaded',
    title: 'Le service est trop occupé pour répondre à temps.',
    advice:
      'Réessayez dans quelques secondes, avec la même clé d’idempotence : ce qui a pu être enregistré ne le sera pas deux fois.',
  },
};

/** The problem of a bare HTTP status; undefined for one that nobody foresaw. */
export function problemOfStatus(status: number): Problem | undefined {
  const known = problems[status];
  if (!known) return undefined;
  const { code, title, ...more } = known;
  return problem(status, code, title, more);
}

/** Nest's own exceptions, and Fastify's, which carry `statusCode`. */
export function httpProblem(error: unknown): Problem | undefined {
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown })?.statusCode;
  return typeof status === 'number' ? problemOfStatus(status) : undefined;
}
