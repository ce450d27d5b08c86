import { expect, test } from 'vitest';
import {
  avoidedForMs,
  createControllerMemory,
} from '../../../../agent-core/active-directory/locator/controller-memory.ts';

const controllers = [{ host: 'dc1' }, { host: 'dc2' }, { host: 'dc3' }];

function memoryAt() {
  let nowMs = 1_000;
  const memory = createControllerMemory({ now: () => '', monotonicMs: () => nowMs });
  return {
    memory,
    pass: (ms: number) => {
      nowMs += ms;
    },
    order: () => memory.order(controllers).map(({ host }) => host),
  };
}

test('what worked is asked first again', () => {
  const { memory, order } = memoryAt();
  expect(order()).toEqual(['dc1', 'dc2', 'dc3']);
  memory.worked('dc2');
  expect(order()).toEqual(['dc2', 'dc1', 'dc3']);
});

test('R20: what failed is asked last for a while, even if it worked before, and not for ever', () => {
  const { memory, order, pass } = memoryAt();
  memory.worked('dc1');
  memory.failed('dc1');
  expect(order()).toEqual(['dc2', 'dc3', 'dc1']);
  pass(avoidedForMs - 1);
  expect(order()).toEqual(['dc2', 'dc3', 'dc1']);
  pass(1);
  expect(order()).toEqual(['dc1', 'dc2', 'dc3']);
});

test('what works again is trusted at once', () => {
  const { memory, order } = memoryAt();
  memory.failed('dc2');
  memory.worked('dc2');
  expect(order()).toEqual(['dc2', 'dc1', 'dc3']);
});
