import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ObjectReference } from '../../../agent-core/contract/settings.ts';
import { decideByGroups } from '../../../agent-core/sync/scope-by-groups.ts';
import { decideByUnits } from '../../../agent-core/sync/scope-by-units.ts';
import { directoryGroup, directoryUnit, memberFor, referenceTo } from '../../builders/directory-group.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { isLongForm } from '../../lab/long-form.ts';

/** Answers a number below `sides`. */
type Roll = (sides: number) => number;
const anyTangle = (check: (roll: Roll) => void) =>
  fc.assert(
    fc.property(fc.gen(), (gen) => check((sides) => gen(fc.nat, { max: sides - 1 }))),
    { numRuns: isLongForm ? 300 : 100 },
  );

const people = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'];
const groupNames = ['g0', 'g1', 'g2', 'g3', 'g4'];

test('membership is what following every member list by hand gives, in any tangle of groups', () => {
  anyTangle((roll) => {
    const edges = new Map(groupNames.map((name) => [name, [...people, ...groupNames].filter(() => roll(4) === 0)]));
    const groups = groupNames.map((name) => directoryGroup(name, (edges.get(name) ?? []).map(memberFor)));
    const wanted = groupNames.filter(() => roll(3) === 0);
    const isMember = (person: string, group: string, seen: readonly string[]): boolean =>
      !seen.includes(group) &&
      (edges.get(group) ?? []).some((member) => member === person || isMember(person, member, [...seen, group]));
    const decision = decideByGroups(wanted.map(referenceTo), { objects: groups, problem: null });
    for (const person of people) {
      const expected = wanted.some((group) => isMember(person, group, [])) ? 'in' : 'out';
      expect(decision.verdictOf(directoryUser(person)).kind).toBe(expected);
    }
  });
});

test('R1: whatever cannot be found or read, nobody is in or out who was the other before', () => {
  anyTangle((roll) => {
    const units = Array.from({ length: 6 }, (_, index) => {
      const parents = Array.from({ length: roll(3) }, () => `OU=u${roll(6)}`);
      return directoryUnit(`u${index}`, [`OU=u${index}`, ...parents, 'DC=contoso', 'DC=com'].join(','));
    });
    const named = units.map(({ objectGuid, distinguishedName }): ObjectReference => {
      return { objectGuid, domain: 'contoso.com', name: distinguishedName };
    });
    const include = named.filter((_, index) => index % 2 === 0);
    const exclude = named.filter((_, index) => index % 2 === 1 && roll(2) === 0);
    const relevant = units.filter((unit) =>
      [...include, ...exclude].some((each) => each.objectGuid === unit.objectGuid),
    );
    const whole = decideByUnits(include, exclude, relevant);
    const partial = decideByUnits(
      include,
      exclude,
      relevant.filter(() => roll(3) !== 0),
    );
    for (const unit of units) {
      const person = directoryUser('p', { distinguishedName: `CN=p,${unit.distinguishedName}` });
      const [known, guessed] = [whole.verdictOf(person).kind, partial.verdictOf(person).kind];
      expect(['undecided', known]).toContain(guessed);
    }
  });
});
