'use strict';
// Pages work without this. It adds a key for the search, and shows a list anew when its order changes.
document.addEventListener('keydown', (e) => {
  if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
  e.preventDefault();
  document.getElementById('q').focus();
});
for (const select of document.querySelectorAll('select[name=sort]')) select.addEventListener('change', () => select.form.requestSubmit());
// empty fields would make long addresses
for (const form of document.querySelectorAll('form[method=get]')) form.addEventListener('formdata', (e) => {
  for (const [name, value] of [...e.formData]) if (value === '') e.formData.delete(name);
});
// filters take the whole screen of a telephone: they stay closed there
if (matchMedia('(max-width: 700px)').matches) for (const d of document.querySelectorAll('details.filters')) d.open = false;
