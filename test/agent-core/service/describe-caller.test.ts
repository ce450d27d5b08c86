import { expect, test } from 'vitest';
import { describeCaller, describePerson } from '../../../agent-core/service/describe-caller.ts';

const unknown = { door: 'control', program: 'console 1.2.3' } as const;
const root = { ...unknown, account: 'root' };

test('an account that the door knows stands before what the program says of itself', () => {
  expect(describeCaller(root)).toBe('root (console 1.2.3, as administrator)');
  expect(describeCaller(unknown)).toBe('console 1.2.3, as administrator');
  expect(describeCaller({ ...root, door: 'approvals' })).toBe('root (console 1.2.3, as approver)');
  expect(describeCaller({ ...root, door: 'status' })).toBe('root (console 1.2.3, as operator)');
  expect(describeCaller(undefined)).toBe('the agent');
});

test('R12: a name that the client gives is told as said by them, with the account that the door knows', () => {
  expect(describePerson('Ada', root)).toBe(
    'Ada (said by them) from the account root (console 1.2.3, as administrator)',
  );
  expect(describePerson('root', root)).toBe('root (console 1.2.3, as administrator)');
  expect(describePerson('Ada', unknown)).toBe('Ada (console 1.2.3, as administrator)');
});
