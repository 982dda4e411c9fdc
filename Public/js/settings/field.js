// A field of a record, edited where it stands by an admin and read by everybody else.

import { edit as editor } from '../elements/edit.js';
import { edit } from '../outbox.js';
import { isAdmin, member } from '../session.js';
import { revision } from '../store.js';

/** `read` answers the record; `options` are those of elements/edit.js. */
export const adminField = (kind, read, field, options) => editor({
  ...options,
  of: { kind, field },
  find: member,
  read: () => read()?.[field],
  canEdit: isAdmin,
  begin: () => revision(kind, read().id),
  save: (value, rev) => {
    const says = `${options.label} changed`;
    return edit(kind, read().id, { [field]: value }, { rev, says });
  },
});
