import { expect, test } from 'vitest';
import { decideByUnits } from '../../../agent-core/sync/scope-by-units.ts';
import { directoryUnit, referenceTo } from '../../builders/directory-group.ts';
import { directoryUser } from '../../builders/directory-object.ts';

const sales = directoryUnit('Sales', 'OU=Sales,DC=contoso,DC=com');
const trainees = directoryUnit('Trainees', 'OU=Trainees,OU=Sales,DC=contoso,DC=com');
const at = (place: string) => directoryUser('ada', { distinguishedName: `CN=ada,${place}DC=contoso,DC=com` });
const judge = (place: string, { include = ['Sales'], exclude = ['Trainees'], units = [sales, trainees] } = {}) =>
  decideByUnits(include.map(referenceTo), exclude.map(referenceTo), units).verdictOf(at(place));

test.each([
  ['ou=SALES,', 'in', 'below OU=Sales,DC=contoso,DC=com, which is included'],
  ['OU=Trainees,OU=Sales,', 'out', 'below OU=Trainees,OU=Sales,DC=contoso,DC=com, which is excluded'],
  ['OU=Presales,', 'out', 'below none of the included units'],
])('at %s it is told that somebody is %s, and by which unit', (place, kind, rule) => {
  expect(judge(place)).toEqual({ kind, rule });
});

test('R1: units that cannot be found are told to whoever might be below them', () => {
  const lost = { include: ['Sales', 'Lost', 'Gone'], exclude: ['Away', 'Far'] };
  const rule = (names: string) => `may be below ${names}, which cannot be found`;
  expect(judge('OU=Sales,', { ...lost, units: [sales] })).toEqual({ kind: 'undecided', rule: rule('Away and Far') });
  expect(judge('', { ...lost, units: [sales] })).toEqual({ kind: 'undecided', rule: rule('Lost and Gone') });
});
