import type { AskReply, ChoiceReply, Offer, UnclearReply } from '../flows/answering/reply.ts';
import type { Topic } from '../policy/model.ts';
import { askedBy, type Button, policyText, type Say } from './parts.ts';
import { carried, LIMITS, shorten } from './plain.ts';

/** The value of a slot of somebody who does not know: known to the engine as a value that no ruling asks for. */
const UNKNOWN = 'unknown';

/** What a button keeps for the topic and its brackets beside what differs, in characters: a word or two. Range 10 to 20. */
const TOPIC_ROOM = 12;

/** Data of `cards/ask.json`: one question back, its answers as buttons. */
export function askData(say: Say, reply: AskReply) {
  const { language, topic, slot } = reply;
  const ask = policyText(reply.ask[language], LIMITS.line);
  const values = [
    ...slot.values.map(({ id, label }) => ({ id, label: label[language] })),
    { id: UNKNOWN, label: say('ask.unknown') },
  ];
  return {
    summary: ask,
    ...askedBy(say, reply),
    topic: policyText(topic.title[language], LIMITS.name),
    ask,
    help: say('ask.help'),
    options: values.map(({ id, label }) => valueButton(reply, id, label)),
  };
}

const valueButton = ({ topic, slot, slots, question }: AskReply, value: string, label: string): Button => ({
  title: shorten(label, LIMITS.button),
  data: {
    do: 'topic',
    instead: true,
    topic: topic.id,
    slots: { ...slots, [slot.id]: value },
    question: carried(question),
  },
});

/** Data of `cards/choice.json`: up to three readings of the question. */
export function choiceData(say: Say, reply: ChoiceReply) {
  const { offers, question, language } = reply;
  const none: Button = { title: say('choice.none'), data: { do: 'none', question: carried(question) } };
  const topic = sharedTopic(offers);
  return {
    summary: say('choice.summary'),
    ...askedBy(say, reply),
    title: say('choice.title'),
    lead: say('choice.lead'),
    topic: topic ? policyText(topic.title[language], LIMITS.name) : '',
    options: [...offers.map((offer) => offerButton(reply, offer, topic !== undefined)), none],
  };
}

/** Data of `cards/unclear.json`: how to ask, what may have been meant, and somebody to talk to. */
export function unclearData(say: Say, reply: UnclearReply) {
  const { offers, audience, again } = reply;
  const person = say('unclear.person');
  return {
    summary: say(again ? 'unclear.again' : 'unclear.summary'),
    ...askedBy(say, reply),
    title: say(again ? 'unclear.again' : 'unclear.title'),
    hint: say(again ? 'unclear.other-words' : 'unclear.hint', {
      example: say(`examples.${audience}.first`),
    }),
    near: say('unclear.near'),
    options: offers.map((offer) => offerButton(reply, offer, false)),
    person: { title: person, data: { do: 'say', text: person } } satisfies Button,
  };
}

/** The topic that all offers are about; where there is one, a button need not repeat it. */
function sharedTopic([first, ...rest]: readonly Offer[]): Topic | undefined {
  return rest.length > 0 && rest.every(({ topic }) => topic.id === first?.topic.id)
    ? first?.topic
    : undefined;
}

/** A button that picks one reading of the question, in place of the card. */
const offerButton = (
  { language, question }: Pick<ChoiceReply, 'language' | 'question'>,
  { topic, slots, differs }: Offer,
  isShared: boolean,
): Button => ({
  title: offerTitle(topic.title[language], differs.map((one) => one[language]).join(', '), isShared),
  data: { do: 'topic', instead: true, topic: topic.id, slots, question: carried(question) },
});

/** What differs is never cut for the sake of the topic: without it two buttons would read alike. */
function offerTitle(title: string, differs: string, isShared: boolean): string {
  if (differs === '') return shorten(title, LIMITS.button);
  if (isShared) return shorten(differs.charAt(0).toUpperCase() + differs.slice(1), LIMITS.button);
  const told = shorten(differs, LIMITS.button - TOPIC_ROOM);
  return `${shorten(title, LIMITS.button - told.length - ' ()'.length)} (${told})`;
}
