// The request list (我的查档单): codes and titles kept in this browser only, never sent anywhere.

const KEY = 'lantai-requests';
const box = document.querySelector('[data-request]');

if (box && storage()) {
  const button = box.querySelector('button');
  const record = { code: box.dataset.code, title: box.dataset.title };
  const show = () => {
    const listed = read().some((each) => each.code === record.code);
    button.textContent = listed ? box.dataset.remove : box.dataset.add;
    button.setAttribute('aria-pressed', String(listed));
  };
  button.addEventListener('click', () => {
    const others = read().filter((each) => each.code !== record.code);
    const listed = others.length !== read().length;
    write(listed ? others : [...others, record]);
    show();
  });
  show();
  box.hidden = false;
}

function storage() {
  try {
    localStorage.setItem(`${KEY}-try`, '1');
    localStorage.removeItem(`${KEY}-try`);
    return true;
  } catch {
    return false;
  }
}

function read() {
  try {
    const value = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(value) ? value.filter((each) => each && typeof each.code === 'string') : [];
  } catch {
    return [];
  }
}

function write(records) {
  localStorage.setItem(KEY, JSON.stringify(records));
}
