import { basename } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** Begins with the test that takes longest: at the end it would keep everybody waiting. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const isLong = ({ path }) => basename(path) === 'chaos.test.ts';
    return super.sort(tests).sort((one, other) => Number(isLong(other)) - Number(isLong(one)));
  }
}
