// The permanent address of any record: /r/?<reference code> or /r/?code=<reference code>.
// Says what it does in words; leads to the search page when the code is not in the open catalogue.

import { locate, urlOf } from '../search/locate.js';

const status = document.querySelector('[data-resolver]');
const code = asked(location.search);

if (code) {
  document.getElementById('resolve-code').value = code;
  open(code);
}

// Returns the code in the query: everything after "?" unless it is the form's own "code=".
function asked(query) {
  const text = query.replace(/^\?/, '');
  if (text.startsWith('code=')) return new URLSearchParams(text).get('code').trim();
  try {
    return decodeURIComponent(text.replaceAll('+', ' ')).trim();
  } catch {
    return text.trim();
  }
}

async function open(code) {
  status.textContent = status.dataset.looking;
  try {
    const address = await locate(code);
    if (address) {
      location.replace(urlOf(address));
      return;
    }
    say(status.dataset.unknown, code);
  } catch {
    say(status.dataset.failed, code);
  }
}

function say(text, code) {
  const link = document.createElement('a');
  link.href = `${status.dataset.search}?q=${encodeURIComponent(code)}`;
  link.textContent = code;
  status.replaceChildren(`${text} `, link);
}
