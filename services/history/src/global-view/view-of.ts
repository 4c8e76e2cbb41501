import { nationalThemes } from '@ctg/contracts/themes';
import { conventionOn } from '@ctg/convention';
import { type ActionWithProgress, type Euros, eurosOf } from '@ctg/convention/plan';
import { folded } from '@ctg/identifiers';
import { noTheme } from '../names/theme-names.js';
import type { FoldedFacts } from '../state/folded-facts.js';

/** A theme of one or several conventions of a territory. */
interface ViewTheme {
  readonly code: string;
  readonly label: string;
}

/** What one organisation does in one theme, and at which cost; or where nobody does anything. */
export interface Cell {
  /**
   * `cell`: an organisation in a theme. `unfunded`: money of a theme that nobody is named for. `theme-hole`: a theme in
   * which nobody does anything. `partner-hole`: an organisation that does nothing in any theme.
   */
  readonly kind: 'cell' | 'unfunded' | 'theme-hole' | 'partner-hole';
  readonly theme?: ViewTheme;
  readonly organisation?: string;
  /** By role: the actions in which it is held, in the order of the plan. */
  readonly roles: ReadonlyMap<string, readonly ViewAction[]>;
  readonly planned: Euros;
  readonly actual: Euros;
}

interface ViewAction {
  readonly conventionId: string;
  readonly actionId: string;
  readonly title: string;
}

type MoneyLine = { readonly kind: string; readonly amount?: number | undefined };

/** A cell that is being filled. */
interface Filling {
  readonly roles: Map<string, ViewAction[]>;
  readonly planned: MoneyLine[];
  readonly actual: MoneyLine[];
}

const nobody = '';

/**
 * Theme × partner over the conventions of a territory, on the day of their facts: the themes in the order of the
 * conventions, in each the organisations that hold a role in an action of it or bring money to it; holes included. Nothing
 * is told of an abandoned action. What an action costs is counted once, under the first of its themes.
 *
 * @param year only the money of this year; undefined: of all years
 */
export function viewOf(conventions: readonly FoldedFacts[], year: number | undefined): readonly Cell[] {
  const themes = new Map<string, ViewTheme>();
  const parties = new Set<string>();
  const cells = new Map<string, Map<string, Filling>>();
  for (const facts of conventions) {
    const known = facts.partners.convention;
    const convention = known && conventionOn(known, facts.day);
    if (!known || !convention) continue;
    const own = new Map(convention.themes.map((one) => [one.code, one.label]));
    const keyOf = (code: string): string => {
      const label = own.get(code) ?? national.get(code) ?? code;
      const key = `${code} ${folded(label)}`;
      if (!themes.has(key)) themes.set(key, { code, label });
      return key;
    };
    for (const code of own.keys()) keyOf(code);
    for (const { signatory, leftOn } of convention.signatories)
      if (leftOn === undefined || leftOn >= facts.day) parties.add(signatory.organisation);
    for (const organisation of convention.partners) parties.add(organisation);
    for (const action of Object.values(facts.plan.actions))
      if (action.status !== 'abandoned')
        fill(action, known.conventionId, facts.day, year, cellsOf(cells, keyOf));
  }
  return [...inThemes(themes, cells), ...withoutAny(parties, cells)];
}

const national = new Map(
  [{ code: noTheme, label: 'Sans thème' }, ...nationalThemes].map(({ code, label }) => [code, label]),
);

/** Who carries an action stands before who pays for it. */
const inFront: readonly string[] = ['pilot', 'co-pilot', 'partner', 'funder'];

type CellOf = (themeCode: string, organisation: string) => Filling;

const cellsOf =
  (cells: Map<string, Map<string, Filling>>, keyOf: (code: string) => string): CellOf =>
  (themeCode, organisation) => {
    const key = keyOf(themeCode);
    const inTheme = cells.get(key) ?? new Map<string, Filling>();
    cells.set(key, inTheme);
    const cell = inTheme.get(organisation) ?? { roles: new Map(), planned: [], actual: [] };
    inTheme.set(organisation, cell);
    return cell;
  };

function fill(
  { actionId, number, title, themes: told, roles, means, actualMeans }: ActionWithProgress,
  conventionId: string,
  day: string,
  year: number | undefined,
  cellOf: CellOf,
): void {
  const themes = told.length > 0 ? told : [noTheme];
  const named = { conventionId, actionId, title: number === undefined ? title : `${number} ${title}` };
  const held = roles
    .filter(({ from, endedOn }) => from <= day && (endedOn === undefined || day <= endedOn))
    .sort((one, other) => inFront.indexOf(one.role) - inFront.indexOf(other.role));
  for (const theme of themes) {
    const seen = new Set<string>();
    for (const { role, organisation } of held) {
      // The same role in two operations is one.
      if (seen.has(`${role} ${organisation}`)) continue;
      seen.add(`${role} ${organisation}`);
      const cell = cellOf(theme, organisation);
      const actions = cell.roles.get(role);
      if (actions) actions.push(named);
      else cell.roles.set(role, [named]);
    }
  }
  const [first = noTheme] = themes;
  const counts = (line: { readonly year: number; readonly kind: string }) =>
    line.kind === 'money' && (year === undefined || line.year === year);
  for (const line of means) if (counts(line)) cellOf(first, line.funder ?? nobody).planned.push(line);
  for (const line of actualMeans) if (counts(line)) cellOf(first, line.funder ?? nobody).actual.push(line);
}

const nothing = { roles: new Map<string, never>(), planned: { untold: 0 }, actual: { untold: 0 } };

function* inThemes(
  themes: ReadonlyMap<string, ViewTheme>,
  cells: ReadonlyMap<string, ReadonlyMap<string, Filling>>,
): Generator<Cell> {
  for (const [key, theme] of themes) {
    const inTheme = cells.get(key);
    if (!inTheme) yield { kind: 'theme-hole', theme, ...nothing };
    for (const [organisation, { roles, planned, actual }] of inTheme ?? [])
      yield {
        ...(organisation === nobody
          ? { kind: 'unfunded' as const }
          : { kind: 'cell' as const, organisation }),
        theme,
        roles,
        planned: eurosOf(planned),
        actual: eurosOf(actual),
      };
  }
}

function* withoutAny(
  parties: ReadonlySet<string>,
  cells: ReadonlyMap<string, ReadonlyMap<string, Filling>>,
): Generator<Cell> {
  const active = new Set([...cells.values()].flatMap((inTheme) => [...inTheme.keys()]));
  for (const organisation of parties)
    if (!active.has(organisation)) yield { kind: 'partner-hole', organisation, ...nothing };
}
