// The options of a select that always shows what is set, after Clear and Back too.

import { computed, html } from '../dom.js';

/**
 * `choices` reads [{ id, name }], `value` what is set; `any` is the word for nothing, where that may be. What is set
 * and no longer a choice, such as a member who was archived, stands last, as `nameOf(id)` calls it.
 */
export function options({ choices, value, nameOf, any = null }) {
  const former = computed(() => (value() && !choices().some(({ id }) => id === value()) ? value() : null));
  const all = () => [any && { id: '', name: any }, ...choices(), former() && { id: former(), name: nameOf(former()) }];
  return () => all().filter(Boolean).map(({ id, name }) => html`
    <option value=${id} .selected=${() => value() === id}>${name}</option>`);
}
