/** What happens in a directory between two runs: joiners, movers, leavers, and groups that change, as chance wants. */
import { type Company, type Edit, edited, type Person } from './company.ts';
import type { Chance } from './seeded-random.ts';

const fewestInside = 12;
const mostPeople = 40;

export function draftPerson(unit: string, number: number): Person {
  const account = `${unit}-p${number}`;
  return {
    account,
    isInside: true,
    isEnabled: true,
    // No account's own name: the directory takes that for a name of that account, and gives it to nobody else.
    userPrincipalName: `first.${account}@contoso.test`,
    displayName: `Person ${number} of ${unit}`,
    title: 'Clerk',
    manager: null,
  };
}

/** @param mark something that no edit before had, for names and values */
export function drawEdits(beginning: Company, chance: Chance, mark: number): readonly Edit[] {
  const edits: Edit[] = [];
  let company = beginning;
  const make = (edit: Edit) => {
    edits.push(edit);
    company = edited(company, edit);
  };
  const insiders = () => company.people.filter(({ isInside }) => isInside).map(({ account }) => account);
  // Several at once, so that there is a batch; now and then more than one batch can take.
  const newcomers = chance.isLucky(10) ? 23 : chance.between(3, 5);
  for (let each = 0; each < newcomers; each += 1) {
    make({ kind: 'hire', person: draftPerson(company.unit, mark * 100 + each) });
  }
  const drawn = chance.between(3, 9);
  for (let each = 0; each < drawn; each += 1) {
    const edit = drawEdit(company, chance, mark * 100 + each);
    if (edit !== null) make(edit);
  }
  const leavers = company.people.length > mostPeople ? 8 : 1;
  if (insiders().length > fewestInside) {
    for (const account of chance.some(insiders(), leavers)) make({ kind: 'fire', account });
  }
  if (chance.isLucky(25)) swapNames(company, beginning, chance, make);
  return edits;
}

function drawEdit({ people, groups }: Company, chance: Chance, mark: number): Edit | null {
  const { account, isEnabled, isInside, manager } = chance.oneOf(people);
  const group = chance.oneOf(groups);
  const others = [...people, ...groups].filter((other) => other.account !== group.account);
  switch (chance.between(1, 10)) {
    case 1:
      return { kind: 'promote', account, title: `Title ${mark}` };
    case 2:
      return {
        kind: 'rename',
        account,
        userPrincipalName: `${account}.n${mark}@contoso.test`,
        displayName: `Name ${mark}`,
      };
    case 3:
      return { kind: 'allow', account, isEnabled: !isEnabled };
    case 4:
      return { kind: 'move', account, isInside: !isInside };
    case 5: {
      const boss = chance.oneOf(people).account;
      const wanted = boss === account || manager !== null ? null : boss;
      return wanted === manager ? null : { kind: 'report', account, manager: wanted };
    }
    case 6:
      return { kind: 'describe', account: group.account, description: `Purpose ${mark}` };
    case 7: {
      const newcomers = others.filter((other) => !group.members.includes(other.account));
      return newcomers.length === 0
        ? null
        : { kind: 'join', account: group.account, member: chance.oneOf(newcomers).account };
    }
    case 8:
      return group.members.length === 0
        ? null
        : { kind: 'leave', account: group.account, member: chance.oneOf(group.members) };
    case 9:
      return groups.length > 2 ? { kind: 'dissolve', account: group.account } : null;
    default:
      return groups.length >= 6
        ? null
        : {
            kind: 'found',
            group: { account: `${group.account}-${mark}`, description: `Purpose ${mark}`, members: [account] },
          };
  }
}

/** Two people who were there before get each other's sign-in name; the directory lets nobody have one twice, not even for a moment. */
function swapNames(company: Company, before: Company, chance: Chance, make: (edit: Edit) => void): void {
  const known = new Set(before.people.filter(({ isInside }) => isInside).map(({ account }) => account));
  const [one, other] = chance.some(
    company.people.filter(({ account, isInside }) => isInside && known.has(account)),
    2,
  );
  if (one === undefined || other === undefined) return;
  const rename = ({ account, displayName }: Person, userPrincipalName: string) =>
    make({ kind: 'rename', account, displayName, userPrincipalName });
  rename(one, `between.${one.account}@contoso.test`);
  rename(other, one.userPrincipalName);
  rename(one, other.userPrincipalName);
}
