import { html } from '../dom.js';

const { pathname: sprite } = new URL('../../icons.svg', import.meta.url);

/** A drawing from the sprite, silent for screen readers: the words beside it, or its button's label, speak. */
export const icon = (name, extra = '') =>
  html`<svg class="i ${extra}" aria-hidden="true"><use href=${`${sprite}#${name}`}></use></svg>`;
