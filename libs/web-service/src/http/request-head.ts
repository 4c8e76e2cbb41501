import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { problemOfStatus } from './http-problem.js';
import { type Problem, problem } from './problem.js';

/** The head of a request says something that no part of the product takes. */
export class UnacceptableHead extends Error {
  override readonly name = 'UnacceptableHead';
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}

/** Refuses such a head before anybody asks who is there. */
export function refuseWrongHeads(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async ({ raw }) => {
    const fault = faultOfHead(raw);
    if (fault) throw new UnacceptableHead(fault);
  });
}

/** What is wrong with the head of a request, whatever it asks for; undefined: nothing. Looked at before anything else. */
export function faultOfHead(request: IncomingMessage): Problem | undefined {
  return twoHosts(request) ?? encodedBody(request) ?? brokenQuery(request.url ?? '/');
}

function twoHosts({ rawHeaders }: IncomingMessage): Problem | undefined {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) if (/^host$/i.test(rawHeaders[at] ?? '')) hosts++;
  if (hosts < 2) return undefined;
  return problem(400, 'bad-request', 'La requête nomme deux fois son destinataire.', {
    expected: 'un seul en-tête Host',
    found: `${hosts} en-têtes Host`,
    advice: 'Vérifiez le programme ou le mandataire (proxy) qui envoie la requête.',
  });
}

/** A body is never unpacked: what it would grow to is not known, and one that lies would be read as what it is not. */
function encodedBody({ headers }: IncomingMessage): Problem | undefined {
  const encoding = headers['content-encoding'];
  if (encoding === undefined || /^\s*identity\s*$/i.test(encoding)) return undefined;
  return {
    ...(problemOfStatus(415) as Problem),
    expected: 'un corps sans Content-Encoding',
    found: encoding.slice(0, 100),
    advice: 'Envoyez le corps sans le compresser.',
  };
}

/** Text that no table and no event can hold, or that is not UTF-8, is refused before it reaches a question. */
function brokenQuery(url: string): Problem | undefined {
  const start = url.indexOf('?');
  if (start < 0 || !url.includes('%', start)) return undefined;
  let text: string | undefined;
  try {
    text = decodeURIComponent(url.slice(start + 1));
  } catch {
    // Falls through.
  }
  if (text !== undefined && !text.includes('\0')) return undefined;
  return problem(422, 'unacceptable-text', 'L’adresse contient un texte qui ne peut pas être lu.', {
    expected: 'de l’UTF-8 encodé en pourcents, sans caractère nul',
    found: text === undefined ? 'un encodage qui n’est pas de l’UTF-8' : 'un caractère nul (%00)',
    advice: 'Corrigez la partie de l’adresse qui suit le point d’interrogation.',
  });
}
