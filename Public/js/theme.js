// Before the first paint, so that nobody who chose the dark is blinded by a light page.
{
  const chosen = localStorage.getItem('quartet.theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
}
