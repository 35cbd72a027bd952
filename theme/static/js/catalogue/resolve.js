// The permanent address of any record: /r/?<reference code> or /r/?code=<reference code>.
// Says what it does in words; asks which one is meant where several archives use the code; leads to the search
// page when it is not in the open catalogue.

import { locate, ownerOf, urlOf } from '../search/locate.js';

const status = document.querySelector('[data-resolver]');
const archives = JSON.parse(status.dataset.archives); // address → name, empty on a site of one
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
    const found = await locate(code, Object.keys(archives));
    if (found.length === 1) location.replace(urlOf(found[0].address));
    else if (found.length) offer(found);
    else say(status.dataset.unknown, code);
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

// Shows every record of that code with the archive it belongs to.
function offer(found) {
  status.textContent = status.dataset.several;
  const list = document.createElement('ul');
  list.className = 'resolve-choice';
  for (const { address, title, withdrawn } of found) {
    const link = document.createElement('a');
    link.href = urlOf(address);
    link.textContent = withdrawn ? status.dataset.withdrawn : title;
    const owner = document.createElement('span');
    owner.textContent = archives[ownerOf(address, Object.keys(archives))] ?? '';
    const item = document.createElement('li');
    item.append(owner, ' ', link);
    list.append(item);
  }
  status.after(list);
}
