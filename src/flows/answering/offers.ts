import type { Reading } from '../../policy/decide.ts';
import type { Library, Slots, Text } from '../../policy/model.ts';
import type { Offer } from './reply.ts';

/** Makes the function that puts readings on buttons: `most` at most, best first, no two alike. */
export function createOffers({ topics, slots: facts }: Library) {
  return (readings: readonly Reading[], told: Slots, most: number): Offer[] => {
    const offered = readings
      .filter((one, index) => topics.has(one.topic) && !readings.slice(0, index).some(isSameAs(one)))
      .slice(0, most);
    return offered.flatMap((reading) => {
      const topic = topics.get(reading.topic);
      const slots = { ...told, ...reading.when };
      return topic ? [{ topic, slots, differs: differencesOf(reading, offered) }] : [];
    });
  };

  /** Only what tells a reading from its neighbours; of one that has none, all that it supposes. */
  function differencesOf(reading: Reading, offered: readonly Reading[]): Text[] {
    const { topic, when = {} } = reading;
    const neighbours = offered.filter((one) => one.topic === topic && one !== reading);
    const telling = Object.keys(when).filter(
      (id) => neighbours.length === 0 || neighbours.some((one) => one.when?.[id] !== when[id]),
    );
    return telling.flatMap((id) => wordsFor(id, when[id]) ?? []);
  }

  function wordsFor(id: string, value: string | undefined): Text | undefined {
    const found = facts.get(id)?.values.find((one) => one.id === value);
    return found?.short ?? found?.label;
  }
}

/** Two buttons that lead to the same answer would be a riddle. */
const isSameAs =
  ({ topic, when = {} }: Reading) =>
  (other: Reading): boolean => {
    const supposed = Object.entries(other.when ?? {});
    return (
      other.topic === topic &&
      supposed.length === Object.keys(when).length &&
      supposed.every(([id, value]) => when[id] === value)
    );
  };
