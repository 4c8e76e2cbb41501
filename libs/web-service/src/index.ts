/**
 * Hosts one service.
 *
 *     export const partnersService: ServiceDefinition = { name: 'partners', commands: [...], queries: [...], ... };
 *     await runService(partnersService);                              // main.ts of the service
 *     const service = await startService(partnersService, options);   // inside a runner or a test
 */

export type { AuthenticatedRequest } from './access/access-guard.js';
export { AllowRoles } from './access/allow-roles.js';
export { bearerOf } from './access/bearer.js';
export { Seats } from './access/seats.js';
export type { SeenTables, View } from './access/seen-tables.js';
export type { Answered } from './answers/answered.js';
export { answerFaults, checkAnswer } from './answers/check-answer.js';
export { answerBrokenHttp } from './http/broken-request.js';
export { correlationId } from './http/correlation-id.js';
export { InHand } from './http/in-hand.js';
export { untilNoneIsOpen } from './http/parting.js';
export type { Problem } from './http/problem.js';
export { faultOfHead } from './http/request-head.js';
export { plainTarget } from './http/request-target.js';
export { pagePolicy, setSafeHeaders } from './http/security-headers.js';
export { lingerAfterAnswer, serverLimits } from './http/server-limits.js';
export { whenOver } from './http/when-over.js';
export { knownConventionProjection } from './known-conventions/known-convention.js';
export { scopeOf, visibleAmong, withOwnScope } from './known-conventions/own-scope.js';
export { assertRenews, takenOverBy } from './known-conventions/renewed.js';
export { visibleRows, visibleTo } from './known-conventions/visible.js';
export {
  assertDecided,
  decisionFor,
  KnownDecision,
  KnownDecisionsModule,
  knownDecisions,
} from './known-decisions/known-decision.js';
export { listKnownDecisions } from './known-decisions/list-known-decisions.js';
export {
  CreateKnownOrganisation1764600000000,
  KnownOrganisationsModule,
} from './known-organisations/known-organisation.js';
export { assertRegistered, notRegistered, registeredIn } from './known-organisations/registered.js';
export { anyText, cursorOf, numberText, type Place, type PlaceText, placeOf } from './lists/cursor.js';
export { type ComputedList, defineComputedList, type Found } from './lists/define-computed-list.js';
export { defineList, firstPage, type ListInput, type PagedList } from './lists/define-list.js';
export type { OrderKey, Selection, Start } from './lists/keyset.js';
export { type Page, pageOf, pageQuery } from './lists/page.js';
export { type RowsRead, readRows } from './lists/read-rows.js';
export { holdsWords, searchText } from './lists/search.js';
export { wholeNumber } from './lists/whole-number.js';
export { FeatureModule } from './module/feature-module.js';
export { PlatformModule, type ServiceParts } from './module/platform-module.js';
export { definitionOf, ServiceModule } from './module/service-module.js';
export { type OpenApiDocument, openApiDocument } from './openapi/document.js';
export { isOfAnyRoute } from './openapi/problems.js';
export {
  type AnyOperation,
  type Background,
  defineOperation,
  type Operation,
  type OperationSurroundings,
} from './operations/operation.js';
export { operationsOf } from './operations/operations-of.js';
export {
  type CommandEntry,
  catalogueOf,
  type QueryEntry,
  type ServiceCatalogue,
} from './routes/catalogue-route.js';
export { docsPage, docsPath } from './routes/docs-page.js';
export { shaped } from './routes/request-parts.js';
export type { RouteParts } from './routes/route-parts.js';
export { commandClass, EXECUTOR } from './routes/run-command.js';
export { queryClass } from './routes/run-query.js';
export { databaseAddressForm, databaseRefusal, isDatabaseAddress } from './running/database-address.js';
export { JournalOfAnotherUse } from './running/journal-in-use.js';
export { standardOutput, surviveBrokenOutput } from './running/log-output.js';
export { readModelOf, type ServiceReadModel } from './running/read-model-of.js';
export { rehearsalEnvironment, rehearsalFaults } from './running/rehearsal-setting.js';
export { runService } from './running/run-service.js';
export type { RunningService, StartOptions } from './running/running-service.js';
export { startService } from './running/start-service.js';
export {
  type AnyQuery,
  type BackgroundParts,
  type ControllerRoute,
  defineQuery,
  type QueryDefinition,
  type Reaction,
  type ReactionExecute,
  type RouteRefusals,
  type ServiceDefinition,
} from './service-definition.js';
