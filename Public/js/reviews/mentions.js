// People called in a comment. Whoever writes sees "@Vera Lind"; what is sent says who that is.

import { compare } from '../format.js';
import { members } from '../session.js';
import { mentionPattern } from './markup.js';

/** What teams say among themselves: guests of a plan do not see it (Kinds.ofPlanStaff). */
const OURS = new Set(['signOff', 'review', 'agendaItem', 'reviewNote', 'decision', 'account']);

/** Whether what is said about this is not for guests. */
export const isAmongStaff = about => OURS.has(about?.split(':')[0]);

/** Whether somebody may see what is said about this, by the same facts as the server's rule. */
function maySee(person, room, about) {
  if (person.archived || (person.role === 'guest' && isAmongStaff(about))) return false;
  if (about?.startsWith('account:')) return true;
  if (person.role === 'admin' || person.role === 'leader') return true;
  return room.parts().some(part => part.member === person.id) || (room.plan()?.access === 'open' && person.role !== 'guest');
}

/** Whom this member can call: those who see it, the plan's own team first. */
export function callable(room, about) {
  const isOn = person => room.parts().some(part => part.member === person.id);
  return members().filter(person => person.id !== room.me().id && maySee(person, room, about))
    .sort((a, b) => isOn(b) - isOn(a) || compare(a.name, b.name));
}

/** Two of one name are told apart by their teams. */
export function labelOf(person, room) {
  const isAlone = members().every(other => other.id === person.id || other.name !== person.name);
  const label = isAlone ? person.name : `${person.name} (${room.names.team(person.team) ?? 'no team'})`;
  return label.replace(/[[\]\n]/g, '');
}

/** A text as it stands in the field. */
export const spoken = (text, room) => text.replace(mentionPattern(), (found, name, id) => {
  const person = members().find(it => it.id === id.toLowerCase());
  return person ? `@${labelOf(person, room)}` : found;
});

/**
 * A text as it is sent, with those whom it names; who is named and may not see it is a stranger there:
 * { text, strangers: [member] }.
 */
export function called(text, room, about) {
  const people = new Map(members().map(person => [labelOf(person, room), person]));
  const names = [...people.keys()].sort((a, b) => b.length - a.length).map(RegExp.escape ?? escape);
  if (names.length === 0) return { text, strangers: [] };
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])@(${names.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  const strangers = new Set();
  const call = words => words.replace(pattern, (found, label) => {
    const person = people.get(label);
    if (maySee(person, room, about)) return `@[${label}](member:${person.id})`;
    strangers.add(person);
    return found;
  });
  // What stands as code calls nobody.
  const pieces = text.split(/(```[^]*?(?:```|$)|`[^`\n]+`)/);
  return { text: pieces.map((piece, i) => (i % 2 ? piece : call(piece))).join(''), strangers: [...strangers] };
}

/** The names of these people as plain words. */
export const uncalled = (text, people, room) => people.reduce(
  (words, person) => words.replaceAll(`@${labelOf(person, room)}`, labelOf(person, room)), text);

const escape = text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
