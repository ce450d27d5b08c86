/** The part of the catalogue about talking to the agent. */
import { nothingChanged, type ProblemText } from './problem-text.ts';

export const controlProblemCatalogue = {
  'control.not-running': {
    title: 'The agent does not answer.',
    meaning: 'Nothing was asked of it.',
    remedy: 'Start the agent, and check that the data folder named is the one it uses.',
  },
  'file.not-written': {
    title: 'The file that was named could not be written.',
    meaning: 'Nothing else is affected.',
    remedy: 'Name a file in a folder that exists and that you may write to, and check that the disk is not full.',
  },
  'control.access-denied': {
    title: 'Your account may not talk to this agent.',
    meaning: 'Nothing was asked of it.',
    remedy:
      'Use the account the agent runs as, or root. To let somebody look at its state, put them into the group of status.sock.',
  },
  'control.untrusted-agent': {
    title: 'What answers in place of the agent cannot be trusted.',
    meaning: 'Nothing was sent to it.',
    remedy: 'The control socket must belong to you or to root and be closed to others. Find out what created it.',
  },
  'control.disconnected': {
    title: 'The connection to the agent was lost.',
    meaning: 'What the agent was doing goes on or ends without this program.',
    remedy: 'Check whether the agent is running, then ask for its status.',
  },
  'control.version-unsupported': {
    title: 'This program and the agent are of versions that do not understand each other.',
    meaning: nothingChanged,
    remedy: 'Update the older of the two.',
  },
  'control.handshake-required': {
    title: 'The first request on a connection must be "hello".',
    meaning: 'The request was not carried out.',
    remedy: 'Send "hello" with the version of the protocol first.',
  },
  'control.not-permitted': {
    title: 'This connection may not do that.',
    meaning: 'The request was not carried out.',
    remedy: 'Use an account that may change the agent, or ask somebody who may.',
  },
  'control.too-many-requests': {
    title: 'Too many requests are waiting on this connection.',
    meaning: 'The request was not carried out.',
    remedy: 'Wait for the answers to earlier requests first.',
  },
  'control.unknown-request': {
    title: 'The agent does not know this request, or not from this program.',
    meaning: 'The request was not carried out.',
    remedy: 'Update the older of the two: the agent, or the program that asked.',
  },
  'control.invalid-request': {
    title: 'The request has a value that cannot be used.',
    meaning: 'The request was not carried out.',
    remedy: 'Correct the value that the detail names.',
  },
  'control.invalid-answer': {
    title: 'The agent sent an answer that cannot be used.',
    meaning: 'What was asked may have been carried out.',
    remedy: 'Check that this program and the agent are of the same version.',
  },
} as const satisfies Record<string, ProblemText>;
