/**
 * What Microsoft's documentation says of every address of Graph that the lab serves. `npm test` asks the lab; `npm run test:live`
 * asks the very same of a real tenant.
 */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { matchRoute } from '../../lab/tenant/graph/graph-route.ts';
import { graphRoutes } from '../../lab/tenant/graph/graph-routes.ts';
import { allCases } from './cases/all-cases.ts';
import { type AskedRequest, createGraphUnderTest } from './graph-under-test.ts';
import { openLabTenant } from './lab-tenant.ts';
import './live-answers.ts';
import { openLiveTenant } from './live-tenant.ts';
import type { TenantPlace } from './tenant-place.ts';

const live = inject('liveTenant');
let place: TenantPlace;

beforeAll(async () => {
  const permissions = [...new Set(allCases.flatMap(({ needs }) => needs))];
  place = live === undefined ? await openLabTenant(permissions) : await openLiveTenant(live);
});
afterAll(() => place.close());

const nameOf = (asked: AskedRequest): string => {
  const match = matchRoute(graphRoutes, asked.method, asked.segments);
  return match.kind === 'found' ? `${match.route.method} ${match.route.template}` : '';
};

describe.each(Object.entries(Object.groupBy(allCases, ({ page }) => page)))(
  'learn.microsoft.com/graph/api/%s',
  (_page, cases = []) => {
    test.for(cases.map((one) => [one.route, one] as const))(
      '%s',
      { timeout: 300_000 },
      async ([route, one], context) => {
        if (live !== undefined && one.onlyInLab !== undefined) return context.skip(one.onlyInLab);
        const missing = one.needs.filter((permission) => !place.permissions.has(permission));
        if (missing.length > 0) return context.skip(`the application lacks ${missing.join(', ')}`);
        const graph = createGraphUnderTest(place);
        try {
          await one.run(graph);
        } finally {
          await graph.cleanUp();
        }
        // A case that never succeeded in asking what it is about has shown nothing.
        const answered = graph.asked.filter(({ status }) => status < 300).map(nameOf);
        expect(answered).toContain(route);
      },
    );
  },
);

test('no address is served without a page of the documentation that says what it answers', () => {
  const served = graphRoutes.map(({ method, template }) => `${method} ${template}`);
  const documented = new Set(allCases.map(({ route }) => route));
  expect(served.filter((route) => !documented.has(route))).toEqual([]);
  expect([...documented].filter((route) => !served.includes(route))).toEqual([]);
});
