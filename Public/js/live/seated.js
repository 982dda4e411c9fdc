// A form in which somebody answers: whoever has the plan open sees them at its place while they are in it (seats.js).

import { onCleanup } from '../signals.js';

/** Put on a form. `name()` answers its place, as "cell:<objective>.<team>" or "team:<id>.verdict". */
export const seatedAt = (room, name) => form => {
  const leave = () => room.here('');
  form.addEventListener('focusin', () => room.here(name()));
  form.addEventListener('focusout', event => form.contains(event.relatedTarget) || leave());
  onCleanup(leave);
};
