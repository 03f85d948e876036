// The page works without this file; it makes three things pleasanter.

// Facets and selects marked data-submit apply as soon as they change.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-submit-on-change]");
  if (form) form.requestSubmit();
});

// A refused form puts the reader at its first mistake.
document.querySelector("[aria-invalid='true']")?.focus();

// The reader's own time zone, so that the server can show times in it at the next page.
if (!document.cookie.includes("time_zone=")) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) document.cookie = `time_zone=${zone};path=/;max-age=31536000;samesite=lax`;
}
