import type { AskReply, ChoiceReply } from '../flows/answering/reply.ts';
import type { Topic } from '../policy/model.ts';
import { askedBy, type Button, policyText, type Say } from './parts.ts';
import { carried, LIMITS, shorten } from './plain.ts';

/** The value of a slot of somebody who does not know: known to the engine as a value that no ruling asks for. */
const UNKNOWN = 'unknown';

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
  const { topics, question } = reply;
  const none: Button = { title: say('choice.none'), data: { do: 'none', question: carried(question) } };
  return {
    summary: say('choice.title'),
    ...askedBy(say, reply),
    title: say('choice.title'),
    options: [...topics.map((topic) => readingButton(reply, topic)), none],
  };
}

/** A button that picks one reading of the question, in place of the card. */
const readingButton = ({ language, slots, question }: ChoiceReply, topic: Topic): Button => ({
  title: shorten(topic.title[language], LIMITS.button),
  data: { do: 'topic', instead: true, topic: topic.id, slots, question: carried(question) },
});
