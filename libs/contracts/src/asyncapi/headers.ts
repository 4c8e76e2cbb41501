/** A header of every record, in CloudEvents' binary mode. */
export interface EventHeader {
  readonly name: string;
  readonly required: boolean;
  /** French. */
  readonly description: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly const?: string;
}

const always = (name: string, description: string, more: Partial<EventHeader> = {}): EventHeader => ({
  name,
  required: true,
  description,
  ...more,
});

const sometimes = (name: string, description: string, more: Partial<EventHeader> = {}): EventHeader => ({
  name,
  required: false,
  description,
  ...more,
});

const decimal = '^[0-9]+$';

/** What a record carries beside the event's data, as the relay writes it. A reader ignores headers that it does not know. */
export const eventHeaders: readonly EventHeader[] = [
  always('ce_specversion', 'Version de CloudEvents', { const: '1.0' }),
  always('ce_id', 'Identifiant de l’événement ; avec ce_source il le désigne pour toujours', {
    format: 'uuid',
  }),
  always('ce_source', 'Service qui l’a publié, par exemple /ctg/partners', { format: 'uri-reference' }),
  always('ce_type', 'Type de l’événement, par exemple partners.ConventionOpened'),
  always('ce_time', 'Instant de l’enregistrement (UTC)', { format: 'date-time' }),
  always('ce_subject', 'Clé d’ordre : la convention, ou le flux d’un événement sans convention'),
  always(
    'ce_dataschema',
    'Nom du schéma des données, urn:ctg:schema:<type>:<version>, servi sous /schemas/<type>/<version>',
    { format: 'uri', pattern: '^urn:ctg:schema:.+:[0-9]+$' },
  ),
  always('content-type', 'Nature des données', { const: 'application/json' }),
  always('ce_position', 'Position dans l’ordre de tous les événements', { pattern: decimal }),
  always('ce_stream', 'Flux de l’événement'),
  always('ce_revision', 'Rang de l’événement dans son flux', { pattern: decimal }),
  always('ce_tenant', 'Caf, par exemple caf-59'),
  always('ce_correlationid', 'Ce que la même demande a produit porte le même identifiant'),
  always('ce_causationid', 'Commande ou événement qui l’a causé'),
  always('ce_occurredon', 'Jour où le fait a eu lieu', { format: 'date' }),
  always('ce_actorsubject', 'Identifiant opaque de la personne (jamais son nom)'),
  always('ce_actorrole', 'Rôle de la personne'),
  always('traceparent', 'Contexte de trace W3C', { pattern: '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$' }),
  sometimes('ce_effectiveon', 'Jour à partir duquel le fait vaut, quand c’est un autre', { format: 'date' }),
  sometimes('ce_actororganisation', 'Organisation pour laquelle la personne a agi'),
  sometimes('ce_reason', 'Motif donné'),
  sometimes(
    'ce_warnings',
    'Ce qui était improbable quand il a été enregistré : « code: phrase », séparés par « | »',
  ),
  sometimes(
    'ce_rehearsedat',
    'Enregistré dans un essai (REHEARSAL) : l’instant qu’il y déclare ; ce_time reste celui du journal',
    { format: 'date-time' },
  ),
  sometimes(
    'ce_claimbytes',
    'Octets de l’enregistrement entier, que le sujet ne peut pas porter : les données manquent, l’événement se lit par HTTP à sa position',
    { pattern: decimal },
  ),
  sometimes('ce_commandid', 'Empreinte de l’Idempotency-Key de la commande'),
  sometimes('ce_commandhash', 'Empreinte de la commande'),
  sometimes('ce_commandresult', 'Identifiant que la commande a rendu'),
];
