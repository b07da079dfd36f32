const KEY = 'netloom-token';

/** The token of the page's address, else the one kept from before a reload. It leaves the address bar and the history. */
export function takeToken(): string | undefined {
  const address = new URL(window.location.href);
  const given = address.searchParams.get('token');
  if (given === null) return sessionStorage.getItem(KEY) ?? undefined;
  sessionStorage.setItem(KEY, given);
  address.searchParams.delete('token');
  window.history.replaceState(window.history.state, '', address);
  return given;
}
