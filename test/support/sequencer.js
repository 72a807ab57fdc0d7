import Sequencer from '@jest/test-sequencer';

/** The tests that take longest or mostly wait, in this order. */
const FIRST = [
  'chaos/chaos',
  'e2e/playground',
  'tab/demo',
  'scenarios/escalation-races',
  'tab/teams',
  'tab/audit',
];

/** Begins with the tests that take longest: at the end one of them would keep everybody waiting. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const placeOf = ({ path }) => {
      const place = FIRST.findIndex((name) => path.endsWith(`/${name}.test.ts`));
      return place === -1 ? FIRST.length : place;
    };
    return super.sort(tests).sort((one, other) => placeOf(one) - placeOf(other));
  }
}
