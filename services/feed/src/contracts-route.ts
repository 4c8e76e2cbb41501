import { asyncApiPage } from '@ctg/contracts/asyncapi';
import { jsonSchemaOf, publishedSchemas } from '@ctg/contracts/schemas';
import { notFound } from '@ctg/decider';
import { AllowRoles, type ControllerRoute } from '@ctg/web-service';
import { Controller, Get, Header, Param } from '@nestjs/common';
import { z } from 'zod';

const schema = z.record(z.string(), z.unknown()).meta({
  description: 'Un schéma JSON (2020-12)',
  examples: [{ $id: 'urn:ctg:schema:partners.PartnerAssociated:1', type: 'object' }],
});

/** What is answered below, as the documentation tells it. */
export const contractsRoutes: readonly ControllerRoute[] = [
  {
    name: 'feed.list-schemas',
    title: 'Lister les schémas des événements publiés',
    roles: 'anybody',
    route: '/schemas',
    produces: 'application/json',
    answerSchema: z.object({
      schemas: z.array(schema).describe('Un par version d’un événement'),
    }),
  },
  {
    name: 'feed.read-schema',
    title: 'Lire le schéma JSON d’une version d’un événement, nommé par son dataschema',
    roles: 'anybody',
    route: '/schemas/:type/:version',
    produces: 'application/schema+json',
    answerSchema: schema,
  },
  {
    name: 'feed.read-events-page',
    title: 'Lire la page des événements publiés',
    roles: 'anybody',
    route: '/api/docs/events',
    produces: 'text/html',
    answerSchema: z.string().meta({ examples: ['<!doctype html>…'] }),
  },
];

/** The page, once somebody has asked for it. */
let made: string | undefined;

/**
 * The contracts of the published events. Open to anybody, as the documentation of the API is: they tell what an event
 * looks like, nothing of what happened.
 */
@Controller()
export class ContractsRoute {
  @Get('schemas')
  @AllowRoles('anybody')
  list(): object {
    return { schemas: publishedSchemas() };
  }

  /** The address that `dataschema` names. What a released version asks never changes; titles and descriptions may. */
  @Get('schemas/:type/:version')
  @AllowRoles('anybody')
  @Header('content-type', 'application/schema+json; charset=utf-8')
  @Header('cache-control', 'public, max-age=86400')
  schema(@Param('type') type: string, @Param('version') version: string): object {
    const schema = /^[1-9]\d{0,5}$/.test(version) ? jsonSchemaOf(type, Number(version)) : undefined;
    if (!schema) throw notFound('Schéma', `${type}/${version}`);
    return schema;
  }

  @Get('api/docs/events')
  @AllowRoles('anybody')
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    made ??= asyncApiPage();
    return made;
  }
}
