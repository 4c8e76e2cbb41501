import { addMonths, day, frenchDay } from '@ctg/calendar';
import { ConventionOpened, ConventionRevised, ConventionScoped, ThemeAdded } from '@ctg/contracts/partners';
import { nationalTheme, nationalThemes, themeCode, themeLabel } from '@ctg/contracts/themes';
import { type ConventionFacts, convention, type Theme } from '@ctg/convention';
import { valueWords } from '@ctg/convention/words';
import {
  alreadyThere,
  defineCommand,
  happenedDay,
  happenedOn,
  invalid,
  isRecorded,
  type LookUpInput,
  pastDay,
  refused,
} from '@ctg/decider';
import { siren, text, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { assertNotOfficial } from '../organisation/official.js';
import { type Organisation, organisation } from '../organisation/organisation.js';
import { alive, beforeAllSigned, beforeAnySignature } from './opened.js';
import { assertTerritory, territoryBody, warnOfPlaces } from './perimeter.js';
import { assertRenews, linkedConvention } from './renewal.js';

/** Terms last 1 to 5 years today; a sixth leaves room for a term that was prolonged when it was written. */
const longestTermMonths = 72;

/** A theme of the convention: a national one by its code, or one of its own with its name. */
export const themeBody = z.strictObject({
  code: themeCode,
  label: themeLabel.optional().describe('Nom du thème ; inutile pour un thème national'),
  nationalTheme: nationalTheme.optional(),
});

/** The theme with its label; a theme of one's own must have one. */
export function namedTheme({ code, label, nationalTheme }: z.infer<typeof themeBody>): Theme {
  const national = nationalThemes.find((one) => one.code === code);
  const name = label ?? national?.label;
  if (name === undefined) {
    throw invalid({
      code: 'theme-without-name',
      title: 'Un thème local a besoin d’un nom.',
      expected: 'le champ label, ou le code d’un thème national',
      found: code,
    });
  }
  const belongsTo = nationalTheme ?? national?.code;
  return { code, label: name, ...(belongsTo === undefined ? {} : { nationalTheme: belongsTo }) };
}

/** The end is after the start, and not absurdly far. */
export function assertTerm(effectOn: string, endsOn: string): void {
  const latest = addMonths(effectOn, longestTermMonths);
  if (endsOn > effectOn && endsOn <= latest) return;
  throw invalid({
    code: 'impossible-term',
    title:
      endsOn > effectOn
        ? 'La durée de la convention dépasse six ans.'
        : 'Le terme est avant la date d’effet.',
    expected: `après le ${frenchDay(effectOn)} et au plus tard le ${frenchDay(latest)}`,
    found: frenchDay(endsOn),
  });
}

const openingBody = z.strictObject({
  title: title.describe('Intitulé de la convention'),
  caf: siren.describe('SIREN de la Caf'),
  territory: territoryBody.describe('Périmètre'),
  effectOn: day.describe('Date d’effet'),
  endsOn: day.describe('Terme'),
  themes: z.array(themeBody).max(50).default([]).describe('Thèmes'),
  openedOn: happenedDay.optional().describe('Date de l’engagement ; par défaut aujourd’hui'),
  previousConventionId: uuid.optional().describe('Convention renouvelée par celle-ci'),
});

/** What is known of others when a convention is opened. */
interface Known {
  readonly previous?: ConventionFacts | undefined;
  /** Another of the same Caf has the same title. */
  readonly isNamesake?: boolean;
}

export const openConvention = defineCommand({
  name: 'partners.open-convention',
  title: 'Ouvrir une convention',
  description:
    'Premier contact : la Caf propose, le territoire accepte la méthode. Les dates peuvent être passées.',
  roles: ['caf_adviser'],
  route: '/conventions',
  creates: 'conventionId',
  body: openingBody,
  decider: convention,
  waitsFor: [],
  async lookUp({
    body: { title: name, caf, previousConventionId },
    params,
    streams,
    readModel,
  }: LookUpInput<z.infer<typeof openingBody>>): Promise<Known> {
    assertIsCaf(await streams.state(organisation, `${params.cafId}_${caf}`));
    // Only for a warning: a table that is a moment behind will do.
    const [alike] = await readModel.query(
      'SELECT 1 FROM convention WHERE caf_id = $1 AND title = $2 AND convention_id <> $3 LIMIT 1',
      [params.cafId, name, params.conventionId],
    );
    return {
      previous:
        previousConventionId === undefined
          ? undefined
          : await linkedConvention(streams, previousConventionId),
      isNamesake: alike !== undefined,
    };
  },
  decide(
    {
      body: { openedOn, previousConventionId, themes, ...body },
      params,
      facts: { previous, isNamesake = false } = {},
      today,
      warn,
    },
    state,
  ) {
    if (state) throw refused({ code: 'already-open', title: 'Cette convention existe déjà.' });
    assertTerm(body.effectOn, body.endsOn);
    assertTerritory(body.territory, body);
    assertNotOfficial(body.caf, 'caf');
    const on = openedOn ?? today;
    if (on > today) {
      throw invalid({
        code: 'date-in-the-future',
        title: 'L’engagement est dans le futur.',
        found: frenchDay(on),
      });
    }
    warnOfPlaces(body.territory, warn);
    if (isNamesake && !previous)
      warn('same-title', `Une autre convention de cette Caf s’appelle aussi « ${body.title} ».`);
    const named = themes.map(namedTheme);
    assertDifferent(named.map(({ code }) => code));
    if (previous) {
      const { conventionId = '' } = params;
      assertRenews(previous, { ...body, conventionId, communes: body.territory.communes });
    }
    const link = previousConventionId === undefined ? {} : { previousConventionId };
    return [ConventionOpened({ ...body, themes: named, ...link }, { occurredOn: on })];
  },
});

/** Its Caf may be registered later, or not at all; as something else it is another organisation. */
function assertIsCaf(registered: Organisation | undefined): void {
  if (!registered || registered.kind === 'caf') return;
  throw refused({
    code: 'other-kind',
    title: 'Ce SIREN est celui d’une organisation enregistrée avec une autre nature.',
    expected: 'le SIREN d’une Caf (kind: caf)',
    found: `${registered.name} (${registered.organisation}), ${valueWords[registered.kind]}`,
    advice: 'Vérifiez le numéro de la Caf.',
  });
}

function assertDifferent(codes: readonly string[]): void {
  const double = codes.find((code, index) => codes.indexOf(code) !== index);
  if (double) throw invalid({ code: 'theme-twice', title: 'Un thème est cité deux fois.', found: double });
}

export const scopeConvention = defineCommand({
  name: 'partners.scope-convention',
  title: 'Arrêter le cadrage',
  description: 'Attentes, critères de réussite et calendrier, tels que le copil les a fixés.',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
  route: '/conventions/:conventionId/scoping',
  body: z.strictObject({
    expectations: text.describe('Attentes des partenaires'),
    successCriteria: z.array(title).max(50).default([]).describe('Critères de réussite'),
    calendar: text.optional().describe('Calendrier de travail'),
    scopedOn: pastDay,
  }),
  decider: convention,
  decide({ body: { scopedOn, ...scoping } }, state) {
    const { scoping: recorded } = alive(state);
    // The whole scoping is told each time: what it leaves out is no longer in it.
    const { scopedOn: _on, ...before } = recorded ?? {};
    const isSame = recorded && isRecorded(before, scoping) && isRecorded({ ...scoping, scopedOn }, recorded);
    return isSame ? alreadyThere(recorded) : [ConventionScoped(scoping, happenedOn(scopedOn))];
  },
});

export const addTheme = defineCommand({
  name: 'partners.add-theme',
  title: 'Ajouter un thème avant la signature',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
  route: '/conventions/:conventionId/themes',
  body: themeBody.extend({ addedOn: pastDay }),
  decider: convention,
  decide({ body: { addedOn, ...body } }, state) {
    const current = beforeAllSigned(state);
    if (current.themes.some(({ code }) => code === body.code)) {
      throw refused({
        code: 'theme-twice',
        title: 'Ce thème est déjà dans la convention.',
        found: body.code,
      });
    }
    return [ThemeAdded({ theme: namedTheme(body) }, happenedOn(addedOn))];
  },
});

export const reviseConvention = defineCommand({
  name: 'partners.revise-convention',
  title: 'Changer l’intitulé ou la période avant la signature',
  description:
    'Tant que personne n’a signé : rien n’était faux, la convention se prépare. Ce qui a été mal saisi se corrige ; après la première signature, un avenant.',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
  route: '/conventions/:conventionId/revisions',
  body: z.strictObject({
    title: title.optional().describe('Nouvel intitulé'),
    effectOn: day.optional().describe('Nouvelle date d’effet'),
    endsOn: day.optional().describe('Nouveau terme'),
    removeThemes: z.array(themeCode).max(50).default([]).describe('Codes des thèmes retirés'),
    revisedOn: pastDay,
  }),
  decider: convention,
  decide({ body: { revisedOn, removeThemes, ...body }, today }, state) {
    const current = beforeAnySignature(state);
    const { title: name = current.title, effectOn = current.effectOn, endsOn = current.endsOn } = body;
    assertTerm(effectOn, endsOn);
    for (const { territory } of current.perimeters.slice(-1))
      assertTerritory(territory, { effectOn, endsOn });
    const unknown = removeThemes.find((code) => !current.themes.some((one) => one.code === code));
    if (unknown !== undefined) {
      throw refused({
        code: 'unknown-theme',
        title: 'Ce thème n’est pas dans la convention.',
        expected: current.themes.map(({ code }) => code).join(', ') || 'aucun thème',
        found: unknown,
      });
    }
    const isSame = name === current.title && effectOn === current.effectOn && endsOn === current.endsOn;
    if (isSame && removeThemes.length === 0)
      return alreadyThere({ title: name, effectOn, endsOn, removeThemes, revisedOn: revisedOn ?? today });
    return [
      ConventionRevised(
        { title: name, effectOn, endsOn, removedThemes: removeThemes },
        happenedOn(revisedOn),
      ),
    ];
  },
});
