import { parseSync, Visitor } from 'oxc-parser';
import { expect, test } from 'vitest';
import { readProjectFile } from './source-files.ts';

const path = 'agent-core/service/main.ts';
const decisions = ['IfStatement', 'ConditionalExpression', 'SwitchStatement'];
const loops = ['ForStatement', 'ForOfStatement', 'ForInStatement', 'WhileStatement', 'DoWhileStatement'];

function statementsIn(text: string): readonly string[] {
  const found: string[] = [];
  const remember = (node: { readonly type: string }) => void found.push(node.type);
  new Visitor(Object.fromEntries([...decisions, ...loops].map((type) => [type, remember]))).visit(
    parseSync('file.ts', text).program,
  );
  return found;
}

test('the composition root of the agent constructs and connects, and decides nothing', () => {
  expect(statementsIn(readProjectFile(path))).toEqual([]);
});

test('the composition root of the agent has at most 150 lines', () => {
  expect(readProjectFile(path).split('\n').length).toBeLessThanOrEqual(150);
});

test('the check would notice a decision and a loop', () => {
  expect(statementsIn('if (a) b(); for (const c of d) e(c);')).toEqual(['IfStatement', 'ForOfStatement']);
});
