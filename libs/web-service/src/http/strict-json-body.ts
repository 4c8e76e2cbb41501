import type { FastifyInstance } from 'fastify';
import { parseStrictJson } from './strict-json.js';

const maxBodyBytes = 1024 * 1024;

/** The body is in a form that no service reads. */
class UnsupportedMediaType extends Error {
  override readonly name = 'UnsupportedMediaType';
  readonly statusCode = 415;
}

/** Bodies are JSON in UTF-8, at most 1 MiB, read by the strict parser; every other form is refused (415). */
export function acceptOnlyStrictJson(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  const options = { parseAs: 'buffer', bodyLimit: maxBodyBytes } as const;
  fastify.addContentTypeParser<Buffer>('application/json', options, (request, body, done) => {
    try {
      const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
      if (charset !== undefined && charset.toLowerCase() !== 'utf-8') throw new UnsupportedMediaType();
      done(null, parseStrictJson(body));
    } catch (error) {
      done(error as Error);
    }
  });
}
