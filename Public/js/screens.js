// The workspace's screens by their addresses, and the modules that draw them. The server reads these lines as well: the
// page of an address names all that its module imports, so that it comes side by side.

export const SCREENS = [
  ['/', () => import('./home/home.js')],
  ['/inbox', () => import('./inbox/inbox.js')],
  ['/work', () => import('./tasks/work.js')],
  ['/accounts', () => import('./accounts/list.js')],
  ['/accounts/:id/:tab?', () => import('./accounts/account.js')],
  ['/plans/:id/:tab?', () => import('./plans/plan.js')],
  ['/plans/:id/reviews/:review', () => import('./reviews/review.js')],
  ['/search', () => import('./search/search.js')],
  ['/alignment', () => import('./alignment/portfolio.js')],
  ['/teams/:id?', () => import('./teams/team.js')],
  ['/settings/:tab?', () => import('./settings/settings.js')],
];
