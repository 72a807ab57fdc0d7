import type { GroupFormReply } from '../flows/group-chat/reply.ts';
import type { TextInput } from './choices.ts';
import { plainButton, sendButton } from './execute.ts';
import { dayInput, missing, ROOM, type Toggle, textField, toggled, typedWarnings } from './group-typed.ts';
import { titleOf } from './group-words.ts';
import type { Say } from './parts.ts';
import { within } from './plain.ts';
import { warn } from './problems.ts';

/** Data of `cards/group-form.json`: the form of an act on a group, with what was typed before. */
export function groupFormData(say: Say, reply: GroupFormReply) {
  const { group, act, canMake, chatLink } = reply;
  const { id, version } = group;
  const isMaking = act === 'make-chat';
  return {
    summary: say('group-form.summary'),
    warnings: warningsOf(say, reply),
    title: say(`group-form.${act}.title`),
    about: titleOf(say, group),
    help: isMaking
      ? say(`group-form.make-chat.help.${canMake ? 'make' : 'steps'}`)
      : say(`group-form.${act}.help`),
    steps: stepsOf(say, reply),
    links:
      isMaking && !canMake && chatLink !== undefined
        ? [{ title: say('group-form.make-chat.open'), url: chatLink }]
        : [],
    pickers: pickersOf(say, reply),
    texts: textsOf(say, reply),
    dates: datesOf(say, reply),
    toggles: togglesOf(say, reply),
    buttons: [
      ...(isMaking && !canMake
        ? []
        : [sendButton(say(`group-form.${act}.submit`), { do: 'group-act', id, version, act })]),
      plainButton(say('group-form.back'), { do: 'group-refresh', id }),
    ],
  };
}

const warningsOf = (say: Say, reply: GroupFormReply) => [
  ...(reply.stale ? [warn(say('group-form.stale'))] : []),
  ...typedWarnings(say, reply, reply.act),
];

const POINTS = ['tell', 'save', 'remove', 'delete', 'numbers'] as const;
const STEPS = ['open', 'add', 'bot'] as const;

/** Data of `cards/part-steps.json`: what to do first, or how to do it oneself. */
function stepsOf(say: Say, { act, canMake }: GroupFormReply) {
  if (act === 'close') {
    return POINTS.map((point) => ({ number: '•', text: say(`group-form.close.point.${point}`), rule: '' }));
  }
  if (act !== 'make-chat' || canMake) return [];
  return STEPS.map((step, index) => ({
    number: `${index + 1}`,
    text: say(`group-form.make-chat.step.${step}`),
    rule: '',
  }));
}

/** A people picker of Teams over the whole organisation. */
const pickersOf = (say: Say, { act, canMake, typed }: GroupFormReply) =>
  act === 'make-chat' && canMake
    ? [
        {
          id: 'people',
          label: say('group-form.make-chat.people'),
          placeholder: say('group-form.make-chat.placeholder'),
          missing: missing(say, 'people'),
          value: within(typed.people ?? '', ROOM),
        },
      ]
    : [];

function textsOf(say: Say, { act, group, typed }: GroupFormReply): TextInput[] {
  if (act === 'review' || act === 'close' || act === 'make-chat') return [];
  const isName = act === 'change';
  return [
    {
      id: 'text',
      label: say(`group-form.${act}.text`),
      readers: say('readers.group'),
      placeholder: '',
      missing: missing(say, textField(act)),
      multiline: !isName,
      value: within(typed.text ?? (isName ? group.answers.name : ''), ROOM),
    },
  ];
}

function datesOf(say: Say, { act, group, typed }: GroupFormReply) {
  if (act === 'change')
    return [dayInput(say, say('group-form.change.date'), typed.date ?? group.answers.until)];
  return act === 'review' ? [dayInput(say, say('group-form.review.date'), typed.date)] : [];
}

const togglesOf = (say: Say, { act, typed }: GroupFormReply): Toggle[] =>
  act === 'close'
    ? [
        {
          id: 'done',
          label: say('group-form.close.done.label'),
          title: say('group-form.close.done.title'),
          value: toggled(typed.done),
        },
      ]
    : [];
