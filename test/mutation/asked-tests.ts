/**
 * Which tests a campaign asks about a change of the decisions: the pure tests and the stories. Those that try hundreds of worlds are not
 * asked: what only they notice has no test that says what it is about.
 */
export const isAskedTest = (path: string): boolean =>
  /^test\/(agent-core\/sync|scenarios)\/.*\.test\.ts$/.test(path) &&
  !/(\.property|scenarios\/killed|scenarios\/history)\.test\.ts$/.test(path);
