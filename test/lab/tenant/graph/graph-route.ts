/** How a resource file tells the Graph door what it serves. */
import type { TenantReply, TenantRequest } from '../http/exchange.ts';
import type { TenantState } from '../state/tenant-state.ts';
import type { Operation } from './permissions.ts';

export type Payload = Readonly<Record<string, unknown>>;

export interface GraphCaller {
  readonly appId: string;
  readonly servicePrincipalId: string;
  /** The person who signed in; undefined when the application asks for itself. */
  readonly userId?: string;
  /** Application permissions, or the scopes of a person's token. */
  readonly roles: ReadonlySet<string>;
}

/** Whose directory roles and ownership count: the person's, or the application's own. */
export const actorOf = ({ userId, servicePrincipalId }: GraphCaller): string => userId ?? servicePrincipalId;

export interface GraphCall {
  readonly request: TenantRequest;
  /** The value of each `{name}` in the template. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The JSON object that was sent; empty for methods without a body. */
  readonly payload: Payload;
  readonly state: TenantState;
  readonly caller: GraphCaller;
  /** The tenant's time. */
  readonly now: Date;
}

export type RouteTarget = Pick<GraphCall, 'parameters' | 'state' | 'caller'>;

export interface GraphRoute {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Segments after the version; `{name}` stands for any one segment. */
  readonly template: string;
  /** What the caller must be permitted to do; it may depend on what is written and to which object. */
  readonly operations: (payload: Payload, target: RouteTarget) => readonly Operation[];
  /** A POST that only reads, and costs as much. */
  readonly isRead?: boolean;
  /** What a read costs before $select and the like make it cheaper, by Microsoft's table; 1 when left out. */
  readonly readUnits?: number;
  /** A POST that may come without a body. */
  readonly isBodyOptional?: boolean;
  readonly answer: (call: GraphCall) => TenantReply;
}

export type RouteMatch =
  | { readonly kind: 'found'; readonly route: GraphRoute; readonly parameters: Readonly<Record<string, string>> }
  | { readonly kind: 'method refused' }
  | { readonly kind: 'unknown'; readonly segment: string };

export function matchRoute(routes: readonly GraphRoute[], method: string, path: readonly string[]): RouteMatch {
  const segments = path.flatMap(splitKey);
  const here = literalFirst(
    routes.filter((route) => {
      const template = route.template.split('/');
      return template.length === segments.length && commonLength(template, segments) === segments.length;
    }),
  );
  const route = here.find((candidate) => candidate.method === method);
  if (route !== undefined) return { kind: 'found', route, parameters: parametersOf(route.template, segments) };
  if (here.length > 0) return { kind: 'method refused' };
  const known = Math.max(0, ...routes.map((candidate) => commonLength(candidate.template.split('/'), segments)));
  return { kind: 'unknown', segment: segments[known] ?? '' };
}

/** `users/delta` is not the user named delta: the template with the fewest parameters knows best. */
function literalFirst(routes: readonly GraphRoute[]): readonly GraphRoute[] {
  const parameterCount = (route: GraphRoute): number => route.template.split('/').filter(isParameter).length;
  const fewest = Math.min(...routes.map(parameterCount));
  return routes.filter((route) => parameterCount(route) === fewest);
}

/**
 * Graph takes a key as a segment or in brackets: `users/x` and `users('x')` are the same. An alternate key names its
 * property, and `groups(uniqueName='x')` becomes the segments `groups(uniqueName)` and `x`.
 */
function splitKey(segment: string): readonly string[] {
  const [, name, property, key] = /^([A-Za-z]+)\((?:([A-Za-z]+)=)?'(.*)'\)$/.exec(segment) ?? [];
  if (name === undefined || key === undefined) return [segment];
  return [property === undefined ? name : `${name}(${property})`, key.replaceAll("''", "'")];
}

const isParameter = (part: string): boolean => part.startsWith('{');

function commonLength(template: readonly string[], segments: readonly string[]): number {
  const firstDifferent = template.findIndex((part, index) => {
    const segment = segments[index];
    return segment === undefined || !(isParameter(part) || part === segment);
  });
  return firstDifferent < 0 ? template.length : firstDifferent;
}

const parametersOf = (template: string, segments: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    template
      .split('/')
      .map((part, index) => [part, segments[index] ?? ''] as const)
      .filter(([part]) => isParameter(part))
      .map(([part, segment]) => [part.slice(1, -1), segment]),
  );
