import { namedState } from './named-state.js';

const [convention, need, priority, indicator, measure] = [1, 2, 3, 4, 5].map(
  (n) => `01a20bdf-0000-7000-8000-00000000000${n}`,
);
const state = {
  conventionId: convention,
  convention: {
    title: 'CTG',
    caf: '900059007',
    previousConventionId: '01a20bdf-0000-7000-8000-000000000009',
  },
  territory: { communes: ['Anor (59012)'] },
  signatories: [{ signed: true, name: 'Caf du Nord', organisation: '900059007' }],
  diagnostic: {
    needs: [{ theme: 'jeunesse', title: 'Une offre lisible', needId: need }],
    priorities: [{ title: 'La jeunesse', rank: 1, needIds: [need], priorityId: priority }],
    offers: [{ name: 'Centre', commune: '59012' }],
  },
  plan: { indicators: [{ indicatorId: indicator, title: 'Jeunes accueillis' }] },
  evaluation: {
    measures: [{ value: 64, indicatorId: indicator, measureId: measure }],
    judgements: [{ question: 'atteinte', evidence: [measure] }],
    protocols: [{ title: 'Étape', scope: { conventionIds: [convention] } }],
  },
};

test('what an identifier points to is called by its name, its own is left to --json', () => {
  expect(namedState(state)).toEqual({
    conventionId: convention,
    convention: {
      title: 'CTG',
      caf: 'Caf du Nord (900059007)',
      previousConventionId: '01a20bdf-0000-7000-8000-000000000009',
    },
    territory: { communes: ['Anor (59012)'] },
    signatories: [{ organisation: 'Caf du Nord (900059007)', signed: true }],
    diagnostic: {
      needs: [{ title: 'Une offre lisible', theme: 'jeunesse' }],
      priorities: [{ rank: 1, title: 'La jeunesse', needIds: ['Une offre lisible'] }],
      offers: [{ name: 'Centre', commune: 'Anor (59012)' }],
    },
    plan: { indicators: [{ title: 'Jeunes accueillis' }] },
    evaluation: {
      measures: [{ value: 64, indicator: 'Jeunes accueillis' }],
      judgements: [{ question: 'atteinte', evidence: ['Jeunes accueillis'] }],
      protocols: [{ title: 'Étape', scope: { conventionIds: ['CTG'] } }],
    },
  });
});

test('themes are called by the names they have in the convention, and only themes are', () => {
  const shown = namedState({
    convention: {
      title: 'CTG',
      themes: [{ code: 'jeunesse', label: 'Enfance-jeunesse', nationalTheme: 'parentalite' }],
    },
    plan: {
      axes: [{ title: 'Axe', theme: 'jeunesse' }],
      actions: [{ title: 'F1', themes: ['jeunesse', 'autre'] }],
    },
    evaluation: { questions: [{ text: 'Q', code: 'jeunesse' }] },
  });
  expect(shown).toMatchObject({
    convention: { themes: [{ code: 'jeunesse', nationalTheme: 'Parentalité' }] },
    plan: { axes: [{ theme: 'Enfance-jeunesse' }], actions: [{ themes: ['Enfance-jeunesse', 'autre'] }] },
    evaluation: { questions: [{ code: 'jeunesse' }] },
  });
});

test('what is known is said first: number, title, then the rest as it was recorded', () => {
  const shown = namedState({ plan: { themes: ['a'], title: 'Accueillir', number: 'F1' } });
  expect(JSON.stringify(shown)).toBe('{"plan":{"number":"F1","title":"Accueillir","themes":["a"]}}');
});
