/** Whom a change of the settings concerns, object by object: told from the entries of two plans, one with it and one without. */
import type { ChangeDigest } from './identifiers.ts';
import { leftAloneAs } from './left-alone.ts';
import type { Change } from './plan.ts';
import type { ReportEntry } from './run-report.ts';

export interface Concerned {
  /** Who would leave or lose the account with the change, each once. */
  readonly leaving: number;
  /** Of those, whom the change lets leave, or whose account it has blocked or deleted where something else was due. */
  readonly objects: number;
  /** That end because of the change, between objects that both stay. */
  readonly memberships: number;
}

export function findConcerned(entries: readonly ReportEntry[], without: readonly ReportEntry[]): Concerned {
  const departures = departuresIn(entries);
  const before = departuresIn(without);
  const isConcerned = ([objectGuid, departure]: readonly [string, Departure]) =>
    isOther(departure, before.get(objectGuid));
  const endedBefore = endingIn(without, new Map());
  const ended = [...endingIn(entries, departures)].filter((membership) => !endedBefore.has(membership));
  return {
    leaving: departures.size,
    objects: [...departures].filter(isConcerned).length,
    memberships: ended.length,
  };
}

/** Of every change of these entries: what somebody decided about another one is over. */
export const digestsIn = (entries: readonly ReportEntry[]): ReadonlySet<ChangeDigest> =>
  new Set(changesIn(entries).map(({ digest }) => digest));

/** What becomes of an object, the gravest last. */
const departures = ['leftScope', 'removalWaits', 'disable', 'delete'] as const;
type Departure = (typeof departures)[number];

const gravity = (departure: Departure) => departures.indexOf(departure);

/** Whoever is blocked and was to be deleted is concerned, too: a deletion that was rejected kept the account as it was. */
function isOther(departure: Departure, before: Departure | undefined): boolean {
  if (before === undefined || gravity(departure) > gravity(before)) return true;
  return departure === 'disable' && before === 'delete';
}

/** The gravest of each object. */
function departuresIn(entries: readonly ReportEntry[]): ReadonlyMap<string, Departure> {
  const found = new Map<string, Departure>();
  for (const entry of entries) {
    const departure = departureOf(entry);
    if (departure === null) continue;
    const { objectGuid } = entry.kind === 'held' ? entry.held : entry.outcome.change;
    const known = found.get(objectGuid);
    if (known === undefined || gravity(departure) > gravity(known)) found.set(objectGuid, departure);
  }
  return found;
}

function departureOf(entry: ReportEntry): Departure | null {
  if (entry.kind === 'held') {
    const leftAlone = leftAloneAs(entry.held.problem);
    return leftAlone === 'leftScope' || leftAlone === 'removalWaits' ? leftAlone : null;
  }
  const { kind } = entry.outcome.change;
  return kind === 'disable' || kind === 'delete' ? kind : null;
}

/** Whatever ends with an object that leaves is counted with that. */
function endingIn(entries: readonly ReportEntry[], leaving: ReadonlyMap<string, Departure>): ReadonlySet<string> {
  return new Set(
    changesIn(entries).flatMap((change) =>
      change.kind !== 'unlink' || leaving.has(change.objectGuid) || leaving.has(change.target.objectGuid)
        ? []
        : [`${change.relation} ${change.objectGuid} ${change.target.objectGuid}`],
    ),
  );
}

const changesIn = (entries: readonly ReportEntry[]): readonly Change[] =>
  entries.flatMap((entry) => (entry.kind === 'outcome' ? [entry.outcome.change] : []));
