// Who else is in a field, shown at the field.

import { effect, html, mount, onCleanup, untrack } from '../dom.js';
import { avatar, hue } from '../elements/avatar.js';
import { me, member } from '../session.js';
import { places } from '../stream.js';
import { styles } from '../styles.js';

/** The others who are in a field now, `name` as in "objective:<id>.target", or "cell:<objective>.<team>". Reactive. */
export const othersIn = ({ plan, name }) => places(plan)
  .filter(it => it.place === name && it.member !== me()?.id).map(it => member(it.member)).filter(Boolean);

/** Ends with the surrounding scope. `marks` knows where each field stands (journal/marks.js). */
export async function showSeats(plan, marks) {
  const shown = new Map();   // element → { key, clear }
  const clear = element => {
    shown.get(element).clear();
    shown.delete(element);
  };
  effect(() => {
    const wanted = new Map();
    for (const { place } of places(plan)) {
      const [, id, field] = /^\w+:([\w-]+)\.([\w-]+)$/.exec(place) ?? [];
      const people = id ? othersIn({ plan, name: place }) : [];
      if (people.length) for (const element of marks.elementsOf(id, field)) wanted.set(element, people);
    }
    for (const element of [...shown.keys()]) if (!wanted.has(element)) clear(element);
    for (const [element, people] of wanted) {
      const key = people.map(it => it.id).join(' ');
      if (shown.get(element)?.key === key) continue;
      if (shown.has(element)) clear(element);
      shown.set(element, { key, clear: untrack(() => seat(element, people)) });
    }
  });
  onCleanup(() => [...shown.keys()].forEach(clear));
  await styles('seats');
}

function seat(element, people) {
  const place = html`<span class="seat"></span>`;
  element.style.setProperty('--h', hue(people[0].id));
  element.append(place);
  const unmount = mount(place, () => people.map(it => html`
    ${avatar(it, 'xs')}<span aria-hidden="true">${it.name.split(' ')[0]}</span><span class="vh"> is editing this</span>`));
  return () => {
    unmount();
    place.remove();
    element.style.removeProperty('--h');
  };
}
