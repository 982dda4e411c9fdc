// What the ids in a change stand for, as far as this browser knows.

import { member, team } from '../session.js';
import { record } from '../store.js';

export const names = {
  member: id => member(id)?.name,
  person: id => member(id),
  team: id => team(id)?.name,
  teamOf: id => team(id),
  record,
};
