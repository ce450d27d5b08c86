import { expect, test } from 'vitest';
import { whoOf } from '../../../renderer/components/who-of.ts';

test.each([
  ['root (bridgehead 0.1.0, as administrator)', { name: 'root', program: 'bridgehead 0.1.0' }],
  [
    'Ada (said by them) from the account CONTOSO\\ada (Bridgehead desktop 0.1.0, as approver)',
    { name: 'Ada (said by them) from the account CONTOSO\\ada', program: 'Bridgehead desktop 0.1.0' },
  ],
  ['bridgehead 0.1.0, as operator', { name: 'bridgehead 0.1.0', program: null }],
  ['root (bridgehead 0.1.0 through the control door)', { name: 'root', program: 'bridgehead 0.1.0' }],
  [
    'Ada (said by them), door: CONTOSO\\ada (Bridgehead desktop 0.1.0 through the approve door)',
    { name: 'Ada (said by them), door: CONTOSO\\ada', program: 'Bridgehead desktop 0.1.0' },
  ],
  ['bridgehead 0.1.0 through the control door', { name: 'bridgehead 0.1.0', program: null }],
  ['the agent', { name: 'the agent', program: null }],
])('%s', (words, who) => {
  expect(whoOf(words)).toEqual(who);
});
