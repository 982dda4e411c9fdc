// What the server takes of a field: what kind of value, how long a text, between which figures. Asked for once, before
// somebody edits.

import { get } from '../api.js';

let kinds = {};

get('/api/schema').then(told => { kinds = told.kinds; }, () => {});

/** { type, maxLength, min, max, choices, optional, multiline, fixed } as far as they are known; `of` is { kind, field }. */
export const boundsOf = of => kinds[of?.kind]?.fields.find(it => it.name === of.field) ?? {};
