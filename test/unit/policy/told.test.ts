import type { Slots } from '../../../src/policy/model.ts';
import { mergeFacts, toSlots } from '../../../src/policy/told.ts';
import { anUnderstood } from '../../support/understood.ts';

/** What is told where the model gives one value of a fact this probability, and the rest to nothing being told. */
const told = (fact: string, value: string, score: number, rules: Slots = {}) => {
  const labels = [
    { label: value, score },
    { label: 'untold', score: 1 - score },
  ].sort((one, other) => other.score - one.score);
  return mergeFacts(anUnderstood({ facts: new Map([[fact, labels]]) }), rules);
};

describe('The facts that a text tells', () => {
  it('are those that the model is sure enough of', () => {
    expect(told('place', 'class', 0.36)).toEqual({ place: 'class' });
    expect(told('place', 'class', 0.34)).toEqual({});
  });

  it('hold the consent of everybody only where that is very sure', () => {
    expect(told('consent', 'all', 0.89)).toEqual({});
    expect(told('consent', 'all', 0.9)).toEqual({ consent: 'all' });
    expect(told('consent', 'none', 0.36)).toEqual({ consent: 'none' });
  });

  it('make nobody recognisable where nobody is in the picture', () => {
    expect(told('depicted', 'nobody', 0.5)).toEqual({ depicted: 'nobody', recognisable: 'no' });
  });

  it('hold no consent of everybody that words alone show', () => {
    expect(told('consent', 'all', 0.5, { consent: 'all' })).toEqual({});
  });

  it('are the names that rules read, before what the model makes of them', () => {
    expect(told('platform', 'social', 0.8, { platform: 'whatsapp.signal' })).toEqual({
      platform: 'whatsapp.signal',
    });
  });

  it('are not what rules read where the model finds nothing told at all', () => {
    expect(told('permission', 'given', 0.04, { permission: 'given' })).toEqual({});
    expect(told('permission', 'given', 0.06, { permission: 'given' })).toEqual({ permission: 'given' });
  });

  it('are a medical need whenever a word names one', () => {
    expect(told('medical', 'yes', 0.001, { medical: 'yes' })).toEqual({ medical: 'yes' });
  });

  it('are what rules read of facts that the model does not know', () => {
    expect(mergeFacts(anUnderstood(), { 'trip-part': 'visit' })).toEqual({ 'trip-part': 'visit' });
  });
});

describe('A fact as rulings name it', () => {
  it.each([
    ['school-app', 'teams.school-app'],
    ['signal', 'whatsapp.signal'],
    ['telegram', 'whatsapp.telegram'],
    ['sms', 'phone.sms'],
    ['teams', 'teams'],
  ])('of the platform %s is %s', (platform, named) => {
    expect(toSlots({ platform })).toEqual({ platform: named });
  });

  it('makes nobody recognisable where nobody is in the picture', () => {
    expect(toSlots({ depicted: 'nobody' })).toEqual({ depicted: 'nobody', recognisable: 'no' });
    expect(toSlots({ depicted: 'student', place: 'class' })).toEqual({ depicted: 'student', place: 'class' });
  });
});
