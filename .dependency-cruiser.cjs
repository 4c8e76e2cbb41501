/** The walls of the house: which room may know of which. Each rule says why. */
module.exports = {
  forbidden: [
    {
      name: 'service-never-imports-service',
      comment: 'Services know each other by events only.',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/([^/]+)/', pathNot: '^services/$1/' },
    },
    {
      name: 'libs-know-no-service',
      comment: 'What services share must not depend on one of them.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(services|infra)/' },
    },
    {
      name: 'services-know-no-infra',
      comment: 'A service runs anywhere; how it is run is not its business.',
      severity: 'error',
      from: { path: '^services/' },
      to: { path: '^infra/' },
    },
    {
      name: 'deciding-is-pure',
      comment: 'A rule can be read and replayed without Nest, a database or a broker.',
      severity: 'error',
      from: {
        path: '^libs/(convention|decider|contracts|identifiers|calendar)/src/',
        pathNot: '\\.spec\\.ts$',
      },
      to: { path: 'node_modules/(@nestjs|typeorm|pg|kafkajs|@eventstore|fastify)(/|$)' },
    },
    {
      name: 'postgres-client-stays-in-its-adapter',
      comment: 'The types of a driver never leave the adapter that uses it.',
      severity: 'error',
      from: {
        path: '^(libs|services|infra)/',
        pathNot: [
          '^libs/(event-store/src/postgres|local-postgres|feed|read-model|database-roles)/',
          '^infra/(bench|chaos|local)/',
          '\\.spec\\.ts$',
        ],
      },
      to: { path: 'node_modules/pg/' },
    },
    {
      name: 'other-clients-stay-in-their-adapters',
      comment: 'kafkajs and the EventStoreDB client stand behind the ports.',
      severity: 'error',
      from: {
        path: '^(libs|services|infra)/',
        pathNot: [
          '^libs/event-store/src/eventstoredb/',
          '^libs/local-eventstoredb/',
          '^libs/feed/src/(kafka|lanes)/',
          '^infra/bench/',
        ],
      },
      to: { path: 'node_modules/(kafkajs|@eventstore)/' },
    },
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'What a package uses, its package.json names.',
      severity: 'error',
      from: { pathNot: '\\.spec\\.ts$|conformance/|testing\\.ts$' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'not-to-tests',
      comment: 'Code that ships does not lean on tests.',
      severity: 'error',
      from: { pathNot: '\\.spec\\.ts$' },
      to: { path: '\\.spec\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(libs|services|infra)/[^/]+/dist/|^infra/[^/]+/[^/]*\\.mjs$' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    externalModuleResolutionStrategy: 'node_modules',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
    combinedDependencies: true,
  },
};
