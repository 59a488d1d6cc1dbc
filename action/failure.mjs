/** An expected failure: ends the script with one sentence and an exit code, without a stack. */
export class Failure extends Error {
  /**
   * @param {string} message What is wrong and what to do, in full sentences.
   * @param {number} exitCode As `dash` itself uses them: 2 for usage, 3 for servers.
   */
  constructor(message, exitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}
