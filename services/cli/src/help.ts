/** What the help of a command says. */
interface CommandHelp {
  /** After the name of the command. */
  readonly takes: string;
  readonly does: string;
  /** Its own options, with what stands after each. */
  readonly options: Readonly<Record<string, string>>;
  /** Of a command with several actions: which of its options each of them takes. */
  readonly actions?: Readonly<Record<string, readonly string[]>>;
  /** Of a command that asks in nobody's name: why, a French sentence. */
  readonly asNobody?: string;
  readonly examples: readonly string[];
}

const knownAt =
  '<jour ou instant> : ce qui était enregistré à la fin de ce jour (2026-06-01), ou à cet instant (2026-06-01T00:00:00Z)';
const effectiveAt = '<jour> : la situation de ce jour-là ; par défaut aujourd’hui';
const scenarioSays =
  'Le fichier dit lui-même de quelle Caf il s’agit (« caf »), et qui agit à chaque étape (« as »).';
const encoding = '<encodage> : celui du fichier, quand il n’est pas en UTF-8 (windows-1252)';

/** Each command: the one place that names its options; any other is refused. */
export const commandHelp = {
  play: {
    takes: '<fichier ou nom>',
    does: 'joue un scénario (docs/scenarios.md)',
    options: {
      resume: '<passage> : reprend après la dernière étape acceptée',
      times: '<nombre> : joue autant de fois de suite, et dit combien de passages ont réussi',
      encoding,
    },
    asNobody: scenarioSays,
    examples: [
      'play sud-avesnois',
      'play vie.yaml --resume 202611301530-9f3a61c2',
      'play iles-du-ponant --times 50',
    ],
  },
  check: {
    takes: '<fichier ou nom>',
    does: 'vérifie un scénario sans le jouer',
    options: { encoding },
    asNobody: scenarioSays,
    examples: ['check vie.yaml', 'check vie.yaml --encoding windows-1252'],
  },
  conventions: {
    takes: '[<mots>]',
    does: 'liste les conventions dont l’intitulé, le territoire ou une commune contient ces mots, telles qu’elles sont un jour',
    options: {
      status: '<statut> : in-preparation, in-signature, in-force, past-its-term… (docs/glossary.md)',
      stage:
        '<étape> : engagement, scoping, diagnostic, priorities, action-plan, signature, carrying-out, evaluation, ended',
      epci: '<SIREN> : d’une intercommunalité',
      commune: '<code INSEE> : d’une commune',
      departement: '<code> : d’un département',
      theme: '<code> : qui porte sur ce thème',
      'ends-after': '<jour> : dont le terme est ce jour ou plus tard',
      'ends-before': '<jour> : dont le terme est ce jour ou plus tôt',
      officer: '<personne> : dont elle est chargée de coopération ce jour-là',
      sort: '<ordre> : title, effect, term ou status-date',
      on: '<jour> : ce jour-là ; par défaut aujourd’hui',
    },
    examples: [
      'conventions --caf caf-29',
      'conventions avesnois --status in-force --sort term',
      'conventions --departement 59 --ends-before 2026-12-31 --as national_auditor',
    ],
  },
  history: {
    takes: '<convention>',
    does: 'tout ce qui lui est arrivé, dans l’ordre, une phrase par événement',
    options: { 'known-at': knownAt },
    examples: ['history sud-avesnois', 'history sud-avesnois --known-at 2026-06-01'],
  },
  state: {
    takes: '<convention>',
    does: 'son état, aujourd’hui ou un autre jour',
    options: { 'effective-at': effectiveAt, 'known-at': knownAt },
    examples: ['state sud-avesnois --effective-at 2026-03-01 --known-at 2026-06-01'],
  },
  coverage: {
    takes: '<commune, EPCI ou convention>',
    does: 'quelle convention couvre ce lieu, ou le territoire de cette convention : en vigueur, rétroactivement, plus depuis n jours',
    options: { on: '<jour> : ce jour-là ; par défaut aujourd’hui' },
    examples: ['coverage 59012 --on 2026-03-01', 'coverage 200043404', 'coverage sud-avesnois'],
  },
  work: {
    takes: '[<convention>]',
    does: 'ce qui attend chacun : depuis quand, jusqu’à quand, que faire',
    options: {
      for: '<SIREN> : ce qui attend cette organisation',
      on: '<jour> : ce jour-là ; par défaut aujourd’hui',
    },
    examples: ['work sud-avesnois', 'work --for 215900127 --on 2026-03-01'],
  },
  view: {
    takes: '<commune, EPCI ou convention>',
    does: 'tout un territoire : thème par thème, ce que fait chaque partenaire et à quel coût, et ce qui manque',
    options: {
      year: '<année> : les moyens de cette seule année ; par défaut de toutes',
      'effective-at': effectiveAt,
      'known-at': knownAt,
    },
    examples: ['view sud-avesnois', 'view 59012 --year 2026', 'view 200043404 --effective-at 2026-03-01'],
  },
  review: {
    takes: '<convention>',
    does: 'le bilan d’une année : par thème et par fiche, ce qui était prévu et ce qui est réalisé',
    options: {
      year: '<année> : par défaut celle du jour demandé',
      'effective-at': effectiveAt,
      'known-at': knownAt,
    },
    examples: ['review sud-avesnois --year 2026'],
  },
  offer: {
    takes: '<convention>',
    does: 'optimiser l’existant ou développer : l’offre en face des besoins, et ce que chaque action a changé dans l’offre',
    options: { 'effective-at': effectiveAt, 'known-at': knownAt },
    examples: ['offer sud-avesnois', 'offer sud-avesnois --effective-at 2026-11-30'],
  },
  chain: {
    takes: '<convention>',
    does: 'la chaîne du besoin à la décision (besoin, enjeu, objectif, action, opération, indicateur, mesure, jugement, décision), et ses ruptures',
    options: {
      from: '<mots ou identifiant> : d’où partir ; par défaut tous les besoins, ou toutes les décisions avec --up',
      up: ': en remontant, de la décision vers le besoin',
      breaks: ': les ruptures seulement',
      'effective-at': effectiveAt,
      'known-at': knownAt,
    },
    examples: [
      'chain sud-avesnois',
      'chain sud-avesnois --up --from "revue de l’année 2026"',
      'chain sud-avesnois --breaks',
    ],
  },
  roles: {
    takes: '<convention>',
    does: 'qui fait quoi un jour donné : rôles, thèmes, périodes et passations',
    options: {
      for: '<SIREN> : ce que fait cette organisation',
      theme: '<code> : dans ce thème (petite-enfance)',
      all: ': aussi ce qui n’est plus, ou pas encore, tenu ce jour-là',
      'effective-at': effectiveAt,
      'known-at': knownAt,
    },
    examples: ['roles sud-avesnois --effective-at 2026-09-01', 'roles sud-avesnois --for 200043404 --all'],
  },
  decisions: {
    takes: '<convention>',
    does: 'le registre des décisions : qui a décidé quoi, sur quelles pièces, et ce qui a suivi',
    options: {
      about:
        '<objet> : diagnostic, priorities, action-plan, yearly-review, amendment, evaluation, governance, convention, other',
      from: '<jour> : à partir de ce jour',
      to: '<jour> : jusqu’à ce jour',
      'effective-at': effectiveAt,
      'known-at': knownAt,
    },
    examples: ['decisions sud-avesnois', 'decisions sud-avesnois --about action-plan --from 2025-01-01'],
  },
  correct: {
    takes: '<convention> <numéro> champ=valeur …',
    does: 'corrige un enregistrement, par le numéro que history lui donne ; champ= enlève un champ',
    options: {
      reason: '<motif> : ce qui était faux, et comment on le sait ; l’histoire le garde',
      'occurred-on': '<jour> : le jour du fait, s’il était faux et qu’aucun champ ne le dit',
      'effective-on': '<jour> : le jour à partir duquel il vaut, s’il était faux',
    },
    examples: ['correct sud-avesnois 212 signedOn=2026-01-28 --reason "année mal lue"'],
  },
  annul: {
    takes: '<convention> <numéro>',
    does: 'annule ce qui a été enregistré par erreur, par le numéro que history lui donne',
    options: { reason: '<motif> : pourquoi ; l’histoire le garde' },
    examples: ['annul sud-avesnois 212 --reason "saisi deux fois"'],
  },
  token: {
    takes: '--as <rôle>',
    does: 'un jeton de la connexion locale',
    options: {},
    examples: ['token --as legal_representative --organisation 215900127'],
  },
  'dead-letters': {
    takes: 'list | show|replay|discard <événement>',
    does: 'les événements qu’un service n’a pas su traiter : les lister, en montrer un, le rejouer, y renoncer',
    options: { reason: '<motif> : pourquoi on y renonce (discard)' },
    actions: { list: [], show: [], replay: [], discard: ['reason'] },
    examples: ['dead-letters list', 'dead-letters discard 0190f0a0 --reason "déjà traité à la main"'],
  },
  group: {
    takes: 'list | show|rebuild|place <groupe>',
    does: 'ce qui suit le journal dans chaque service : où chacun en est, refaire une table, replacer ce qui agit',
    options: {
      service: '<service> : un seul ; par défaut tous ceux où ce groupe se trouve',
      from: '<position> : relire ce qui la suit (place ; 0 : tout)',
      reason: '<motif> : pourquoi, gardé avec l’ordre (rebuild, place)',
    },
    actions: {
      list: ['service'],
      show: ['service'],
      rebuild: ['service', 'reason'],
      place: ['service', 'from', 'reason'],
    },
    examples: [
      'group list',
      'group rebuild projection:conventions --service partners --reason "colonne fausse"',
    ],
  },
  relay: {
    takes: 'status | verify | republish',
    does: 'le relais vers Kafka : où il en est, comparer Kafka au journal, publier de nouveau',
    options: { from: '<position> : publier de nouveau ce qui la suit (republish ; 0 : tout)' },
    actions: { status: [], verify: [], republish: ['from'] },
    examples: ['relay status', 'relay republish --from 0'],
  },
  store: {
    takes: 'prepare | copy | verify | begin-epoch',
    does: 'la base et le journal eux-mêmes : les protéger, copier le journal, comparer, après une restauration',
    options: {
      url: '<adresse> : du journal (prepare : esdb://…, docs/cluster.md ; sans elle, un rôle PostgreSQL par service : DATABASE_URL de l’administrateur et DATABASE_PASSWORD_<SERVICE>, docs/operations.md ; begin-epoch : postgres://… ou esdb://… ; les positions d’avant sont refusées)',
      service: '<utilisateur> : celui des services (prepare)',
      from: '<adresse ou dossier> : ce qui est copié, ou comparé',
      to: '<adresse ou dossier> : la copie, postgres://…, esdb://… ou un dossier (sauvegarde)',
      follow: ': suit ce qui s’écrit jusqu’à Ctrl-C (copy)',
      tables: '<postgres://…> : y place les points de reprise des services sur la copie (copy)',
    },
    actions: {
      prepare: ['url', 'service'],
      copy: ['from', 'to', 'follow', 'tables'],
      verify: ['from', 'to'],
      'begin-epoch': ['url'],
    },
    asNobody: 'Il parle à la base et au journal eux-mêmes, que l’adresse et le mot de passe ouvrent.',
    examples: ['store copy --from postgres://ctg@serveur/ctg --to /sauvegarde/ctg'],
  },
} as const satisfies Readonly<Record<string, CommandHelp>>;

export type Command = keyof typeof commandHelp;

export const commands = Object.keys(commandHelp) as Command[];

/** Options that every command takes. */
const everywhere = { json: ': pour un programme', help: ': cette aide' } as const;

/** In whose name a command asks; those that say it otherwise take none of them. */
export const whoAsks = {
  caf: '<Caf> : caf-59 par défaut',
  as: '<rôle> : au nom de qui l’on demande ; conseiller Caf par défaut',
  organisation: '<SIREN> : pour quelle organisation',
  subject: '<identifiant> : en tant que quelle personne',
} as const;

const program = 'npm run -s ctg --';
const conventionNamed = '<convention> : son identifiant, le début de celui-ci, ou une partie de son titre.';

const lines = (options: Readonly<Record<string, string>>) =>
  Object.entries(options).map(([name, what]) => `  --${name} ${what}`);

/** The help of one command: its own options, then those of all, and an example. */
export function helpOf(command: Command): string {
  const { takes, does, options, asNobody, examples }: CommandHelp = commandHelp[command];
  const own = lines(options);
  return [
    `Usage : ${program} ${command}${takes && ` ${takes}`}${own.length > 0 ? ' [options]' : ''}`,
    '',
    `  ${does}.`,
    ...(takes.includes('<convention>') ? [`  ${conventionNamed}`] : []),
    ...(own.length > 0 ? ['', 'Ses options :', ...own] : []),
    '',
    ...(asNobody === undefined ? ['Qui demande :', ...lines(whoAsks), ''] : []),
    'Partout :',
    ...lines(everywhere),
    '',
    examples.length > 1 ? 'Exemples :' : 'Exemple :',
    ...examples.map((example) => `  ${program} ${example}`),
  ].join('\n');
}

/** The options that a command takes, or its action that is asked for; of no command, those of all. */
export function optionsOf(command: Command | undefined, action: string | undefined): readonly string[] {
  if (command === undefined) return [...Object.keys(everywhere), ...Object.keys(whoAsks)];
  const { options }: CommandHelp = commandHelp[command];
  return [...Object.keys(everywhere), ...Object.keys(whoAsks), ...Object.keys(options)].filter(
    (option) => withoutEffect(command, action, option) === undefined,
  );
}

/**
 * Why an option would have no effect on a command, or on the action of it that is asked for: a French sentence. Undefined: it
 * has one. What has none is refused, never ignored.
 */
export function withoutEffect(
  command: Command,
  action: string | undefined,
  option: string,
): string | undefined {
  const { options, actions, asNobody }: CommandHelp = commandHelp[command];
  const see = `Voir : ${program} ${command} --help`;
  if (option in everywhere) return undefined;
  if (option in whoAsks)
    return asNobody && `L’option --${option} n’est pas une option de ${command}. ${asNobody}`;
  if (!(option in options)) return `L’option --${option} n’est pas une option de ${command}. ${see}`;
  const ofAction = actions?.[action ?? ''];
  return ofAction === undefined || ofAction.includes(option)
    ? undefined
    : `L’option --${option} n’est pas une option de ${command} ${action}. ${see}`;
}

const width = 28;
const nobodys = Object.entries<CommandHelp>(commandHelp).flatMap(([name, { asNobody }]) =>
  asNobody === undefined ? [] : [name],
);

/** All commands, a line each. */
export const overview = [
  `Usage : ${program} <commande> [options], ou bin/ctg.mjs <commande> [options], de n’importe quel dossier`,
  '',
  ...Object.entries<CommandHelp>(commandHelp).map(([name, { takes, does }]) => {
    const said = `${name} ${takes}`.trim();
    return said.length < width
      ? `  ${said.padEnd(width)}${does}`
      : `  ${said}\n${' '.repeat(width + 2)}${does}`;
  }),
  '',
  'Les options d’une commande, avec un exemple : <commande> --help',
  conventionNamed,
  '',
  'Partout : --json (pour un programme), --help.',
  `Qui demande : --caf caf-59, --as <rôle>, --organisation <SIREN>, --subject <identifiant> ; sauf ${nobodys.join(', ')}.`,
  'Environnement : CTG_URL (http://127.0.0.1:4000), CTG_TOKEN (sinon la connexion locale), CTG_DATA_DIR (.data).',
  'Codes de fin : 0 fait, 1 échec, 2 mauvais usage, 3 serveur injoignable, 4 accès refusé.',
].join('\n');
