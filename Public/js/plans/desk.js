// A plan's tasks as tables and boards want them (tasks/table.js).

import { groupedWithRequests } from '../tasks/groups.js';
import { stepsFor } from '../tasks/handshake.js';
import { selection } from '../tasks/select.js';

/** `by` reads the grouping, by which the order on the screen is known. */
export function planDesk(room, tasks = room.tasks, by = () => 'status') {
  const group = (list, way) => groupedWithRequests(list, way, room.names);
  const order = () => group(tasks(), by()).flatMap(group => group.tasks.map(task => task.id));
  return {
    tasks,
    names: room.names,
    find: room.task,
    teams: room.teams,
    members: room.members,
    mark: task => room.marks.record(() => task.peek().id),
    address: room.taskAddress,
    group,
    steps: task => stepsFor(task, room.standing(), room.plan()),
    select: selection(order),
    canEdit: (task, field) => room.standing().canEditTask(task, field),
    save: (task, patch) => room.save('task', task, patch),
    move: (task, patch, word) => room.save('task', task, patch, isAsking(room, patch)
      ? `${word} asked for T-${task.number}` : `T-${task.number} moved to ${word}`),
    change: (tasks, patch, says) => room.saveAll('task', tasks, patch, says),
  };
}

/** A task that goes to another team than one's own is a request. */
const isAsking = (room, { team }) => Boolean(team) && team !== room.standing().acts;
