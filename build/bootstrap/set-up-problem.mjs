/** A reason why this machine cannot be set up, with what a person can do about it. */
export class SetUpProblem extends Error {
  /** @param {string} message what is wrong  @param {string} remedy what to do */
  constructor(message, remedy) {
    super(message);
    this.remedy = remedy;
  }
}
